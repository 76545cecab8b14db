import { refuse, type Refusal } from '#shared/kernel'
import {
  alignImports,
  clauseRuns,
  importMarkdown,
  type ImportedClause,
  type ImportedText,
  type Runs,
} from '#shared/proposals'
import { readDocx } from './formats/docx-read.ts'
import { plainWords } from './formats/plain-words.ts'
import { placedReport, placeOf } from './import-report.ts'

/** The longest Markdown text that is read, in characters. */
export const LONGEST_SOURCE = 400_000

/** What one language is read from: words, a Word file, or a file whose bytes say what it is. */
type Source =
  | { readonly as: 'markdown'; readonly words: string }
  | { readonly as: 'word' | 'file'; readonly bytes: Uint8Array }

/** What is to be read: one language, or both. */
export interface Sources {
  readonly en?: Source
  readonly zh?: Source
}

/** What was read: the titles that stand there, the clauses, and what a person has to know (IM12, IM17). */
export interface Prepared {
  readonly ok: true
  readonly title: { readonly en: string; readonly zh: string }
  readonly clauses: readonly {
    readonly kind: ImportedClause['kind']
    readonly level: number
    readonly runs: Runs
  }[]
  readonly report: object
}

/** Reads one or both languages into clauses. */
export function readSources(sources: Sources): Prepared | Refusal {
  const en = readSource(sources.en)
  if (!en.ok) return en
  const zh = readSource(sources.zh)
  if (!zh.ok) return zh
  const title = { en: en.text?.title ?? '', zh: zh.text?.title ?? '' }
  return { ok: true, title, ...together(en.text, zh.text) }
}

type Reading = { readonly ok: true; readonly text: ImportedText | undefined } | Refusal

function readSource(source: Source | undefined): Reading {
  if (source === undefined) return { ok: true, text: undefined }
  if (source.as === 'markdown') {
    const isEmpty = source.words.trim() === ''
    return { ok: true, text: isEmpty ? undefined : importMarkdown(source.words) }
  }
  const { bytes } = source
  if (source.as === 'word' || (bytes[0] === 0x50 && bytes[1] === 0x4b)) {
    const reading = readDocx(bytes)
    return reading.ok ? reading : refuse(reading.code)
  }
  if (bytes.length === 0) return { ok: true, text: undefined }
  const words = plainWords(bytes)
  if (words === undefined) return refuse('proposals/not-a-text')
  if (words.length > LONGEST_SOURCE) return refuse('http/too-large')
  return { ok: true, text: importMarkdown(words) }
}

function together(
  en: ImportedText | undefined,
  zh: ImportedText | undefined,
): Pick<Prepared, 'clauses' | 'report'> {
  const alone = (text: ImportedText | undefined, language: 'en' | 'zh') =>
    (text?.clauses ?? []).map((clause) => {
      const runs = { en: [], zh: [], [language]: clauseRuns(clause) }
      return { kind: clause.kind, level: clause.level, runs }
    })
  const report = { en: placedReport(en), zh: placedReport(zh) }
  if (en === undefined || zh === undefined) {
    return { clauses: en === undefined ? alone(zh, 'zh') : alone(en, 'en'), report }
  }
  const { rows, mismatches } = alignImports(en, zh)
  const clauses = rows.map(({ kind, level, first, second }) => ({
    kind,
    level,
    runs: { en: first ? clauseRuns(first) : [], zh: second ? clauseRuns(second) : [] },
  }))
  const placed = mismatches.map((mismatch) => {
    const { first, second } = rows[mismatch.row] ?? {}
    return { ...mismatch, ...placeOf(first ?? second) }
  })
  return { clauses, report: { ...report, mismatches: placed } }
}
