import type { Hosted } from './hosted.ts'

/** The log behind a snapshot. */
export interface Tail {
  readonly rows: number
  readonly bytes: number
}

/** Log rows, or their bytes, behind a snapshot that make a new one worth its while: under load a row holds many updates. */
const LONG_TAIL = { rows: 400, bytes: 64 * 1024 }
/** What is before the tail may be this many times as large, so that making snapshots costs in all no more than writing. */
const TAIL_SHARE = 4

/** What updates come to together. */
export function tailOf(updates: readonly Uint8Array[]): Tail {
  return { rows: updates.length, bytes: updates.reduce((sum, { length }) => sum + length, 0) }
}

/** Whether a tail is so long that a new snapshot is worth its while. */
export function isLong({ rows, bytes }: Tail): boolean {
  return rows >= LONG_TAIL.rows || bytes >= LONG_TAIL.bytes
}

/** Whether a long tail has grown so far that a snapshot is worth its while even between two changes. */
export function isDue({ tail, row }: Pick<Hosted, 'tail' | 'row'>): boolean {
  return tail.bytes * TAIL_SHARE >= row.bytes - tail.bytes
}
