export {
  NO_DIALOGUE,
  activeMember,
  delegationOf,
  hasArrived,
  headOf,
  memberOf,
  mustAcceptRules,
  standingOf,
  type Delegation,
  type Dialogue,
  type GroundRules,
  type Member,
  type Question,
  type SeatRequest,
  type Topic,
} from './model.ts'
export {
  DIALOGUE_EVENTS,
  dialogueDraft,
  readDialogueEvent,
  type DialogueEvent,
  type Seat,
} from './events.ts'
export { evolveDialogue, noteArrival, withArrival } from './evolve.ts'
export { mayLink, seatedSchema } from './seats.ts'
export { DIALOGUE_COMMANDS, decideDialogue, type DialogueCommand } from './decide.ts'
