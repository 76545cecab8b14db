import type { ImportNote, ImportNoteCode } from '#shared/proposals'
import { readXml } from './xml.ts'

/** A stretch of a Word paragraph's words. */
interface WordRun {
  text: string
  em: boolean
  strong: boolean
}

/** A paragraph of a Word part: its words, and what its properties say of its place. */
export interface WordParagraph {
  runs: WordRun[]
  style: string
  outline: number | null
  list: string | null
  listLevel: number
  indent: number
  inTable: boolean
  /** The footnote, endnote or comment whose paragraph it is. */
  note: string | null
}

/** Words that stand in a document without being its words, by the element that holds them. */
const APART: Readonly<Record<string, ImportNoteCode>> = {
  'w:del': 'tracked-change',
  'w:moveFrom': 'tracked-change',
  'w:instrText': 'field',
  'w:txbxContent': 'text-box',
  'm:oMath': 'formula',
}
const NOTED: Readonly<Record<string, ImportNoteCode>> = {
  'w:drawing': 'picture',
  'w:pict': 'picture',
  'w:object': 'picture',
  'w:tbl': 'table',
}
const INSERTED = new Set(['w:ins', 'w:moveTo'])
const PASSED_OVER = 'mc:Fallback'
/** More than any proposal can hold as clauses. */
const MOST_PARAGRAPHS = 10_000
const OFF = new Set(['0', 'false', 'off', 'none'])

interface State {
  paragraphs: WordParagraph[]
  notes: ImportNote[]
  current: WordParagraph | null
  format: { em: boolean; strong: boolean }
  apart: { name: string; code: ImportNoteCode; text: string; depth: number }[]
  inserted: { depth: number; text: string }[]
  skip: number
  depth: number
  tables: number
  note: string | null
  inText: boolean
  inRunProperties: boolean
}

/** Reads the paragraphs of a Word part; what is not its words goes to the notes, never an author's name. */
export function readParagraphs(source: string): {
  paragraphs: WordParagraph[]
  notes: ImportNote[]
} {
  const state: State = {
    paragraphs: [],
    notes: [],
    current: null,
    format: { em: false, strong: false },
    apart: [],
    inserted: [],
    skip: 0,
    depth: 0,
    tables: 0,
    note: null,
    inText: false,
    inRunProperties: false,
  }
  readXml(source, {
    open: (name, attribute) => open(state, name, attribute),
    close: (name) => close(state, name),
    text(text) {
      if (state.inText && state.skip === 0) words(state, text)
    },
  })
  return { paragraphs: state.paragraphs, notes: state.notes }
}

function open(state: State, name: string, attribute: (name: string) => string | undefined): void {
  state.depth++
  if (name === PASSED_OVER || state.skip > 0) {
    state.skip++
    return
  }
  const code = APART[name]
  if (code) state.apart.push({ name, code, text: '', depth: state.depth })
  if (INSERTED.has(name) && !state.inRunProperties)
    state.inserted.push({ depth: state.depth, text: '' })
  const noted = NOTED[name]
  if (noted) note(state, noted, attribute('name') ?? '')
  if (name === 'w:tbl') state.tables++
  if (name === 'w:footnote' || name === 'w:endnote' || name === 'w:comment') {
    state.note = attribute('type') === undefined ? (attribute('id') ?? null) : 'separator'
  }
  if (name === 'w:p' && state.apart.length === 0) state.current = paragraph(state)
  else if (state.current && state.apart.length === 0)
    property(state, state.current, name, attribute)
  content(state, name, attribute)
}

function paragraph(state: State): WordParagraph {
  const made: WordParagraph = {
    runs: [],
    style: '',
    outline: null,
    list: null,
    listLevel: 0,
    indent: 0,
    inTable: state.tables > 0,
    note: state.note,
  }
  if (state.paragraphs.length >= MOST_PARAGRAPHS) throw new Error('too many paragraphs')
  state.paragraphs.push(made)
  return made
}

function property(
  state: State,
  current: WordParagraph,
  name: string,
  attribute: (name: string) => string | undefined,
): void {
  const value = attribute('val')
  const on = !OFF.has(value ?? 'true')
  switch (name) {
    case 'w:pStyle':
      current.style = value ?? ''
      break
    case 'w:outlineLvl':
      current.outline = Number(value ?? 9)
      break
    case 'w:numId':
      current.list = value === '0' ? null : (value ?? null)
      break
    case 'w:ilvl':
      current.listLevel = Number(value ?? 0)
      break
    case 'w:ind':
      current.indent = Number(attribute('left') ?? attribute('start') ?? 0)
      break
    case 'w:rPr':
      state.inRunProperties = true
      break
    case 'w:r':
      state.format = { em: false, strong: false }
      break
    case 'w:b':
      state.format.strong = on
      break
    case 'w:i':
      state.format.em = on
      break
    default:
  }
}

function content(state: State, name: string, attribute: (name: string) => string | undefined) {
  switch (name) {
    case 'w:t':
    case 'w:delText':
    case 'w:instrText':
    case 'm:t':
      state.inText = true
      break
    case 'w:tab':
      if (!state.inRunProperties) words(state, ' ')
      break
    case 'w:br':
    case 'w:cr':
      words(state, '\n')
      break
    case 'w:noBreakHyphen':
      words(state, '\u2011')
      break
    case 'w:sym':
      note(state, 'character', attribute('char') ?? '')
      break
    case 'w:footnoteReference':
    case 'w:endnoteReference':
      words(state, `[^${name === 'w:endnoteReference' ? 'e' : ''}${attribute('id') ?? ''}]`)
      break
    default:
  }
}

function close(state: State, name: string): void {
  const depth = state.depth--
  if (state.skip > 0) {
    state.skip--
    return
  }
  const apart = state.apart.at(-1)
  if (apart?.depth === depth) {
    state.apart.pop()
    if (apart.text.trim() !== '') note(state, apart.code, apart.text)
  }
  const inserted = state.inserted.at(-1)
  if (inserted?.depth === depth) {
    state.inserted.pop()
    if (inserted.text !== '') note(state, 'tracked-change', `+ ${inserted.text}`)
  }
  if (name === 'w:tbl') state.tables--
  if (name === 'w:rPr') state.inRunProperties = false
  if (name === 'w:p' && state.apart.length === 0) state.current = null
  if (['w:t', 'w:delText', 'w:instrText', 'm:t'].includes(name)) state.inText = false
}

function words(state: State, text: string): void {
  const apart = state.apart.at(-1)
  if (apart) {
    apart.text += text
    return
  }
  for (const inserted of state.inserted) inserted.text += text
  state.current?.runs.push({ text, ...state.format })
}

/** What `what` holds is what the document says; the sentence about it is chosen at the screen. */
function note(state: State, code: ImportNoteCode, what: string): void {
  state.notes.push({ line: state.paragraphs.length, code, what })
}
