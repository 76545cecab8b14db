import type { Sql, Tx } from '../platform/db.ts'

/** The numbers of the last events somebody has seen, by audience. */
export type SeenHeads = Readonly<Record<string, number>>

/** From where on a dialogue is new to somebody. */
export interface Seen {
  readonly base: SeenHeads
  readonly baseAt: string
}

/** After how long an absence a visit ends. */
const VISIT_MINUTES = 30

interface SeenRow {
  base: SeenHeads
  base_at: Date
}

const ofRow = ({ base, base_at: at }: SeenRow): Seen => ({ base, baseAt: at.toISOString() })

/**
 * Notes how far an account has seen a dialogue, and answers from where on it is new to it (BT1). The first time, and when
 * all is `marked` as seen, that is here; after an absence, where the visit before ended. Numbers never go back.
 */
export async function keepSeen(
  tx: Tx,
  key: { readonly accountId: string; readonly dialogueId: string },
  heads: SeenHeads,
  marked: boolean,
): Promise<Seen> {
  const { accountId, dialogueId } = key
  const fresh = tx.json(heads)
  const [known] = await tx<{ heads: SeenHeads }[]>`
    SELECT heads FROM seen WHERE account_id = ${accountId} AND dialogue_id = ${dialogueId} FOR UPDATE`
  const merged = tx.json(known === undefined ? heads : furthest(known.heads, heads))
  const [row] = await tx<SeenRow[]>`
    INSERT INTO seen AS s (account_id, dialogue_id, base, base_at, heads, at)
    VALUES (${accountId}, ${dialogueId}, ${fresh}, clock_timestamp(), ${fresh}, clock_timestamp())
    ON CONFLICT (account_id, dialogue_id) DO UPDATE SET
      base = CASE WHEN ${marked} THEN ${merged}
        WHEN s.at < clock_timestamp() - make_interval(mins => ${VISIT_MINUTES}) THEN s.heads ELSE s.base END,
      base_at = CASE WHEN ${marked} THEN clock_timestamp()
        WHEN s.at < clock_timestamp() - make_interval(mins => ${VISIT_MINUTES}) THEN s.at ELSE s.base_at END,
      heads = ${merged}, at = clock_timestamp()
    RETURNING base, base_at`
  if (row === undefined) throw new Error('what was seen was not kept')
  return ofRow(row)
}

function furthest(a: SeenHeads, b: SeenHeads): SeenHeads {
  const audiences = new Set([...Object.keys(a), ...Object.keys(b)])
  return Object.fromEntries(
    [...audiences].map((audience) => [audience, Math.max(a[audience] ?? 0, b[audience] ?? 0)]),
  )
}

/** The texts whose words others changed since an instant, of those that the reading account may read. */
export async function textsChangedSince(
  sql: Sql,
  accountId: string,
  dialogueId: string,
  since: string,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    SELECT t.id FROM texts t
    WHERE t.dialogue_id = ${dialogueId} AND t.created_at <= ${since} AND EXISTS (
      SELECT FROM text_updates u
      WHERE u.text_id = t.id AND u.at > ${since} AND u.author <> ${accountId})
    LIMIT 500`
  return rows.map(({ id }) => id)
}

/** Lets every member have been here at an instant of the past, unless they have been here themselves. */
export async function visitedAt(tx: Tx, dialogueId: string, at: string): Promise<void> {
  await tx`
    INSERT INTO seen (account_id, dialogue_id, base, base_at, heads, at)
    SELECT m.account_id, m.dialogue_id, h.heads, ${at}, h.heads, ${at}
    FROM memberships m CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_object_agg(e.audience, e.seq), '{}') AS heads FROM (
        SELECT audience, max(seq) AS seq FROM events
        WHERE dialogue_id = m.dialogue_id AND at <= ${at}
          AND audience IN ('room', 'delegation:' || m.delegation_id,
            CASE WHEN m.role = 'moderator' THEN 'moderators' END)
        GROUP BY audience) e) h
    WHERE m.dialogue_id = ${dialogueId} AND m.role <> 'observer'
    ON CONFLICT DO NOTHING`
  await tx`
    UPDATE notices SET read_at = at WHERE dialogue_id = ${dialogueId} AND at <= ${at} AND read_at IS NULL`
}
