const WORD = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu
const HAN = /^\p{Script=Han}/u

/**
 * The terms that a text is found by (OU30): words in lower case without accents or an English ending,
 * and for Chinese every character and every pair of neighbours.
 */
export function searchTerms(text: string): string[] {
  return [...new Set(chunks(text).flatMap((chunk) => [...chunk.terms, ...chunk.characters]))].sort()
}

/** Every term of a text, as often as it stands there (OU32). */
export function countTerms(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { terms, characters } of chunks(text)) {
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    // A run of one character is a term by itself already.
    if (characters.length < 2) continue
    for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  return counts
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
