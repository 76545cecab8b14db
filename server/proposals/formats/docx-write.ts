import type { ClauseKind, Segment } from '#shared/proposals'
import {
  DeletedTextRun,
  Document,
  HeadingLevel,
  InsertedTextRun,
  Packer,
  Paragraph,
  TextRun,
} from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate'

/** A stretch of a clause on its way out: kept, inserted or deleted words with their emphasis. */
interface DocxPiece extends Segment {
  readonly em?: boolean
  readonly strong?: boolean
}

/** A clause on its way out; line feeds in kept words part paragraphs. */
export interface DocxClause {
  readonly kind: ClauseKind
  readonly level: number
  readonly number?: string
  readonly pieces: readonly DocxPiece[]
}

/** Who the tracked changes are signed by — a delegation's label, never a person — and their instant. */
export interface DocxStamp {
  readonly label: string
  readonly at: string
}

const INDENT = 720
const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const
/** The first instant that a zip archive can hold; every entry carries it. */
const EPOCH = new Date(1980, 0, 1)

/** A working text as a Word file, its redline as tracked changes; the same input gives the same bytes (DX7–DX9). */
export async function writeDocx(
  title: string,
  clauses: readonly DocxClause[],
  stamp: DocxStamp,
): Promise<Uint8Array> {
  const change = changes(stamp)
  const children = clauses.flatMap((clause) => paragraphs(clause, change))
  if (title !== '') children.unshift(new Paragraph({ heading: HeadingLevel.TITLE, text: title }))
  const document = new Document({ creator: '', lastModifiedBy: '', sections: [{ children }] })
  const packed = await Packer.toBuffer(document)
  return neutral(new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength), stamp.at)
}

type Change = () => { id: number; author: string; date: string }

function changes({ label, at }: DocxStamp): Change {
  let id = 0
  return () => ({ id: ++id, author: label, date: at })
}

function paragraphs(clause: DocxClause, change: Change): Paragraph[] {
  const lines: DocxPiece[][] = [[]]
  if (clause.number !== undefined) lines[0]?.push({ kind: 'same', text: `${clause.number}. ` })
  for (const piece of clause.pieces) {
    if (piece.kind !== 'same') {
      lines.at(-1)?.push(piece)
      continue
    }
    for (const [index, text] of piece.text.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (text !== '') lines.at(-1)?.push({ ...piece, text })
    }
  }
  return lines.map((pieces, index) => {
    const children = pieces.flatMap((piece) => runs(piece, change))
    if (index > 0) return new Paragraph({ children, indent: { left: INDENT } })
    if (clause.kind !== 'heading') return new Paragraph({ children })
    const heading = HEADINGS[Math.min(6, Math.max(1, clause.level)) - 1] ?? HeadingLevel.HEADING_6
    return new Paragraph({ children, heading })
  })
}

/** A line feed inside a tracked change is a line break, so that accepting and rejecting stay exact. */
function runs(piece: DocxPiece, change: Change) {
  const { kind, text, em, strong } = piece
  return text.split('\n').map((words, index) => {
    const options = {
      text: words,
      ...(index > 0 ? { break: 1 } : {}),
      ...(em === true ? { italics: true } : {}),
      ...(strong === true ? { bold: true } : {}),
    }
    if (kind === 'ins') return new InsertedTextRun({ ...options, ...change() })
    if (kind === 'del') return new DeletedTextRun({ ...options, ...change() })
    return new TextRun(options)
  })
}

/** A packed Word file without who made it, with what and when. */
export function neutral(packed: Uint8Array, at: string): Uint8Array {
  const parts: Zippable = {}
  for (const [name, content] of Object.entries(unzipSync(packed)).sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const kept =
      name === 'docProps/core.xml' ? strToU8(coreProperties(strFromU8(content), at)) : content
    if (!name.endsWith('/')) parts[name] = [kept, { mtime: EPOCH }]
  }
  return zipSync(parts, { mtime: EPOCH })
}

function coreProperties(source: string, at: string): string {
  return source
    .replace(/<(dc:creator|cp:lastModifiedBy)>[^<]*<\/\1>/g, '')
    .replace(/(<dcterms:(created|modified)[^>]*>)[^<]*/g, `$1${at.slice(0, 19)}Z`)
}
