import { delimiterPiece, pairEmphasis, type Piece } from './markdown-emphasis.ts'
import type { Run } from './words.ts'

/** Something of the source that a clause cannot hold: where it stood, of what sort it is, and the very characters. */
export interface ImportNote {
  readonly line: number
  readonly code: ImportNoteCode
  readonly what: string
}

/** What an import can leave out of the clauses. */
export type ImportNoteCode =
  | 'front-matter'
  | 'table-of-contents'
  | 'attribute-list'
  | 'link-target'
  | 'image'
  | 'html'
  | 'quotation-mark'
  | 'rule'
  | 'code-fence'
  | 'table-rule'
  | 'character'
  | 'tracked-change'
  | 'comment'
  | 'picture'
  | 'text-box'
  | 'table'
  | 'field'
  | 'formula'
  | 'header-footer'

/** A paragraph as it stands in the source: its lines and where they begin. */
export interface SourceLine {
  readonly line: number
  readonly text: string
}

const PUNCTUATION = /[!-/:-@[-`{-~]/
const HAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u
const TAG = /<\/?[a-zA-Z][\w-]*(?:\s[^<>]*)?\/?>/y
const TARGET =
  /\(\s*<?(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|www\.|#|\.{0,2}\/)[^\s()<>]*>?(?:\s+"[^"\n]*")?\s*\)/iy
const REFERENCE = /\[([^[\]\n]{0,200})\]/y
const ENTITY = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/y
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
}

interface Reading {
  readonly text: string
  readonly pieces: Piece[]
  readonly matches: ReadonlyMap<number, number>
  readonly dropped: Map<number, number>
  readonly references: ReadonlySet<string>
  readonly note: (at: number, code: ImportNoteCode, what: string) => void
}

/** Reads the inline marks of a paragraph into runs, a list for each line that a hard break ends (IM5–IM8). */
export function readInline(
  lines: readonly SourceLine[],
  references: ReadonlySet<string>,
  notes: ImportNote[],
): Run[][] {
  const { text, starts } = joined(lines)
  const note = (at: number, code: ImportNoteCode, what: string) => {
    const start = starts.findLast((candidate) => candidate.at <= at)
    notes.push({ line: start?.line ?? 1, code, what })
  }
  const reading: Reading = {
    text,
    pieces: [],
    matches: bracketMatches(text),
    dropped: new Map(),
    references,
    note,
  }
  for (let at = 0; at < text.length;) at = readAt(reading, at)
  return toRuns(reading.pieces)
}

function joined(lines: readonly SourceLine[]) {
  let text = ''
  const starts: { at: number; line: number }[] = []
  for (const [index, { line, text: source }] of lines.entries()) {
    starts.push({ at: text.length, line })
    const words = source.trim()
    const last = index === lines.length - 1
    const hard = !last && (/ {2}$/.test(source) || /(?:^|[^\\])(?:\\\\)*\\$/.test(source))
    const next = lines[index + 1]?.text.trim() ?? ''
    text += hard
      ? words.replace(/\\$/, '').trimEnd() + '\n'
      : words + (last ? '' : joint(words, next))
  }
  return { text, starts }
}

/** Chinese lines join without a space. */
function joint(before: string, after: string): string {
  return HAN.test(before.slice(-1)) && HAN.test(after.slice(0, 1)) ? '' : ' '
}

function bracketMatches(text: string): Map<number, number> {
  const matches = new Map<number, number>()
  const open: number[] = []
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]
    if (mark === '\\') at++
    else if (mark === '[') open.push(at)
    else if (mark === ']') {
      const from = open.pop()
      if (from !== undefined) matches.set(from, at)
    }
  }
  return matches
}

function readAt(reading: Reading, at: number): number {
  const { text, dropped } = reading
  const skip = dropped.get(at)
  if (skip !== undefined) return skip
  const character = text.charAt(at)
  switch (character) {
    case '\\':
      if (PUNCTUATION.test(text[at + 1] ?? '')) return plain(reading, text.charAt(at + 1), at + 2)
      return plain(reading, character, at + 1)
    case '*':
    case '_':
      return readMarks(reading, at)
    case '<':
      return readTag(reading, at)
    case '[':
      return readLink(reading, at, at, 'link-target')
    case '!':
      if (text[at + 1] === '[') return readLink(reading, at, at + 1, 'image')
      return plain(reading, character, at + 1)
    case '&':
      return readEntity(reading, at)
    default:
      return plain(reading, character, at + 1)
  }
}

function plain({ pieces }: Reading, text: string, next: number): number {
  const last = pieces.at(-1)
  if (last && !last.delimiter) last.text += text
  else pieces.push({ text })
  return next
}

function readMarks({ text, pieces }: Reading, at: number): number {
  let end = at
  while (text[end] === text[at]) end++
  const before = Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? ''
  const after = String.fromCodePoint(text.codePointAt(end) ?? 32)
  pieces.push(delimiterPiece(text.slice(at, end), before, end < text.length ? after : ''))
  return end
}

function readTag(reading: Reading, at: number): number {
  const end = endOf(TAG, reading.text, at)
  if (end === at) return plain(reading, '<', at + 1)
  reading.note(at, 'html', reading.text.slice(at, end))
  return end
}

/** A link keeps its words; its target goes to the notes. Brackets that point nowhere are brackets. */
function readLink(reading: Reading, at: number, open: number, code: ImportNoteCode): number {
  const { text, matches, dropped, note } = reading
  const asText = () => plain(reading, text.charAt(at), at + 1)
  const close = matches.get(open)
  if (close === undefined || text[open + 1] === '^') return asText()
  const end = endOfTarget(reading, open, close)
  if (end === undefined) return asText()
  dropped.set(close, end)
  note(at, code, `${text.slice(at, open + 1)}…${text.slice(close, end)}`)
  return open + 1
}

function endOfTarget({ text, references }: Reading, open: number, close: number) {
  const inline = endOf(TARGET, text, close + 1)
  if (inline > close + 1) return inline
  if (references.size === 0) return undefined
  const label = text.slice(open + 1, close)
  const reference = endOf(REFERENCE, text, close + 1)
  if (reference > close + 1) {
    const named = text.slice(close + 2, reference - 1)
    if (references.has(referenceKey(named === '' ? label : named))) return reference
  }
  return references.has(referenceKey(label)) ? close + 1 : undefined
}

/** How a reference is compared with its definition. */
export function referenceKey(label: string): string {
  return label.length > 300 ? '' : label.trim().replace(/\s+/g, ' ').toLowerCase()
}

function readEntity(reading: Reading, at: number): number {
  ENTITY.lastIndex = at
  const match = ENTITY.exec(reading.text)
  if (!match) return plain(reading, '&', at + 1)
  const [source, decimal, hex, name] = match
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal)
  const character = name === undefined ? printable(code) : NAMED[name]
  return plain(reading, character ?? source, at + source.length)
}

function printable(code: number): string | undefined {
  const allowed =
    code >= 32 &&
    code <= 0x10ffff &&
    !(code >= 0x7f && code < 0xa0) &&
    !(code >= 0xd800 && code < 0xe000) &&
    !(code >= 0x202a && code <= 0x202e) &&
    !(code >= 0x2066 && code <= 0x2069)
  return allowed ? String.fromCodePoint(code) : undefined
}

function toRuns(pieces: Piece[]): Run[][] {
  const { em, strong } = pairEmphasis(pieces)
  const paragraphs: Run[][] = [[]]
  for (const [index, { text }] of pieces.entries()) {
    for (const [line, words] of text.split('\n').entries()) {
      if (line > 0) paragraphs.push([])
      appendRun(paragraphs.at(-1) ?? [], words, em[index] ?? false, strong[index] ?? false)
    }
  }
  return paragraphs.filter((runs) => runs.length > 0)
}

/** Adds words to runs, to the last one where the emphasis is the same. */
export function appendRun(runs: Run[], text: string, em: boolean, strong: boolean): void {
  if (text === '') return
  const last = runs.at(-1)
  if (last && (last.em ?? false) === em && (last.strong ?? false) === strong) {
    runs[runs.length - 1] = { ...last, text: last.text + text }
  } else runs.push({ text, ...(em ? { em } : {}), ...(strong ? { strong } : {}) })
}

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}
