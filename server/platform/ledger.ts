import { refuse, type Decision, type Json, type Refusal, type Sha256 } from '#shared/kernel'
import { EMPTY_HEAD, chain, type Draft, type RecordedEvent } from '#shared/record'
import { onBehalfOf } from './behalf.ts'
import type { Database, Sql, Tx } from './db.ts'
import {
  CHANNEL,
  announce,
  appendEvents,
  findAnswer,
  keepAnswer,
  lockDialogue,
  readEvents,
  readHeads,
  readHeadsOf,
  type Heads,
} from './ledger-store.ts'
import { Refused } from './refused.ts'

/** The fold of a dialogue's streams, given from above: the ledger knows no room. */
export interface Fold<S> {
  readonly initial: S
  readonly evolve: (state: S, event: RecordedEvent) => S
}

/** Stands for the server itself, where an account would. */
export const SYSTEM = '00000000-0000-0000-0000-000000000000'

/** Who commands what; the id makes a retry recognisable. */
interface CommandKey {
  readonly dialogueId: string
  /** The account that asks; {@link SYSTEM} for what comes due by itself. */
  readonly accountId: string
  readonly commandId: string
  /** A hash of type and payload: the same id with other contents is refused. */
  readonly fingerprint: string
  /** An instant of the past that it is stamped with; without one it happens now, by the database's clock. */
  readonly at?: string
}

/** What a decision inside a transaction has: the state, the clock, and the transaction for effects. */
interface Deciding<S> {
  readonly tx: Tx
  readonly state: S
  readonly now: string
}

/** What the work inside a transaction leaves: events to append and an answer. */
interface Decided {
  readonly events: readonly Draft[]
  readonly result?: Readonly<Record<string, Json>>
  /** Carries out effects and projections, after the events are numbered and before the commit. */
  readonly carryOut?: (events: readonly RecordedEvent[]) => Promise<void>
}

/** The answer to a command. */
export type CommandAnswer =
  | {
      readonly ok: true
      readonly result: Readonly<Record<string, Json>>
      readonly heads: Readonly<Record<string, number>>
    }
  | Refusal

/** The record's writer and reader. */
export interface Ledger<S> {
  /** The state as of now, read afresh from the record where this process lags behind. */
  state(dialogueId: string): Promise<S | undefined>
  /** The state as this process last heard of it: for checks on every keystroke. Other processes' commits arrive by notification. */
  recent(dialogueId: string): Promise<S | undefined>
  /** The same, at once; `undefined` when this process has not heard of the dialogue yet. */
  atHand(dialogueId: string): S | undefined
  /** Decides, appends, carries out effects and keeps the answer in one transaction; then publishes. */
  command(
    key: CommandKey,
    work: (at: Deciding<S>) => Promise<Decision<Decided>>,
  ): Promise<CommandAnswer>
  /** The events of a stream after a number; read for a person, only if PostgreSQL opens the stream to the account. */
  events(
    dialogueId: string,
    audience: string,
    after: number,
    accountId?: string,
  ): Promise<RecordedEvent[]>
  /** The heads of a dialogue's streams. */
  heads(dialogueId: string): Promise<Heads | undefined>
  /** The heads of several dialogues, read afresh. */
  headsOf(dialogueIds: readonly string[]): Promise<ReadonlyMap<string, Heads>>
  /** Whether what this process has folded of a dialogue is short of these heads. */
  isBehind(dialogueId: string, heads: Heads): boolean
  /** Stops listening to other processes. */
  close(): Promise<void>
}

interface Cached<S> {
  state: S
  heads: Heads
}

/**
 * The ledger over PostgreSQL. One writer at a time per dialogue, by a lock on its row; the state is a cache
 * that each transaction brings up to the locked heads, so any number of processes may write.
 */
export async function createLedger<S>(options: {
  readonly db: Database
  readonly fold: Fold<S>
  readonly sha256: Sha256
  readonly publish: (events: readonly RecordedEvent[]) => void
  /** Is told whenever this process has learnt more of a dialogue, from whichever process it came. */
  readonly learnt?: (dialogueId: string, before: S | undefined, after: S) => void
}): Promise<Ledger<S>> {
  const { db, fold, sha256, publish } = options
  const cache = new Map<string, Cached<S>>()
  /** Dialogues that grew while they could not be read. */
  const stale = new Set<string>()
  const queues = new Map<string, Promise<unknown>>()

  async function state(dialogueId: string): Promise<S | undefined> {
    const heads = await readHeads(db, dialogueId)
    return heads && catchUp(db, dialogueId, heads)
  }

  const readAgain = (dialogueId: string) =>
    void state(dialogueId).then(
      () => stale.delete(dialogueId),
      () => stale.add(dialogueId),
    )
  // What was said while the listening connection was down is unknown, so everything is looked at when it is back.
  const listening = await db.listen(CHANNEL, readAgain, () => {
    for (const dialogueId of cache.keys()) readAgain(dialogueId)
  })

  async function catchUp(sql: Sql, dialogueId: string, heads: Heads): Promise<S> {
    const known: Cached<S> = cache.get(dialogueId) ?? { state: fold.initial, heads: new Map() }
    let state = known.state
    for (const [audience, head] of heads) {
      const have = (known.heads.get(audience) ?? EMPTY_HEAD).seq
      if (have >= head.seq) continue
      const missing = await readEvents(sql, dialogueId, audience, have)
      const upTo = missing.filter(({ seq }) => seq <= head.seq)
      state = upTo.reduce(fold.evolve, state)
    }
    remember(dialogueId, { state, heads })
    return state
  }

  function remember(dialogueId: string, next: Cached<S>): void {
    const known = cache.get(dialogueId)
    if (known !== undefined && total(next.heads) <= total(known.heads)) return
    cache.set(dialogueId, next)
    options.learnt?.(dialogueId, known?.state, next.state)
  }

  /** Commands on one dialogue go one after another in this process, so that they are published in order. */
  function inTurn<T>(dialogueId: string, work: () => Promise<T>): Promise<T> {
    const turn = (queues.get(dialogueId) ?? Promise.resolve()).then(work, work)
    const settled = turn.catch(() => undefined)
    queues.set(dialogueId, settled)
    void settled.then(() => {
      if (queues.get(dialogueId) === settled) queues.delete(dialogueId)
    })
    return turn
  }

  async function transact(
    tx: Tx,
    key: CommandKey,
    work: (at: Deciding<S>) => Promise<Decision<Decided>>,
  ): Promise<{ answer: CommandAnswer; events: readonly RecordedEvent[]; next?: Cached<S> }> {
    const locked = await lockDialogue(tx, key.dialogueId)
    if (locked === undefined) throw new Refused(refuse('dialogues/unknown'))
    const before = await findAnswer(tx, key)
    if (before !== undefined) {
      if (before.fingerprint !== key.fingerprint) throw new Refused(refuse('command/id-reused'))
      return { answer: before.answer as unknown as CommandAnswer, events: [] }
    }
    const { heads } = locked
    const now = key.at !== undefined && key.at < locked.now ? key.at : locked.now
    const state = await catchUp(tx, key.dialogueId, heads)
    const decision = await work({ tx, state, now })
    if (!decision.ok) throw new Refused(decision)
    const { events: drafts, result = {}, carryOut } = decision.value
    const stamp = { actor: key.accountId === SYSTEM ? 'system' : key.accountId, at: now }
    const events = chain(key.dialogueId, drafts, heads, stamp, sha256)
    const moved = new Map(heads)
    for (const { audience, seq, hash } of events) moved.set(audience, { seq, hash })
    await appendEvents(tx, key.dialogueId, events, moved)
    if (events.length > 0) await announce(tx, key.dialogueId)
    await carryOut?.(events)
    const numbers = Object.fromEntries(events.map(({ audience, seq }) => [audience, seq]))
    const answer: CommandAnswer = { ok: true, result, heads: numbers }
    await keepAnswer(tx, key, key.fingerprint, answer)
    return { answer, events, next: { state: events.reduce(fold.evolve, state), heads: moved } }
  }

  return {
    command: (key, work) =>
      inTurn(key.dialogueId, async () => {
        try {
          const done = await db.begin((tx) => transact(tx, key, work))
          if (done.next !== undefined) remember(key.dialogueId, done.next)
          if (done.events.length > 0) publish(done.events)
          return done.answer
        } catch (error) {
          if (error instanceof Refused) return error.refusal
          throw error
        }
      }),
    state,
    atHand: (dialogueId) => (stale.has(dialogueId) ? undefined : cache.get(dialogueId)?.state),
    recent: async (dialogueId) =>
      (stale.has(dialogueId) ? undefined : cache.get(dialogueId)?.state) ?? state(dialogueId),
    close: () => listening.unlisten(),
    events: (dialogueId, audience, after, accountId) =>
      accountId === undefined
        ? readEvents(db, dialogueId, audience, after)
        : onBehalfOf(db, accountId, (tx) => readEvents(tx, dialogueId, audience, after)),
    heads: (dialogueId) => readHeads(db, dialogueId),
    headsOf: (dialogueIds) => readHeadsOf(db, dialogueIds),
    isBehind: (dialogueId, heads) => {
      const known = cache.get(dialogueId)
      return known === undefined || total(known.heads) < total(heads)
    },
  }
}

function total(heads: Heads): number {
  return [...heads.values()].reduce((sum, { seq }) => sum + seq, 0)
}
