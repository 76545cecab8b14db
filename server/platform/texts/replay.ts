import type { WrittenRun } from '#shared/proposals'
import * as Y from 'yjs'
import {
  carriedOver,
  edited,
  isSameStep,
  wordsOf,
  type Change,
  type Hand,
  type HistoryRow,
  type HistoryStep,
} from './history.ts'

/** What a text's log tells. */
export interface TextHistory {
  /** The last steps, oldest first, and how many there were in all. */
  readonly steps: readonly HistoryStep[]
  readonly count: number
  /** The words before the first of these steps. */
  readonly before: Readonly<Record<string, string>>
  /** Who wrote the words that stand, by root. */
  readonly written: Readonly<Record<string, readonly WrittenRun[]>>
}

/** A state of a text to begin a replay from. */
interface Checkpoint {
  readonly seq: number
  readonly epoch: number
  readonly state: Uint8Array
}

/** Steps of a text whose words are kept. */
const KEPT_STEPS = 501
/** Updates between two states that are kept to begin from. */
const BETWEEN_CHECKPOINTS = 2000

/** Follows a text's log, update by update; neighbours by the same hand within the same minute are one step (RV4). */
export class Replay implements TextHistory {
  readonly #roots: readonly string[]
  readonly #checkpoints: Checkpoint[] = []
  #doc = new Y.Doc()
  #last: HistoryRow | undefined
  readonly #steps: HistoryStep[] = []
  #isOpen = false
  count = 0
  before: Readonly<Record<string, string>>
  written: Readonly<Record<string, readonly WrittenRun[]>>

  constructor(roots: readonly string[]) {
    this.#roots = roots
    this.before = Object.fromEntries(roots.map((root): [string, string] => [root, '']))
    this.written = Object.fromEntries(roots.map((root): [string, WrittenRun[]] => [root, []]))
  }

  get steps(): readonly HistoryStep[] {
    return this.#steps
  }

  /** The number of the last update that was followed. */
  get seq(): number {
    return this.#last?.seq ?? 0
  }

  /** Follows the next update; `settle` has to be called behind the last one. */
  take(row: HistoryRow): void {
    const last = this.#last
    const joins = last !== undefined && isSameStep(last, row)
    if (!joins) this.settle()
    if (last?.epoch === row.epoch) this.#edit(row)
    else this.#begin(row)
    this.#last = row
    const previous = joins ? this.#steps.pop() : undefined
    const to = row.at.toISOString()
    const { textId, author: by, seq } = row
    this.#steps.push({ textId, by, from: previous?.from ?? to, to, seq, text: this.before })
    if (!joins) this.count += 1
    this.#isOpen = true
    if (this.#steps.length > KEPT_STEPS) this.before = this.#steps.shift()?.text ?? this.before
    if (seq - (this.#checkpoints.at(-1)?.seq ?? 0) >= BETWEEN_CHECKPOINTS) {
      const state = Y.encodeStateAsUpdate(this.#doc)
      this.#checkpoints.push({ seq, epoch: row.epoch, state })
    }
  }

  /** Reads the words after the last step. Only where a step ends: reading them at every update takes the most time. */
  settle(): void {
    const step = this.#steps.at(-1)
    if (!this.#isOpen || step === undefined) return
    this.#isOpen = false
    const text = wordsOf(this.#doc, this.#roots)
    this.#steps[this.#steps.length - 1] = { ...step, text }
  }

  /** The last state that is kept from before a number of an epoch. */
  checkpointBefore(seq: number, epoch: number): Checkpoint | undefined {
    return this.#checkpoints.findLast((each) => each.seq <= seq && each.epoch === epoch)
  }

  /** A text begun afresh keeps its hands (RV5). */
  #begin(row: HistoryRow): void {
    this.#doc = new Y.Doc()
    Y.applyUpdate(this.#doc, row.body)
    this.#write((root) => carriedOver(this.written[root] ?? [], this.#doc, root, handOf(row)))
  }

  #edit(row: HistoryRow): void {
    const deltas = new Map<string, Change[]>()
    const stops = this.#roots.map((root) => {
      const text = this.#doc.getText(root)
      const take = (event: Y.YTextEvent) => deltas.set(root, event.delta as Change[])
      text.observe(take)
      return () => text.unobserve(take)
    })
    Y.applyUpdate(this.#doc, row.body)
    for (const stop of stops) stop()
    this.#write((root) => {
      const delta = deltas.get(root)
      const runs = this.written[root] ?? []
      return delta === undefined ? runs : edited(runs, delta, handOf(row))
    })
  }

  #write(runsOf: (root: string) => readonly WrittenRun[]): void {
    this.written = Object.fromEntries(this.#roots.map((root) => [root, runsOf(root)]))
  }
}

function handOf({ author, at }: HistoryRow): Hand {
  return { by: author, at: at.toISOString() }
}
