import type { Segment } from '#shared/proposals'
import {
  Document,
  PageOrientation,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { neutral } from './docx-write.ts'

/** What stands in one cell: words kept, inserted or struck. */
export type DocxCell = readonly Segment[]

/** A table on wide pages as a Word file; what a column changes in the base is underlined and struck (DX10). */
export async function writeDocxTable(
  title: string,
  { heads, rows }: { readonly heads: readonly string[]; readonly rows: readonly DocxCell[][] },
  at: string,
): Promise<Uint8Array> {
  const head = new TableRow({
    tableHeader: true,
    children: heads.map((text) => cell([{ kind: 'same', text }], true)),
  })
  const body = rows.map((cells) => new TableRow({ children: cells.map((each) => cell(each)) }))
  const width = { size: 100, type: WidthType.PERCENTAGE }
  const document = new Document({
    creator: '',
    lastModifiedBy: '',
    sections: [
      {
        properties: { page: { size: { orientation: PageOrientation.LANDSCAPE } } },
        children: [new Paragraph({ text: title }), new Table({ width, rows: [head, ...body] })],
      },
    ],
  })
  const packed = await Packer.toBuffer(document)
  return neutral(new Uint8Array(packed.buffer, packed.byteOffset, packed.byteLength), at)
}

function cell(segments: DocxCell, isHead = false): TableCell {
  const lines: Segment[][] = [[]]
  for (const { kind, text } of segments) {
    for (const [index, words] of text.split('\n').entries()) {
      if (index > 0) lines.push([])
      lines.at(-1)?.push({ kind, text: words })
    }
  }
  return new TableCell({
    children: lines.map(
      (line) => new Paragraph({ children: line.map((each) => run(each, isHead)) }),
    ),
  })
}

function run({ kind, text }: Segment, isHead: boolean): TextRun {
  const options = {
    text,
    ...(isHead ? { bold: true } : {}),
    ...(kind === 'ins' ? { underline: {} } : {}),
    ...(kind === 'del' ? { strike: true } : {}),
  }
  return new TextRun(options)
}
