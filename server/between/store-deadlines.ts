import type { Sql, Tx } from '../platform/db.ts'

/** The most dialogues that one look carries out. */
const MOST_AT_ONCE = 50

/** The dialogues, but for some, that have something due by the database's clock, the longest waiting first. */
export async function dialoguesDue(sql: Sql, but: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    SELECT dialogue_id AS id FROM deadlines WHERE due_at <= clock_timestamp()
      AND dialogue_id <> ALL(${[...but]}::uuid[])
    ORDER BY due_at, dialogue_id LIMIT ${MOST_AT_ONCE}`
  return rows.map(({ id }) => id)
}

/** Milliseconds until the earliest instant of all but some, by the database's clock; `undefined` when nothing waits. */
export async function untilNextDue(sql: Sql, but: readonly string[]): Promise<number | undefined> {
  const [row] = await sql<{ wait: number | null }[]>`
    SELECT (extract(epoch FROM min(due_at) - clock_timestamp()) * 1000)::float8 AS wait FROM deadlines
    WHERE dialogue_id <> ALL(${[...but]}::uuid[])`
  return row?.wait ?? undefined
}

/** Notes when a dialogue has something due next, in the transaction that decides it. */
export async function keepNextDue(
  tx: Tx,
  dialogueId: string,
  at: string | undefined,
): Promise<void> {
  if (at === undefined) await tx`DELETE FROM deadlines WHERE dialogue_id = ${dialogueId}`
  else
    await tx`
      INSERT INTO deadlines (dialogue_id, due_at) VALUES (${dialogueId}, ${at})
      ON CONFLICT (dialogue_id) DO UPDATE SET due_at = EXCLUDED.due_at
      WHERE deadlines.due_at <> EXCLUDED.due_at`
}
