const WORD = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu
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

function chunks(text: string): { terms: string[]; characters: string[] }[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase()
  return Array.from(plain.match(WORD) ?? [], (word) => {
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
      const cut = word.slice(0, -ending.length) + instead
      return cut.length >= SHORTEST_STEM ? cut : word
    }
  }
  return word
}
