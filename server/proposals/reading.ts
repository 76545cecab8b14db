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
  createHistories,
  readTexts,
  type Histories,
  type HistoryStep,
  type TextHistory,
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
        const proposal = await proposalOf(sources, params)
        const history = await historyOf(sources, proposal, params.clauseId)
        if ('ok' in history) return history
        const steps = history.steps.slice(-MOST_STEPS)
        const kept = history.steps.at(-MOST_STEPS - 1)?.text ?? history.before
        return { count: history.count, steps: withRedlines(kept, steps) }
      }),
  )

  http.route(
    'http/read-proposal',
    'get',
    `${PATH}/clauses/:clauseId/authors`,
    { params: inClause },
    ({ params, who }) =>
      readFor(who, async (sources) => {
        const proposal = await proposalOf(sources, params)
        const history = await historyOf(sources, proposal, params.clauseId)
        if ('ok' in history) return history
        const { en = [], zh = [] } = history.written
        return { en: whoWrote(en), zh: whoWrote(zh) }
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

async function historyOf(
  { histories }: VersionSources,
  proposal: Proposal | undefined,
  clauseId: string,
): Promise<TextHistory | Refusal> {
  const clause = proposal?.clauses.find((each) => each.id === clauseId)
  const history = clause && (await histories.read([clauseId])).get(clauseId)
  return history ?? refuse('proposals/unknown-clause')
}

function withRedlines(first: HistoryStep['text'], steps: readonly HistoryStep[]) {
  return steps.flatMap(({ by, from, to, seq, text }, index) => {
    const before = steps[index - 1]?.text ?? first
    // A beginning afresh, or another emphasis, changes no word (RV4).
    if (ROOTS.every((root) => before[root] === text[root])) return []
    const segments = (root: 'en' | 'zh') => redline(before[root] ?? '', text[root] ?? '', root)
    return [{ by, from, to, seq, redline: { en: segments('en'), zh: segments('zh') } }]
  })
}

/** The histories of the texts of proposals. */
export function proposalHistories(): Histories {
  return createHistories(ROOTS)
}
