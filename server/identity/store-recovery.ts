import { randomUUID } from 'node:crypto'
import type { Sql, Tx } from '../platform/db.ts'

/** Notes that a link was asked for under an address, whether anybody has it or not. */
export async function noteAsked(sql: Sql, email: string): Promise<void> {
  await sql`INSERT INTO asked_recoveries (email) VALUES (${email})`
}

/** Takes one of the addresses that a link was asked for; no other node takes the same. */
export async function takeAsked(tx: Tx): Promise<string | undefined> {
  const [row] = await tx<{ email: string }[]>`
    DELETE FROM asked_recoveries WHERE id = (
      SELECT id FROM asked_recoveries ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING email`
  return row?.email
}

/** The account that recovers its password under an address, held until the transaction ends; only one that has a password. */
export async function holdRecovering(tx: Tx, email: string): Promise<string | undefined> {
  const [row] = await tx<{ id: string }[]>`
    SELECT id FROM accounts WHERE lower(email) = lower(${email})
      AND disabled_at IS NULL AND password IS NOT NULL FOR UPDATE`
  return row?.id
}

/** How many mails with a link an account was sent within the last hour. */
export async function countRecoveryMails(tx: Tx, accountId: string): Promise<number> {
  const [row] = await tx<{ n: number }[]>`
    SELECT count(*)::int AS n FROM mails WHERE account_id = ${accountId} AND kind = 'recovery'
      AND created_at > clock_timestamp() - interval '1 hour'`
  return row?.n ?? 0
}

/** Puts the mail with a link to a new password into the outbox; the link is kept until it is sent. */
export async function insertRecoveryMail(
  tx: Tx,
  accountId: string,
  { path, minutes }: { readonly path: string; readonly minutes: number },
): Promise<void> {
  await tx`
    INSERT INTO mails (id, account_id, kind, secret_path, due_at, good_until)
    VALUES (${randomUUID()}, ${accountId}, 'recovery', ${path}, clock_timestamp(),
      clock_timestamp() + make_interval(mins => ${minutes}))`
}
