export {
  NO_PROPOSALS,
  PROPOSAL_KINDS,
  clauseNumbers,
  findClause,
  type Clause,
  type ClauseLock,
  type Concordance,
  type Proposal,
  type ProposalKind,
  type Proposals,
  type Revision,
} from './model.ts'
export {
  CLAUSE_KINDS,
  canonicalClause,
  clauseHash,
  languageHash,
  plainWords,
  type ClauseKind,
  type ClauseWords,
  type Run,
  type Runs,
  type Words,
  type WordsAtHand,
  type WordsNeeded,
} from './words.ts'
export { proposalDraft, readProposalEvent, type ProposalEvent } from './events.ts'
export { evolveProposals } from './evolve.ts'
export {
  PROPOSAL_COMMANDS,
  decideProposals,
  findProposal,
  wordsForProposals,
  type ProposalCommand,
  type TextEffect,
} from './decide.ts'
export { textRights, type TextPlace, type TextRights } from './access.ts'
