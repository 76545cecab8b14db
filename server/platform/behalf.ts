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

/** Reads for whoever asks, as them; for nobody when nobody is signed in, to whom nothing is open. */
export type AsPerson = <T>(
  who: { readonly accountId: string } | undefined,
  read: (tx: Tx) => Promise<T>,
) => Promise<T>

/** Binds reading for a person to a database. */
export function asPersonOn(db: Database): AsPerson {
  return (who, read) => onBehalfOf(db, who?.accountId ?? '', read)
}
