import type { Json } from '#shared/kernel'
import type { Audience, Head, RecordedEvent } from '#shared/record'
import type { Sql, Tx } from './db.ts'

interface EventRow {
  dialogue_id: string
  audience: Audience
  seq: string
  type: string
  v: number
  payload: Json
  actor: string | null
  at: Date
  prev_hash: string
  hash: string
}

/** The heads of a dialogue's streams, by audience. */
export type Heads = ReadonlyMap<string, Head>

/** Locks a dialogue's row and reads its heads and the database's clock; `undefined` when there is none. */
export async function lockDialogue(
  tx: Tx,
  dialogueId: string,
): Promise<{ heads: Heads; now: string } | undefined> {
  const [row] = await tx<{ heads: Record<string, Head>; now: Date }[]>`
    SELECT heads, clock_timestamp() AS now FROM dialogues WHERE id = ${dialogueId} FOR UPDATE`
  return row && { heads: new Map(Object.entries(row.heads)), now: row.now.toISOString() }
}

/** Reads the heads of a dialogue's streams; `undefined` when there is none. */
export async function readHeads(sql: Sql, dialogueId: string): Promise<Heads | undefined> {
  const [row] = await sql<{ heads: Record<string, Head> }[]>`
    SELECT heads FROM dialogues WHERE id = ${dialogueId}`
  return row && new Map(Object.entries(row.heads))
}

/** Reads the heads of some dialogues' streams, by dialogue. */
export async function readHeadsOf(sql: Sql, ids: readonly string[]): Promise<Map<string, Heads>> {
  if (ids.length === 0) return new Map()
  const rows = await sql<{ id: string; heads: Record<string, Head> }[]>`
    SELECT id, heads FROM dialogues WHERE id = ANY(${[...ids]}::uuid[])`
  return new Map(rows.map(({ id, heads }) => [id, new Map(Object.entries(heads))]))
}

/** Reads a stream's events after a number, in order. */
export async function readEvents(
  sql: Sql,
  dialogueId: string,
  audience: string,
  after: number,
): Promise<RecordedEvent[]> {
  const rows = await sql<EventRow[]>`
    SELECT * FROM events
    WHERE dialogue_id = ${dialogueId} AND audience = ${audience} AND seq > ${after}
    ORDER BY seq`
  return rows.map((row) => ({
    dialogueId: row.dialogue_id,
    audience: row.audience,
    seq: Number(row.seq),
    type: row.type,
    v: row.v,
    payload: row.payload,
    actor: row.actor ?? 'system',
    at: row.at.toISOString(),
    prevHash: row.prev_hash,
    hash: row.hash,
  }))
}

/** Appends events and moves the heads. */
export async function appendEvents(
  tx: Tx,
  dialogueId: string,
  events: readonly RecordedEvent[],
  heads: Heads,
): Promise<void> {
  if (events.length === 0) return
  const rows = events.map((event) => ({
    dialogue_id: dialogueId,
    audience: event.audience,
    seq: event.seq,
    type: event.type,
    v: event.v,
    payload: tx.json(event.payload as never),
    actor: event.actor === 'system' ? null : event.actor,
    at: event.at,
    prev_hash: event.prevHash,
    hash: event.hash,
  }))
  await tx`INSERT INTO events ${tx(rows)}`
  const moved = Object.fromEntries(heads) as never
  await tx`UPDATE dialogues SET heads = ${tx.json(moved)} WHERE id = ${dialogueId}`
}

/** The notification channel on which processes tell each other which dialogue's record grew. */
export const CHANNEL = 'record'

/** Tells the other processes, at the commit, that a dialogue's record grew. */
export async function announce(tx: Tx, dialogueId: string): Promise<void> {
  await tx`SELECT pg_notify(${CHANNEL}, ${dialogueId})`
}

/** What was answered to a command before, if it was accepted. */
export async function findAnswer(
  sql: Sql,
  key: { dialogueId: string; accountId: string; commandId: string },
): Promise<{ fingerprint: string; answer: Json } | undefined> {
  const [row] = await sql<{ fingerprint: string; answer: Json }[]>`
    SELECT fingerprint, answer FROM commands
    WHERE dialogue_id = ${key.dialogueId} AND account_id = ${key.accountId}
      AND command_id = ${key.commandId}`
  return row
}

/** Keeps the answer to an accepted command. */
export async function keepAnswer(
  tx: Tx,
  key: { dialogueId: string; accountId: string; commandId: string },
  fingerprint: string,
  answer: Json,
): Promise<void> {
  await tx`
    INSERT INTO commands (dialogue_id, account_id, command_id, fingerprint, answer)
    VALUES (${key.dialogueId}, ${key.accountId}, ${key.commandId}, ${fingerprint},
      ${tx.json(answer)})`
}

/** Adds the row of a new dialogue. */
export async function insertDialogue(tx: Tx, dialogueId: string): Promise<void> {
  await tx`INSERT INTO dialogues (id) VALUES (${dialogueId})`
}

/** The database's time, from which every deadline is counted. */
export async function readClock(sql: Sql): Promise<string> {
  const [row] = await sql<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  if (row === undefined) throw new Error('the database told no time')
  return row.now.toISOString()
}
