import type { Bilingual } from '#shared/kernel'
import type { CanonicalOutcome } from './canonical.ts'

const WORD = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu
const HAN = /^\p{Script=Han}/u

/**
 * The terms that a text is found by (OU30): words in lower case without accents or an English ending,
 * and for Chinese every character and every pair of neighbours.
 */
export function searchTerms(text: string): string[] {
  return [...new Set(chunks(text).flatMap((chunk) => [...chunk.terms, ...chunk.characters]))].sort()
}

/** The terms that a query asks for, all of which a text must have (OU30). At most 32. */
export function queryTerms(query: string): string[] {
  return [...new Set(chunks(query).flatMap(({ terms }) => terms))].slice(0, 32)
}

/** Whether a term of a query also finds the words that begin with it (OU32). */
export function findsBeginnings(term: string): boolean {
  return !HAN.test(term) && term.length >= SHORTEST_STEM
}

/** A stretch of a text; `isHit` where it is one of the words looked for. */
export interface Marked {
  readonly text: string
  readonly isHit: boolean
}

/** A text in stretches, with the words of a query marked (OU32). */
export function markTerms(text: string, terms: readonly string[]): Marked[] {
  const hits: [number, number][] = []
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (HAN.test(word)) hits.push(...hitsInChinese(word, index, terms))
    else if (isFound(stem(plain(word)), terms)) hits.push([index, index + word.length])
  }
  return cut(text, merged(hits))
}

/** How an outcome answers a query: its weight, and the passage that answers best (OU32). */
export interface Relevance {
  readonly score: number
  readonly passage: Bilingual | undefined
}

/** Weighs an outcome by how often and how prominently the words of a query stand in it (OU32). */
export function relevance(outcome: CanonicalOutcome, terms: readonly string[]): Relevance {
  const weigh = (words: readonly Bilingual[], weight: number) =>
    words.reduce((sum, one) => sum + weight * hitsIn(one, terms), 0)
  const passages = [
    ...outcome.clauses.map(({ text }) => text),
    ...outcome.recommendations.map(({ text }) => text),
    outcome.preamble,
    outcome.convening,
  ]
  const counted = passages.map((words) => ({
    words,
    hits: hitsIn(words, terms),
    found: terms.filter((term) => hitsIn(words, [term]) > 0).length,
  }))
  const [best] = counted
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.found - a.found || b.hits - a.hits)
  const score =
    weigh([outcome.title], TITLE) +
    weigh(outcome.topics, TOPIC) +
    counted.reduce((sum, { hits }) => sum + hits, 0)
  return { score, passage: best?.words }
}

const TITLE = 8
const TOPIC = 3

function hitsIn({ en, zh }: Bilingual, terms: readonly string[]): number {
  return [en, zh].flatMap((text) => markTerms(text, terms)).filter(({ isHit }) => isHit).length
}

function isFound(word: string, terms: readonly string[]): boolean {
  return terms.some((term) => word === term || (findsBeginnings(term) && word.startsWith(term)))
}

function hitsInChinese(run: string, at: number, terms: readonly string[]): [number, number][] {
  return terms
    .filter((term) => HAN.test(term))
    .flatMap((term) => {
      const found: [number, number][] = []
      for (let from = run.indexOf(term); from >= 0; from = run.indexOf(term, from + 1)) {
        found.push([at + from, at + from + term.length])
      }
      return found
    })
}

function merged(hits: [number, number][]): [number, number][] {
  const whole: [number, number][] = []
  for (const [from, to] of hits.sort((a, b) => a[0] - b[0])) {
    const last = whole.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else whole.push([from, to])
  }
  return whole
}

function cut(text: string, hits: readonly [number, number][]): Marked[] {
  const parts: Marked[] = []
  let at = 0
  for (const [from, to] of hits) {
    if (from > at) parts.push({ text: text.slice(at, from), isHit: false })
    parts.push({ text: text.slice(from, to), isHit: true })
    at = to
  }
  if (at < text.length) parts.push({ text: text.slice(at), isHit: false })
  return parts
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase()
}

function chunks(text: string): { terms: string[]; characters: string[] }[] {
  return Array.from(plain(text).match(WORD) ?? [], (word) => {
    if (!HAN.test(word)) return { terms: [stem(word)], characters: [] }
    const characters = Array.from(word)
    const pairs = characters.slice(1).map((next, index) => `${characters[index] ?? ''}${next}`)
    return { terms: pairs.length === 0 ? characters : pairs, characters }
  })
}

const SHORTEST_STEM = 4

/** Cuts the commonest English endings, so that "flows" and "restricted" find "flow" and "restrict". */
function stem(word: string): string {
  for (const [ending, instead] of [
    ['ies', 'y'],
    ['ing', ''],
    ['ed', ''],
    ['s', ''],
  ] as const) {
    if (word.endsWith(ending) && !word.endsWith('ss')) {
      const short = word.slice(0, -ending.length) + instead
      return short.length >= SHORTEST_STEM ? short : word
    }
  }
  return word
}
