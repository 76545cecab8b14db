import type { Sql, Tx } from '../platform/db.ts'

/** How many ballots of all dialogues await answers. */
export async function countOpenBallots(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    SELECT (count(*) FILTER (WHERE type = 'BallotOpened') - count(*) FILTER (WHERE type = 'BallotClosed'))::int AS n
    FROM events WHERE audience = 'room' AND type IN ('BallotOpened', 'BallotClosed')`
  return row?.n ?? 0
}

/** How many marks each option of a straw poll has. */
export async function countMarks(sql: Sql, pollId: string): Promise<readonly number[]> {
  const rows = await sql<{ option: number; count: string }[]>`
    SELECT option, count FROM straw_marks WHERE poll_id = ${pollId}`
  const counts: number[] = []
  for (const { option, count } of rows) counts[option] = Number(count)
  return Array.from(counts, (count) => (count as number | undefined) ?? 0)
}

/** Holds a dialogue's record while a mark is made, and answers whether the poll was closed by then. */
export async function holdAndLook(tx: Tx, dialogueId: string, pollId: string): Promise<boolean> {
  await tx`SELECT 1 FROM dialogues WHERE id = ${dialogueId} FOR SHARE`
  const closed = await tx`
    SELECT 1 FROM events
    WHERE dialogue_id = ${dialogueId} AND type = 'StrawPollClosed'
      AND payload->>'pollId' = ${pollId}`
  return closed.length > 0
}

/**
 * Marks an option for somebody who has not marked yet; answers whether it counted. Who marked and what was
 * marked stand in different tables with nothing between them: a mark only raises a total. Every option's row is
 * written at each mark, so that the order of rows on the disk says nothing either.
 */
export async function mark(
  tx: Tx,
  pollId: string,
  accountId: string,
  { option, options }: { readonly option: number; readonly options: number },
): Promise<boolean> {
  const voted = await tx`
    INSERT INTO straw_voters (poll_id, account_id) VALUES (${pollId}, ${accountId})
    ON CONFLICT DO NOTHING RETURNING 1`
  if (voted.length === 0) return false
  const rows = Array.from({ length: options }, (_, index) => ({
    poll_id: pollId,
    option: index,
    count: index === option ? 1 : 0,
  }))
  await tx`
    INSERT INTO straw_marks ${tx(rows)}
    ON CONFLICT (poll_id, option) DO UPDATE SET count = straw_marks.count + EXCLUDED.count`
  return true
}
