export {
  NO_PROPOSALS,
  PROPOSAL_KINDS,
  clauseNumbers,
  clausePlaceSchema,
  clausePlaces,
  findClause,
  type Clause,
  type ClausePlace,
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
  runsSchema,
  type ClauseKind,
  type ClauseWords,
  type Run,
  type Runs,
  type Words,
  type WordsAtHand,
  type WordsNeeded,
} from './words.ts'
export { PROPOSAL_EVENTS, proposalDraft, readProposalEvent, type ProposalEvent } from './events.ts'
export { evolveProposals } from './evolve.ts'
export { structureRefusal } from './structure.ts'
export {
  PROPOSAL_COMMANDS,
  addClauses,
  decideProposals,
  findProposal,
  wordsForProposals,
  type ProposalCommand,
  type ProposalsView,
  type RevisionClause,
  type RevisionEffect,
  type TextEffect,
} from './decide.ts'
export {
  INSTRUMENT_COMMANDS,
  decideInstruments,
  wordsForInstruments,
  type InstrumentCommand,
} from './instruments.ts'
export {
  NO_INSTRUMENTS,
  NO_PRIVATE_INSTRUMENTS,
  isJoint,
  openDrafts,
  sideOf,
  standingAmendments,
  type Amendment,
  type Comment,
  type CommentReply,
  type DraftAmendment,
  type GlossaryEntry,
  type Instruments,
  type Note,
  type Passage,
  type PrivateInstruments,
} from './instruments-model.ts'
export {
  INSTRUMENT_EVENTS,
  readInstrumentEvent,
  type InstrumentEvent,
} from './instruments-events.ts'
export { evolveInstruments, evolvePrivateInstruments } from './instruments-evolve.ts'
export { textRights, type TextPlace, type TextRights } from './access.ts'
export {
  parseBrackets,
  type Bracket,
  type BracketGroup,
  type BracketProblem,
  type Brackets,
  type DelegationLabels,
} from './brackets.ts'
export { bracketLabels } from './brackets-labels.ts'
export { type Option } from './brackets-options.ts'
export {
  applyEdits,
  bracketSelection,
  liftBracket,
  takeAlternative,
  takeThis,
  type BracketTarget,
  type TextEdit,
} from './brackets-edit.ts'
export { mergeAsBracketed, type Merged, type TabledWording } from './merge.ts'
export { redline, redlineClause, type Segment } from './redline.ts'
export {
  LARGEST_UPDATE,
  admit,
  endOf,
  raiseVector,
  mergeLog,
  writeAdmitted,
  type Admitted,
  type GateView,
  type Vector,
} from './gate.ts'
export { fillText, plainRoot, rootRuns, textFingerprint, textRuns, type TextRuns } from './text.ts'
export { cleanText, hasForbiddenCharacters } from './text-characters.ts'
export {
  clauseRuns,
  clauseText,
  importMarkdown,
  importedText,
  type ImportedBlock,
  type ImportReport,
  type ImportedClause,
  type ImportedText,
} from './import.ts'
export { alignImports, type AlignedClause, type Mismatch } from './import-align.ts'
export { type ImportNote, type ImportNoteCode } from './markdown-inline.ts'
export { changedSinceConfirmed, concordanceState, type ConcordanceState } from './concordance.ts'
export {
  COMPROMISE,
  compareProposal,
  sidesDiffer,
  type ComparedCell,
  type ComparedClause,
  type ComparedRow,
  type ComparedWording,
} from './compare.ts'
export { whoWrote, type AuthorShare, type Authors, type WrittenRun } from './compare-authors.ts'
export {
  bracketSeries,
  bySession,
  thinSeries,
  type BracketChange,
  type BracketPoint,
} from './brackets-series.ts'
export {
  countBrackets,
  counterpart,
  counterpartMember,
  editsForAct,
  listBrackets,
  type BracketAct,
  type BracketMember,
  type BracketSet,
} from './brackets-list.ts'
export { carryOver, clashes, editsBetween, isBalanced, type ReworkedPassage } from './rewording.ts'
export { readingOf } from './brackets-reading.ts'
export { passageOf, placeOfPassage, type PassagePlace, type Stretch } from './anchors.ts'
export { glossaryCells, glossaryMarkdown, glossaryTable } from './glossary-export.ts'
export { markTerms, type Term, type TermSpan } from './redline-terms.ts'
export { exportMarkdown, exportPlainText, type ExportedClause } from './markdown-export.ts'
