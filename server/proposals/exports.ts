import { refuse } from '#shared/kernel'
import {
  exportMarkdown,
  exportPlainText,
  findProposal,
  type ExportedClause,
  type Run,
} from '#shared/proposals'
import type { Language } from '#shared/kernel'
import type { Response } from 'express'
import * as z from 'zod'
import type { Http } from '../platform/http.ts'
import {
  columnHeads,
  comparisonCsv,
  comparisonMarkdown,
  readComparison,
  type Comparison,
} from './comparison.ts'
import { writeDocxTable, type DocxCell } from './formats/docx-table.ts'
import { writeDocx, type DocxClause } from './formats/docx-write.ts'
import {
  compareVersions,
  readVersion,
  versionSchema,
  type VersionClause,
  sourcesFor,
  type ReadingOptions,
} from './versions.ts'

const id = z.uuid().toLowerCase()
const inProposal = z.object({ dialogueId: id, proposalId: id })
const PATH = '/api/dialogues/:dialogueId/proposals/:proposalId'
const language = z.enum(['en', 'zh']).default('en')
const TYPES = {
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** Registers what participants take away of a proposal: working copies, redlines, the four-column document. */
export function addProposalExports(http: Http, options: ReadingOptions): void {
  const readFor = sourcesFor(options)
  http.route(
    'http/export-proposal',
    'get',
    `${PATH}/export/:format`,
    {
      params: inProposal.extend({ format: z.enum(['md', 'txt', 'docx']) }),
      query: z.object({
        language,
        version: versionSchema.default('now'),
        /** An earlier version: what changed since goes out as tracked changes, in Word only. */
        since: versionSchema.optional(),
      }),
    },
    ({ params, query, response, who }) =>
      readFor(who, async (sources) => {
        const state = await sources.ledger.state(params.dialogueId)
        const proposal = state && findProposal(state.room.proposals, params.proposalId)
        const after = await readVersion(sources, params, query.version)
        if (proposal === undefined || after === undefined)
          return refuse('proposals/unknown-version')
        const title = proposal.title[query.language]
        const { format } = params
        if (format !== 'docx') {
          const clauses = after.map((clause) => exported(clause, query.language))
          const write = format === 'md' ? exportMarkdown : exportPlainText
          give(response, 'text', format, write(title, clauses))
          return undefined
        }
        const before = query.since && (await readVersion(sources, params, query.since))
        if (query.since !== undefined && before === undefined) {
          return refuse('proposals/unknown-version')
        }
        const clauses = before
          ? compareVersions(before, after).map((one) => docx(one, one.redline[query.language]))
          : after.map((one) => docx(one, kept(runsOf(one, query.language))))
        const stamp = { label: 'Parley', at: new Date().toISOString() }
        give(response, 'text', format, await writeDocx(title, clauses, stamp))
        return undefined
      }),
  )

  http.route(
    'http/read-proposal',
    'get',
    `${PATH}/comparison`,
    { params: inProposal },
    ({ params, who }) =>
      readFor(who, async (sources) => {
        return (await readComparison(sources, params)) ?? refuse('proposals/unknown-proposal')
      }),
  )

  http.route(
    'http/export-proposal',
    'get',
    `${PATH}/comparison/:format`,
    {
      params: inProposal.extend({ format: z.enum(['csv', 'docx', 'md']) }),
      query: z.object({ language }),
    },
    ({ params, query, response, who }) =>
      readFor(who, async (sources) => {
        const comparison = await readComparison(sources, params)
        if (comparison === undefined) return refuse('proposals/unknown-proposal')
        const { format } = params
        const body =
          format === 'csv'
            ? comparisonCsv(comparison, query.language)
            : format === 'md'
              ? comparisonMarkdown(comparison, query.language)
              : await comparisonDocx(comparison, query.language)
        give(response, 'comparison', format, body)
        return undefined
      }),
  )
}

/** Sends a file to be saved; nothing is kept on the way. */
export function give(
  response: Response,
  name: string,
  format: keyof typeof TYPES,
  body: string | Uint8Array,
): void {
  response.set('Content-Type', TYPES[format])
  response.set('Content-Disposition', `attachment; filename="${name}.${format}"`)
  response.send(Buffer.from(body))
}

function runsOf({ runs, words }: VersionClause, of: Language): readonly Run[] {
  return runs?.[of] ?? (words[of] === '' ? [] : [{ text: words[of] }])
}

function exported(clause: VersionClause, of: Language): ExportedClause {
  const { kind, level, number } = clause
  return { kind, level, ...(number === null ? {} : { number }), runs: runsOf(clause, of) }
}

function kept(runs: readonly Run[]): DocxClause['pieces'] {
  return runs.map((run) => ({ kind: 'same', ...run }))
}

function docx(
  { kind, level, number }: Pick<VersionClause, 'kind' | 'level' | 'number'>,
  pieces: DocxClause['pieces'],
): DocxClause {
  return { kind, level, ...(number === null ? {} : { number }), pieces }
}

function comparisonDocx(comparison: Comparison, of: Language): Promise<Uint8Array> {
  const rows = comparison.rows.map(({ clause, wordings, compromise }): DocxCell[] => {
    const cells = [...comparison.delegations.map(({ label }) => wordings[label]), compromise]
    return [
      [{ kind: 'same', text: clause.number }],
      [{ kind: 'same', text: clause.words[of] }],
      ...cells.map((cell) =>
        cell === undefined || cell.source === 'none' ? [] : cell.redline[of],
      ),
    ]
  })
  const table = { heads: columnHeads(comparison, of), rows }
  return writeDocxTable(comparison.title[of], table, new Date().toISOString())
}
