import { clauseNumbers, standingAmendments, type Words } from '#shared/proposals'
import {
  COMPROMISE,
  bracketLabels,
  compareProposal,
  findProposal,
  type ComparedRow,
} from '#shared/proposals'
import { csvText, type Bilingual, type Language } from '#shared/kernel'
import { readTexts } from '../platform/texts/index.ts'
import type { ProposalPlace, VersionSources } from './versions.ts'

/** A proposal beside each delegation's wording and the compromise, with the heads of its columns. */
export interface Comparison {
  readonly title: Bilingual
  readonly delegations: readonly { readonly label: string; readonly name: Bilingual }[]
  readonly rows: readonly ComparedRow[]
}

/** Makes the four-column document of a proposal from its clauses and what stands on the table (CM1–CM4). */
export async function readComparison(
  { db, ledger }: VersionSources,
  { dialogueId, proposalId }: ProposalPlace,
): Promise<Comparison | undefined> {
  const state = await ledger.state(dialogueId)
  if (state === undefined) return undefined
  const proposal = findProposal(state.room.proposals, proposalId)
  if (proposal === undefined) return undefined
  const { dialogue, instruments } = state.room
  const tabled = standingAmendments(instruments, proposalId)
  const clauses = proposal.clauses.filter(({ withdrawn }) => !withdrawn)
  const texts = await readTexts(
    db,
    [...clauses, ...tabled].map(({ id }) => id),
  )
  const wordsOf = (id: string): Words => {
    const text = texts.get(id)?.text
    return { en: text?.['en'] ?? '', zh: text?.['zh'] ?? '' }
  }
  const labelOf = (delegationId: string | null) =>
    dialogue.delegations.find(({ id }) => id === delegationId)?.label ?? COMPROMISE
  const numbers = clauseNumbers(proposal)
  const rows = compareProposal(
    clauses.map(({ id, kind, level }) => {
      return { id, kind, level, number: numbers.get(id) ?? '', words: wordsOf(id) }
    }),
    tabled.map(({ id, clauseId, delegationId }) => {
      return { clauseId, from: labelOf(delegationId), words: wordsOf(id) }
    }),
    bracketLabels(dialogue),
  )
  const delegations = dialogue.delegations.map(({ label, name }) => ({ label, name }))
  return { title: proposal.title, delegations, rows }
}

/** The heads of a comparison's columns, in a language. */
export function columnHeads({ delegations }: Comparison, language: Language): string[] {
  const [number, base, compromise] = HEADS[language]
  return [number, base, ...delegations.map(({ name }) => name[language]), compromise]
}

const HEADS = {
  en: ['No.', 'Base text', 'Compromise'],
  zh: ['序号', '基础案文', '折衷案文'],
} as const

/** What stands in a row's cells, in a language; a cell without a wording of its own is empty. */
function rowWords(
  { clause, wordings, compromise }: ComparedRow,
  { delegations }: Comparison,
  language: Language,
): string[] {
  const cells = [...delegations.map(({ label }) => wordings[label]), compromise]
  return [
    clause.number,
    clause.words[language],
    ...cells.map((cell) =>
      cell === undefined || cell.source === 'none' ? '' : cell.words[language],
    ),
  ]
}

/** A comparison as CSV (CM6). */
export function comparisonCsv(comparison: Comparison, language: Language): string {
  return csvText([
    columnHeads(comparison, language),
    ...comparison.rows.map((row) => rowWords(row, comparison, language)),
  ])
}

/** A comparison as a table in Markdown: what would be taken for marks of a table or of emphasis is escaped (CM7). */
export function comparisonMarkdown(comparison: Comparison, language: Language): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownCell).join(' | ')} |`
  const heads = columnHeads(comparison, language)
  return [
    `# ${markdownCell(comparison.title[language])}`,
    '',
    line(heads),
    `| ${heads.map(() => '---').join(' | ')} |`,
    ...comparison.rows.map((row) => line(rowWords(row, comparison, language))),
    '',
  ].join('\n')
}

function markdownCell(words: string): string {
  return words
    .replace(/[\\`*_{}<>#|~[\]]/g, (mark) => `\\${mark}`)
    .trim()
    .replaceAll('\n', '<br>')
}
