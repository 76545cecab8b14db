import { referenceKey, type ImportNote, type SourceLine } from './markdown-inline.ts'

/** A block of Markdown: its sort, how far it is indented, and its lines without their marks. */
export interface Block {
  readonly sort: 'heading' | 'paragraph' | 'numbered' | 'bullet' | 'footnote' | 'verbatim'
  /** A heading's level. */
  readonly level: number
  readonly nested: boolean
  /** A list item's mark (`1.`, `-`) or a footnote's (`[^1]:`). */
  readonly mark: string
  readonly lines: SourceLine[]
}

/** The blocks of a source, what was left out of them, and the links that it defines. */
export interface Blocks {
  readonly blocks: readonly Block[]
  readonly notes: ImportNote[]
  readonly references: ReadonlySet<string>
  readonly title: string | null
}

const ATTRIBUTES = /^\s*\{:[^{}]*\}\s*$/
const CONTENTS = /^\s*\{:\s*toc\b/i
const DEFINITION =
  /^ {0,3}\[(?!\^)([^[\]]{1,200})\]:\s*<?(?:[a-z][a-z0-9+.-]*:\/\/|mailto:|www\.|#|\.{0,2}\/)\S*/i
const FOOTNOTE = /^ {0,3}(\[\^[^\s[\]]{1,40}\]:)\s*(.*)$/
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/
const CLOSING_HASHES = /(?:^|[ \t])#+[ \t]*$/
const UNDERLINE = /^ {0,3}(=+|-{2,})[ \t]*$/
const RULE = /^ {0,3}(?:-[ \t]*){3,}$|^ {0,3}(?:\*[ \t]*){3,}$|^ {0,3}(?:_[ \t]*){3,}$/
const FENCE = /^\s*(?:`{3,}[^`]*|~{3,}.*)$/
const TABLE_RULE = /^[ \t:|-]+$/
const QUOTE = /^ {0,3}>(?:[ \t]*>)*[ \t]?/
const NUMBERED = /^([ \t]*)(\d{1,4}[.)])[ \t]+(.*)$/
const BULLET = /^([ \t]*)([-*+•])[ \t]+(.*)$/
/** From here on a block belongs to the one above it. */
const NESTED_INDENT = 2
const DEEP = ' '.repeat(NESTED_INDENT)

class Reader {
  readonly blocks: Block[] = []
  readonly notes: ImportNote[] = []
  readonly references = new Set<string>()
  title: string | null = null
  private open: Block | null = null
  private fence: string | null = null

  line(line: number, source: string): void {
    if (this.inFence(line, source)) return
    if (source.trim() === '') {
      this.open = null
      return
    }
    const quote = QUOTE.exec(source)
    if (quote) {
      this.notes.push({ line, code: 'quotation-mark', what: quote[0].trim() })
      this.line(line, source.slice(quote[0].length))
      return
    }
    if (this.leftOut(line, source)) return
    if (this.heading(line, source)) return
    this.words(line, source)
  }

  private inFence(line: number, source: string): boolean {
    const mark = FENCE.test(source) ? source.trim().slice(0, 3) : null
    if (this.fence !== null && mark !== this.fence) {
      if (source.trim() !== '') this.push('verbatim', line, source.trim(), DEEP)
      return true
    }
    if (mark === null) return false
    this.fence = this.fence === null ? mark : null
    this.open = null
    this.notes.push({ line, code: 'code-fence', what: source.trim() })
    return true
  }

  private leftOut(line: number, source: string): boolean {
    if (ATTRIBUTES.test(source)) {
      if (CONTENTS.test(source)) this.dropContentsMark()
      this.notes.push({ line, code: 'attribute-list', what: source.trim() })
      return true
    }
    const definition = DEFINITION.exec(source)
    if (definition && this.open === null) {
      this.references.add(referenceKey(definition[1] ?? ''))
      this.notes.push({ line, code: 'link-target', what: source.trim() })
      return true
    }
    const underlines = UNDERLINE.test(source) && this.open?.sort === 'paragraph'
    if (underlines || (!RULE.test(source) && !isTableRule(source))) return false
    const code = RULE.test(source) ? 'rule' : 'table-rule'
    this.notes.push({ line, code, what: source.trim() })
    this.open = null
    return true
  }

  /** `* TOC` before `{:toc}` is an instruction, not words. */
  private dropContentsMark(): void {
    const last = this.open
    const [only, more] = last?.lines ?? []
    if (last?.sort !== 'bullet' || !only || more) return
    this.blocks.pop()
    this.open = null
    this.notes.push({ line: only.line, code: 'table-of-contents', what: only.text })
  }

  private heading(line: number, source: string): boolean {
    const hashes = HEADING.exec(source)
    if (hashes) {
      const words = (hashes[2] ?? '').replace(CLOSING_HASHES, '')
      if (words.trim() !== '') this.push('heading', line, words, '', '', hashes[1]?.length ?? 1)
      this.open = null
      return true
    }
    const under = UNDERLINE.exec(source)
    if (!under || this.open?.sort !== 'paragraph' || this.open.nested) return false
    const level = under[1]?.startsWith('=') ? 1 : 2
    this.blocks[this.blocks.length - 1] = { ...this.open, sort: 'heading', level }
    this.open = null
    return true
  }

  private words(line: number, source: string): void {
    const footnote = FOOTNOTE.exec(source)
    if (footnote) {
      this.open = this.push('footnote', line, footnote[2] ?? '', '', footnote[1])
      return
    }
    const item = this.item(source)
    if (item) {
      const { sort, indent, mark, words } = item
      this.open = this.push(sort, line, words, indent, mark)
    } else if (source.trimStart().startsWith('|')) {
      this.push('paragraph', line, source.trim(), DEEP)
      this.open = null
    } else if (this.open) this.open.lines.push({ line, text: source })
    else this.open = this.push('paragraph', line, source, source)
  }

  private item(source: string) {
    const numbered = NUMBERED.exec(source)
    const interrupts = this.open?.sort !== 'paragraph' || numbered?.[2] === '1.'
    const match = numbered && interrupts ? numbered : BULLET.exec(source)
    if (!match) return null
    const [, indent = '', mark = '', words = ''] = match
    const sort = match === numbered ? ('numbered' as const) : ('bullet' as const)
    return { sort, indent, mark, words }
  }

  private push(
    sort: Block['sort'],
    line: number,
    text: string,
    indent: string,
    mark = '',
    level = 0,
  ): Block {
    const width = /^[ \t]*/.exec(indent)?.[0].replaceAll('\t', '    ').length ?? 0
    const nested = width >= NESTED_INDENT
    const block: Block = { sort, level, nested, mark, lines: [{ line, text }] }
    this.blocks.push(block)
    return block
  }
}

function isTableRule(source: string): boolean {
  return source.includes('|') && source.includes('--') && TABLE_RULE.test(source)
}

/** Cuts a Markdown source into blocks (IM1–IM4). */
export function readBlocks(source: string): Blocks {
  const reader = new Reader()
  const lines = withoutHidden(cleaned(source, reader.notes), reader.notes).split('\n')
  const start = frontMatter(lines, reader)
  for (const [index, text] of lines.entries()) if (index >= start) reader.line(index + 1, text)
  const { blocks, notes, references, title } = reader
  return { blocks, notes, references, title }
}

function frontMatter(lines: readonly string[], reader: Reader): number {
  if (lines[0]?.trimEnd() !== '---') return 0
  const end = lines.findIndex((line, index) => index > 0 && /^(?:---|\.\.\.)\s*$/.test(line))
  if (end < 0) return 0
  const what = lines.slice(0, end + 1).join('\n')
  reader.notes.push({ line: 1, code: 'front-matter', what })
  const title = /^title:[ \t]*(.+)$/m.exec(what)?.[1]?.trim()
  reader.title = title === undefined ? null : unquoted(title)
  return end + 1
}

function unquoted(title: string): string {
  const [, , words] = /^(["'])(.*)\1$/.exec(title) ?? []
  if (words === undefined) return title
  return title.startsWith('"') ? words.replace(/\\(["\\])/g, '$1') : words.replaceAll("''", "'")
}

// Control characters, direction overrides and lone surrogates: no text of the product may hold them.
const FORBIDDEN = /(?!\n)[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu

function cleaned(source: string, notes: ImportNote[]): string {
  const lines = source
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', '    ')
  let line = 1
  let last = 0
  return lines.replace(FORBIDDEN, (character, at: number) => {
    for (let index = last; index < at; index++) if (lines[index] === '\n') line++
    last = at
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
    notes.push({ line, code: 'character', what: `U+${code}` })
    return ''
  })
}

const HIDDEN = { '<!--': '-->', '<script': '</script>', '<style': '</style>' } as const

/** Takes out comments, scripts and styles, whose words are not the text's; lines keep their numbers. */
function withoutHidden(source: string, notes: ImportNote[]): string {
  const lower = source.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
  const search = (mark: keyof typeof HIDDEN, at: number) => lower.indexOf(mark, at)
  const found = (['<!--', '<script', '<style'] as const).map((mark) => ({ mark, from: search(mark, 0) })) // prettier-ignore
  let result = ''
  let at = 0
  let line = 1
  for (;;) {
    for (const one of found) if (one.from >= 0 && one.from < at) one.from = search(one.mark, at)
    const [next] = found.filter(({ from }) => from >= 0).sort((a, b) => a.from - b.from)
    if (!next) return result + source.slice(at)
    const end = lower.indexOf(HIDDEN[next.mark], next.from)
    const to = end < 0 ? source.length : end + HIDDEN[next.mark].length
    const what = source.slice(next.from, to)
    const before = source.slice(at, next.from)
    line += before.split('\n').length - 1
    notes.push({ line, code: 'html', what })
    const breaks = what.split('\n').length - 1
    line += breaks
    result += before + '\n'.repeat(breaks)
    at = to
  }
}
