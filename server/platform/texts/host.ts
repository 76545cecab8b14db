import { refuse, type Refusal } from '#shared/kernel'
import type { Database } from '../db.ts'
import { createLag } from '../lag.ts'
import type { Publisher } from '../realtime.ts'
import type { Hosted, Incoming, Written } from './hosted.ts'
import { loadText, readAfresh } from './reading.ts'
import { appendAll, claimClient, findMessage, groupHeads, type TextRow } from './store.ts'
import { isDue, isLong } from './tails.ts'

/** What the host is built from. */
export interface HostOptions {
  readonly db: Database
  readonly publisher: Publisher
  /** Is told of texts whose log has grown long behind their snapshot, and when a new one is worth its while. */
  readonly onLongTail?: (textId: string, when: 'now' | 'when-quiet') => void
  readonly report: (error: unknown) => void
  /** Is told how long a commit took, in milliseconds, and how many updates it held. */
  readonly onCommit?: (ms: number, updates: number) => void
  /** What a commit that failed is answered with, when an error says more than that. */
  readonly troubleOf?: ((error: unknown) => string | undefined) | undefined
  /** Answers before the commit, so that a drill is seen to find it. */
  readonly acknowledgeEarly?: boolean
}

/** An update that waits for its commit, or why it was refused. */
type Queued = { readonly ok: true; readonly written: Promise<Written> } | Refusal

/** Hosts the texts of a process: takes updates in, commits them together, then tells. */
export interface Host {
  /** Passes an update through the gate and queues it; what is queued settles when it is durable. */
  queue(textId: string, incoming: Incoming): Promise<Queued>
  /** The same at once, if it needs nothing that is not in memory; else `undefined`, and nothing was done. */
  queueNow(textId: string, incoming: Incoming): Queued | undefined
  /** Issues a Yjs client id, unless the account has claimed too many of this text (T21). */
  claim(textId: string, accountId: string): Promise<number | undefined>
  /** Where a text stands, from memory if it is hosted here. */
  find(textId: string): Promise<TextRow | undefined>
  /** How many texts are in memory. */
  open(): number
  /** Where a text stands that is in memory. */
  peek(textId: string): TextRow | undefined
  /** Reads afresh where texts stand after a command changed them, and tells those who have them open. */
  changed(textIds: readonly string[]): Promise<void>
  /** Keeps nothing of a dialogue's texts in memory. */
  forget(dialogueId: string): void
  /** Somebody connected here has read a text up to a number. */
  read(text: TextRow): void
  /**
   * Compares the texts of groups that are open here with what was told of them, and tells what another node
   * wrote or what was lost on the way (T20). Answers whether something should be looked at once more.
   */
  look(groupIds: readonly string[]): Promise<boolean>
  /** Commits what waits, and takes no more. */
  close(): Promise<void>
}

/** The room that everyone who opened a group's texts of an audience is joined to. */
export function textRoom(text: Pick<TextRow, 'groupId' | 'audience'>): string {
  return `texts:${text.groupId}:${text.audience}`
}

/** The longest that updates are gathered before a commit, in milliseconds. */
const LONGEST_GATHER = 25
/** How many updates of the last commit make the next one gather for a millisecond more. */
const UPDATES_A_MILLISECOND = 16
/** Milliseconds before texts that a command held are tried again. */
const TRY_AGAIN = 10
/** How many texts are kept in memory when nothing of theirs waits. */
const MOST_HOSTED = 4096
/** Refusals that may only mean that this process has not yet read what another one wrote. */
const PERHAPS_BEHIND = new Set([
  'text/gap',
  'text/foreign-client',
  'text/unknown-origin',
  'text/delete-unknown',
  'text/locked',
])

/** Builds the host. */
export function createHost(options: HostOptions): Host {
  const { db, publisher, report } = options
  const hosted = new Map<string, Promise<Hosted | undefined>>()
  /** Those of `hosted` that have been read. */
  const ready = new Map<string, Hosted>()
  const waiting = new Set<Hosted>()
  let cancelStart: (() => void) | undefined
  let running: Promise<void> | undefined
  let closed = false

  function load(textId: string): Promise<Hosted | undefined> {
    const found = hosted.get(textId)
    if (found !== undefined) return found
    const loading = loadText(db, textId)
    hosted.set(textId, loading)
    loading.then(
      (text) => {
        if (hosted.get(textId) !== loading) return
        if (text === undefined) hosted.delete(textId)
        else ready.set(textId, text)
      },
      () => hosted.delete(textId),
    )
    if (hosted.size > MOST_HOSTED) forgetOldest().catch(report)
    return loading
  }

  async function forgetOldest(): Promise<void> {
    for (const [id, loading] of [...hosted].slice(0, hosted.size - MOST_HOSTED)) {
      const text = await loading
      if (text === undefined || text.pending.length === 0) forget(id)
    }
  }

  function forget(textId: string): void {
    hosted.delete(textId)
    ready.delete(textId)
  }

  const lag = createLag()
  const refreshing = new Map<Hosted, Promise<void>>()

  /** One reading at a time for each text; those who ask meanwhile wait for the next one. */
  function refresh(text: Hosted): Promise<void> {
    const before = refreshing.get(text) ?? Promise.resolve()
    const next = before.then(() => readAfresh(db, text))
    const settled = next.catch(() => undefined)
    refreshing.set(text, settled)
    void settled.then(() => {
      if (refreshing.get(text) === settled) refreshing.delete(text)
    })
    return next
  }

  /** Reads a text afresh and gates what waits again; answers the rooms of where it was and where it is. */
  async function renew(text: Hosted): Promise<ReadonlySet<string>> {
    const before = textRoom(text.row)
    await refresh(text)
    text.gateAgain()
    return new Set([before, textRoom(text.row)])
  }

  function schedule(delay: number): void {
    if (running === undefined) cancelStart ??= later(delay, start)
  }

  function start(): void {
    cancelStart = undefined
    const commit = commitWaiting().then(
      (delay) => {
        running = undefined
        if (waiting.size > 0) schedule(delay)
      },
      (error: unknown) => {
        running = undefined
        report(error)
      },
    )
    running = commit
  }

  /** Commits what waits; answers after how long the next commit should begin. */
  async function commitWaiting(): Promise<number> {
    const takes = [...waiting].flatMap((text) =>
      text.pending.length === 0 ? [] : [{ text, ...text.take() }],
    )
    waiting.clear()
    if (takes.length === 0) return 0
    let written: ReadonlySet<string>
    const began = performance.now()
    try {
      written = await appendAll(
        db,
        takes.map(({ append }) => append),
      )
    } catch (error) {
      report(error)
      for (const { text, batch } of takes) recover(text, batch, options.troubleOf?.(error))
      return TRY_AGAIN
    }
    const size = takes.reduce((sum, { batch }) => sum + batch.length, 0)
    options.onCommit?.(performance.now() - began, size)
    const missed = takes.filter(({ append }) => !written.has(append.id))
    for (const { text, batch, append, update } of takes) {
      if (!written.has(append.id)) continue
      text.committed(batch, append)
      // A document that began afresh meanwhile, on another node, knows nothing of this update's structures.
      if (append.epoch === text.row.epoch) tell(text, append.from, update)
    }
    for (const { text, batch } of missed) {
      text.putBack(batch)
      try {
        await refresh(text)
        text.gateAgain()
      } catch (error) {
        report(error)
        recover(text, [], options.troubleOf?.(error))
      }
      if (text.pending.length > 0) waiting.add(text)
    }
    return missed.length > 0 ? TRY_AGAIN : gatherAfter(size)
  }

  function tell(text: Hosted, from: number, update: Uint8Array): void {
    const { id, seq, epoch } = text.row
    const body = Buffer.from(update.buffer, update.byteOffset, update.byteLength)
    lag.told(id, from, seq)
    publisher.toRoom(textRoom(text.row), 'text', {
      id,
      epoch,
      from,
      seq,
      update: body.toString('base64'),
    })
    if (!isLong(text.tail)) return
    const due = isDue(text)
    if (due) text.tail = { rows: 0, bytes: 0 }
    options.onLongTail?.(id, due ? 'now' : 'when-quiet')
  }

  /** After a commit that failed nobody knows whether it happened: the writers ask again, and the log is read afresh. */
  function recover(
    text: Hosted,
    batch: Parameters<Hosted['refuseAll']>[0],
    code = 'text/not-stored',
  ): void {
    forget(text.row.id)
    text.refuseAll([...batch, ...text.pending], { ok: false, code })
    text.pending = []
  }

  async function queue(textId: string, incoming: Incoming): Promise<Queued> {
    if (closed) return refuse('text/not-stored')
    const text = await load(textId)
    if (text === undefined) return refuse('text/unknown')
    const before = text.answered(incoming.account, incoming.mid)
    if (before !== undefined) return { ok: true, written: before }
    let decision = text.enqueue(incoming)
    if (!decision.ok && PERHAPS_BEHIND.has(decision.code)) {
      await refresh(text)
      text.gateAgain()
      decision = text.enqueue(incoming)
    }
    if (!decision.ok) {
      // A retry of something written long ago, or before the text began afresh, gets its answer from the log.
      const seq = await findMessage(db, textId, incoming.account, incoming.mid)
      return seq === undefined
        ? decision
        : { ok: true, written: Promise.resolve({ ok: true, seq }) }
    }
    return queued(text, decision.value)
  }

  function queueNow(textId: string, incoming: Incoming): Queued | undefined {
    const text = ready.get(textId)
    if (closed || text === undefined) return undefined
    const before = text.answered(incoming.account, incoming.mid)
    if (before !== undefined) return { ok: true, written: before }
    const decision = text.enqueue(incoming)
    return decision.ok ? queued(text, decision.value) : undefined
  }

  function queued(text: Hosted, written: Promise<Written>): Queued {
    if (text.pending.length > 0) {
      waiting.add(text)
      schedule(0)
    }
    if (options.acknowledgeEarly === true) {
      return { ok: true, written: Promise.resolve({ ok: true, seq: text.row.seq + 1 }) }
    }
    return { ok: true, written }
  }

  return {
    queue,
    queueNow,
    open: () => ready.size,
    peek: (textId) => ready.get(textId)?.row,
    claim: async (textId, accountId) => {
      const client = await db.begin((tx) => claimClient(tx, textId, accountId))
      if (client === undefined) return undefined
      const text = await hosted.get(textId)
      text?.clients.set(client, accountId)
      return client
    },
    find: async (textId) => (await load(textId))?.row,
    changed: async (textIds) => {
      for (const textId of textIds) {
        const text = await load(textId)
        if (text === undefined) continue
        const rooms = await renew(text)
        const { id, seq, epoch, locked } = text.row
        lag.told(id, 0, seq, placeOf(text.row))
        for (const room of rooms) publisher.toRoom(room, 'text:changed', { id, seq, epoch, locked })
      }
    },
    forget: (dialogueId) => {
      for (const [id, { row }] of ready) if (row.dialogueId === dialogueId) forget(id)
    },
    read: (row) => lag.read(row.id, row.seq, placeOf(row)),
    look: async (groupIds) => {
      let again = false
      const ids = new Set<string>()
      for (const row of await groupHeads(db, groupIds)) {
        ids.add(row.id)
        const found = lag.look(row.id, row.seq, placeOf(row))
        again ||= found === 'perhaps'
        if (found !== 'behind') continue
        const text = await load(row.id)
        if (text === undefined) continue
        const rooms = await renew(text)
        const { id, seq, epoch, locked } = text.row
        for (const room of rooms)
          publisher.toRoomHere(room, 'text:changed', { id, seq, epoch, locked })
      }
      for (const id of lag.keys()) if (!ids.has(id)) lag.forget(id)
      return again
    },
    close: async () => {
      closed = true
      if (cancelStart !== undefined) {
        cancelStart()
        start()
      }
      while (running !== undefined) await running
    },
  }
}

/**
 * How long to gather after a commit of some updates, in milliseconds: nothing while few come, so that they are
 * seen at once; under load longer, so that what comes is merged into fewer commits and frames.
 */
function gatherAfter(updates: number): number {
  return Math.min(LONGEST_GATHER, Math.floor(updates / UPDATES_A_MILLISECOND))
}

/** Calls after some milliseconds, or at the end of this turn; returns what prevents it. */
function later(delay: number, call: () => void): () => void {
  if (delay > 0) {
    const timer = setTimeout(call, delay)
    return () => clearTimeout(timer)
  }
  const immediate = setImmediate(call)
  return () => clearImmediate(immediate)
}

/** What of a text's row a client is told beside its number. */
function placeOf({ epoch, locked, audience }: TextRow): string {
  return `${epoch} ${locked} ${audience}`
}
