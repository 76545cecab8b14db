export {
  NO_DIALOGUE,
  activeMember,
  delegationOf,
  headOf,
  mustAcceptRules,
  standingOf,
  type Delegation,
  type Dialogue,
  type GroundRules,
  type Member,
  type Question,
  type Topic,
} from './model.ts'
export { DIALOGUE_EVENTS, dialogueDraft, readDialogueEvent, type DialogueEvent } from './events.ts'
export { evolveDialogue } from './evolve.ts'
export { DIALOGUE_COMMANDS, decideDialogue, type DialogueCommand } from './decide.ts'
