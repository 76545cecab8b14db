/** Computes the lower-case hexadecimal SHA-256 of a string's UTF-8 bytes; handed in by the edge. */
export type Sha256 = (text: string) => string

/** What a decision may know beside the state: who asks, when, and fresh ids. All of it comes in as data. */
export interface Context {
  /** The account that asks, or `system` for deadlines that come due. */
  readonly actor: string
  /** The instant on the database's clock: ISO 8601, UTC, milliseconds. */
  readonly now: string
  /** The next fresh id (UUID v4); every call gives another one. */
  readonly newId: () => string
  /** How many marks each option of the straw poll in question has; counted by the edge. */
  readonly marks?: readonly number[]
}

/** Milliseconds since 1970 of an ISO instant. */
export function millis(instant: string): number {
  return Date.parse(instant)
}

/** The instant that lies a number of milliseconds after another. */
export function later(instant: string, milliseconds: number): string {
  return new Date(millis(instant) + milliseconds).toISOString()
}
