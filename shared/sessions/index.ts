export {
  NO_SESSIONS,
  PHASES,
  openSession,
  phaseRuleOf,
  textRegime,
  type AgendaItem,
  type Floor,
  type FloorRequest,
  type Phase,
  type Session,
  type Sessions,
  type TextRegime,
} from './model.ts'
export { readSessionEvent, sessionDraft, type SessionEvent } from './events.ts'
export { evolveSessions } from './evolve.ts'
export { SESSION_COMMANDS, decideSessions, type SessionCommand } from './decide.ts'
export { speakersOrder } from './fairness.ts'
export { phaseRules, type PhaseRule } from './phases.ts'
