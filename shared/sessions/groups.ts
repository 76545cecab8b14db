import { activeMember, type Dialogue } from '#shared/dialogues'
import {
  accept,
  bilingualSchema,
  idSchema,
  instantSchema,
  refuse,
  type Context,
  type Decision,
} from '#shared/kernel'
import type { Step } from '#shared/record'
import * as z from 'zod'
import { sessionDraft } from './events.ts'
import { groupAtWork } from './groups-model.ts'
import type { Sessions } from './model.ts'

const memberIds = z.array(idSchema).min(2).max(50)
const ofGroup = { groupId: idSchema }

/** The commands about drafting groups, by operation. */
export const GROUP_COMMANDS = {
  'sessions/convene-group': z.strictObject({
    title: bilingualSchema,
    proposalId: idSchema,
    clauseIds: z.array(idSchema).max(500).default([]),
    memberIds,
    until: instantSchema.nullable().default(null),
  }),
  'sessions/change-group': z.strictObject({ ...ofGroup, memberIds }),
  'sessions/report-group': z.strictObject({ ...ofGroup, report: bilingualSchema }),
  'sessions/dissolve-group': z.strictObject(ofGroup),
}

type Commands = typeof GROUP_COMMANDS

/** A command about drafting groups with its payload. */
export type GroupCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** What the rules of drafting groups look at; of the texts, only what exists. */
export interface GroupsView {
  readonly dialogue: Dialogue
  readonly sessions: Sessions
  readonly proposals: TextsOutline
}

/** Which texts there are, and which clauses they have. */
interface TextsOutline {
  readonly list: readonly {
    readonly id: string
    readonly clauses: readonly { readonly id: string }[]
  }[]
}

/** Decides a command about drafting groups (SE16, SE17). */
export function decideGroups(
  view: GroupsView,
  command: GroupCommand,
  context: Context,
): Decision<Step> {
  if (command.type === 'sessions/convene-group') return convene(view, command.payload, context)
  const group = view.sessions.groups.find(({ id }) => id === command.payload.groupId)
  if (group === undefined) return refuse('sessions/unknown-group')
  if (group.status.is !== 'working') return refuse('sessions/group-over')
  switch (command.type) {
    case 'sessions/change-group': {
      const refusal = membersRefusal(view.dialogue, command.payload.memberIds)
      if (refusal !== undefined) return refuse(refusal)
      return accept({ events: [sessionDraft('room', 'GroupChanged', command.payload)] })
    }
    case 'sessions/report-group': {
      const role = activeMember(view.dialogue, context.actor)?.role
      const bureau = role === 'moderator' || role === 'rapporteur'
      if (!bureau && !group.memberIds.includes(context.actor)) {
        return refuse('sessions/not-in-group')
      }
      return accept({ events: [sessionDraft('room', 'GroupReported', command.payload)] })
    }
    case 'sessions/dissolve-group':
      return accept({ events: [sessionDraft('room', 'GroupDissolved', command.payload)] })
  }
}

function convene(
  view: GroupsView,
  payload: z.infer<Commands['sessions/convene-group']>,
  context: Context,
): Decision<Step> {
  const proposal = view.proposals.list.find(({ id }) => id === payload.proposalId)
  if (proposal === undefined) return refuse('proposals/unknown-proposal')
  const known = new Set(proposal.clauses.map(({ id }) => id))
  if (!payload.clauseIds.every((id) => known.has(id))) return refuse('proposals/unknown-clause')
  const { until } = payload
  if (until !== null && until <= context.now) return refuse('sessions/instant-past')
  const refusal = membersRefusal(view.dialogue, payload.memberIds)
  if (refusal !== undefined) return refuse(refusal)
  const { groups } = view.sessions
  const wanted = payload.clauseIds.length === 0 ? [null] : payload.clauseIds
  if (wanted.some((id) => groupAtWork(groups, proposal.id, id) !== undefined)) {
    return refuse('sessions/group-overlaps')
  }
  const id = context.newId()
  const event = sessionDraft('room', 'GroupConvened', { id, ...payload })
  return accept({ events: [event], result: { id } })
}

/** A group has members of at least two delegations, each of them active, each named once (SE16). */
function membersRefusal(dialogue: Dialogue, ids: readonly string[]): string | undefined {
  const members = ids.map((id) => activeMember(dialogue, id))
  const sides = members.map((member) => member?.delegationId ?? null)
  if (sides.includes(null) || new Set(ids).size < ids.length) return 'sessions/group-members'
  return new Set(sides).size < 2 ? 'sessions/group-one-sided' : undefined
}
