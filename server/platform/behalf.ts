import type { Database, Tx } from './db.ts'

/**
 * Reads for a person: as a role that owns nothing, so that PostgreSQL itself hands out only what the account's
 * memberships open (C3). The role and the account end with the transaction.
 */
export async function onBehalfOf<T>(
  db: Database,
  accountId: string,
  read: (tx: Tx) => Promise<T>,
): Promise<T> {
  const done: { value?: T } = {}
  await db.begin(async (tx) => {
    await tx`
      SELECT set_config('parley.account', ${accountId}, true), set_config('role', 'parley_reader', true)`
    done.value = await read(tx)
  })
  return done.value as T
}
