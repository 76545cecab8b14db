import { createHash } from 'node:crypto'
import type { Sql } from '../platform/db.ts'

/** What is told to an account's owner. */
export type AccountEventKind =
  | 'new-device'
  | 'password-changed'
  | 'password-link'
  | 'password-mail'
  | 'code-added'
  | 'code-removed'
  | 'passkey-added'
  | 'passkey-removed'
  | 'recovery-codes-made'
  | 'recovery-code-used'
  | 'institution-linked'

/** Something that happened to an account; `detail` is a device or the name of a passkey. */
export interface AccountEvent {
  readonly kind: AccountEventKind
  readonly detail: string
  readonly at: string
}

/** How many of the latest are shown. */
const SHOWN = 20

/** Notes what happened to an account. */
export async function noteAccountEvent(
  sql: Sql,
  accountId: string,
  kind: AccountEventKind,
  detail = '',
): Promise<void> {
  await sql`
    INSERT INTO account_events (account_id, kind, detail) VALUES (${accountId}, ${kind}, ${detail})`
}

/** What happened to an account, the latest first. */
export async function accountEvents(sql: Sql, accountId: string): Promise<AccountEvent[]> {
  const rows = await sql<{ kind: AccountEventKind; detail: string; at: Date }[]>`
    SELECT kind, detail, at FROM account_events
    WHERE account_id = ${accountId} ORDER BY at DESC LIMIT ${SHOWN}`
  return rows.map(({ kind, detail, at }) => ({ kind, detail, at: at.toISOString() }))
}

/** Remembers a device of an account; answers whether it is new while others are known. */
export async function rememberDevice(
  sql: Sql,
  accountId: string,
  secret: string,
): Promise<boolean> {
  const hash = createHash('sha256').update(secret).digest('hex')
  const [before] = await sql<{ known: boolean; others: boolean }[]>`
    SELECT coalesce(bool_or(device_hash = ${hash}), false) AS known, count(*) > 0 AS others
    FROM known_devices WHERE account_id = ${accountId}`
  await sql`
    INSERT INTO known_devices (account_id, device_hash) VALUES (${accountId}, ${hash})
    ON CONFLICT DO NOTHING`
  return before?.known === false && before.others
}
