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
export { readPositionEvent, type PositionEvent } from './events.ts'
export {
  POSITION_COMMANDS,
  decidePositions,
  evolveCaucusPositions,
  evolvePositions,
  wordsForPositions,
  type PositionCommand,
} from './decide.ts'
