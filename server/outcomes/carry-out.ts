import type { OutcomeEffect } from '#shared/outcomes'
import type { Tx } from '../platform/db.ts'
import { noteFollowUp, publishOutcome, withdrawOutcome } from './store-publish.ts'

/** Publishes, withdraws or notes, in the transaction that decides it (OU13–OU15). */
export async function carryOutOutcome(
  tx: Tx,
  effect: OutcomeEffect,
  { dialogueId, now }: { readonly dialogueId: string; readonly now: string },
): Promise<void> {
  switch (effect.type) {
    case 'outcome/publish': {
      const { canonical, distribution, embargoUntil } = effect
      const publication = { dialogueId, distribution, embargoUntil, publishedAt: now }
      await publishOutcome(tx, canonical, publication)
      break
    }
    case 'outcome/withdraw':
      await withdrawOutcome(tx, effect.reference, { reason: effect.reason, at: now })
      break
    case 'outcome/note':
      await noteFollowUp(tx, effect.reference, effect.note)
      break
  }
}
