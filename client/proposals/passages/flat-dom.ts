import type { Stretch } from '#shared/proposals'

/** What stands in the words on screen and is none of them: others' carets. */
const APART = '.remote-caret'

interface Piece {
  readonly node: Text
  /** The flat offset of its first character. */
  readonly at: number
}

/** The pieces of words on screen below an element, in order, as the text counts them: paragraphs are a line feed apart. */
function piecesOf(words: Element): { readonly pieces: readonly Piece[]; readonly text: string } {
  const pieces: Piece[] = []
  const paragraphs: string[] = []
  let at = 0
  for (const paragraph of words.querySelectorAll('p')) {
    let own = ''
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (!(node instanceof Text) || node.parentElement?.closest(APART) != null) continue
      pieces.push({ node, at: at + own.length })
      own += node.data
    }
    paragraphs.push(own)
    at += own.length + 1
  }
  return { pieces, text: paragraphs.join('\n') }
}

/** The plain words that stand on screen below an element. */
export function wordsOnScreen(words: Element): string {
  return piecesOf(words).text
}

/** The ranges of the page that show stretches of the words below an element. */
export function rangesOf(words: Element, stretches: readonly Stretch[]): (Range | undefined)[] {
  const { pieces } = piecesOf(words)
  return stretches.map(({ from, to }) => {
    const first = pieces.find(({ node, at }) => at + node.length > from)
    const last = pieces.findLast(({ at }) => at < to)
    if (first === undefined || last === undefined || first.at > last.at) return undefined
    const range = document.createRange()
    range.setStart(first.node, Math.max(0, from - first.at))
    range.setEnd(last.node, Math.min(last.node.length, to - last.at))
    return range
  })
}

/** The flat offset of a place of the page in the words below an element. */
export function offsetInWords(words: Element, node: Node, offset: number): number {
  const { pieces, text } = piecesOf(words)
  const range = document.createRange()
  range.setStart(node, offset)
  for (const { node: own, at } of pieces) {
    if (own === node) return at + offset
    if (range.comparePoint(own, 0) > 0) return at
  }
  return text.length
}

/** The words that a place of the page stands in: the element and what text and language it shows. */
export function wordsAround(
  node: Node | null,
):
  | { readonly element: HTMLElement; readonly textId: string; readonly language: string }
  | undefined {
  const start = node instanceof Element ? node : node?.parentElement
  const element = start?.closest<HTMLElement>('[data-words]')
  const { text, words } = element?.dataset ?? {}
  if (element == null || text === undefined || words === undefined) return undefined
  return { element, textId: text, language: words }
}
