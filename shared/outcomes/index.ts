export {
  DISTRIBUTIONS,
  KEYS,
  NO_OUTCOMES,
  OUTCOME_KINDS,
  type Distribution,
  type Outcome,
  type OutcomeKind,
  type Outcomes,
} from './model.ts'
export { canonicalOutcomeSchema, type CanonicalOutcome } from './canonical.ts'
export { readOutcomeEvent, type OutcomeEvent } from './events.ts'
export { evolveOutcomes } from './evolve.ts'
export {
  OUTCOME_COMMANDS,
  decideOutcomes,
  wordsForOutcomes,
  type OutcomeCommand,
  type OutcomeEffect,
} from './decide.ts'
