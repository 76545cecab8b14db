import { markRefusal, type StrawPoll } from '#shared/agreement'
import { caucusOf, type State } from '#shared/app'
import { activeMember } from '#shared/dialogues'
import { refuse } from '#shared/kernel'
import * as z from 'zod'
import type { Database } from '../platform/db.ts'
import type { Http } from '../platform/http.ts'
import type { Ledger } from '../platform/ledger.ts'
import { holdAndLook, mark } from './store.ts'

const id = z.uuid().toLowerCase()

/** The room's polls, and those inside the delegation that somebody sits in. */
function pollsOpenTo(state: State, delegationId: string | null): readonly StrawPoll[] {
  const own = delegationId === null ? [] : caucusOf(state, delegationId).agreement.polls
  return [...state.room.agreement.polls, ...own]
}

/** Registers the marks of straw polls: anonymous, so no event of the record. */
export function addAgreementRoutes(
  http: Http,
  { db, ledger }: { readonly db: Database; readonly ledger: Ledger<State> },
): void {
  http.route(
    'http/mark-straw-poll',
    'post',
    '/api/dialogues/:dialogueId/polls/:pollId/marks',
    {
      params: z.object({ dialogueId: id, pollId: id }),
      body: z.strictObject({ option: z.int().min(0).max(9) }),
    },
    async ({ who, params: { dialogueId, pollId }, body: { option } }) => {
      if (who === undefined) return refuse('identity/not-signed-in')
      const state = await ledger.state(dialogueId)
      const member = state && activeMember(state.room.dialogue, who.accountId)
      if (state === undefined || member === undefined) return refuse('dialogues/unknown')
      const polls = pollsOpenTo(state, member.delegationId)
      const refusal = markRefusal(polls, pollId, option)
      if (refusal !== undefined) return refuse(refusal)
      const options = polls.find((poll) => poll.id === pollId)?.options.length ?? 0
      return db.begin(async (tx) => {
        if (await holdAndLook(tx, dialogueId, pollId)) return refuse('agreement/poll-closed')
        const counted = await mark(tx, pollId, who.accountId, { option, options })
        // Whoever marked before is not told for which option: nobody knows it. A lost answer is asked for again safely.
        return { ok: true, counted }
      })
    },
  )
}
