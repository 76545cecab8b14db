import type { Database, Sql, Tx } from '../db.ts'
import type { Body } from './bodies.ts'

/** A text's row: where it belongs and how far its log goes. */
export interface TextRow {
  readonly id: string
  readonly dialogueId: string
  readonly groupId: string
  readonly audience: string
  readonly roots: readonly string[]
  readonly epoch: number
  readonly seq: number
  readonly locked: boolean
  readonly bytes: number
}

/** One update of a text's log. */
export interface LogRow {
  readonly textId: string
  readonly seq: number
  readonly epoch: number
  readonly author: string
  readonly at: Date
  readonly body: Uint8Array
  readonly mids: readonly string[]
}

/** A cached state of a text, up to a number. */
export interface Snapshot extends Body {
  readonly textId: string
  readonly epoch: number
  readonly seq: number
}

/** What one commit adds to one text: consecutive log rows, if the text still stands where it is expected. */
export interface Append {
  readonly id: string
  readonly epoch: number
  readonly from: number
  readonly rows: readonly {
    readonly author: string
    readonly body: Uint8Array
    readonly mids: readonly string[]
  }[]
}

function columns(sql: Sql) {
  return sql`id, dialogue_id AS "dialogueId", group_id AS "groupId", audience, roots, epoch,
    head_seq::int AS seq, locked, bytes::int AS bytes`
}

/** Reads the rows of some texts. */
export async function findTexts(sql: Sql, ids: readonly string[]): Promise<TextRow[]> {
  return sql<TextRow[]>`SELECT ${columns(sql)} FROM texts WHERE id = ANY(${[...ids]}::uuid[])`
}

/** Reads a text's row and holds it until the transaction ends. */
export async function holdText(tx: Tx, id: string): Promise<TextRow | undefined> {
  const [row] = await tx<TextRow[]>`SELECT ${columns(tx)} FROM texts WHERE id = ${id} FOR UPDATE`
  return row
}

/** Reads the rows of a group's texts. */
export async function groupTexts(
  sql: Sql,
  dialogueId: string,
  groupId: string,
): Promise<TextRow[]> {
  return sql<TextRow[]>`
    SELECT ${columns(sql)} FROM texts
    WHERE group_id = ${groupId} AND dialogue_id = ${dialogueId}`
}

/** Reads the rows of the texts of several groups. */
export async function groupHeads(sql: Sql, groupIds: readonly string[]): Promise<TextRow[]> {
  if (groupIds.length === 0) return []
  return sql<TextRow[]>`
    SELECT ${columns(sql)} FROM texts WHERE group_id = ANY(${[...groupIds]}::uuid[])`
}

/** Adds a text without words. */
export async function insertText(
  tx: Tx,
  text: Pick<TextRow, 'id' | 'dialogueId' | 'groupId' | 'audience' | 'roots'>,
  by: string,
): Promise<void> {
  await tx`
    INSERT INTO texts (id, dialogue_id, group_id, audience, roots, created_by)
    VALUES (${text.id}, ${text.dialogueId}, ${text.groupId}, ${text.audience},
      ${[...text.roots]}, ${by})`
}

/** Locks or unlocks a text for writing. */
export async function setLocked(tx: Tx, id: string, locked: boolean): Promise<void> {
  await tx`UPDATE texts SET locked = ${locked} WHERE id = ${id}`
}

/** Shows a text to another audience, from its present epoch on: what it was before stays with whom it was. */
export async function setAudience(tx: Tx, id: string, audience: string): Promise<void> {
  await tx`
    UPDATE texts SET audience = ${audience}, private_epoch = epoch - 1 WHERE id = ${id}`
}

/** How many client ids of one text a person may claim within an hour: a page takes one, and one more after a reset. */
const MOST_CLAIMS = 120

/** Issues a client id to an account that asked for one; `undefined` when it has had too many of the text lately. */
export async function claimClient(
  tx: Tx,
  textId: string,
  accountId: string,
): Promise<number | undefined> {
  // Claims of a text come one by one, so that none is missed in the count.
  await tx`SELECT FROM texts WHERE id = ${textId} FOR UPDATE`
  const [recent] = await tx<{ isFull: boolean }[]>`
    SELECT count(*) >= ${MOST_CLAIMS} AS "isFull" FROM text_clients
    WHERE text_id = ${textId} AND account_id = ${accountId}
      AND issued_at > clock_timestamp() - interval '1 hour'`
  return recent?.isFull === true ? undefined : issueClient(tx, textId, accountId)
}

/** Issues the next Yjs client id of a text to an account. */
export async function issueClient(sql: Sql, textId: string, accountId: string): Promise<number> {
  const [row] = await sql<{ clientId: number }[]>`
    WITH moved AS (
      UPDATE texts SET next_client = next_client + 1 WHERE id = ${textId}
      RETURNING next_client - 1 AS client_id, epoch)
    INSERT INTO text_clients (text_id, client_id, account_id, epoch)
    SELECT ${textId}, client_id, ${accountId}, epoch FROM moved
    RETURNING client_id AS "clientId"`
  if (row === undefined) throw new Error(`no text ${textId}`)
  return row.clientId
}

/** Reads which client ids of a text's epoch were issued to whom. */
export async function issuedClients(
  sql: Sql,
  textId: string,
  epoch: number,
): Promise<Map<number, string>> {
  const rows = await sql<{ client: number; account: string }[]>`
    SELECT client_id AS client, account_id AS account FROM text_clients
    WHERE text_id = ${textId} AND epoch = ${epoch}`
  return new Map(rows.map(({ client, account }) => [client, account]))
}

/** Adds one update at a held text's head and moves the head. */
export async function appendOne(
  tx: Tx,
  text: { readonly id: string; readonly epoch: number; readonly seq: number },
  update: { readonly author: string; readonly body: Uint8Array; readonly at: string },
): Promise<void> {
  await tx`
    INSERT INTO text_updates (text_id, seq, epoch, author, at, body)
    VALUES (${text.id}, ${text.seq}, ${text.epoch}, ${update.author}, ${update.at},
      ${Buffer.from(update.body)})`
  await tx`
    UPDATE texts SET head_seq = ${text.seq}, epoch = ${text.epoch},
      bytes = CASE WHEN epoch = ${text.epoch} THEN bytes ELSE 0 END + ${update.body.length}
    WHERE id = ${text.id}`
}

/**
 * The group commit: in one statement, and so in one transaction, holds every text that still stands at the
 * expected epoch and number and is not locked, adds its rows and moves its head. Texts that somebody
 * else holds are passed over, not waited for. Answers the ids of the texts that were written.
 */
export async function appendAll(
  db: Database,
  appends: readonly Append[],
): Promise<ReadonlySet<string>> {
  const [only] = appends
  const [row] = only?.rows ?? []
  if (only !== undefined && row !== undefined && appends.length === 1 && only.rows.length === 1) {
    return appendLone(db, only, row)
  }
  const rows = appends.flatMap(({ id, epoch, from, rows: own }) =>
    own.map((row, index) => ({ id, epoch, seq: from + 1 + index, ...row })),
  )
  const blob = Buffer.concat(rows.map(({ body }) => body))
  const starts: number[] = []
  let start = 1
  for (const { body } of rows) {
    starts.push(start)
    start += body.length
  }
  const total = (append: Append) => append.rows.reduce((sum, { body }) => sum + body.length, 0)
  const held = await db<{ id: string }[]>`
    WITH wanted AS (
      SELECT * FROM unnest(
        ${appends.map(({ id }) => id)}::uuid[], ${appends.map(({ epoch }) => epoch)}::int[],
        ${appends.map(({ from }) => from)}::bigint[],
        ${appends.map(({ from, rows: own }) => from + own.length)}::bigint[],
        ${appends.map(total)}::bigint[]) AS w (id, epoch, seq, next_seq, size)
    ), held AS (
      SELECT t.id, w.next_seq, w.size FROM texts t JOIN wanted w ON w.id = t.id
      WHERE t.epoch = w.epoch AND t.head_seq = w.seq AND NOT t.locked
      ORDER BY t.id FOR UPDATE OF t SKIP LOCKED
    ), moved AS (
      UPDATE texts t SET head_seq = h.next_seq, bytes = t.bytes + h.size FROM held h WHERE t.id = h.id
    ), added AS (
      INSERT INTO text_updates (text_id, seq, epoch, author, body, mids)
      SELECT r.id, r.seq, r.epoch, r.author, substring(${blob}::bytea FROM r.start FOR r.size),
        coalesce(string_to_array(nullif(r.mids, ''), ',')::uuid[], '{}')
      FROM unnest(
        ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ seq }) => seq)}::bigint[],
        ${rows.map(({ epoch }) => epoch)}::int[], ${rows.map(({ author }) => author)}::uuid[],
        ${starts}::int[], ${rows.map(({ body }) => body.length)}::int[],
        ${rows.map(({ mids }) => mids.join(','))}::text[]) AS r (id, seq, epoch, author, start, size, mids)
      JOIN held h ON h.id = r.id
    )
    SELECT id FROM held`
  return new Set(held.map(({ id }) => id))
}

/** The same for one row of one text, as most often while few people type: it costs half as much. */
async function appendLone(
  db: Database,
  { id, epoch, from }: Append,
  { author, body, mids }: Append['rows'][number],
): Promise<ReadonlySet<string>> {
  const held = await db<{ id: string }[]>`
    WITH held AS (
      UPDATE texts SET head_seq = head_seq + 1, bytes = bytes + ${body.length}
      WHERE id = (
        SELECT id FROM texts
        WHERE id = ${id} AND epoch = ${epoch} AND head_seq = ${from} AND NOT locked
        FOR UPDATE SKIP LOCKED)
      RETURNING id, head_seq
    )
    INSERT INTO text_updates (text_id, seq, epoch, author, body, mids)
    SELECT id, head_seq, ${epoch}, ${author}, ${Buffer.from(body)}, ${[...mids]}::uuid[] FROM held
    RETURNING text_id AS id`
  return new Set(held.map(({ id: written }) => written))
}

/** Reads a text's log from a number on, within one epoch, in order. */
export async function readLog(
  sql: Sql,
  textId: string,
  { epoch, after }: { readonly epoch: number; readonly after: number },
): Promise<LogRow[]> {
  return sql<LogRow[]>`
    SELECT text_id AS "textId", seq::int, epoch, author, at, body, mids FROM text_updates
    WHERE text_id = ${textId} AND epoch = ${epoch} AND seq > ${after} ORDER BY seq`
}

/** Finds the number under which an account's message was written. */
export async function findMessage(
  sql: Sql,
  textId: string,
  author: string,
  mid: string,
): Promise<number | undefined> {
  const [row] = await sql<{ seq: number }[]>`
    SELECT seq::int FROM text_updates
    WHERE text_id = ${textId} AND author = ${author} AND ${mid}::uuid = ANY(mids) LIMIT 1`
  return row?.seq
}

/**
 * Reads the snapshots of some texts and the updates behind each, of the present epochs only, in order. It is one
 * statement, so that no snapshot can be replaced between the two.
 */
export async function readStates(
  sql: Sql,
  ids: readonly string[],
): Promise<(Pick<LogRow, 'textId' | 'seq'> & Body & { readonly isSnapshot: boolean })[]> {
  const wanted = [...ids]
  return sql`
    WITH snapshots AS (
      SELECT s.text_id, s.seq, s.body, s.packed
      FROM text_snapshots s JOIN texts t ON t.id = s.text_id AND t.epoch = s.epoch
      WHERE s.text_id = ANY(${wanted}::uuid[])
    )
    SELECT text_id AS "textId", seq::int, body, packed, true AS "isSnapshot" FROM snapshots
    UNION ALL
    SELECT u.text_id, u.seq::int, u.body, false, false
    FROM text_updates u JOIN texts t ON t.id = u.text_id AND t.epoch = u.epoch
    LEFT JOIN snapshots s ON s.text_id = u.text_id
    WHERE u.text_id = ANY(${wanted}::uuid[]) AND u.seq > coalesce(s.seq, 0)
    ORDER BY 1, 2`
}

/** Reads the snapshot of one text, if it is of this epoch. */
export async function findSnapshot(
  sql: Sql,
  textId: string,
  epoch: number,
): Promise<Snapshot | undefined> {
  const [snapshot] = await sql<Snapshot[]>`
    SELECT text_id AS "textId", epoch, seq::int, body, packed FROM text_snapshots
    WHERE text_id = ${textId} AND epoch = ${epoch}`
  return snapshot
}

/** Keeps a snapshot, unless a newer one is there. */
export async function keepSnapshot(db: Database, snapshot: Snapshot): Promise<void> {
  await db`
    INSERT INTO text_snapshots AS s (text_id, epoch, seq, body, packed)
    VALUES (${snapshot.textId}, ${snapshot.epoch}, ${snapshot.seq}, ${Buffer.from(snapshot.body)},
      ${snapshot.packed})
    ON CONFLICT (text_id) DO UPDATE
    SET epoch = EXCLUDED.epoch, seq = EXCLUDED.seq, body = EXCLUDED.body, packed = EXCLUDED.packed
    WHERE (s.epoch, s.seq) < (EXCLUDED.epoch, EXCLUDED.seq)`
}
