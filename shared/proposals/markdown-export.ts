import { delimiterPiece } from './markdown-emphasis.ts'
import type { ClauseKind, Run } from './words.ts'

/** A clause as it leaves: its runs, paragraphs parted by line feeds. */
export interface ExportedClause {
  readonly kind: ClauseKind
  readonly level: number
  readonly number?: string
  readonly runs: readonly Run[]
}

const PUNCTUATION_AT_HEAD = /^(?:[#>|=~:•+-]|\d{1,4}[.)](?=\s|$)|\{:|\[(?!\^)[^[\]]+\]:)/
const ITEM = /^(?:\d{1,4}[.)]|[-*+•]) (?=\S)/

/** A working text as Markdown that reads back to the same words (EX1–EX3). */
export function exportMarkdown(title: string, clauses: readonly ExportedClause[]): string {
  const head = title === '' ? '' : `---\ntitle: ${JSON.stringify(title)}\n---\n\n`
  return `${head}${clauses.map(markdownClause).join('\n\n')}\n`
}

/** A working text as plain text, numbers and paragraphs kept, emphasis not (EX4). */
export function exportPlainText(title: string, clauses: readonly ExportedClause[]): string {
  const texts = clauses.map((clause) => {
    const words = clause.runs.map((run) => run.text).join('')
    return clause.number === undefined ? words : `${clause.number}. ${words}`
  })
  return [...(title === '' ? [] : [title]), ...texts].join('\n\n') + '\n'
}

function markdownClause({ kind, level, number, runs }: ExportedClause): string {
  const [first = [], ...rest] = paragraphs(runs)
  const words = inline(first)
  if (kind === 'heading') {
    const line = `${'#'.repeat(Math.min(6, Math.max(1, level)))} ${words.replace(/(#+)$/, '\\$1')}`
    return [line, ...rest.map((more) => `    ${nestedHead(inline(more))}`)].join('\n\n')
  }
  const listed = number !== undefined && /^\d{1,4}$/.test(number)
  const mark = listed ? `${number}. ` : number === undefined ? '' : `${number} `
  const opening = listed ? `${mark}${words}` : guardedHead(mark + words)
  return [opening, ...rest.map((more) => `    ${nestedHead(inline(more))}`)].join('\n\n')
}

function paragraphs(runs: readonly Run[]): Run[][] {
  const list: Run[][] = [[]]
  for (const run of runs) {
    for (const [index, text] of run.text.split('\n').entries()) {
      if (index > 0) list.push([])
      if (text !== '') list.at(-1)?.push({ ...run, text })
    }
  }
  return list.filter((paragraph) => paragraph.some((run) => run.text.trim() !== ''))
}

function nestedHead(words: string): string {
  return ITEM.test(words) ? words : guardedHead(words)
}

/** A paragraph must not begin with what Markdown would take for a mark of its own. */
function guardedHead(words: string): string {
  if (!PUNCTUATION_AT_HEAD.test(words)) return words
  if (words.startsWith('•')) return `&#8226;${words.slice(1)}`
  const number = /^\d+/.exec(words)?.[0].length ?? 0
  const label = /^\[[^[\]]+\]/.exec(words)?.[0].length ?? 0
  return `${words.slice(0, number + label)}\\${words.slice(number + label)}`
}

function inline(runs: readonly Run[]): string {
  let result = ''
  for (const [index, run] of runs.entries()) {
    const words = escaped(run.text)
    const marks = `${run.em === true ? '*' : ''}${run.strong === true ? '**' : ''}`
    const core = words.trim()
    const start = words.length - words.trimStart().length
    const end = start + core.length
    const before = result.slice(-1) || words.slice(start - 1, start)
    const after = words.slice(end, end + 1) || (runs[index + 1]?.text.charAt(0) ?? '')
    if (marks === '' || core === '' || !holds(marks, core, start > 0 ? ' ' : before, after)) {
      result += words
    } else {
      result += words.slice(0, start) + marks + core + marks + words.slice(end)
    }
  }
  return result.trim().replace(/\](?=\()/g, ']\\')
}

/** Emphasis that Markdown could not read back is left out: it is not part of the words. */
function holds(marks: string, core: string, before: string, after: string): boolean {
  if (before === '*' || after === '*') return false
  const opening = delimiterPiece(marks, before, core.charAt(0)).delimiter
  const closing = delimiterPiece(marks, core.slice(-1), after).delimiter
  return opening?.opens === true && closing?.closes === true
}

function escaped(text: string): string {
  return text.replace(/[\\*_&`]/g, '\\$&').replaceAll('<', '&lt;')
}
