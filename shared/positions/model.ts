import type { Bilingual } from '#shared/kernel'

/** The scale of positions, from yes to no. */
export const STANCES = [
  'support',
  'accept',
  'accept-with-changes',
  'reserve',
  'oppose',
  'not-stated',
] as const

/** A delegation's stance. */
export type Stance = (typeof STANCES)[number]

/** What a position is about. A position on a clause names the hash of the words. */
export type Subject =
  | { readonly type: 'question'; readonly id: string }
  | { readonly type: 'clause'; readonly id: string; readonly hash: string }

/** A delegation's view on a question or a clause, as it was stated at one moment. */
export interface Position {
  readonly id: string
  readonly delegationId: string
  readonly subject: Subject
  readonly stance: Stance
  readonly rationale: Bilingual
  readonly interests: Bilingual
  readonly conditions: Bilingual
  readonly sources: readonly string[]
  /** The number of the session in which it was stated; 0 before the first. */
  readonly session: number
  readonly at: string
}

/** The tabled positions of every delegation, oldest first. */
export interface Positions {
  readonly tabled: readonly Position[]
}

/** What only the delegation itself sees: its own statements, oldest first. */
export interface CaucusPositions {
  readonly stated: readonly Position[]
}

/** Before anyone takes a position. */
export const NO_POSITIONS: Positions = { tabled: [] }

/** A delegation that has stated nothing. */
export const NO_CAUCUS_POSITIONS: CaucusPositions = { stated: [] }

/** Whether two positions are about the same question or clause (whatever its words). */
function sameSubject(a: { type: string; id: string }, b: { type: string; id: string }): boolean {
  return a.type === b.type && a.id === b.id
}

/** Every statement of a delegation on a subject, oldest first. */
export function historyOf(
  positions: readonly Position[],
  delegationId: string,
  subject: { readonly type: 'question' | 'clause'; readonly id: string },
): readonly Position[] {
  return positions.filter(
    (position) => position.delegationId === delegationId && sameSubject(position.subject, subject),
  )
}

/** A delegation's latest statement on a subject. */
export function latestOf(
  positions: readonly Position[],
  delegationId: string,
  subject: { readonly type: 'question' | 'clause'; readonly id: string },
): Position | undefined {
  return historyOf(positions, delegationId, subject).at(-1)
}

/** The place of a stance on the scale: 5 support … 1 oppose; `null` when nothing is stated. */
export function score(stance: Stance): number | null {
  const index = STANCES.indexOf(stance)
  return stance === 'not-stated' ? null : 5 - index
}

/** How far apart delegations stand: steps between the highest and the lowest; `null` unless all have stated (PO5). */
export function distance(stances: readonly Stance[]): number | null {
  const scores = stances.map(score)
  const known = scores.filter((value) => value !== null)
  if (known.length < 2 || known.length < scores.length) return null
  return Math.max(...known) - Math.min(...known)
}

/** Which way a distance moved. */
export type Movement = 'closing' | 'steady' | 'widening' | 'unknown'

/** The movement between an earlier and a later distance (PO5). */
export function movement(before: number | null, after: number | null): Movement {
  if (before === null || after === null) return 'unknown'
  if (after === before) return 'steady'
  return after < before ? 'closing' : 'widening'
}

/** Whether a position on a clause was stated on other words than the present ones (PO4). */
export function isStale(position: Position, presentHash: string): boolean {
  return position.subject.type === 'clause' && position.subject.hash !== presentHash
}
