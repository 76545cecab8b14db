/** A term of the glossary as it may stand in a text of one language. */
export interface Term {
  readonly id: string
  readonly text: string
}

/** Where a term stands in a text; `to` is exclusive. */
export interface TermSpan {
  readonly from: number
  readonly to: number
  readonly id: string
}

const WORD = /[\p{L}\p{N}\p{M}_]/u
const HAN = /\p{Script=Han}/u

/**
 * Marks the terms of a glossary in a text (GL1–GL4): the longest wins, whole words where the script has them,
 * capitals do not matter, an English plural counts, and spans never overlap.
 */
export function markTerms(text: string, terms: readonly Term[]): TermSpan[] {
  const folded = fold(text)
  const byHead = new Map<string, { words: string; id: string }[]>()
  for (const { id, text: term } of terms) {
    const words = fold(term).trim()
    const head = words.charAt(0)
    if (head !== '') byHead.set(head, [...(byHead.get(head) ?? []), { words, id }])
  }
  for (const list of byHead.values()) list.sort((a, b) => b.words.length - a.words.length)
  const spans: TermSpan[] = []
  for (let at = 0; at < folded.length; at++) {
    for (const { words, id } of byHead.get(folded.charAt(at)) ?? []) {
      if (!folded.startsWith(words, at)) continue
      const to = wholeWordEnd(folded, at, at + words.length)
      if (to === undefined) continue
      spans.push({ from: at, to, id })
      at = to - 1
      break
    }
  }
  return spans
}

/** Lower case, unit by unit, so that offsets stay those of the text. */
function fold(text: string): string {
  return text.replace(/\p{Lu}/gu, (capital) => {
    const small = capital.toLowerCase()
    return small.length === capital.length ? small : capital
  })
}

function wholeWordEnd(text: string, from: number, to: number): number | undefined {
  if (!parts(text.charAt(from - 1), text.charAt(from))) return undefined
  if (parts(text.charAt(to - 1), text.charAt(to))) return to
  const plural = /(?:es|s)/y
  plural.lastIndex = to
  if (HAN.test(text.charAt(to - 1)) || !plural.test(text)) return undefined
  return parts('s', text.charAt(plural.lastIndex)) ? plural.lastIndex : undefined
}

/** Whether a word may end between two characters; Chinese words have no such boundary. */
function parts(left: string, right: string): boolean {
  return !WORD.test(left) || !WORD.test(right) || HAN.test(left) || HAN.test(right)
}
