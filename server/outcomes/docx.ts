import type { Language } from '#shared/kernel'
import type { Block, DocumentTree } from '#shared/outcomes'
import {
  BorderStyle,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
  type IRunOptions,
} from 'docx'
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate'
import { escaped } from './html.ts'

/** The date that every file in the archive carries: the earliest that a ZIP can tell. */
const NO_DATE = '1980-01-01T00:00:00'
/** The width of a page's text, and of the numbers' column, in twentieths of a point. */
const TEXT_WIDTH = 9640
const NUMBER_WIDTH = 560

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const
const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const NO_BORDERS = {
  top: NO_BORDER,
  bottom: NO_BORDER,
  left: NO_BORDER,
  right: NO_BORDER,
  insideHorizontal: NO_BORDER,
  insideVertical: NO_BORDER,
}

const FONT = { ascii: 'Georgia', hAnsi: 'Georgia', eastAsia: 'SimSun' }

function headingStyle(size: number) {
  return {
    run: { font: FONT, size, bold: true, color: '1D2127' },
    paragraph: { spacing: { before: 240, after: 100 }, keepNext: true },
  }
}

/** The reference and the page's number at the foot of every page. */
function footer({ reference }: DocumentTree): Footer {
  const children = [
    new TextRun({ text: `${reference}\t`, size: 16 }),
    new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16 }),
  ]
  const tabStops = [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }]
  return new Footer({ children: [new Paragraph({ tabStops, children })] })
}

/** Writes a document for Word: the same bytes for the same words, without author or dates (OU6). */
export async function docx(tree: DocumentTree): Promise<Uint8Array> {
  const titles = tree.languages.filter((language) => tree.title[language] !== '')
  const facts = [tree.kind, ...tree.topics, tree.dateWords, tree.place]
  const document = new Document({
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 21 },
          paragraph: { spacing: { after: 100, line: 288 } },
        },
        title: { run: { font: FONT, size: 36, bold: true }, paragraph: { spacing: { after: 60 } } },
        heading1: headingStyle(28),
        heading2: headingStyle(25),
        heading3: headingStyle(22),
      },
    },
    sections: [
      {
        footers: { default: footer(tree) },
        children: [
          ...titles.map(
            (language, index) =>
              new Paragraph({
                heading: index === 0 ? HeadingLevel.TITLE : HeadingLevel.HEADING_2,
                children: [run(tree.title[language], language)],
              }),
          ),
          new Paragraph({ children: [new TextRun({ text: tree.reference })] }),
          ...tree.languages.map(
            (language) =>
              new Paragraph({
                children: [
                  run(
                    facts
                      .map((words) => words[language])
                      .filter(Boolean)
                      .join(' · '),
                    language,
                  ),
                ],
              }),
          ),
          ...body(tree),
        ],
      },
    ],
  })
  return neutral(await Packer.toBuffer(document), tree)
}

function body(tree: DocumentTree): (Paragraph | Table)[] {
  const children: (Paragraph | Table)[] = []
  let rows: TableRow[] = []
  const flush = () => {
    if (rows.length > 0) children.push(table(rows, tree.languages.length))
    rows = []
  }
  for (const block of tree.blocks) {
    if (block.type === 'paragraph') rows.push(row(block, tree))
    else {
      flush()
      children.push(heading(block, tree))
    }
  }
  flush()
  return [...children, new Paragraph({})]
}

function heading(block: Block & { type: 'heading' }, { languages }: DocumentTree): Paragraph {
  const parts = languages.filter((language) => block.text[language] !== '')
  return new Paragraph({
    heading: HEADINGS[Math.min(block.level, 3) - 1] ?? HeadingLevel.HEADING_3,
    children: parts.map((language, index) =>
      run(`${index === 0 ? '' : ' · '}${block.text[language]}`, language),
    ),
  })
}

function table(rows: TableRow[], languages: number): Table {
  const width = Math.floor((TEXT_WIDTH - NUMBER_WIDTH) / languages)
  return new Table({
    rows,
    borders: NO_BORDERS,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [NUMBER_WIDTH, ...Array.from({ length: languages }, () => width)],
  })
}

function row(block: Block & { type: 'paragraph' }, { languages }: DocumentTree): TableRow {
  const bold: IRunOptions = { text: block.number ?? '', bold: true }
  const number = new TextRun(bold)
  return new TableRow({
    children: [
      new TableCell({ children: [new Paragraph({ children: [number] })] }),
      ...languages.map((language) => {
        const lines = block.text[language].split('\n').filter((line) => line.trim() !== '')
        const children = lines.map((line) => new Paragraph({ children: [run(line, language)] }))
        if (block.standing !== null) {
          const mark: IRunOptions = { text: `[${block.standing[language]}]`, italics: true }
          children.push(new Paragraph({ children: [new TextRun(mark)] }))
        }
        return new TableCell({ children: children.length > 0 ? children : [new Paragraph({})] })
      }),
    ],
  })
}

function run(text: string, language: Language): TextRun {
  return new TextRun({
    text,
    language: language === 'zh' ? { value: 'zh-CN', eastAsia: 'zh-CN' } : { value: 'en-GB' },
  })
}

/** Packs the archive anew, without what the library says of author, program and time. */
function neutral(made: Uint8Array, tree: DocumentTree): Uint8Array {
  const title = tree.languages.map((language) => tree.title[language]).filter(Boolean)
  const told: Readonly<Record<string, string>> = {
    'docProps/core.xml': `${DECLARATION}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escaped(title.join(' · '))}</dc:title></cp:coreProperties>`,
    'docProps/app.xml': `${DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>`,
  }
  const files = unzipSync(made)
  const packed: Zippable = {}
  for (const name of Object.keys(files).sort()) {
    const own = told[name]
    packed[name] = own === undefined ? (files[name] ?? new Uint8Array()) : strToU8(own)
  }
  // The library reads the date in the machine's zone and writes it in the same: the bytes are equal everywhere.
  return zipSync(packed, { mtime: NO_DATE, os: 0 })
}
