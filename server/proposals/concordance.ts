import { refuse } from '#shared/kernel'
import {
  changedSinceConfirmed,
  findProposal,
  languageHash,
  type Clause,
  type Words,
} from '#shared/proposals'
import * as z from 'zod'
import type { Http } from '../platform/http.ts'
import { sha256 } from '../platform/hash.ts'
import { readTexts } from '../platform/texts/index.ts'
import { sourcesFor, type ReadingOptions, type VersionSources } from './versions.ts'

const id = z.uuid().toLowerCase()

/** Registers what changed in a clause's languages since they were confirmed to say the same (CO3, CO4). */
export function addConcordanceReading(http: Http, options: ReadingOptions): void {
  const readFor = sourcesFor(options)
  http.route(
    'http/read-proposal',
    'get',
    '/api/dialogues/:dialogueId/proposals/:proposalId/clauses/:clauseId/concordance',
    { params: z.object({ dialogueId: id, proposalId: id, clauseId: id }) },
    ({ params, who }) =>
      readFor(who, async (sources) => {
        const state = await sources.ledger.state(params.dialogueId)
        const proposal = state && findProposal(state.room.proposals, params.proposalId)
        const clause = proposal?.clauses.find((each) => each.id === params.clauseId)
        if (clause === undefined) return refuse('proposals/unknown-clause')
        const confirmed = await confirmedWords(sources, clause)
        const text = (await readTexts(sources.db, [clause.id])).get(clause.id)?.text
        const present = { en: text?.['en'] ?? '', zh: text?.['zh'] ?? '' }
        return {
          confirmed: confirmed ?? null,
          changed: confirmed === undefined ? {} : changedSinceConfirmed(confirmed, present),
        }
      }),
  )
}

/** The words that were confirmed, found in the log by their hashes. */
async function confirmedWords(
  { histories }: VersionSources,
  { id: clauseId, concordance }: Clause,
): Promise<Words | undefined> {
  if (concordance === null) return undefined
  const { hashes, at } = concordance
  const isConfirmed = (words: Words) =>
    languageHash(words.en, sha256) === hashes.en && languageHash(words.zh, sha256) === hashes.zh
  const then = wordsOf((await histories.at([clauseId], at)).get(clauseId))
  if (isConfirmed(then)) return then
  // The instant of a record and that of an update are not one clock's: the words decide.
  const steps = (await histories.read([clauseId])).get(clauseId)?.steps ?? []
  return steps.map(({ text }) => wordsOf(text)).findLast(isConfirmed)
}

function wordsOf(text: Readonly<Record<string, string>> | undefined): Words {
  return { en: text?.['en'] ?? '', zh: text?.['zh'] ?? '' }
}
