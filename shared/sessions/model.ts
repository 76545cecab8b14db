import type { Bilingual } from '#shared/kernel'
import type { DraftingGroup } from './groups-model.ts'
import { phaseRules, type PhaseRule } from './phases.ts'

/** The phases of a session, in their order. */
export const PHASES = ['opening', 'positions', 'drafting', 'review', 'closing'] as const

/** A phase of a session. */
export type Phase = (typeof PHASES)[number]

/** What is settled about a point of the agenda when it is planned. */
export interface PlannedItem {
  readonly id: string
  readonly title: Bilingual
  readonly minutes: number
  readonly questionIds: readonly string[]
  readonly proposalIds: readonly string[]
  /** The instant for which it is planned; without one it follows the point before. */
  readonly startsAt: string | null
}

/** One point of the agenda. */
export interface AgendaItem extends PlannedItem {
  readonly status: 'pending' | 'current' | 'done'
  readonly startedAt: string | null
  readonly finishedAt: string | null
}

/** A point of the agenda that the co-chairs keep for themselves until they release it. */
export interface KeptItem extends PlannedItem {
  readonly sessionId: string
}

/** A wish to speak. Points of order come first. */
export interface FloorRequest {
  readonly id: string
  readonly accountId: string
  readonly delegationId: string
  readonly kind: 'speech' | 'point-of-order'
  readonly requestedAt: string
  /** Where the chair has put it: below zero before the proposed order, above zero after it. */
  readonly place: number
}

/** Who has the floor, and since when. */
export interface Floor {
  readonly accountId: string
  readonly delegationId: string
  readonly since: string
}

/** A pause that ends at a stated instant, or earlier when the chair says so. */
export interface Break {
  readonly since: string
  readonly until: string
  readonly note: Bilingual
}

/** How somebody attends: with this product, in the room, or from afar without being connected. */
export const ATTENDANCE_MODES = ['online', 'in-room', 'remote'] as const

/** How somebody attends. */
export type AttendanceMode = (typeof ATTENDANCE_MODES)[number]

/** That somebody attends a session, and whose word it is. */
interface Attendance {
  readonly mode: AttendanceMode
  readonly by: 'self' | 'bureau'
  readonly at: string
}

/** A session of the dialogue. */
export interface Session {
  readonly id: string
  readonly number: number
  readonly title: Bilingual
  readonly startsAt: string
  readonly endsAt: string
  /** When it was last moved to other dates; `null` while it stands as it was planned. */
  readonly movedAt: string | null
  readonly status: 'planned' | 'open' | 'closed' | 'cancelled'
  /** When and why it was called off; `null` unless it was. */
  readonly cancelled: { readonly at: string; readonly reason: Bilingual } | null
  readonly phase: Phase
  readonly phaseSince: string | null
  readonly agenda: readonly AgendaItem[]
  readonly requests: readonly FloorRequest[]
  readonly floor: Floor | null
  /** Milliseconds each delegation has spoken. */
  readonly spoken: Readonly<Record<string, number>>
  /** How long a speech may take, in seconds; `null` without a limit. */
  readonly speechLimit: number | null
  readonly pause: Break | null
  /** Who attends, by account. Only participants see it. */
  readonly attendance: Readonly<Record<string, Attendance>>
}

/** What the shared screen can show. */
export const SCREEN_VIEWS = ['clause', 'agenda', 'ballot', 'speakers', 'break'] as const

/** What the shared screen shows. */
export type ScreenView = (typeof SCREEN_VIEWS)[number]

/** A delegation that has let the room know that it is in caucus. */
interface AnnouncedCaucus {
  readonly since: string
  readonly until: string | null
}

/** The sessions of a dialogue in the order of their numbers, and what goes on beside them. */
export interface Sessions {
  readonly list: readonly Session[]
  readonly groups: readonly DraftingGroup[]
  /** What the chair has put on the shared screen; `null` leaves it to the page. */
  readonly screen: { readonly view: ScreenView; readonly clauseId: string | null } | null
  /** Delegations in caucus, as far as they let the room know. */
  readonly inCaucus: Readonly<Record<string, AnnouncedCaucus>>
}

/** Before any session is planned. */
export const NO_SESSIONS: Sessions = { list: [], groups: [], screen: null, inCaucus: {} }

/** The session that is open now; there is at most one. */
export function openSession(sessions: Sessions): Session | undefined {
  return sessions.list.find((session) => session.status === 'open')
}

/** The pause that a session is in at an instant; one that has run out is over (SE13). */
export function pauseAt(session: Session, now: string): Break | null {
  return session.pause !== null && now < session.pause.until ? session.pause : null
}

/** What may be done to common texts now. */
export type TextRegime = 'free' | 'deletions-only' | 'read-only'

/**
 * What the present phase allows on common texts (SE4): free between sessions and in drafting; in review
 * only words and brackets may be struck; read-only in opening, positions and closing.
 */
export function textRegime(sessions: Sessions): TextRegime {
  return phaseRuleOf(sessions).texts
}

/** What the present phase allows (SE9). */
export function phaseRuleOf(sessions: Sessions): PhaseRule {
  return phaseRules[openSession(sessions)?.phase ?? 'between-sessions']
}
