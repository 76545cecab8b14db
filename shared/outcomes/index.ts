export {
  ALTERNAT_RULES,
  DISTRIBUTIONS,
  FOLLOW_UPS,
  KEYS,
  NO_OUTCOMES,
  OUTCOME_KINDS,
  canBeSuperseded,
  isCorrected,
  latestNote,
  supersededBy,
  type AlternatRule,
  type Distribution,
  type FollowUpNote,
  type ProposedNote,
  type Outcome,
  type OutcomeForm,
  type OutcomeKind,
  type Outcomes,
} from './model.ts'
export {
  assemble,
  assemblyRows,
  participantsOf,
  sidesInOrder,
  type AssemblyRow,
  type AssemblyView,
} from './assemble.ts'
export {
  CLAUSE_STANDINGS,
  canonicalOutcome,
  canonicalOutcomeSchema,
  canonicalOutcomeText,
  outcomeHash,
  referenceSchema,
  withdrawalText,
  type CanonicalOutcome,
  type ClauseParts,
  type ClauseStanding,
  type OutcomeParts,
  type PublishedClause,
} from './canonical.ts'
export {
  consistencyProof,
  inclusionProof,
  leafHash,
  merkleRoot,
  verifyConsistency,
  verifyInclusion,
  type ConsistencyClaim,
  type HashBytes,
  type InclusionClaim,
} from './merkle.ts'
export { markTerms, queryTerms, searchTerms, type Marked } from './search.ts'
export {
  addDocument,
  bestPassage,
  emptyIndex,
  findDocuments,
  searchDocument,
  type SearchDocument,
  type SearchIndex,
} from './search-index.ts'
export { OUTCOME_EVENTS, readOutcomeEvent, type OutcomeEvent } from './events.ts'
export { evolveOutcomes } from './evolve.ts'
export {
  OUTCOME_COMMANDS,
  checkForm,
  decideOutcomes,
  outcomeFormSchema,
  wordsForOutcomes,
  type OutcomeCommand,
  type OutcomeEffect,
} from './decide.ts'
export { bibtexCitation, plainCitation, risCitation } from './citation.ts'
export { KIND_LABELS, PART_LABELS, STANDING_LABELS, dayWords, inLanguage } from './labels.ts'
export { documentTree, type Block, type CopyOptions, type DocumentTree } from './tree.ts'
export { redlineOutcomes, type Compared } from './compare.ts'
export { assembleMinutes, type ChangedWords, type Minutes, type MinutesClause } from './minutes.ts'
