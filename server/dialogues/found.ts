import { dialogueDraft } from '#shared/dialogues'
import type { Bilingual, Sha256 } from '#shared/kernel'
import { chain } from '#shared/record'
import type { Database, Sql } from '../platform/db.ts'
import {
  appendEvents,
  findAnswer,
  insertDialogue,
  lockDialogue,
  readEvents,
} from '../platform/ledger-store.ts'
import { projectMemberships } from './store.ts'

const DAY_MS = 86_400_000

/** A dialogue's beginning: its title and its convener. */
export interface Founding {
  readonly dialogueId: string
  readonly title: Bilingual
  readonly convener: { readonly accountId: string; readonly name: Bilingual }
  /** For a dialogue that is told, not held: how many days ago it began. */
  readonly daysAgo?: number
}

/** Opens a dialogue and admits its convener, unless it is there already; answers when it was opened. */
export async function foundDialogue(
  db: Database,
  sha256: Sha256,
  { dialogueId, title, convener, daysAgo = 0 }: Founding,
): Promise<{ readonly at: string }> {
  return db.begin(async (tx) => {
    const [first] = await readEvents(tx, dialogueId, 'room', 0)
    if (first !== undefined) return { at: first.at }
    await insertDialogue(tx, dialogueId)
    const locked = await lockDialogue(tx, dialogueId)
    if (locked === undefined) throw new Error('the row of the new dialogue is missing')
    const member = { ...convener, role: 'convener' as const, delegationId: null, expertise: null }
    const drafts = [
      dialogueDraft('room', 'DialogueOpened', { title }),
      dialogueDraft('room', 'MemberAdmitted', member),
    ]
    const at = new Date(Date.parse(locked.now) - daysAgo * DAY_MS).toISOString()
    const stamp = { actor: convener.accountId, at }
    const events = chain(dialogueId, drafts, locked.heads, stamp, sha256)
    const heads = new Map(events.map(({ audience, seq, hash }) => [audience, { seq, hash }]))
    await appendEvents(tx, dialogueId, events, heads)
    await projectMemberships(tx, dialogueId, events)
    return { at }
  })
}

/** Whether a command was carried out before. */
export async function wasCarriedOut(
  sql: Sql,
  key: { readonly dialogueId: string; readonly accountId: string; readonly commandId: string },
): Promise<boolean> {
  return (await findAnswer(sql, key)) !== undefined
}
