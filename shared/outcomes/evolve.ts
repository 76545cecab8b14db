import type { Cause } from '#shared/record'
import type { OutcomeEvent } from './events.ts'
import type { FollowUpNote, Outcome, Outcomes } from './model.ts'

const FRESH = {
  approvals: [],
  status: 'assembled',
  publishedAt: null,
  withdrawal: null,
  followUps: [],
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
    case 'OutcomeReferred': {
      const { recommendation, channel } = event.payload
      const kind = { kind: 'referral', status: 'referred' } as const
      return withNote(outcome, { ...kind, recommendation, words: channel, at })
    }
    case 'OutcomeFollowedUp': {
      const { recommendation, status, words } = event.payload
      return withNote(outcome, { kind: 'follow-up', recommendation, status, words, at })
    }
  }
}

function withNote(outcome: Outcome, note: FollowUpNote): Outcome {
  return { ...outcome, followUps: [...outcome.followUps, note] }
}
