import { activeMember } from '#shared/dialogues'
import { accept, refuse, type Context, type Decision } from '#shared/kernel'
import type { Step } from '#shared/record'
import type { AssemblyView } from './assemble.ts'
import type { OutcomeCommand, OutcomeEffect } from './decide.ts'
import { outcomeDraft } from './events.ts'
import type { FollowUpNote, Outcome } from './model.ts'
import { publishable } from './publishable.ts'

type Answer = Decision<Step<OutcomeEffect>>

const AFTER = [
  'outcomes/propose-withdrawal',
  'outcomes/second-withdrawal',
  'outcomes/drop-withdrawal',
  'outcomes/refer',
  'outcomes/follow-up',
] as const

/** A command about an outcome that was published. */
export type AfterCommand = Extract<OutcomeCommand, { type: (typeof AFTER)[number] }>

/** Whether a command is about an outcome that was published. */
export function isAfter(command: OutcomeCommand): command is AfterCommand {
  return AFTER.some((type) => type === command.type)
}

/** Decides what happens to an outcome after its publication (OU26–OU28). */
export function decideAfter(
  view: AssemblyView,
  outcome: Outcome,
  command: AfterCommand,
  context: Context,
): Answer {
  if (outcome.status !== 'published') return refuse('outcomes/not-published')
  if (outcome.withdrawal?.isDone === true) return refuse('outcomes/withdrawn')
  switch (command.type) {
    case 'outcomes/propose-withdrawal': {
      if (outcome.withdrawal !== null) return refuse('outcomes/withdrawal-pending')
      const reason = publishable(command.payload.reason, 'reason')
      if ('ok' in reason) return reason
      const payload = { outcomeId: outcome.id, reason }
      return accept({ events: [outcomeDraft('room', 'WithdrawalProposed', payload)] })
    }
    case 'outcomes/second-withdrawal':
      return secondWithdrawal(view, outcome, context)
    case 'outcomes/drop-withdrawal': {
      if (outcome.withdrawal === null) return refuse('outcomes/no-withdrawal')
      const payload = { outcomeId: outcome.id }
      return accept({ events: [outcomeDraft('room', 'WithdrawalDropped', payload)] })
    }
    case 'outcomes/refer':
    case 'outcomes/follow-up':
      return note(outcome, command, context)
  }
}

/** Turns the second key: another moderator's, while the first one's holder still is one (OU26). */
function secondWithdrawal(
  { dialogue }: AssemblyView,
  { id, reference, withdrawal }: Outcome,
  { actor }: Context,
): Answer {
  if (withdrawal === null) return refuse('outcomes/no-withdrawal')
  if (withdrawal.by === actor) return refuse('outcomes/already-approved')
  if (activeMember(dialogue, withdrawal.by)?.role !== 'moderator') {
    return refuse('outcomes/first-key-void')
  }
  return accept({
    events: [outcomeDraft('room', 'OutcomeWithdrawn', { outcomeId: id })],
    effects: [{ type: 'outcome/withdraw', reference, reason: withdrawal.reason }],
  })
}

/** Notes a referral or what became of it: of the outcome, or of one of its recommendations (OU27, OU28). */
function note(
  outcome: Outcome,
  command: Extract<AfterCommand, { type: 'outcomes/refer' | 'outcomes/follow-up' }>,
  { now }: Context,
): Answer {
  const { recommendation } = command.payload
  if (Number(recommendation) > outcome.recommendations.length) {
    return refuse('outcomes/unknown-recommendation')
  }
  const isReferral = command.type === 'outcomes/refer'
  const given = isReferral ? command.payload.channel : command.payload.words
  const words = publishable(given, isReferral ? 'channel' : 'words')
  if ('ok' in words) return words
  const named = { outcomeId: outcome.id, recommendation }
  const event = isReferral
    ? outcomeDraft('room', 'OutcomeReferred', { ...named, channel: words })
    : outcomeDraft('room', 'OutcomeFollowedUp', {
        ...named,
        status: command.payload.status,
        words,
      })
  const noted: FollowUpNote = isReferral
    ? { kind: 'referral', status: 'referred', recommendation, words, at: now }
    : { kind: 'follow-up', status: command.payload.status, recommendation, words, at: now }
  const { reference } = outcome
  return accept({ events: [event], effects: [{ type: 'outcome/note', reference, note: noted }] })
}
