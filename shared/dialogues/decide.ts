import {
  accept,
  bilingualSchema,
  idSchema,
  instantSchema,
  isTimeZone,
  later,
  refuse,
  type Bilingual,
  type Context,
  type Decision,
} from '#shared/kernel'
import type { Step } from '#shared/record'
import * as z from 'zod'
import { dialogueDraft, seatSchema, timeZoneSchema } from './events.ts'
import { delegationOf, memberOf, type Dialogue } from './model.ts'
import {
  confirmSeat,
  declineSeat,
  handOverHead,
  isOwn,
  restoreMember,
  seatMember,
} from './seats.ts'

/** The commands of this room, by operation. */
export const DIALOGUE_COMMANDS = {
  'dialogues/open': z.strictObject({ title: bilingualSchema }),
  'dialogues/rename': z.strictObject({ title: bilingualSchema }),
  'dialogues/add-delegation': z.strictObject({ name: bilingualSchema }),
  'dialogues/rename-delegation': z.strictObject({
    delegationId: idSchema,
    name: bilingualSchema,
  }),
  'dialogues/set-time-zone': z.strictObject({ delegationId: idSchema, timeZone: timeZoneSchema }),
  'dialogues/admit-member': seatSchema,
  'dialogues/change-member': seatSchema,
  'dialogues/confirm-seat': z.strictObject({ requestId: idSchema }),
  'dialogues/decline-seat': z.strictObject({ requestId: idSchema }),
  'dialogues/hand-over-head': z.strictObject({ accountId: idSchema }),
  'dialogues/suspend-member': z.strictObject({ accountId: idSchema }),
  'dialogues/restore-member': z.strictObject({ accountId: idSchema }),
  'dialogues/add-topic': z.strictObject({ parentId: idSchema.nullable(), title: bilingualSchema }),
  'dialogues/add-question': z.strictObject({
    topicId: idSchema,
    linkedTopicIds: z.array(idSchema).max(20).default([]),
    text: bilingualSchema,
  }),
  'dialogues/issue-ground-rules': z.strictObject({ text: bilingualSchema }),
  'dialogues/accept-ground-rules': z.strictObject({ version: z.int().min(1) }),
  'dialogues/close': z.strictObject({ eraseAfter: instantSchema }),
}

type Commands = typeof DIALOGUE_COMMANDS

/** A command of this room with its payload. */
export type DialogueCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** How long after its closing a dialogue's private streams are kept at least and at most, in days (DI10). */
const KEPT_DAYS = { least: 1, most: 5 * 365 }
const DAY_MS = 86_400_000

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'

/** Decides a command of this room (DI1–DI16). */
export function decideDialogue(
  dialogue: Dialogue,
  command: DialogueCommand,
  context: Context,
): Decision<Step> {
  switch (command.type) {
    case 'dialogues/open':
      return accept({ events: [dialogueDraft('room', 'DialogueOpened', command.payload)] })
    case 'dialogues/rename':
      if (isSame(dialogue.title, command.payload.title)) return accept({ events: [] })
      return accept({ events: [dialogueDraft('room', 'DialogueRenamed', command.payload)] })
    case 'dialogues/rename-delegation': {
      const { delegationId, name } = command.payload
      const delegation = delegationOf(dialogue, delegationId)
      if (delegation === undefined) return refuse('dialogues/unknown-delegation')
      if (isSame(delegation.name, name)) return accept({ events: [] })
      return accept({ events: [dialogueDraft('room', 'DelegationRenamed', command.payload)] })
    }
    case 'dialogues/add-delegation': {
      const label = LETTERS[dialogue.delegations.length]
      if (label === undefined) return refuse('dialogues/too-many-delegations')
      const id = context.newId()
      const event = dialogueDraft('room', 'DelegationAdded', { id, label, ...command.payload })
      return accept({ events: [event], result: { id } })
    }
    case 'dialogues/set-time-zone': {
      const { delegationId, timeZone } = command.payload
      const delegation = delegationOf(dialogue, delegationId)
      if (delegation === undefined) return refuse('dialogues/unknown-delegation')
      if (!isTimeZone(timeZone)) return refuse('dialogues/unknown-time-zone')
      if (delegation.timeZone === timeZone) return accept({ events: [] })
      return accept({ events: [dialogueDraft('room', 'DelegationTimeZoneSet', command.payload)] })
    }
    case 'dialogues/admit-member':
      return seatMember(dialogue, command.payload, true, context)
    case 'dialogues/change-member':
      return seatMember(dialogue, command.payload, false, context)
    case 'dialogues/confirm-seat':
      return confirmSeat(dialogue, command.payload.requestId, context)
    case 'dialogues/decline-seat':
      return declineSeat(dialogue, command.payload.requestId, context)
    case 'dialogues/hand-over-head':
      return handOverHead(dialogue, command.payload.accountId, context)
    case 'dialogues/suspend-member':
    case 'dialogues/restore-member':
      return decideSuspension(dialogue, command, context)
    case 'dialogues/add-topic': {
      const { parentId } = command.payload
      if (parentId !== null && !dialogue.topics.some((topic) => topic.id === parentId)) {
        return refuse('dialogues/unknown-topic')
      }
      const id = context.newId()
      const event = dialogueDraft('room', 'TopicAdded', { id, ...command.payload })
      return accept({ events: [event], result: { id } })
    }
    case 'dialogues/add-question': {
      const known = new Set(dialogue.topics.map((topic) => topic.id))
      const named = [command.payload.topicId, ...command.payload.linkedTopicIds]
      if (!named.every((id) => known.has(id))) return refuse('dialogues/unknown-topic')
      const id = context.newId()
      const event = dialogueDraft('room', 'QuestionAdded', { id, ...command.payload })
      return accept({ events: [event], result: { id } })
    }
    case 'dialogues/issue-ground-rules': {
      const version = (dialogue.groundRules?.version ?? 0) + 1
      const event = dialogueDraft('room', 'GroundRulesIssued', { version, ...command.payload })
      return accept({ events: [event], result: { version } })
    }
    case 'dialogues/accept-ground-rules': {
      const { version } = command.payload
      if (dialogue.groundRules?.version !== version) return refuse('dialogues/ground-rules-changed')
      if (dialogue.groundRules.acceptedBy.includes(context.actor)) return accept({ events: [] })
      const payload = { version, accountId: context.actor }
      return accept({ events: [dialogueDraft('room', 'GroundRulesAccepted', payload)] })
    }
    case 'dialogues/close': {
      const { eraseAfter } = command.payload
      const [first, last] = [KEPT_DAYS.least, KEPT_DAYS.most].map((days) =>
        later(context.now, days * DAY_MS),
      )
      if (first === undefined || last === undefined || eraseAfter < first || eraseAfter > last) {
        return refuse('dialogues/erase-date')
      }
      return accept({ events: [dialogueDraft('room', 'DialogueClosed', command.payload)] })
    }
  }
}

const isSame = (one: Bilingual, other: Bilingual) => one.en === other.en && one.zh === other.zh

function decideSuspension(
  dialogue: Dialogue,
  command: Extract<
    DialogueCommand,
    { type: 'dialogues/suspend-member' | 'dialogues/restore-member' }
  >,
  context: Context,
): Decision<Step> {
  const { accountId } = command.payload
  const member = memberOf(dialogue, accountId)
  if (member === undefined) return refuse('dialogues/unknown-member')
  if (command.type === 'dialogues/restore-member') return restoreMember(dialogue, member, context)
  if (accountId === context.actor) return refuse('dialogues/not-oneself')
  if (!isOwn(dialogue, member, context)) return refuse('dialogues/unknown-member')
  if (member.suspended) return accept({ events: [] })
  return accept({ events: [dialogueDraft('room', 'MemberSuspended', { accountId })] })
}
