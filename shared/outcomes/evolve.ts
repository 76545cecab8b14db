import type { Cause } from '#shared/record'
import type { OutcomeEvent } from './events.ts'
import type { Outcome, Outcomes } from './model.ts'

/** The outcomes after an event. */
export function evolveOutcomes(outcomes: Outcomes, event: OutcomeEvent, cause: Cause): Outcomes {
  if (event.type === 'OutcomeAssembled') {
    return { list: [...outcomes.list, { ...event.payload, approvals: [], status: 'assembled' }] }
  }
  const { outcomeId } = event.payload
  return {
    list: outcomes.list.map((outcome) =>
      outcome.id === outcomeId ? evolveOutcome(outcome, event, cause) : outcome,
    ),
  }
}

function evolveOutcome(
  outcome: Outcome,
  event: Exclude<OutcomeEvent, { type: 'OutcomeAssembled' }>,
  { actor }: Cause,
): Outcome {
  switch (event.type) {
    case 'OutcomeApproved':
      return { ...outcome, approvals: [...outcome.approvals, actor] }
    case 'OutcomePublished':
      return { ...outcome, status: 'published' }
    case 'OutcomeDiscarded':
      return { ...outcome, status: 'discarded' }
  }
}
