export {
  NO_CAUCUS_POSITIONS,
  NO_POSITIONS,
  STANCES,
  distance,
  historyOf,
  isStale,
  latestOf,
  movement,
  score,
  type CaucusPositions,
  type Movement,
  type Position,
  type Positions,
  type Stance,
  type Subject,
} from './model.ts'
export { POSITION_EVENTS, readPositionEvent, type PositionEvent } from './events.ts'
export {
  POSITION_COMMANDS,
  decidePositions,
  evolveCaucusPositions,
  evolvePositions,
  wordsForPositions,
  type PositionCommand,
} from './decide.ts'
export { matrixRows, timelineOf, type MatrixCell, type MatrixRow } from './matrix.ts'
export { matrixCsv } from './matrix-csv.ts'
export {
  DATA_CLASSES,
  NO_WORKSHEETS,
  type Classification,
  type DataCategory,
  type DataClass,
  type Estimate,
  type Measure,
  type Scenario,
  type Worksheets,
} from './worksheets-model.ts'
export {
  WORKSHEET_EVENTS,
  evolveWorksheets,
  readWorksheetEvent,
  type WorksheetEvent,
} from './worksheets-events.ts'
export { WORKSHEET_COMMANDS, decideWorksheets, type WorksheetCommand } from './worksheets-decide.ts'
export {
  breadthOverTime,
  classificationOf,
  clauseWordsOf,
  payoffsOf,
  responseEdges,
  rowStanding,
  type RowStanding,
} from './worksheets-views.ts'
export { CATEGORY_SEEDS } from './worksheets-seeds.ts'
