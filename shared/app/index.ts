export {
  NO_CAUCUS,
  NO_STATE,
  caucusOf,
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
