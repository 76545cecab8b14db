import { admit, endOf, raiseVector, writeAdmitted, type Admitted } from '#shared/proposals'
import { refuse, type Decision, type Refusal } from '#shared/kernel'
import type { Append, LogRow, TextRow } from './store.ts'

/** An update on its way into the log. */
export interface Incoming {
  readonly account: string
  readonly mid: string
  readonly bytes: Uint8Array
  readonly deletionsOnly: boolean
}

/** The answer to an update: the number under which it is durable, or why not. */
export type Written = { readonly ok: true; readonly seq: number } | Refusal

interface Pending extends Incoming {
  admitted: Admitted
  readonly settle: (answer: Written) => void
}

/** The largest text, in bytes of its log since it was last begun afresh (T11). */
const LARGEST_TEXT = 16 * 1024 * 1024
/** How many message ids of the past are remembered, so that a retry gets the same answer. */
const MESSAGES_KEPT = 2000

/**
 * One text as the gate needs it: how far each client's writing goes, who was issued which client id, and
 * what waits to be committed. It holds no document.
 */
export class Hosted {
  row: TextRow
  /** What is durable. */
  readonly known = new Map<number, number>()
  clients: Map<number, string>
  pending: Pending[] = []
  /** What a commit that runs now is writing. */
  private writing: readonly Pending[] = []
  /** Rows, and their bytes, in the log behind the last snapshot. */
  tail = { rows: 0, bytes: 0 }
  /** Where waiting updates end, for the clients that have some. */
  private readonly ahead = new Map<number, number>()
  private readonly answers = new Map<string, Promise<Written>>()

  constructor(row: TextRow, clients: Map<number, string>) {
    this.row = row
    this.clients = clients
  }

  /** Begins with a snapshot of the log. */
  begin(known: ReadonlyMap<number, number>, seq: number): void {
    for (const [client, clock] of known) this.known.set(client, clock)
    this.row = { ...this.row, seq }
  }

  /** Takes in log rows that are durable. */
  learn(rows: readonly Pick<LogRow, 'seq' | 'body' | 'mids' | 'author'>[]): void {
    for (const { seq, body, mids, author } of rows) {
      raiseVector(this.known, body)
      for (const mid of mids) this.remember(author, mid, Promise.resolve({ ok: true, seq }))
      this.row = { ...this.row, seq, bytes: this.row.bytes + body.length }
    }
    this.grow(
      rows.length,
      rows.reduce((sum, { body }) => sum + body.length, 0),
    )
  }

  /** The answer that was or will be given to a message. */
  answered(account: string, mid: string): Promise<Written> | undefined {
    return this.answers.get(`${account} ${mid}`)
  }

  /** Passes an update through the gate and queues it; the promise settles when it is durable. */
  enqueue(incoming: Incoming): Decision<Promise<Written>> {
    if (this.row.locked) return refuse('text/locked')
    const decision = this.gate(incoming)
    if (!decision.ok) return decision
    const admitted = decision.value
    const empty = admitted.section === null && admitted.deletes.length === 0
    // What it repeats may still be on its way: it is answered when that is durable, and not before.
    if (empty && this.pending.length === 0 && this.writing.length === 0) {
      return { ok: true, value: Promise.resolve({ ok: true, seq: this.row.seq }) }
    }
    const written = new Promise<Written>((settle) => {
      this.pending.push({ ...incoming, admitted, settle })
    })
    this.remember(incoming.account, incoming.mid, written)
    return { ok: true, value: written }
  }

  /** Passes everything that waits through the gate again, after others have written. */
  gateAgain(): void {
    const waiting = this.pending
    this.pending = []
    this.ahead.clear()
    for (const { admitted } of this.writing) this.advance(admitted)
    for (const item of waiting) {
      const decision = this.row.locked ? refuse('text/locked') : this.gate(item)
      if (decision.ok) this.pending.push({ ...item, admitted: decision.value })
      else {
        this.answers.delete(`${item.account} ${item.mid}`)
        item.settle(decision)
      }
    }
  }

  /** Takes everything that waits as one commit: one log row an author. */
  take(): { batch: readonly Pending[]; append: Append; update: Uint8Array } {
    const batch = this.pending
    this.pending = []
    this.writing = batch
    const byAuthor = new Map<string, Pending[]>()
    for (const item of batch) {
      const own = byAuthor.get(item.account)
      if (own) own.push(item)
      else byAuthor.set(item.account, [item])
    }
    const rows = [...byAuthor].map(([author, own]) => ({
      author,
      body: writeAdmitted(own.map(({ admitted }) => admitted)),
      mids: own.map(({ mid }) => mid),
    }))
    const [only] = rows
    const update =
      only !== undefined && rows.length === 1
        ? only.body
        : writeAdmitted(batch.map(({ admitted }) => admitted))
    return {
      batch,
      append: { id: this.row.id, epoch: this.row.epoch, from: this.row.seq, rows },
      update,
    }
  }

  /** Puts a commit that did not happen back in front of what came since. */
  putBack(batch: readonly Pending[]): void {
    this.writing = []
    this.pending = [...batch, ...this.pending]
  }

  /** Answers everything of a commit that is durable. */
  committed(batch: readonly Pending[], append: Append): void {
    this.writing = []
    const seqOf = new Map<string, number>()
    append.rows.forEach(({ author }, index) => seqOf.set(author, append.from + 1 + index))
    if (append.epoch === this.row.epoch) this.raise(batch, append)
    for (const { account, settle } of batch) {
      settle({ ok: true, seq: seqOf.get(account) ?? this.row.seq })
    }
  }

  private raise(batch: readonly Pending[], append: Append): void {
    for (const { admitted } of batch) {
      if (admitted.section === null) continue
      const { client } = admitted.section
      const end = endOf(admitted.section)
      this.known.set(client, Math.max(end, this.known.get(client) ?? 0))
    }
    for (const [client, clock] of this.ahead) {
      if (clock <= (this.known.get(client) ?? 0)) this.ahead.delete(client)
    }
    const size = append.rows.reduce((sum, { body }) => sum + body.length, 0)
    this.row = {
      ...this.row,
      seq: Math.max(this.row.seq, append.from + append.rows.length),
      bytes: this.row.bytes + size,
    }
    this.grow(append.rows.length, size)
  }

  private grow(rows: number, bytes: number): void {
    this.tail = { rows: this.tail.rows + rows, bytes: this.tail.bytes + bytes }
  }

  /** Refuses everything that waits. */
  refuseAll(batch: readonly Pending[], refusal: Refusal): void {
    for (const { account, mid, settle } of batch) {
      this.answers.delete(`${account} ${mid}`)
      settle(refusal)
    }
  }

  private gate({ account, bytes, deletionsOnly }: Incoming): Decision<Admitted> {
    if (this.row.bytes > LARGEST_TEXT) return refuse('text/full')
    const isOwn = (client: number) => this.clients.get(client) === account
    const decision = admit(bytes, {
      roots: this.row.roots,
      // What waits is known to its own writer only: nobody else can have seen it.
      known: {
        get: (client) =>
          (isOwn(client) ? this.ahead.get(client) : undefined) ?? this.known.get(client),
      },
      isOwn,
      deletionsOnly,
    })
    if (decision.ok) this.advance(decision.value)
    return decision
  }

  private advance({ section }: Admitted): void {
    if (section !== null) this.ahead.set(section.client, endOf(section))
  }

  private remember(account: string, mid: string, answer: Promise<Written>): void {
    this.answers.set(`${account} ${mid}`, answer)
    if (this.answers.size <= MESSAGES_KEPT) return
    const [oldest] = this.answers.keys()
    if (oldest !== undefined) this.answers.delete(oldest)
  }
}
