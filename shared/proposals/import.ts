import { parseBrackets, type BracketProblem } from './brackets.ts'
import { readBlocks, type Block } from './import-blocks.ts'
import { appendRun, readInline, type ImportNote } from './markdown-inline.ts'
import type { ClauseKind, Run } from './words.ts'

/** A clause as an import found it; every paragraph is a list of runs without line feeds. */
export interface ImportedClause {
  readonly kind: ClauseKind
  readonly level: number
  /** The number it had in the source, without its full stop. */
  readonly number?: string
  readonly paragraphs: readonly (readonly Run[])[]
}

/** What the importer tells the person who imports. */
export interface ImportReport {
  readonly brackets: number
  /** Marks without a counterpart: in which clause (by index) and where in its plain text. */
  readonly unbalanced: readonly (BracketProblem & { readonly clause: number })[]
  readonly footnotes: number
  readonly characters: number
}

/** A text read from a file, ready to become a proposal. */
export interface ImportedText {
  readonly title: string
  readonly clauses: readonly ImportedClause[]
  readonly notes: readonly ImportNote[]
  readonly report: ImportReport
}

interface Draft {
  kind: ClauseKind
  level: number
  number?: string
  paragraphs: Run[][]
  /** What its last top-level block was; decides what may still join it. */
  last: 'heading' | 'numbered' | 'bullet' | 'option' | 'paragraph'
}

const PREAMBLE = /preamble|preambular|序言/iu
const DEFINITIONS = /definition|use of terms|定义|用语/iu
const PARTICIPLE = /^[[［(（\s]*(?:Also |Further |Deeply |Fully )?[A-Z][a-z]+(?:ing|ed)\b/u
const CHINESE_PARTICIPLE =
  /^[[［（\s]*(?:认识到|忆及|回顾|强调|重申|铭记|注意到|考虑到|确认|意识到|关切|欢迎|承认|赞赏|深信|希望|决心|鉴于)/u

/** Reads a Markdown negotiating text into clauses; what a clause cannot hold is in the notes, verbatim (IM1–IM14). */
export function importMarkdown(source: string): ImportedText {
  const { blocks, notes, references, title } = readBlocks(source)
  const read = blocks.map((block) => ({
    ...block,
    paragraphs:
      block.sort === 'verbatim'
        ? block.lines.map(({ text }) => [{ text }])
        : readInline(block.lines, references, notes),
  }))
  return importedText(read, notes, title)
}

/** A paragraph of a file of any format: its place among others, its mark, and its words, a list for each line. */
export interface ImportedBlock extends Omit<Block, 'lines'> {
  readonly paragraphs: Run[][]
}

/** Gathers the blocks of a file into clauses and reports on them; used by the reader of every format. */
export function importedText(
  blocks: readonly ImportedBlock[],
  notes: readonly ImportNote[],
  title: string | null,
): ImportedText {
  const builder = new Builder()
  for (const block of blocks) builder.add(block)
  const clauses = builder.finish()
  const texts = clauses.map(clauseText)
  const read = texts.map((text) => parseBrackets(text))
  const report: ImportReport = {
    brackets: read.reduce((sum, { count }) => sum + count, 0),
    unbalanced: read.flatMap(({ problems }, clause) =>
      problems.map((problem) => ({ ...problem, clause })),
    ),
    footnotes: read.reduce((sum, { footnotes }) => sum + footnotes.length, 0),
    characters: texts.reduce((sum, text) => sum + text.length, 0),
  }
  const headings = clauses.filter(({ kind }) => kind === 'heading')
  const heading = headings.find(({ level }) => level === 1) ?? headings[0]
  const inOrder = [...notes].sort((a, b) => a.line - b.line)
  return {
    title: title ?? (heading ? clauseText(heading) : ''),
    clauses,
    notes: inOrder,
    report,
  }
}

/** The plain words of an imported clause, as they will stand in its text. */
export function clauseText(clause: ImportedClause): string {
  return clause.paragraphs.map((runs) => runs.map((run) => run.text).join('')).join('\n')
}

/** The runs of an imported clause in one list, paragraphs parted by line feeds, none longer than a text admits. */
export function clauseRuns(clause: ImportedClause): Run[] {
  const joined: Run[] = []
  for (const [index, runs] of clause.paragraphs.entries()) {
    if (index > 0) appendRun(joined, '\n', false, false)
    for (const { text, em, strong } of runs) appendRun(joined, text, em ?? false, strong ?? false)
  }
  return joined.flatMap(cut)
}

const LONGEST_RUN = 50_000

function cut(run: Run): Run[] {
  const parts: Run[] = []
  for (let at = 0; at < run.text.length;) {
    let end = at + LONGEST_RUN
    if (/[\ud800-\udbff]/.test(run.text.charAt(end - 1))) end--
    parts.push({ ...run, text: run.text.slice(at, end) })
    at = end
  }
  return parts
}

/** Gathers blocks into clauses: a numbered paragraph with all that is indented under it is one clause. */
class Builder {
  private readonly clauses: Draft[] = []
  private readonly footnotes: { mark: string; paragraphs: Run[][] }[] = []
  private section: 'preamble' | 'definitions' | 'body' | 'start' = 'start'
  private inFootnote = false

  add(block: ImportedBlock): void {
    const { paragraphs } = block
    const current = this.clauses.at(-1)
    const footnote = this.footnotes.at(-1)
    if (block.sort === 'footnote') {
      this.footnotes.push({ mark: block.mark, paragraphs: marked(`${block.mark} `, paragraphs) })
      this.inFootnote = true
    } else if (block.nested && this.inFootnote && footnote) {
      footnote.paragraphs.push(...withMark(block, paragraphs))
    } else {
      this.inFootnote = false
      const joins = current && current.kind !== 'heading' && this.joins(current, block, paragraphs)
      if (joins) {
        current.paragraphs.push(...withMark(block, paragraphs))
        if (!block.nested) current.last = lastOf(block, paragraphs)
      } else this.open(block, paragraphs)
    }
  }

  private joins(current: Draft, block: ImportedBlock, paragraphs: Run[][]): boolean {
    if (block.nested || block.sort === 'verbatim') return true
    if (block.sort === 'bullet') {
      return current.last === 'bullet' || /[:：]\s*$/u.test(plain(current.paragraphs.at(-1) ?? []))
    }
    return block.sort === 'paragraph' && current.last === 'option' && isOption(paragraphs)
  }

  private open(block: ImportedBlock, paragraphs: Run[][]): void {
    if (paragraphs.length === 0 && block.mark === '') return
    const kind = this.kind(block, paragraphs)
    const level = block.sort === 'heading' ? block.level : 1
    const last = lastOf(block, paragraphs)
    const draft: Draft = { kind, level, paragraphs, last }
    if (block.sort === 'numbered' && !block.nested) draft.number = block.mark.slice(0, -1)
    else draft.paragraphs = withMark(block, paragraphs)
    this.clauses.push(draft)
  }

  private kind(block: ImportedBlock, paragraphs: Run[][]): ClauseKind {
    const words = plain(paragraphs[0] ?? [])
    if (block.sort === 'heading') {
      this.section = PREAMBLE.test(words)
        ? 'preamble'
        : DEFINITIONS.test(words)
          ? 'definitions'
          : 'body'
      return 'heading'
    }
    if (block.sort === 'numbered') {
      if (this.section === 'start') this.section = 'body'
      return this.section === 'definitions' ? 'definition' : 'operative'
    }
    if (this.section === 'preamble') return 'preambular'
    const before = !this.clauses.some(({ kind }) => kind === 'operative' || kind === 'definition')
    const participle = PARTICIPLE.test(words) || CHINESE_PARTICIPLE.test(words)
    return before && participle ? 'preambular' : 'operative'
  }

  /** A footnote stands in the clause that refers to it first, or at the end when none does. */
  finish(): ImportedClause[] {
    const homes = new Map<string, Draft>()
    for (const clause of this.clauses) {
      for (const [mark] of clause.paragraphs
        .map(plain)
        .join('\n')
        .matchAll(/\[\^[^\s[\]]{1,40}\]/g))
        if (!homes.has(mark)) homes.set(mark, clause)
    }
    for (const { mark, paragraphs } of this.footnotes) {
      const home = homes.get(mark.slice(0, -1))
      if (home) home.paragraphs.push(...paragraphs)
      else this.clauses.push({ kind: 'operative', level: 1, paragraphs, last: 'paragraph' })
    }
    return this.clauses.map(({ kind, level, number, paragraphs }) => ({
      kind,
      level,
      ...(number === undefined ? {} : { number }),
      paragraphs,
    }))
  }
}

function lastOf(block: ImportedBlock, paragraphs: Run[][]): Draft['last'] {
  switch (block.sort) {
    case 'heading':
    case 'numbered':
    case 'bullet':
      return block.sort
    case 'paragraph':
      return isOption(paragraphs) ? 'option' : 'paragraph'
    case 'footnote':
    case 'verbatim':
      return 'paragraph'
  }
}

function isOption(paragraphs: Run[][]): boolean {
  const [option] = parseBrackets(plain(paragraphs[0] ?? [])).options
  return option?.from === 0
}

/** The marks of nested items stay in the words, for they are how people refer to them. */
function withMark(block: ImportedBlock, paragraphs: Run[][]): Run[][] {
  return block.mark === '' ? paragraphs : marked(`${block.mark} `, paragraphs)
}

function marked(mark: string, paragraphs: Run[][]): Run[][] {
  const [first = [], ...rest] = paragraphs
  const runs: Run[] = []
  appendRun(runs, mark, false, false)
  for (const { text, em, strong } of first) appendRun(runs, text, em ?? false, strong ?? false)
  return [runs, ...rest]
}

function plain(runs: readonly Run[]): string {
  return runs.map((run) => run.text).join('')
}
