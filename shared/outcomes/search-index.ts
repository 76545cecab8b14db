import type { Bilingual } from '#shared/kernel'
import type { CanonicalOutcome } from './canonical.ts'
import { countTerms, findsBeginnings } from './search.ts'

const TITLE = 8
const TOPIC = 3

/** An outcome as it is looked through: what each of its terms weighs, and the terms of each of its passages. */
export interface SearchDocument {
  readonly weights: ReadonlyMap<string, number>
  readonly passages: readonly Passage[]
}

interface Passage {
  readonly words: Bilingual
  readonly counts: ReadonlyMap<string, number>
}

/** Outcomes by their terms; a document is named by the place in which it was added. */
export interface SearchIndex {
  readonly documents: SearchDocument[]
  /** For every term the documents in which it stands, in order. */
  readonly postings: Map<string, number[]>
  /** The terms that a beginning may find, by their first four letters. */
  readonly byBeginning: Map<string, string[]>
}

/** Makes an outcome ready to be found by reference, title, dialogue, topics and every passage (OU30). */
export function searchDocument(outcome: CanonicalOutcome): SearchDocument {
  const { reference, title, dialogue, topics, clauses, recommendations } = outcome
  const texts = [
    ...clauses.map(({ text }) => text),
    ...recommendations.map(({ text }) => text),
    outcome.preamble,
    outcome.convening,
  ]
  const passages = texts.map((words) => ({ words, counts: countTerms(both(words)) }))
  const weights = new Map<string, number>()
  const weigh = (counts: ReadonlyMap<string, number>, weight: number) => {
    for (const [term, count] of counts) {
      weights.set(term, (weights.get(term) ?? 0) + count * weight)
    }
  }
  weigh(countTerms(`${reference}\n${both(dialogue)}`), 0)
  weigh(countTerms(both(title)), TITLE)
  for (const topic of topics) weigh(countTerms(both(topic)), TOPIC)
  for (const { counts } of passages) weigh(counts, 1)
  return { weights, passages }
}

/** An index that holds nothing yet. */
export function emptyIndex(): SearchIndex {
  return { documents: [], postings: new Map(), byBeginning: new Map() }
}

/** Adds a document behind those that the index holds. */
export function addDocument(index: SearchIndex, document: SearchDocument): void {
  const at = index.documents.push(document) - 1
  for (const term of document.weights.keys()) {
    const known = index.postings.get(term)
    if (known !== undefined) {
      known.push(at)
      continue
    }
    index.postings.set(term, [at])
    if (!findsBeginnings(term)) continue
    const beginning = term.slice(0, SHORTEST)
    const alike = index.byBeginning.get(beginning)
    if (alike === undefined) index.byBeginning.set(beginning, [term])
    else alike.push(term)
  }
}

/** The documents in which all terms stand, heaviest first, of equal weight in their order (OU30, OU32). */
export function findDocuments(index: SearchIndex, terms: readonly string[]): number[] {
  if (terms.length === 0) return []
  const scores = terms.map((term) => scoresOf(index, expanded(index, term)))
  const [fewest, ...others] = scores.sort((a, b) => a.size - b.size)
  const found = [...(fewest ?? new Map<number, number>())].flatMap(([at, own]) => {
    let score = own
    for (const other of others) {
      const more = other.get(at)
      if (more === undefined) return []
      score += more
    }
    return [{ at, score }]
  })
  return found.sort((a, b) => b.score - a.score || a.at - b.at).map(({ at }) => at)
}

/** The passage of a document that answers best: by the terms that stand in it, then by how often (OU32). */
export function bestPassage(
  index: SearchIndex,
  at: number,
  terms: readonly string[],
): Bilingual | undefined {
  const groups = terms.map((term) => expanded(index, term))
  let best: { words: Bilingual; found: number; hits: number } | undefined
  for (const { words, counts } of index.documents[at]?.passages ?? []) {
    let [found, hits] = [0, 0]
    for (const group of groups) {
      const own = group.reduce((sum, term) => sum + (counts.get(term) ?? 0), 0)
      if (own > 0) found += 1
      hits += own
    }
    if (found === 0) continue
    const isBetter =
      best === undefined || found > best.found || (found === best.found && hits > best.hits)
    if (isBetter) best = { words, found, hits }
  }
  return best?.words
}

const SHORTEST = 4

/** The terms of the index that a term of a query finds: itself, and those that begin with it. */
function expanded({ byBeginning, postings }: SearchIndex, term: string): string[] {
  if (!findsBeginnings(term)) return postings.has(term) ? [term] : []
  return (byBeginning.get(term.slice(0, SHORTEST)) ?? []).filter((one) => one.startsWith(term))
}

function scoresOf(index: SearchIndex, terms: readonly string[]): Map<number, number> {
  const scores = new Map<number, number>()
  for (const term of terms) {
    for (const at of index.postings.get(term) ?? []) {
      const weight = index.documents[at]?.weights.get(term) ?? 0
      scores.set(at, (scores.get(at) ?? 0) + weight)
    }
  }
  return scores
}

function both({ en, zh }: Bilingual): string {
  return `${en}\n${zh}`
}
