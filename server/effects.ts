import type { Effect } from '#shared/app'
import type { Tx } from './platform/db.ts'
import {
  createText,
  forkText,
  lockText,
  rebuildText,
  replaceText,
  tableText,
  unlockText,
} from './platform/texts/index.ts'
import { keepRevision } from './proposals/store.ts'

/** Publishes, withdraws or notes in the transaction that decides it; the room of outcomes does it. */
export type CarryOutOutcome = (
  tx: Tx,
  effect: Extract<Effect, { type: `outcome/${string}` }>,
  at: { readonly dialogueId: string; readonly now: string },
) => Promise<void>

/** Carries out, in the transaction that decides it, what a decision does beside its events. */
export async function carryOut(
  tx: Tx,
  effect: Effect,
  {
    dialogueId,
    by,
    now,
  }: { readonly dialogueId: string; readonly by: string; readonly now: string },
  onOutcome: CarryOutOutcome,
): Promise<void> {
  switch (effect.type) {
    case 'text/create':
      await createText(tx, {
        id: effect.textId,
        dialogueId,
        groupId: effect.groupId,
        audience: effect.audience,
        roots: ['en', 'zh'],
        initial: effect.runs,
        by,
        at: now,
      })
      break
    case 'revision/keep':
      await keepRevision(tx, dialogueId, effect)
      break
    case 'text/fork':
      await forkText(tx, effect.fromId, {
        id: effect.textId,
        dialogueId,
        groupId: effect.groupId,
        audience: effect.audience,
        by,
        at: now,
      })
      break
    case 'text/table':
      await tableText(tx, { id: effect.textId, audience: effect.audience, by, at: now })
      break
    case 'text/lock':
      await lockText(tx, effect.textId, by, now)
      break
    case 'text/unlock':
      await unlockText(tx, effect.textId)
      break
    case 'text/replace':
      await replaceText(tx, effect.textId, effect.runs, by, now)
      break
    case 'text/rebuild':
      await rebuildText(tx, effect.textId, by, now)
      break
    case 'outcome/publish':
    case 'outcome/withdraw':
    case 'outcome/note':
      await onOutcome(tx, effect, { dialogueId, now })
      break
    default:
      effect satisfies never
  }
}
