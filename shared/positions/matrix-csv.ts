import type { Dialogue } from '#shared/dialogues'
import { csvText, type Language } from '#shared/kernel'
import type { MatrixRow } from './matrix.ts'
import type { Stance } from './model.ts'

/** The matrix as CSV (PO9): both languages of every question; stances in the words that are handed in. */
export function matrixCsv(
  dialogue: Pick<Dialogue, 'delegations' | 'topics'>,
  rows: readonly MatrixRow[],
  words: {
    readonly language: Language
    readonly topic: string
    readonly distance: string
    readonly stances: Readonly<Record<Stance, string>>
  },
): string {
  const { language } = words
  const delegations = dialogue.delegations.map(({ label, name }) => `${label} ${name[language]}`)
  const head = [words.topic, 'en', 'zh', ...delegations, words.distance]
  const lines = rows.map((row) => [
    dialogue.topics.find(({ id }) => id === row.topicId)?.title[language] ?? '',
    row.text.en,
    row.text.zh,
    ...row.cells.map(({ stance }) => words.stances[stance]),
    row.distance === null ? '' : String(row.distance),
  ])
  return csvText([head, ...lines])
}
