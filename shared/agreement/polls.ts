import { activeMember } from '#shared/dialogues'
import {
  accept,
  bilingualSchema,
  idSchema,
  refuse,
  type Context,
  type Decision,
} from '#shared/kernel'
import { delegationAudience, type Audience, type Step } from '#shared/record'
import * as z from 'zod'
import { agreementDraft } from './events.ts'
import { strawTotals, type StrawPoll } from './straw.ts'
import type { AgreementView } from './view.ts'

const opening = z.strictObject({
  question: bilingualSchema,
  options: z.array(bilingualSchema).min(2).max(10),
})
const closing = z.strictObject({ pollId: idSchema })

/** The commands about straw polls, in the room and inside a delegation, by operation. */
export const POLL_COMMANDS = {
  'agreement/open-straw-poll': opening,
  'agreement/close-straw-poll': closing,
  'agreement/open-caucus-poll': opening,
  'agreement/close-caucus-poll': closing,
}

type Commands = typeof POLL_COMMANDS

/** A command about straw polls with its payload. */
export type PollCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** Whether a command is about straw polls. */
export function isPollCommand(command: { readonly type: string }): command is PollCommand {
  return Object.hasOwn(POLL_COMMANDS, command.type)
}

/** The straw poll whose marks a command needs counted in its context. */
export function marksForAgreement(command: {
  readonly type: string
  readonly payload: unknown
}): string | undefined {
  if (!isPollCommand(command)) return undefined
  return 'pollId' in command.payload ? command.payload.pollId : undefined
}

/** Decides a command about straw polls: the room's (AG17), or one inside the asker's delegation (SE18). */
export function decidePolls(
  view: AgreementView,
  command: PollCommand,
  context: Context,
): Decision<Step> {
  const inCaucus =
    command.type === 'agreement/open-caucus-poll' || command.type === 'agreement/close-caucus-poll'
  if (!inCaucus) return decidePoll('room', view.agreement.polls, command.payload, context)
  const delegationId = activeMember(view.dialogue, context.actor)?.delegationId ?? null
  if (delegationId === null) return refuse('sessions/no-delegation')
  const { polls } = view.caucusAnswers(delegationId)
  return decidePoll(delegationAudience(delegationId), polls, command.payload, context)
}

function decidePoll(
  audience: Audience,
  polls: readonly StrawPoll[],
  payload: PollCommand['payload'],
  context: Context,
): Decision<Step> {
  if (!('pollId' in payload)) {
    const id = context.newId()
    const number = polls.length + 1
    const event = agreementDraft(audience, 'StrawPollOpened', { id, number, ...payload })
    return accept({ events: [event], result: { id, number } })
  }
  const { pollId } = payload
  const poll = polls.find(({ id }) => id === pollId)
  if (poll === undefined) return refuse('agreement/unknown-poll')
  if (poll.status.state === 'closed') return refuse('agreement/poll-closed')
  const totals = strawTotals(poll.options.length, context.marks ?? [])
  return accept({ events: [agreementDraft(audience, 'StrawPollClosed', { pollId, totals })] })
}
