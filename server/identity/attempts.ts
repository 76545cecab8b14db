import { createHash } from 'node:crypto'
import type { Sql } from '../platform/db.ts'

/** How many attempts a key has had in the present window, this one included, and when that window ends. */
interface Counted {
  readonly count: number
  readonly until: Date
}

/** Counts attempts of one kind, for all nodes together. */
export interface Attempts {
  /** Counts one more, before it is tried, so that many at once count too. */
  begin(key: string): Promise<Counted>
  /** Takes one back that shall not count. */
  takeBack(key: string): Promise<void>
  /** Forgets the attempts of a key, after one that succeeded. */
  forget(key: string): Promise<void>
}

/**
 * Counts attempts of a kind in the database, within windows of milliseconds that begin with a key's first attempt. What a
 * key is made from (an address, an account) is kept as a hash; rows whose window has ended go with the next attempt.
 */
export function countAttempts(sql: Sql, kind: string, windowMs: number): Attempts {
  const hashOf = (key: string) => createHash('sha256').update(`${kind}\n${key}`).digest('hex')
  return {
    begin: async (key) => {
      await sql`
        DELETE FROM attempts WHERE key_hash IN (
          SELECT key_hash FROM attempts WHERE until < clock_timestamp()
            LIMIT 100 FOR UPDATE SKIP LOCKED)`
      const [row] = await sql<[Counted]>`
        INSERT INTO attempts AS a (key_hash, count, until)
        VALUES (${hashOf(key)}, 1, clock_timestamp() + make_interval(secs => ${windowMs / 1000}))
        ON CONFLICT (key_hash) DO UPDATE SET
          count = CASE WHEN a.until < clock_timestamp() THEN 1 ELSE a.count + 1 END,
          until = CASE WHEN a.until < clock_timestamp() THEN excluded.until ELSE a.until END
        RETURNING count, until`
      return row
    },
    takeBack: async (key) => {
      await sql`
        UPDATE attempts SET count = count - 1 WHERE key_hash = ${hashOf(key)} AND count > 0`
    },
    forget: async (key) => {
      await sql`DELETE FROM attempts WHERE key_hash = ${hashOf(key)}`
    },
  }
}
