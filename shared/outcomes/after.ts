import { activeMember } from '#shared/dialogues'
import { accept, refuse, type Context, type Decision } from '#shared/kernel'
import type { Step } from '#shared/record'
import type { AssemblyView } from './assemble.ts'
import type { OutcomeCommand, OutcomeEffect } from './decide.ts'
import { outcomeDraft } from './events.ts'
import { isCorrected, type Outcome } from './model.ts'
import { publishable } from './publishable.ts'

type Answer = Decision<Step<OutcomeEffect>>

const AFTER = [
  'outcomes/propose-withdrawal',
  'outcomes/second-withdrawal',
  'outcomes/drop-withdrawal',
  'outcomes/refer',
  'outcomes/follow-up',
  'outcomes/second-note',
  'outcomes/drop-note',
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
      return proposeNote(outcome, command, context)
    case 'outcomes/second-note':
      return secondNote(view, outcome, command.payload.noteId, context)
    case 'outcomes/drop-note': {
      const { noteId } = command.payload
      if (outcome.proposedNotes.every(({ id }) => id !== noteId)) return refuse('outcomes/no-note')
      const payload = { outcomeId: outcome.id, noteId }
      return accept({ events: [outcomeDraft('room', 'NoteDropped', payload)] })
    }
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

/** Turns the first key of a note: of the outcome, or of one of its recommendations (OU27, OU28). */
function proposeNote(
  outcome: Outcome,
  command: Extract<AfterCommand, { type: 'outcomes/refer' | 'outcomes/follow-up' }>,
  { newId }: Context,
): Answer {
  const { recommendation, corrects } = command.payload
  if (Number(recommendation) > outcome.recommendations.length) {
    return refuse('outcomes/unknown-recommendation')
  }
  if (!mayCorrect(outcome, corrects)) return refuse('outcomes/unknown-note')
  const isReferral = command.type === 'outcomes/refer'
  const given = isReferral ? command.payload.channel : command.payload.words
  const words = publishable(given, isReferral ? 'channel' : 'words')
  if ('ok' in words) return words
  const named = { outcomeId: outcome.id, noteId: newId(), recommendation, corrects }
  const event = isReferral
    ? outcomeDraft('room', 'ReferralProposed', { ...named, channel: words })
    : outcomeDraft('room', 'FollowUpProposed', {
        ...named,
        status: command.payload.status,
        words,
      })
  return accept({ events: [event], result: { noteId: named.noteId } })
}

/** Turns the second key of a note, and publishes it (OU27). */
function secondNote(
  { dialogue }: AssemblyView,
  outcome: Outcome,
  noteId: string,
  { actor, now }: Context,
): Answer {
  const found = outcome.proposedNotes.find((note) => note.id === noteId)
  if (found === undefined) return refuse('outcomes/no-note')
  const { by, kind, status, recommendation, words, corrects } = found
  if (by === actor) return refuse('outcomes/already-approved')
  const role = activeMember(dialogue, by)?.role
  if (role !== 'moderator' && role !== 'rapporteur') return refuse('outcomes/first-key-void')
  if (!mayCorrect(outcome, corrects)) return refuse('outcomes/unknown-note')
  const named = { outcomeId: outcome.id, noteId, recommendation, corrects }
  const event =
    status === 'referred'
      ? outcomeDraft('room', 'OutcomeReferred', { ...named, channel: words })
      : outcomeDraft('room', 'OutcomeFollowedUp', { ...named, status, words })
  const { reference } = outcome
  const note = { kind, status, recommendation, words, corrects, at: now }
  const effect = { type: 'outcome/note' as const, reference, note }
  return accept({ events: [event], effects: [effect] })
}

/** A note is put right once; whoever is wrong again puts the later one right (OU28). */
function mayCorrect({ followUps }: Outcome, place: number | null): boolean {
  return place === null || (place <= followUps.length && !isCorrected(followUps, place))
}
