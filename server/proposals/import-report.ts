import {
  clauseText,
  type ClauseKind,
  type ImportedClause,
  type ImportedText,
  type Runs,
} from '#shared/proposals'

/** How many characters a person is shown on each side of a place, and of a clause in an outline. */
const [AROUND, BEGINNING] = [36, 90]

/** What an import tells a person of one language: counts, and every place with the words that stand there (IM12). */
export function placedReport(text: ImportedText | undefined): object | null {
  if (text === undefined) return null
  const unbalanced = text.report.unbalanced.map((problem) => {
    const clause = text.clauses[problem.clause]
    return { ...problem, ...placeOf(clause, problem.at) }
  })
  return { ...text.report, unbalanced, notes: text.notes }
}

/** Where a clause stands, for a person: its number in the file, and its words around an offset. */
export function placeOf(clause: ImportedClause | null | undefined, at = 0): object {
  if (clause == null) return { excerpt: '' }
  const words = clauseText(clause)
  const [from, to] = [Math.max(0, at - AROUND), Math.min(words.length, at + 1 + AROUND)]
  const excerpt = `${from > 0 ? '…' : ''}${words.slice(from, to)}${to < words.length ? '…' : ''}`
  return { excerpt, ...(clause.number === undefined ? {} : { number: clause.number }) }
}

/** The clauses as they would stand in the text, each by its first words. */
export function outlineOf(
  clauses: readonly { readonly kind: ClauseKind; readonly level: number; readonly runs: Runs }[],
): object[] {
  const begin = (runs: Runs['en']) =>
    runs
      .map(({ text }) => text)
      .join('')
      .slice(0, BEGINNING)
  return clauses.map(({ kind, level, runs }) => ({
    kind,
    level,
    en: begin(runs.en),
    zh: begin(runs.zh),
  }))
}
