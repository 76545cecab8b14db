import { LANGUAGES } from '#shared/kernel'
import { bracketLabels, clauseHash, parseBrackets } from '#shared/proposals'
import * as z from 'zod'
import { sha256 } from '../platform/hash.ts'
import type { Http } from '../platform/http.ts'
import { readTexts } from '../platform/texts/index.ts'
import type { VersionSources } from './versions.ts'

const inDialogue = z.object({ dialogueId: z.uuid().toLowerCase() })

/** Registers how every clause stands: the hash of its present words and its brackets, as the room counts them. */
export function addStanding(
  http: Http,
  { db, ledger }: Pick<VersionSources, 'db' | 'ledger'>,
): void {
  http.route(
    'http/read-proposal',
    'get',
    '/api/dialogues/:dialogueId/standing',
    { params: inDialogue },
    async ({ params }) => {
      const state = await ledger.state(params.dialogueId)
      if (state === undefined) return { clauses: {} }
      const labels = bracketLabels(state.room.dialogue)
      const clauses = state.room.proposals.list.flatMap((proposal) => proposal.clauses)
      const texts = await readTexts(
        db,
        clauses.map(({ id }) => id),
      )
      const standing = clauses.flatMap(({ id, kind }) => {
        const text = texts.get(id)?.text
        if (text === undefined) return []
        const words = { en: text['en'] ?? '', zh: text['zh'] ?? '' }
        const counts = LANGUAGES.map((language) => parseBrackets(words[language], labels).count)
        const hash = clauseHash(kind, words, sha256)
        return [[id, { hash, brackets: Math.max(...counts) }] as const]
      })
      return { clauses: Object.fromEntries(standing) }
    },
  )
}
