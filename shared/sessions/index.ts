export {
  ATTENDANCE_MODES,
  NO_SESSIONS,
  PHASES,
  SCREEN_VIEWS,
  openSession,
  pauseAt,
  phaseRuleOf,
  textRegime,
  type AgendaItem,
  type AttendanceMode,
  type Break,
  type Floor,
  type FloorRequest,
  type KeptItem,
  type Phase,
  type ScreenView,
  type Session,
  type Sessions,
  type TextRegime,
} from './model.ts'
export { groupAtWork, type DraftingGroup } from './groups-model.ts'
export { timedAgenda, type TimedItem } from './agenda-times.ts'
export { NO_OWN_CAUCUS, evolveOwnCaucus, type OwnCaucus } from './caucus.ts'
export { SESSION_EVENTS, readSessionEvent, sessionDraft, type SessionEvent } from './events.ts'
export { evolveSessions } from './evolve.ts'
export { evolveKept } from './evolve-agenda.ts'
export { SESSION_COMMANDS, decideSessions, type SessionCommand } from './decide.ts'
export { speakersOrder } from './fairness.ts'
export { phaseRules, type PhaseRule } from './phases.ts'
