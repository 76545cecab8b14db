import type { Bilingual } from '#shared/kernel'
import { phaseRules, type PhaseRule } from './phases.ts'

/** The phases of a session, in their order. */
export const PHASES = ['opening', 'positions', 'drafting', 'review', 'closing'] as const

/** A phase of a session. */
export type Phase = (typeof PHASES)[number]

/** One point of the agenda. */
export interface AgendaItem {
  readonly id: string
  readonly title: Bilingual
  readonly minutes: number
  readonly questionIds: readonly string[]
  readonly proposalIds: readonly string[]
  readonly status: 'pending' | 'current' | 'done'
  readonly startedAt: string | null
}

/** A wish to speak. Points of order come first. */
export interface FloorRequest {
  readonly id: string
  readonly accountId: string
  readonly delegationId: string
  readonly kind: 'speech' | 'point-of-order'
  readonly requestedAt: string
}

/** Who has the floor, and since when. */
export interface Floor {
  readonly accountId: string
  readonly delegationId: string
  readonly since: string
}

/** A session of the dialogue. */
export interface Session {
  readonly id: string
  readonly number: number
  readonly title: Bilingual
  readonly startsAt: string
  readonly endsAt: string
  readonly status: 'planned' | 'open' | 'closed'
  readonly phase: Phase
  readonly phaseSince: string | null
  readonly agenda: readonly AgendaItem[]
  readonly requests: readonly FloorRequest[]
  readonly floor: Floor | null
  /** Milliseconds each delegation has spoken. */
  readonly spoken: Readonly<Record<string, number>>
}

/** The sessions of a dialogue, in the order of their numbers. */
export interface Sessions {
  readonly list: readonly Session[]
}

/** Before any session is planned. */
export const NO_SESSIONS: Sessions = { list: [] }

/** The session that is open now; there is at most one. */
export function openSession(sessions: Sessions): Session | undefined {
  return sessions.list.find((session) => session.status === 'open')
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
