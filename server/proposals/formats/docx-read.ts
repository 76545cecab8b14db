import {
  cleanText,
  hasForbiddenCharacters,
  importedText,
  type ImportNote,
  type ImportedBlock,
  type ImportedText,
  type Run,
} from '#shared/proposals'
import { readArchive, type ArchiveRefusal } from './archive.ts'
import { readNumbering, type Numbering } from './docx-numbering.ts'
import { readParagraphs, type WordParagraph } from './docx-paragraphs.ts'
import { readXml } from './xml.ts'

/** A Word file as a text to import, or why it is refused. */
export type DocxReading =
  | { readonly ok: true; readonly text: ImportedText }
  | { readonly ok: false; readonly code: ArchiveRefusal }

const DOCUMENT = 'word/document.xml'
const ASIDE = /^word\/(?:header|footer)\d*\.xml$/
const RELATIONS = /^word\/_rels\/[^/]+\.rels$/
const NESTED_INDENT = 360
const TYPED_NUMBER = /^(\d{1,4}[.)])\s+/

/**
 * Reads a Word file: its paragraphs become clauses, what they cannot hold is listed (DX1–DX6).
 * Nothing is executed, no entity expanded, no address visited.
 */
export function readDocx(bytes: Uint8Array): DocxReading {
  const parts = readArchive(
    bytes,
    (name) =>
      [DOCUMENT, 'word/numbering.xml', 'word/styles.xml'].includes(name) ||
      /^word\/(?:footnotes|endnotes|comments)\.xml$/.test(name) ||
      ASIDE.test(name) ||
      RELATIONS.test(name),
  )
  if (typeof parts === 'string') return { ok: false, code: parts }
  const document = parts.get(DOCUMENT)
  if (document === undefined) return { ok: false, code: 'proposals/not-a-docx' }
  try {
    return { ok: true, text: read(document, parts) }
  } catch {
    return { ok: false, code: 'proposals/not-a-docx' }
  }
}

function read(document: string, parts: ReadonlyMap<string, string>): ImportedText {
  const { paragraphs, notes } = readParagraphs(document)
  const numbering = readNumbering(parts.get('word/numbering.xml'))
  const headings = headingStyles(parts.get('word/styles.xml'))
  const [first] = paragraphs
  const title =
    first?.style === 'Title'
      ? first.runs
          .map(({ text }) => text)
          .join('')
          .trim()
      : ''
  const blocks = paragraphs
    .map((paragraph, index) => block(paragraph, numbering, headings, notes, index + 1))
    .slice(title === '' ? 0 : 1)
    .filter(({ paragraphs: lines, mark }) => lines.length > 0 || mark !== '')
  for (const [part, prefix] of [
    ['word/footnotes.xml', ''],
    ['word/endnotes.xml', 'e'],
  ] as const) {
    const source = parts.get(part)
    if (source !== undefined) blocks.push(...footnotes(source, prefix, notes))
  }
  asides(parts, notes)
  return importedText(blocks, notes, title === '' ? null : title)
}

function block(
  paragraph: WordParagraph,
  numbering: Numbering,
  headings: ReadonlyMap<string, number>,
  notes: ImportNote[],
  line: number,
): ImportedBlock {
  const level = paragraph.outline === null ? headings.get(paragraph.style) : paragraph.outline + 1
  const nested = paragraph.inTable || paragraph.indent >= NESTED_INDENT
  const paragraphs = lines(paragraph, notes, line)
  if (level !== undefined && level >= 1 && level <= 9) {
    return { sort: 'heading', level: Math.min(6, level), nested: false, mark: '', paragraphs }
  }
  const item = paragraph.list === null ? null : numbering.next(paragraph.list, paragraph.listLevel)
  if (item) {
    const sort = item.bullet ? 'bullet' : 'numbered'
    const { mark } = item
    return {
      sort,
      level: 0,
      nested: paragraph.inTable || paragraph.listLevel > 0,
      mark,
      paragraphs,
    }
  }
  const typed = TYPED_NUMBER.exec(paragraphs[0]?.[0]?.text ?? '')
  if (!typed || nested) return { sort: 'paragraph', level: 0, nested, mark: '', paragraphs }
  const [first = [], ...rest] = paragraphs
  const [head, ...tail] = first
  const words = head?.text.slice(typed[0].length) ?? ''
  const opening = head && words !== '' ? [{ ...head, text: words }, ...tail] : tail
  const mark = typed[1] ?? ''
  return { sort: 'numbered', level: 0, nested, mark, paragraphs: [opening, ...rest] }
}

/** The lines of a paragraph as runs, neighbours of one emphasis joined, without spaces at the ends. */
function lines(paragraph: WordParagraph, notes: ImportNote[], line: number): Run[][] {
  const list: Run[][] = [[]]
  for (const { text, em, strong } of paragraph.runs) {
    if (hasForbiddenCharacters(text.replaceAll('\t', ' ').replaceAll('\r', ''))) {
      notes.push({ line, code: 'character', what: JSON.stringify(text).slice(0, 80) })
    }
    for (const [index, words] of cleanText(text).split('\n').entries()) {
      if (index > 0) list.push([])
      const runs = list.at(-1) ?? []
      const last = runs.at(-1)
      if (words === '') continue
      if (last && (last.em ?? false) === em && (last.strong ?? false) === strong) {
        runs[runs.length - 1] = { ...last, text: last.text + words }
      } else {
        runs.push({ text: words, ...(em ? { em: true } : {}), ...(strong ? { strong: true } : {}) })
      }
    }
  }
  return list.filter((runs) => runs.some(({ text }) => text.trim() !== ''))
}

function footnotes(source: string, prefix: string, notes: ImportNote[]): ImportedBlock[] {
  const { paragraphs, notes: more } = readParagraphs(source)
  notes.push(...more)
  let last: string | null = null
  return paragraphs
    .filter(({ note }) => note !== null && note !== 'separator')
    .map((paragraph) => {
      const same = paragraph.note === last
      last = paragraph.note
      const words = lines(paragraph, notes, 1)
      const shape = { level: 0, nested: same, paragraphs: words } as const
      return same
        ? { ...shape, sort: 'paragraph', mark: '' }
        : { ...shape, sort: 'footnote', mark: `[^${prefix}${paragraph.note ?? ''}]:` }
    })
}

/** Comments, headers and footers, and addresses outside the file: listed, never brought in or visited. */
function asides(parts: ReadonlyMap<string, string>, notes: ImportNote[]): void {
  for (const [name, source] of parts) {
    if (RELATIONS.test(name)) {
      readXml(source, {
        open(element, attribute) {
          if (element !== 'rel:Relationship' || attribute('TargetMode') !== 'External') return
          notes.push({ line: 1, code: 'link-target', what: attribute('Target') ?? '' })
        },
        close: () => undefined,
        text: () => undefined,
      })
    } else if (ASIDE.test(name) || name === 'word/comments.xml') {
      const code = name === 'word/comments.xml' ? 'comment' : 'header-footer'
      for (const paragraph of readParagraphs(source).paragraphs) {
        const what = cleanText(paragraph.runs.map(({ text }) => text).join('')).trim()
        if (what !== '') notes.push({ line: 1, code, what })
      }
    }
  }
}

/** Heading levels by style: the names are the same in every language of Word, the ids are not. */
function headingStyles(source: string | undefined): Map<string, number> {
  const styles = new Map<string, number>()
  for (let level = 1; level <= 6; level++) styles.set(`Heading${level}`, level)
  styles.set('Title', 1)
  if (source === undefined) return styles
  let id = ''
  readXml(source, {
    open(name, attribute) {
      if (name === 'w:style') id = attribute('styleId') ?? ''
      const level = /^heading ([1-9])$/i.exec(name === 'w:name' ? (attribute('val') ?? '') : '')
      if (level) styles.set(id, Number(level[1]))
    },
    close: () => undefined,
    text: () => undefined,
  })
  return styles
}
