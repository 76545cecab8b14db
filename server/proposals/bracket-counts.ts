import { countBrackets, type BracketChange, type DelegationLabels } from '#shared/proposals'
import { historySteps, type HistoryRow, type TextHistory } from '../platform/texts/index.ts'

/** Clauses whose counts are kept in memory. */
const KEPT_CLAUSES = 1000

interface Counted {
  readonly labels: string
  readonly changes: readonly BracketChange[]
}

/** The brackets of clauses after each step of their histories; a step is counted once (RV7, BR22). */
export class BracketCounts {
  readonly #roots: readonly string[]
  readonly #counted = new Map<string, Counted>()
  /** How many steps have been counted. */
  steps = 0

  constructor(roots: readonly string[]) {
    this.#roots = roots
  }

  /** Counts what is new in some clauses' histories; `whole` reads a log of which the history no longer has all steps. */
  async read(
    histories: ReadonlyMap<string, TextHistory>,
    labels: DelegationLabels,
    whole: (clauseId: string) => Promise<readonly HistoryRow[]>,
  ): Promise<BracketChange[]> {
    const name = JSON.stringify(labels)
    const all: BracketChange[] = []
    for (const [clauseId, { steps, count }] of histories) {
      const counted = this.#counted.get(clauseId)
      // The last step that was counted may have gone on since.
      const known = counted?.labels === name ? counted.changes.slice(0, -1) : []
      const first = count - steps.length
      const hasGap = first > known.length
      const after = hasGap
        ? historySteps(await whole(clauseId), this.#roots)
        : steps.slice(known.length - first)
      this.steps += after.length
      const fresh = after.map(({ to, text }): BracketChange => {
        return { at: to, clauseId, ...countBrackets(text, labels) }
      })
      const changes = [...(hasGap ? [] : known), ...fresh]
      this.#keep(clauseId, { labels: name, changes })
      all.push(...changes)
    }
    return all
  }

  #keep(clauseId: string, counted: Counted): void {
    this.#counted.delete(clauseId)
    this.#counted.set(clauseId, counted)
    for (const oldest of this.#counted.keys()) {
      if (this.#counted.size <= KEPT_CLAUSES) return
      this.#counted.delete(oldest)
    }
  }
}
