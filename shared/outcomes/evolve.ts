import type { Cause } from '#shared/record'
import type { OutcomeEvent } from './events.ts'
import type { FollowUpNote, Outcome, Outcomes, ProposedNote } from './model.ts'

const FRESH = {
  approvals: [],
  status: 'assembled',
  publishedAt: null,
  withdrawal: null,
  followUps: [],
  proposedNotes: [],
} as const

/** The outcomes after an event. */
export function evolveOutcomes(outcomes: Outcomes, event: OutcomeEvent, cause: Cause): Outcomes {
  switch (event.type) {
    case 'OutcomeAssembled':
      return { ...outcomes, list: [...outcomes.list, { ...event.payload, ...FRESH }] }
    case 'AlternatChosen':
      return { ...outcomes, alternat: event.payload.rule }
    case 'NamingChosen': {
      const others = outcomes.named.filter((accountId) => accountId !== cause.actor)
      return { ...outcomes, named: event.payload.consents ? [...others, cause.actor] : others }
    }
    default: {
      const { outcomeId } = event.payload
      const list = outcomes.list.map((outcome) =>
        outcome.id === outcomeId ? evolveOutcome(outcome, event, cause) : outcome,
      )
      return { ...outcomes, list }
    }
  }
}

type OfOne = Exclude<OutcomeEvent, { type: 'OutcomeAssembled' | 'AlternatChosen' | 'NamingChosen' }>

function evolveOutcome(outcome: Outcome, event: OfOne, { actor, at }: Cause): Outcome {
  switch (event.type) {
    case 'OutcomeApproved':
      return { ...outcome, approvals: [...outcome.approvals, actor] }
    case 'OutcomePublished':
      return { ...outcome, status: 'published', publishedAt: at }
    case 'OutcomeDiscarded':
      return { ...outcome, status: 'discarded' }
    case 'WithdrawalProposed': {
      const { reason } = event.payload
      return { ...outcome, withdrawal: { reason, by: actor, isDone: false } }
    }
    case 'WithdrawalDropped':
      return { ...outcome, withdrawal: null }
    case 'OutcomeWithdrawn':
      return {
        ...outcome,
        withdrawal: outcome.withdrawal && { ...outcome.withdrawal, isDone: true },
      }
    case 'ReferralProposed':
    case 'FollowUpProposed': {
      const note = { id: event.payload.noteId, by: actor, ...noteOf(event) }
      return { ...outcome, proposedNotes: [...outcome.proposedNotes, note] }
    }
    case 'NoteDropped':
      return withoutNote(outcome, event.payload.noteId)
    case 'OutcomeReferred':
    case 'OutcomeFollowedUp': {
      const note: FollowUpNote = { ...noteOf(event), at }
      const left = withoutNote(outcome, event.payload.noteId)
      return { ...left, followUps: [...outcome.followUps, note] }
    }
  }
}

type OfNote = Extract<
  OutcomeEvent,
  { type: 'ReferralProposed' | 'FollowUpProposed' | 'OutcomeReferred' | 'OutcomeFollowedUp' }
>

function noteOf(event: OfNote): Omit<ProposedNote, 'id' | 'by'> {
  const { recommendation, corrects } = event.payload
  if (event.type === 'ReferralProposed' || event.type === 'OutcomeReferred') {
    const { channel: words } = event.payload
    return { kind: 'referral', status: 'referred', recommendation, words, corrects }
  }
  const { status, words } = event.payload
  return { kind: 'follow-up', status, recommendation, words, corrects }
}

function withoutNote(outcome: Outcome, noteId: string | undefined): Outcome {
  return { ...outcome, proposedNotes: outcome.proposedNotes.filter(({ id }) => id !== noteId) }
}
