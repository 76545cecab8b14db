import { cleanText, type Run } from '#shared/proposals'
import { Fragment, Slice, type Mark, type Node } from 'prosemirror-model'
import { schema } from './schema.ts'

/** One change between two flat texts: a stretch that gives way to runs. Offsets are UTF-16 units. */
export interface FlatChange {
  readonly from: number
  readonly to: number
  readonly runs: readonly Run[]
}

/** The plain words of an editor's document; paragraphs are parted by line feeds. */
export function flatText(doc: Node): string {
  const paragraphs: string[] = []
  doc.forEach((paragraph) => paragraphs.push(paragraph.textContent))
  return paragraphs.join('\n')
}

/** The flat offset of a position in the document. */
export function flatOffset(doc: Node, position: number): number {
  const clamped = Math.max(1, Math.min(position, doc.content.size - 1))
  return clamped - 1 - doc.resolve(clamped).index(0)
}

/** The position in the document of a flat offset; beyond the end, the end. */
export function flatPosition(doc: Node, offset: number): number {
  let start = 0
  let position = 1
  for (let index = 0; index < doc.childCount; index++) {
    const size = doc.child(index).content.size
    if (offset <= start + size) return position + Math.max(0, offset - start)
    start += size + 1
    position += size + 2
  }
  return doc.content.size - 1
}

/** The runs of a document between two positions, line feeds between paragraphs. */
function runsBetween(doc: Node, from: number, to: number): Run[] {
  const runs: Run[] = []
  let paragraph: number | undefined
  doc.nodesBetween(from, to, (node, position, _parent, index) => {
    if (node.type === schema.nodes.paragraph) {
      if (paragraph !== undefined) runs.push({ text: '\n' })
      paragraph = index
    }
    if (!node.isText) return true
    const text = (node.text ?? '').slice(Math.max(0, from - position), to - position)
    const run = { text: cleanText(text).replaceAll('\n', ' '), ...marksOf(node.marks) }
    if (run.text !== '') runs.push(run)
    return false
  })
  return runs
}

function marksOf(marks: readonly Mark[]): Pick<Run, 'em' | 'strong'> {
  return {
    ...(marks.some(({ type }) => type === schema.marks.em) && { em: true }),
    ...(marks.some(({ type }) => type === schema.marks.strong) && { strong: true }),
  }
}

/** The paragraphs that runs make. */
export function paragraphsOf(runs: readonly Run[]): Node[] {
  const paragraphs: Node[][] = [[]]
  for (const { text, em, strong } of runs) {
    const marks = [...(em ? [schema.mark('em')] : []), ...(strong ? [schema.mark('strong')] : [])]
    text.split('\n').forEach((line, index) => {
      if (index > 0) paragraphs.push([])
      if (line !== '') paragraphs.at(-1)?.push(schema.text(line, marks))
    })
  }
  return paragraphs.map((inline) => schema.node('paragraph', null, inline))
}

/** Runs as a slice that can stand in the middle of a paragraph. */
export function sliceOf(runs: readonly Run[]): Slice {
  return new Slice(Fragment.from(paragraphsOf(runs)), 1, 1)
}

/** What changed between two documents, as one flat change. */
export function flatChange(before: Node, after: Node): FlatChange | undefined {
  const start = before.content.findDiffStart(after.content)
  const end = before.content.findDiffEnd(after.content)
  if (start === null || end === null) return undefined
  const old = { from: flatOffset(before, start), to: flatOffset(before, end.a) }
  const now = { from: flatOffset(after, start), to: flatOffset(after, end.b) }
  let from = Math.min(old.from, now.from)
  // The common ends may overlap, as in a doubled letter: the change then reaches over the overlap.
  let over = Math.max(0, from - old.to, from - now.to)
  // A change begins and ends between characters, never inside a surrogate pair.
  const text = flatText(before)
  if (isInsidePair(text, from)) from -= 1
  if (isInsidePair(text, old.to + over)) over += 1
  const runs = runsBetween(after, flatPosition(after, from), flatPosition(after, now.to + over))
  return { from, to: old.to + over, runs }
}

/** Whether an offset lies between the halves of a surrogate pair. */
export function isInsidePair(text: string, offset: number): boolean {
  return (
    /[\ud800-\udbff]/.test(text.charAt(offset - 1)) && /[\udc00-\udfff]/.test(text.charAt(offset))
  )
}
