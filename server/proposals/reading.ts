import { refuse, type Refusal } from '#shared/kernel'
import {
  findProposal,
  redline,
  standingAmendments,
  whoWrote,
  type Proposal,
} from '#shared/proposals'
import * as z from 'zod'
import type { Http } from '../platform/http.ts'
import {
  historySteps,
  readTexts,
  wholeLogs,
  writtenRuns,
  type HistoryStep,
} from '../platform/texts/index.ts'
import {
  compareVersions,
  readVersion,
  versionSchema,
  type ProposalPlace,
  sourcesFor,
  type ReadingOptions,
  type VersionSources,
} from './versions.ts'

const id = z.uuid().toLowerCase()
const inProposal = z.object({ dialogueId: id, proposalId: id })
const inClause = inProposal.extend({ clauseId: id })
const PATH = '/api/dialogues/:dialogueId/proposals/:proposalId'
const ROOTS = ['en', 'zh'] as const
/** The most steps of a history that are sent at once. */
const MOST_STEPS = 500

/** Registers what participants read of a proposal over HTTP: revisions, redlines, histories, authors, wordings. */
export function addProposalReading(http: Http, options: ReadingOptions): void {
  const readFor = sourcesFor(options)
  const proposalOf = async (sources: VersionSources, { dialogueId, proposalId }: ProposalPlace) => {
    const state = await sources.ledger.state(dialogueId)
    return state && findProposal(state.room.proposals, proposalId)
  }

  http.route(
    'http/read-proposal',
    'get',
    `${PATH}/revisions/:number`,
    { params: inProposal.extend({ number: z.coerce.number().int().min(1) }) },
    ({ params, who }) =>
      readFor(who, async (sources) => {
        const proposal = await proposalOf(sources, params)
        const revision = proposal?.revisions.find(({ number }) => number === params.number)
        const clauses = await readVersion(sources, params, String(params.number))
        if (revision === undefined || clauses === undefined) {
          return refuse('proposals/unknown-version')
        }
        const { number, note, at } = revision
        return { number, note, at, clauses }
      }),
  )

  http.route(
    'http/read-proposal',
    'get',
    `${PATH}/redline`,
    {
      params: inProposal,
      query: z.object({ from: versionSchema, to: versionSchema.default('now') }),
    },
    ({ params, query: { from, to }, who }) =>
      readFor(who, async (sources) => {
        const [before, after] = [
          await readVersion(sources, params, from),
          await readVersion(sources, params, to),
        ]
        if (before === undefined || after === undefined) return refuse('proposals/unknown-version')
        return { from, to, clauses: compareVersions(before, after) }
      }),
  )

  http.route(
    'http/read-proposal',
    'get',
    `${PATH}/clauses/:clauseId/history`,
    { params: inClause },
    ({ params, who }) =>
      readFor(who, async (sources) => {
        const log = await clauseLog(sources, await proposalOf(sources, params), params.clauseId)
        if ('ok' in log) return log
        const steps = historySteps(log, ROOTS)
        return { steps: steps.map(withRedline).slice(-MOST_STEPS) }
      }),
  )

  http.route(
    'http/read-proposal',
    'get',
    `${PATH}/clauses/:clauseId/authors`,
    { params: inClause },
    ({ params, who }) =>
      readFor(who, async (sources) => {
        const log = await clauseLog(sources, await proposalOf(sources, params), params.clauseId)
        if ('ok' in log) return log
        const runs = writtenRuns(log, ROOTS)
        return { en: whoWrote(runs['en'] ?? []), zh: whoWrote(runs['zh'] ?? []) }
      }),
  )

  http.route(
    'http/read-proposal',
    'get',
    `${PATH}/clauses/:clauseId/wordings`,
    { params: inClause },
    ({ params, who }) =>
      readFor(who, async (sources) => {
        const state = await sources.ledger.state(params.dialogueId)
        const proposal = await proposalOf(sources, params)
        const clause = proposal?.clauses.find((each) => each.id === params.clauseId)
        if (state === undefined || clause === undefined) return refuse('proposals/unknown-clause')
        const tabled = standingAmendments(state.room.instruments, params.proposalId).filter(
          ({ clauseId }) => clauseId === clause.id,
        )
        const texts = await readTexts(sources.db, [clause.id, ...tabled.map((each) => each.id)])
        const base = texts.get(clause.id)?.text
        const wordings = tabled.map((amendment) => {
          const text = texts.get(amendment.id)?.text
          const segments = (root: 'en' | 'zh') =>
            redline(base?.[root] ?? '', text?.[root] ?? '', root)
          const { id: amendmentId, delegationId, at } = amendment
          return {
            id: amendmentId,
            delegationId,
            at,
            words: text,
            redline: { en: segments('en'), zh: segments('zh') },
          }
        })
        return { wordings }
      }),
  )
}

async function clauseLog({ db }: VersionSources, proposal: Proposal | undefined, clauseId: string) {
  const clause = proposal?.clauses.find((each) => each.id === clauseId)
  const unknown: Refusal = refuse('proposals/unknown-clause')
  if (clause === undefined) return unknown
  return (await wholeLogs(db, [clauseId])).get(clauseId) ?? []
}

function withRedline({ by, from, to, seq, text }: HistoryStep, index: number, all: HistoryStep[]) {
  const before = all[index - 1]?.text
  const segments = (root: 'en' | 'zh') => redline(before?.[root] ?? '', text[root] ?? '', root)
  return { by, from, to, seq, redline: { en: segments('en'), zh: segments('zh') } }
}
