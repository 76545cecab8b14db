import { refuse } from '#shared/kernel'
import {
  CLAUSE_KINDS,
  bracketLabels,
  bracketSeries,
  clauseHash,
  findProposal,
  parseBrackets,
  readProposalEvent,
  thinSeries,
  type BracketChange,
  type DelegationLabels,
  type Words,
  type WrittenRun,
} from '#shared/proposals'
import type { RecordedEvent } from '#shared/record'
import * as z from 'zod'
import type { Http } from '../platform/http.ts'
import { sha256 } from '../platform/hash.ts'
import { wholeLogs, wordsAround, type TextHistory } from '../platform/texts/index.ts'
import { BracketCounts } from './bracket-counts.ts'
import { sourcesFor, type ReadingOptions } from './versions.ts'

const id = z.uuid().toLowerCase()
const inProposal = z.object({ dialogueId: id, proposalId: id })
const PATH = '/api/dialogues/:dialogueId/proposals/:proposalId'
const ROOTS = ['en', 'zh'] as const
/** The most points of a series that are sent at once. */
const MOST_POINTS = 400
/** How far from an instant the words of that instant may have been written, in milliseconds. */
const AROUND = 10_000

/** Registers what participants read of brackets over HTTP: their count over time, their age, and a draft's base. */
export function addBracketReading(http: Http, options: ReadingOptions): void {
  const readFor = sourcesFor(options)
  const counts = new BracketCounts(ROOTS)
  http.route(
    'http/read-proposal',
    'get',
    `${PATH}/brackets`,
    { params: inProposal },
    ({ params: { dialogueId, proposalId }, who }) =>
      readFor(who, async ({ db, ledger, histories }) => {
        const state = await ledger.state(dialogueId)
        const proposal = state && findProposal(state.room.proposals, proposalId)
        if (state === undefined || proposal === undefined) {
          return refuse('proposals/unknown-proposal')
        }
        const labels = bracketLabels(state.room.dialogue)
        const clauseIds = proposal.clauses.map((clause) => clause.id)
        const read = await histories.read(clauseIds)
        const whole = async (clauseId: string) =>
          (await wholeLogs(db, [clauseId])).get(clauseId) ?? []
        const written = await counts.read(read, labels, whole)
        const changes = withWithdrawals(written, await ledger.events(dialogueId, 'room', 0))
        const standing = new Set(
          proposal.clauses.filter(({ withdrawn }) => !withdrawn).map((clause) => clause.id),
        )
        const opened = [...read].flatMap(([clauseId, history]) =>
          standing.has(clauseId) ? openings(clauseId, history, labels) : [],
        )
        return { series: thinSeries(bracketSeries(changes), MOST_POINTS), opened }
      }),
  )

  http.route(
    'http/read-proposal',
    'get',
    `${PATH}/clauses/:clauseId/words`,
    {
      params: inProposal.extend({ clauseId: id }),
      query: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/), at: z.iso.datetime() }),
    },
    ({ params: { dialogueId, proposalId, clauseId }, query, who }) =>
      readFor(who, async ({ db, ledger }) => {
        const state = await ledger.state(dialogueId)
        const proposal = state && findProposal(state.room.proposals, proposalId)
        if (proposal?.clauses.every((clause) => clause.id !== clauseId) ?? true) {
          return refuse('proposals/unknown-clause')
        }
        const log = (await wholeLogs(db, [clauseId])).get(clauseId) ?? []
        const near = wordsAround(log, ROOTS, { at: Date.parse(query.at), within: AROUND })
        const words = near
          .map(({ en = '', zh = '' }): Words => ({ en, zh }))
          .find((one) => CLAUSE_KINDS.some((kind) => clauseHash(kind, one, sha256) === query.hash))
        return words === undefined ? refuse('proposals/unknown-base') : { words }
      }),
  )
}

/** A withdrawn clause counts for nothing until it is restored (BR22). */
function withWithdrawals(
  written: readonly BracketChange[],
  events: readonly RecordedEvent[],
): BracketChange[] {
  const changes = [...written]
  for (const { type, payload, at } of events) {
    const event = readProposalEvent(type, payload)
    if (event?.type !== 'ClauseWithdrawn' && event?.type !== 'ClauseRestored') continue
    const { clauseId } = event.payload
    const before = written.findLast((change) => change.clauseId === clauseId && change.at <= at)
    const none = { clauseId, brackets: 0, held: {} }
    const gone = event.type === 'ClauseWithdrawn'
    if (before !== undefined) changes.push({ ...(gone ? none : before), at })
  }
  return changes
}

/** When each bracket of a clause was opened, and by whom, in order (BR30). */
function openings(clauseId: string, { written }: TextHistory, labels: DelegationLabels) {
  return ROOTS.flatMap((language) => {
    const own = written[language] ?? []
    const text = own.map((run) => run.text).join('')
    return parseBrackets(text, labels).spans.map(({ from, to }) => {
      return { clauseId, language, source: text.slice(from, to), ...handAt(own, from) }
    })
  })
}

function handAt(runs: readonly WrittenRun[], offset: number): Pick<WrittenRun, 'by' | 'at'> {
  let end = 0
  for (const { text, by, at } of runs) {
    end += text.length
    if (offset < end) return { by, at }
  }
  return { by: '', at: '' }
}
