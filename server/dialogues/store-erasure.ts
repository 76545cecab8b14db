import type { Database, Tx } from '../platform/db.ts'

/** Why the database erased nothing; `undefined` when it did. */
export type NotErased = 'not-closed' | 'not-due' | 'erased'

const REASONS: readonly NotErased[] = ['not-closed', 'not-due', 'erased']

/** Deletes what is private of a dialogue, as the owner of the tables, who alone may. */
export async function erasePrivate(tx: Tx, dialogueId: string): Promise<void> {
  await tx`SELECT erase_private_streams(${dialogueId})`
}

/** Reads from an error why nothing was erased. */
export function whyNotErased(error: unknown): NotErased | undefined {
  return error instanceof Error ? REASONS.find((reason) => error.message === reason) : undefined
}

/** Tables of which something was erased. */
const TABLES = [
  'events',
  'texts',
  'text_updates',
  'text_snapshots',
  'text_clients',
  'straw_marks',
  'straw_voters',
  'commands',
  'mails',
  'notices',
  'seen',
  'deadlines',
]

/** Writes the tables anew, so that nothing of what was deleted stays in their files or in the planner's samples. */
export async function rewriteTables(db: Database): Promise<void> {
  for (const table of TABLES) await db`VACUUM (FULL, ANALYZE) ${db(table)}`
}
