import { LANGUAGES, type Language } from '#shared/kernel'
import { readingOf } from './brackets-reading.ts'
import { countBrackets } from './brackets-list.ts'
import type { DelegationLabels } from './brackets.ts'
import { redline, type Segment } from './redline.ts'
import type { ClauseKind, Words } from './words.ts'

/** A clause of the base text, in its place. */
export interface ComparedClause {
  readonly id: string
  readonly kind: ClauseKind
  readonly level: number
  readonly number: string
  readonly words: Words
}

/** A tabled wording of a clause: a delegation's, or a compromise that a moderator put forward. */
export interface ComparedWording {
  readonly clauseId: string
  readonly from: string
  readonly words: Words
}

/** One cell beside the base: where its words come from, the words, and what they change. */
export interface ComparedCell {
  readonly source: 'tabled' | 'brackets' | 'none'
  readonly words: Words
  readonly redline: Readonly<Record<Language, readonly Segment[]>>
}

/** One row of a four-column document. */
export interface ComparedRow {
  readonly clause: ComparedClause
  readonly brackets: number
  readonly wordings: Readonly<Record<string, ComparedCell>>
  readonly compromise: ComparedCell
}

/** The key under which a compromise is given to `compareProposal`. */
export const COMPROMISE = 'compromise'

/**
 * The four-column document of a proposal (CM1–CM4): a row a clause, the base, each delegation's wording and the
 * compromise. A delegation's wording is what it tabled last, else what it holds in the brackets of the base.
 */
export function compareProposal(
  clauses: readonly ComparedClause[],
  wordings: readonly ComparedWording[],
  labels: DelegationLabels,
): ComparedRow[] {
  const tabled = new Map<string, Words>()
  for (const { clauseId, from, words } of wordings) tabled.set(cellKey(clauseId, from), words)
  return clauses.map((clause) => {
    const cells = Object.keys(labels).map((key) => {
      const own = tabled.get(cellKey(clause.id, key))
      return [key, own ? cell('tabled', clause.words, own) : held(clause.words, key, labels)]
    })
    const compromise = tabled.get(cellKey(clause.id, COMPROMISE))
    return {
      clause,
      brackets: countBrackets(clause.words).brackets,
      wordings: Object.fromEntries(cells) as Record<string, ComparedCell>,
      compromise: cell(compromise ? 'tabled' : 'none', clause.words, compromise ?? clause.words),
    }
  })
}

/** Whether the sides differ in a clause: something stands beside it, or a bracket in it (CM8). */
export function sidesDiffer({ brackets, wordings, compromise }: ComparedRow): boolean {
  const cells = [...Object.values(wordings), compromise]
  return brackets > 0 || cells.some(({ source }) => source !== 'none')
}

function cellKey(clauseId: string, from: string): string {
  return `${clauseId} ${from}`
}

function held(base: Words, key: string, labels: DelegationLabels): ComparedCell {
  const words = inEach((language) => readingOf(base[language], key, labels))
  const changes = LANGUAGES.some((language) => words[language] !== base[language])
  return cell(changes ? 'brackets' : 'none', base, words)
}

function cell(source: ComparedCell['source'], base: Words, words: Words): ComparedCell {
  const changes = inEach((language) => redline(base[language], words[language], language))
  return { source, words, redline: changes }
}

function inEach<T>(make: (language: Language) => T): Record<Language, T> {
  return { en: make('en'), zh: make('zh') }
}
