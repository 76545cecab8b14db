import { dialogueOf, type State } from '#shared/app'
import { activeMember, mayLink, seatedSchema } from '#shared/dialogues'
import { accept, type Decision } from '#shared/kernel'
import { randomUUID } from 'node:crypto'
import type { Sql } from '../platform/db.ts'
import type { CommandAnswer, Ledger } from '../platform/ledger.ts'
import type { Execute } from './execute.ts'
import { membershipsOf } from './store.ts'

/** Who sits where in dialogues, as whoever makes links to them has to know. */
export interface Seats {
  /** Admits somebody on behalf of a convener or a head; answers whether they are seated, or the head was asked (DI15). */
  readonly admit: (
    by: string,
    dialogueId: string,
    member: { readonly accountId: string },
  ) => Promise<Decision<{ readonly seated: boolean }>>
  /** Suspends a member on behalf of a convener or a head. */
  readonly suspend: (by: string, dialogueId: string, accountId: string) => Promise<CommandAnswer>
  /** The accounts whose way in somebody may see: a convener everybody's, a head their own delegation's. */
  readonly shownTo: (by: string, dialogueId: string) => Promise<readonly string[]>
  /**
   * Whether somebody may hold a link to an account: in every dialogue that it belongs to (DI17), and in the one for
   * which the link is made. Nobody makes one to who waits for consent.
   */
  readonly mayLink: (by: string, accountId: string, dialogueId?: string) => Promise<boolean>
}

/** Answers from the record who sits where. */
export function createSeats(db: Sql, ledger: Ledger<State>, execute: Execute): Seats {
  const run = (by: string, dialogueId: string, type: string, payload: object) =>
    execute(by, { id: randomUUID(), dialogueId, type, payload })
  const read = async (dialogueId: string) => {
    const state = await ledger.state(dialogueId)
    return state && dialogueOf(state)
  }
  return {
    admit: async (by, dialogueId, member) => {
      const answer = await run(by, dialogueId, 'dialogues/admit-member', member)
      return answer.ok ? accept(seatedSchema.parse(answer.result)) : answer
    },
    suspend: (by, dialogueId, accountId) =>
      run(by, dialogueId, 'dialogues/suspend-member', { accountId }),
    shownTo: async (by, dialogueId) => {
      const dialogue = await read(dialogueId)
      const asker = dialogue && activeMember(dialogue, by)
      if (dialogue === undefined || asker === undefined) return []
      const seats = [
        ...Object.values(dialogue.members),
        ...dialogue.requests.map(({ seat }) => seat),
      ]
      const own = seats.filter(
        ({ delegationId }) => asker.role === 'convener' || delegationId === asker.delegationId,
      )
      return [...new Set(own.map(({ accountId }) => accountId))]
    },
    mayLink: async (by, accountId, dialogueId) => {
      const belongsTo = await membershipsOf(db, accountId)
      for (const id of new Set([...belongsTo, ...(dialogueId === undefined ? [] : [dialogueId])])) {
        const dialogue = await read(id)
        if (dialogue === undefined || !mayLink(dialogue, by, accountId)) return false
      }
      return true
    },
  }
}
