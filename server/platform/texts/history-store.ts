import type { Sql } from '../db.ts'
import type { HistoryRow } from './history.ts'

/** Reads what came after a number in the logs of some texts, text by text, in order. */
export async function logsAfter(
  sql: Sql,
  after: readonly { readonly id: string; readonly seq: number }[],
): Promise<readonly HistoryRow[]> {
  const ids = after.map(({ id }) => id)
  const seqs = after.map(({ seq }) => seq)
  return sql<HistoryRow[]>`
    SELECT u.text_id AS "textId", u.seq::int, u.epoch, u.author, u.at, u.body
    FROM text_updates u JOIN unnest(${ids}::uuid[], ${seqs}::bigint[]) AS known(id, seq)
      ON u.text_id = known.id AND u.seq > known.seq
    ORDER BY u.text_id, u.seq`
}

/** Reads a stretch of a text's log within one epoch, both numbers of it: after the one, up to the other. */
export async function rowsBetween(
  sql: Sql,
  id: string,
  stretch: { readonly epoch: number; readonly after: number; readonly until: number },
): Promise<readonly Pick<HistoryRow, 'body'>[]> {
  const { epoch, after, until } = stretch
  return sql<Pick<HistoryRow, 'body'>[]>`
    SELECT body FROM text_updates
    WHERE text_id = ${id} AND epoch = ${epoch} AND seq > ${after} AND seq <= ${until}
    ORDER BY seq`
}
