import { LANGUAGES, type Language } from '#shared/kernel'
import { redline, type Segment } from '#shared/proposals'
import type { CanonicalOutcome, PublishedClause } from './canonical.ts'
import { searchTerms } from './search.ts'

/** A clause of two outcomes side by side: its number in each, and what changed in each language. */
export interface Compared {
  readonly before: string | null
  readonly after: string | null
  readonly segments: Readonly<Record<Language, readonly Segment[]>>
}

/** Compares two outcomes clause by clause; clauses meet by equal words first, then by likeness (OU31). */
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

/** Longest common subsequence over the clauses' hashes; what lies between meets by what it has in common. */
function align(a: readonly PublishedClause[], b: readonly PublishedClause[]): Pair[] {
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  for (const [x, y] of [...common(a, b, sameWords), [a.length, b.length] as const]) {
    pairs.push(...alignGap(a.slice(i, x), b.slice(j, y)))
    if (x < a.length && y < b.length) pairs.push([a[x], b[y]])
    ;[i, j] = [x + 1, y + 1]
  }
  return pairs
}

/** Beyond this many possible pairs the clauses of a gap are not weighed against each other. */
const MOST_WEIGHED = 40_000
/** From this share of common terms on, two clauses are versions of one another. */
const ALIKE = 0.3

/** Clauses that are alike meet; the others stand alone, the earlier outcome's first. */
function alignGap(a: readonly PublishedClause[], b: readonly PublishedClause[]): Pair[] {
  const pairs: Pair[] = []
  const terms = new Map([...a, ...b].map((clause) => [clause, termsOf(clause)]))
  const alike = (one: PublishedClause, other: PublishedClause) =>
    (one.kind === 'heading') === (other.kind === 'heading') &&
    likeness(terms.get(one) ?? new Set(), terms.get(other) ?? new Set()) >= ALIKE
  const met = a.length * b.length > MOST_WEIGHED ? [] : common(a, b, alike)
  let [i, j] = [0, 0]
  for (const [x, y] of [...met, [a.length, b.length] as const]) {
    for (const clause of a.slice(i, x)) pairs.push([clause, undefined])
    for (const clause of b.slice(j, y)) pairs.push([undefined, clause])
    if (x < a.length && y < b.length) pairs.push([a[x], b[y]])
    ;[i, j] = [x + 1, y + 1]
  }
  return pairs
}

function termsOf({ text }: PublishedClause): Set<string> {
  return new Set(searchTerms(`${text.en}\n${text.zh}`))
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((term) => other.has(term)).length
  return shared / Math.max(1, one.size + other.size - shared)
}

const sameWords = (one: PublishedClause, other: PublishedClause) => one.textHash === other.textHash

function common(
  a: readonly PublishedClause[],
  b: readonly PublishedClause[],
  meets: (one: PublishedClause, other: PublishedClause) => boolean,
) {
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0
  const same = (i: number, j: number) => {
    const [one, other] = [a[i], b[j]]
    return one !== undefined && other !== undefined && meets(one, other)
  }
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
