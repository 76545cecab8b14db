export {
  NO_CAUCUS,
  NO_STATE,
  caucusOf,
  dialogueOf,
  evolve,
  instrumentsOf,
  kindOfText,
  type CaucusState,
  type RoomState,
  type State,
} from './state.ts'
export {
  COMMANDS,
  decide,
  parseCommand,
  wordsNeeded,
  type Command,
  type CommandInput,
  type CommandType,
  type Effect,
} from './decide.ts'
export {
  NOTICE_KINDS,
  isMailed,
  noticesOf,
  remindersOf,
  settledBy,
  type Notice,
  type NoticeKind,
  type NoticePlace,
  type Settled,
} from './notices.ts'
export {
  calendarOf,
  deadlinesOf,
  nextInstant,
  type DatedEntry,
  type Deadline,
  type Due,
} from './due.ts'
export { calendarFile, type CalendarEntry } from './calendar.ts'
export { nextSteps, type NextStep, type PlacedClause } from './next.ts'
export { EVENTS, resultOf } from './contract.ts'
