import { idSchema, refuse, type Refusal } from '#shared/kernel'
import { LARGEST_UPDATE, mergeLog } from '#shared/proposals'
import * as Y from 'yjs'
import * as z from 'zod'
import type { Database, Sql } from '../db.ts'
import type { Answer, Channel, Connection } from '../realtime.ts'
import type { Auditor } from './auditor.ts'
import { textRoom, type Host } from './host.ts'
import type { Incoming } from './hosted.ts'
import { storedStates, type StoredState } from './states.ts'
import { findTexts, groupTexts, readLog, type TextRow } from './store.ts'
import { isLong, tailOf } from './tails.ts'

/** Where a text belongs, for the rule that says who may read and write it. */
type TextPlace = Pick<TextRow, 'id' | 'dialogueId' | 'groupId' | 'audience'>

/** What an account may do with a text now. */
interface TextPermission {
  readonly read: boolean
  readonly write: 'yes' | 'no' | 'deletions-only'
  /** Why not more. */
  readonly code?: string
}

/** The rule that says what an account may do with a text now, at once where it is known; handed in from above. */
export type TextAccess = (
  accountId: string,
  text: TextPlace,
) => TextPermission | Promise<TextPermission>

/** Reads for an account, so that the database can hand out only what is open to it. */
export type ReadFor = <T>(accountId: string, read: (sql: Sql) => Promise<T>) => Promise<T>

/** What the channel is built from. */
export interface TextChannelOptions {
  readonly db: Database
  readonly host: Host
  readonly auditor: Auditor
  readonly access: TextAccess
  readonly readFor: ReadFor
  /** Is told of texts that are read with a long log behind their snapshot. */
  readonly onLongTail: (textId: string) => void
  /** Is told of a text of which somebody has a copy that was read afresh and still differs. */
  readonly onAstray: (textId: string) => void
}

const base64 = z.base64().max(Math.ceil(LARGEST_UPDATE / 3) * 4 + 4)
const openSchema = z.strictObject({
  dialogueId: idSchema,
  groupId: idSchema,
  /** What the client has already: epoch and number, by text. */
  have: z.record(idSchema, z.tuple([z.int(), z.int()])).optional(),
  /** Only the texts of this audience, for a screen that others look at. */
  only: z.string().max(60).optional(),
})
const closeSchema = z.strictObject({ groupId: idSchema })
const catchUpSchema = z.strictObject({
  textId: idSchema,
  epoch: z.int().min(0),
  since: z.int().min(0),
})
const textSchema = z.strictObject({ textId: idSchema })
const checkSchema = z.strictObject({ textId: idSchema, again: z.boolean().default(false) })
const updateSchema = z.strictObject({
  textId: idSchema,
  mid: idSchema,
  baseSeq: z.int().min(0),
  update: base64,
})

/** How many updates of one connection may be refused by the gate in a minute before it is paused. */
const MOST_REFUSALS = 100
const REFUSALS_WINDOW = 60_000
const UNKNOWN = refuse('text/unknown')

interface Visitor {
  readonly rooms: Map<string, Set<string>>
  /** Updates of one text are gated in the order in which they came. */
  readonly lanes: Map<string, Promise<unknown>>
  refusals: number
  since: number
}

/**
 * Registers what clients do with texts: open, close, catch up, claim a client id, write, compare. Answers which
 * groups are open here.
 */
export function registerTextChannel(
  channel: Channel,
  options: TextChannelOptions,
): () => readonly string[] {
  const { host } = options
  const visitors = new Map<string, Visitor>()
  const visitor = (connection: Connection): Visitor => {
    let found = visitors.get(connection.socketId)
    if (found === undefined) {
      found = { rooms: new Map(), lanes: new Map(), refusals: 0, since: performance.now() }
      visitors.set(connection.socketId, found)
    }
    return found
  }

  channel.on('texts:open', 'socket/texts', openSchema, async (connection, input) => {
    const { accountId } = connection
    const all = await options.readFor(accountId, (sql) =>
      groupTexts(sql, input.dialogueId, input.groupId),
    )
    const rows = all.filter(({ audience }) => input.only === undefined || audience === input.only)
    const readable = await readableTexts(options, accountId, rows)
    const rooms = new Set(readable.map(({ row }) => textRoom(row)))
    visitor(connection).rooms.set(input.groupId, rooms)
    // Joining comes before reading, so that nothing falls between: what arrives twice is known by its number.
    for (const room of rooms) connection.join(room)
    const ids = readable.map(({ row }) => row.id)
    const states = await options.readFor(accountId, (tx) => storedStates(tx, ids))
    for (const [id, { tail }] of states) if (isLong(tailOf(tail))) options.onLongTail(id)
    const texts = readable.map(({ row, permission }) => {
      host.read({ ...row, seq: states.get(row.id)?.seq ?? 0 })
      const place = { id: row.id, epoch: row.epoch, locked: row.locked, roots: row.roots }
      return { ...place, ...writable(permission), ...stateFor(states.get(row.id), row, input.have) }
    })
    return { ok: true, texts }
  })

  channel.on('texts:close', 'socket/texts', closeSchema, (connection, { groupId }) => {
    const { rooms } = visitor(connection)
    for (const room of rooms.get(groupId) ?? []) connection.leave(room)
    rooms.delete(groupId)
    return Promise.resolve({ ok: true })
  })

  channel.on('text:catch-up', 'socket/texts', catchUpSchema, async (connection, input) => {
    const found = await permittedNow(options, connection, input.textId)
    if (!found.ok) return found
    const { row } = found
    const place = { ok: true, epoch: row.epoch, locked: row.locked } as const
    if (input.epoch === row.epoch) {
      const log = await options.readFor(connection.accountId, (tx) =>
        readLog(tx, row.id, { epoch: row.epoch, after: input.since }),
      )
      const update = toBase64(mergeLog(log.map(({ body }) => body)))
      return { ...place, whole: false, seq: log.at(-1)?.seq ?? input.since, update }
    }
    const states = await options.readFor(connection.accountId, (tx) => storedStates(tx, [row.id]))
    const { state, ...rest } = stateFor(states.get(row.id), row, undefined)
    return { ...place, whole: true, update: state, ...rest }
  })

  channel.on('text:claim', 'socket/text-write', textSchema, async (connection, { textId }) => {
    const found = await permittedNow(options, connection, textId)
    if (!found.ok) return found
    if (found.permission.write === 'no') return readOnly(found.permission)
    const clientId = await host.claim(textId, connection.accountId)
    if (clientId === undefined) return refuse('text/too-many-claims')
    return { ok: true, clientId, epoch: found.row.epoch }
  })

  channel.on('text:check', 'socket/texts', checkSchema, async (connection, { textId, again }) => {
    const found = await permittedNow(options, connection, textId)
    if (found.ok && again) options.onAstray(textId)
    return found.ok ? { ok: true, ...(await options.auditor.fingerprint(found.row)) } : found
  })

  channel.on('text:update', 'socket/text-write', updateSchema, (connection, input) => {
    const own = visitor(connection)
    const queued = own.lanes.has(input.textId)
      ? undefined
      : beginNow(options, own, connection, input)
    if (queued !== undefined) return queued
    const turn = (own.lanes.get(input.textId) ?? Promise.resolve()).then(() =>
      begin(options, own, connection, input),
    )
    const gated = turn.catch(() => undefined)
    own.lanes.set(input.textId, gated)
    void gated.then(() => {
      if (own.lanes.get(input.textId) === gated) own.lanes.delete(input.textId)
    })
    return turn.then(({ answer }) => answer)
  })

  channel.onClose((connection) => visitors.delete(connection.socketId))
  return () => [...new Set([...visitors.values()].flatMap(({ rooms }) => [...rooms.keys()]))]
}

/** Checks and queues one update at once, if all that it takes is in memory and nothing speaks against it. */
function beginNow(
  { host, access }: TextChannelOptions,
  visitor: Visitor,
  connection: Connection,
  input: z.infer<typeof updateSchema>,
): Promise<Answer> | undefined {
  const row = host.peek(input.textId)
  if (row === undefined || isPaused(visitor)) return undefined
  const permission = access(connection.accountId, row)
  if (permission instanceof Promise) {
    // It is asked for anew where it is waited for; here a failure would be nobody's and end the process.
    permission.catch(() => undefined)
    return undefined
  }
  if (!permission.read || permission.write === 'no') return undefined
  const queued = host.queueNow(input.textId, incomingOf(connection, input, permission))
  return queued?.ok === true ? queued.written : undefined
}

function incomingOf(
  connection: Connection,
  { mid, update }: z.infer<typeof updateSchema>,
  { write }: TextPermission,
): Incoming {
  return {
    account: connection.accountId,
    mid,
    bytes: Buffer.from(update, 'base64'),
    deletionsOnly: write === 'deletions-only',
  }
}

/** Checks and queues one update; the lane is free as soon as it is queued, the answer comes when it is durable. */
async function begin(
  options: TextChannelOptions,
  visitor: Visitor,
  connection: Connection,
  input: z.infer<typeof updateSchema>,
): Promise<{ readonly answer: Promise<Answer> | Answer }> {
  if (isPaused(visitor)) return { answer: refuse('text/paused') }
  const found = await permitted(options, connection, input.textId)
  if (!found.ok) return { answer: found }
  const { write } = found.permission
  if (write === 'no') return { answer: readOnly(found.permission) }
  const incoming = incomingOf(connection, input, found.permission)
  const answer = await options.host.queue(input.textId, incoming)
  if (answer.ok) return { answer: answer.written }
  if (isHostile(answer.code)) visitor.refusals += 1
  return { answer }
}

/** Codes that an honest client can meet. */
const HONEST = new Set([
  'text/locked',
  'text/not-stored',
  'text/phase-review',
  'text/full',
  'server/storage-full',
  'server/database-away',
])

function isHostile(code: string): boolean {
  return !HONEST.has(code)
}

function isPaused(visitor: Visitor): boolean {
  const now = performance.now()
  if (now - visitor.since > REFUSALS_WINDOW) {
    visitor.since = now
    visitor.refusals = 0
  }
  return visitor.refusals >= MOST_REFUSALS
}

function readOnly({ code }: TextPermission): Refusal {
  return refuse(code ?? 'text/read-only')
}

type Found =
  { readonly ok: true; readonly row: TextRow; readonly permission: TextPermission } | Refusal

/** Resolves a text and the right to it; what may not be read looks as if it were not there. */
async function permitted(
  { host, access }: TextChannelOptions,
  connection: Connection,
  textId: string,
): Promise<Found> {
  const row = await host.find(textId)
  if (row === undefined) return UNKNOWN
  const permission = await access(connection.accountId, row)
  return permission.read ? { ok: true, row, permission } : UNKNOWN
}

/** The same for what is read: as it stands in the database now, and as PostgreSQL opens it to the account. */
async function permittedNow(
  { access, readFor }: TextChannelOptions,
  { accountId }: Connection,
  textId: string,
): Promise<Found> {
  const [row] = await readFor(accountId, (sql) => findTexts(sql, [textId]))
  if (row === undefined) return UNKNOWN
  const permission = await access(accountId, row)
  return permission.read ? { ok: true, row, permission } : UNKNOWN
}

async function readableTexts(
  { access }: TextChannelOptions,
  accountId: string,
  rows: readonly TextRow[],
): Promise<{ row: TextRow; permission: TextPermission }[]> {
  const all = await Promise.all(
    rows.map(async (row) => ({ row, permission: await access(accountId, row) })),
  )
  return all.filter(({ permission }) => permission.read)
}

function writable({ write, code }: TextPermission) {
  return { writable: write !== 'no', ...(code !== undefined && { reason: code }) }
}

function stateFor(
  state: StoredState | undefined,
  row: TextRow,
  have: Readonly<Record<string, readonly [number, number]>> | undefined,
) {
  const seq = state?.seq ?? 0
  const [epoch, known] = have?.[row.id] ?? []
  if (epoch === row.epoch && known === seq) return { seq, state: null }
  const { snapshot = null, tail = [] } = state ?? {}
  if (snapshot?.packed === true) {
    return { seq, state: toBase64(snapshot.body), form: 'v2-deflated', tail: tail.map(toBase64) }
  }
  if (tail.length === 0 && snapshot !== null) return { seq, state: toBase64(snapshot.body) }
  if (snapshot === null) return { seq, state: toBase64(mergeLog(tail)) }
  return { seq, state: toBase64(Y.mergeUpdates([snapshot.body, mergeLog(tail)])) }
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
}
