export {
  ANSWERS,
  BALLOT_RESULTS,
  NO_AGREEMENT,
  NO_CAUCUS_AGREEMENT,
  clauseStatus,
  isAgreed,
  openBallotOn,
  tally,
  type Agreement,
  type Answer,
  type Ballot,
  type BallotAnswer,
  type BallotResult,
  type BallotStatus,
  type BallotRule,
  type CaucusAgreement,
  type ClauseStatus,
} from './model.ts'
export { AGREEMENT_EVENTS, readAgreementEvent, type AgreementEvent } from './events.ts'
export { evolveAgreement, evolveCaucusAgreement } from './evolve.ts'
export {
  AGREEMENT_COMMANDS,
  decideAgreement,
  wordsForAgreement,
  type AgreementCommand,
} from './decide.ts'
export { dueInstants } from './due.ts'
export { marksForAgreement } from './polls.ts'
export { markRefusal, strawTotals, type StrawPoll } from './straw.ts'
export { type Act, type TwoKeyAct } from './acts-model.ts'
export { renamedSince } from './printed.ts'
