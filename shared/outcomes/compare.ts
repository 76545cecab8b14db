import { LANGUAGES, type Language } from '#shared/kernel'
import { redline, type Segment } from '#shared/proposals'
import type { CanonicalOutcome, PublishedClause } from './canonical.ts'

/** A clause of two outcomes side by side: its number in each, and what changed in each language. */
export interface Compared {
  readonly before: string | null
  readonly after: string | null
  readonly segments: Readonly<Record<Language, readonly Segment[]>>
}

/** Compares two outcomes clause by clause; clauses meet by equal words first, then by order (OU31). */
export function redlineOutcomes(a: CanonicalOutcome, b: CanonicalOutcome): Compared[] {
  return align(a.clauses, b.clauses).map(([before, after]) => ({
    before: before?.number ?? null,
    after: after?.number ?? null,
    segments: Object.fromEntries(
      LANGUAGES.map((language) => [
        language,
        redline(before?.text[language] ?? '', after?.text[language] ?? '', language),
      ]),
    ) as Record<Language, Segment[]>,
  }))
}

type Pair = readonly [PublishedClause | undefined, PublishedClause | undefined]

/** Longest common subsequence over the clauses' hashes; what lies between is paired in order. */
function align(a: readonly PublishedClause[], b: readonly PublishedClause[]): Pair[] {
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  for (const [x, y] of [...common(a, b), [a.length, b.length] as const]) {
    const [left, right] = [a.slice(i, x), b.slice(j, y)]
    for (let n = 0; n < Math.max(left.length, right.length); n += 1) pairs.push([left[n], right[n]])
    if (x < a.length && y < b.length) pairs.push([a[x], b[y]])
    ;[i, j] = [x + 1, y + 1]
  }
  return pairs
}

function common(a: readonly PublishedClause[], b: readonly PublishedClause[]) {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0
  const same = (i: number, j: number) => a[i]?.textHash === b[j]?.textHash
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const cell = lengths[i]
      if (cell) cell[j] = same(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const found: (readonly [number, number])[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (same(i, j)) {
      found.push([i, j])
      ;[i, j] = [i + 1, j + 1]
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return found
}
