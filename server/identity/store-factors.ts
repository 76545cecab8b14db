import { createHash } from 'node:crypto'
import type { Sql, Tx } from '../platform/db.ts'

/** A passkey as its owner sees it. */
interface PasskeyEntry {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
}

/** A passkey as its signatures are checked. */
export interface Passkey {
  readonly id: string
  readonly accountId: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
}

/** What an account can prove itself with beside a password. */
export interface Factors {
  readonly code: boolean
  readonly passkeys: readonly PasskeyEntry[]
  readonly recoveryLeft: number
}

const hashOf = (code: string) => createHash('sha256').update(code).digest('hex')

/** What an account has set up. */
export async function factorsOf(sql: Sql, accountId: string): Promise<Factors> {
  const [row] = await sql<{ code: boolean; recovery_left: number }[]>`
    SELECT EXISTS (
        SELECT FROM one_time_codes WHERE account_id = ${accountId} AND confirmed_at IS NOT NULL
      ) AS code,
      (SELECT count(*)::int FROM recovery_codes
        WHERE account_id = ${accountId} AND used_at IS NULL) AS recovery_left`
  const passkeys = await sql<
    { id: string; name: string; created_at: Date; last_used_at: Date | null }[]
  >`
    SELECT id, name, created_at, last_used_at FROM passkeys
    WHERE account_id = ${accountId} ORDER BY created_at`
  return {
    code: row?.code ?? false,
    recoveryLeft: row?.recovery_left ?? 0,
    passkeys: passkeys.map((one) => ({
      id: one.id,
      name: one.name,
      createdAt: one.created_at.toISOString(),
      lastUsedAt: one.last_used_at?.toISOString() ?? null,
    })),
  }
}

/** Keeps the secret of one-time codes, not in force before it is confirmed. Codes in force are not replaced. */
export async function beginCodes(sql: Sql, accountId: string, secret: string): Promise<boolean> {
  const kept = await sql`
    INSERT INTO one_time_codes (account_id, secret) VALUES (${accountId}, ${secret})
    ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, last_step = 0
    WHERE one_time_codes.confirmed_at IS NULL`
  return kept.count > 0
}

/** The secret of an account's one-time codes. */
export async function codeSecret(
  sql: Sql,
  accountId: string,
  confirmed: boolean,
): Promise<string | undefined> {
  const [row] = await sql<{ secret: string }[]>`
    SELECT secret FROM one_time_codes
    WHERE account_id = ${accountId} AND (confirmed_at IS NOT NULL) = ${confirmed}`
  return row?.secret
}

/** Takes a code's step, once and never an earlier one again; `confirm` puts the codes in force. */
export async function takeStep(
  sql: Sql,
  accountId: string,
  step: number,
  confirm: boolean,
): Promise<boolean> {
  const taken = await sql`
    UPDATE one_time_codes SET last_step = ${step},
      confirmed_at = coalesce(confirmed_at, CASE WHEN ${confirm} THEN clock_timestamp() END)
    WHERE account_id = ${accountId} AND last_step < ${step}`
  return taken.count > 0
}

/** Ends one-time codes; answers whether there were any. */
export async function removeCodes(sql: Sql, accountId: string): Promise<boolean> {
  const removed = await sql`DELETE FROM one_time_codes WHERE account_id = ${accountId}`
  return removed.count > 0
}

/** Puts new recovery codes in the place of all earlier ones. */
export async function replaceRecoveryCodes(
  tx: Tx,
  accountId: string,
  codes: readonly string[],
): Promise<void> {
  await tx`DELETE FROM recovery_codes WHERE account_id = ${accountId}`
  for (const code of codes) {
    await tx`INSERT INTO recovery_codes (account_id, code_hash) VALUES (${accountId}, ${hashOf(code)})`
  }
}

/** Uses a recovery code up; answers whether it was one. */
export async function spendRecoveryCode(
  sql: Sql,
  accountId: string,
  code: string,
): Promise<boolean> {
  const spent = await sql`
    UPDATE recovery_codes SET used_at = clock_timestamp()
    WHERE account_id = ${accountId} AND code_hash = ${hashOf(code)} AND used_at IS NULL`
  return spent.count > 0
}

/** Keeps a passkey; answers whether it was new. */
export async function insertPasskey(
  sql: Sql,
  passkey: Passkey & { readonly name: string },
): Promise<boolean> {
  const { id, accountId, publicKey, counter, transports, name } = passkey
  const kept = await sql`
    INSERT INTO passkeys (id, account_id, public_key, counter, transports, name)
    VALUES (${id}, ${accountId}, ${Buffer.from(publicKey)}, ${counter}, ${[...transports]}, ${name})
    ON CONFLICT DO NOTHING`
  return kept.count > 0
}

/** Finds a passkey of an account that may sign in. */
export async function findPasskey(sql: Sql, id: string): Promise<Passkey | undefined> {
  const [row] = await sql<
    { id: string; account_id: string; public_key: Buffer; counter: string; transports: string[] }[]
  >`
    SELECT p.id, p.account_id, p.public_key, p.counter, p.transports
    FROM passkeys p JOIN accounts a ON a.id = p.account_id
    WHERE p.id = ${id} AND a.disabled_at IS NULL`
  return (
    row && {
      id: row.id,
      accountId: row.account_id,
      publicKey: new Uint8Array(row.public_key),
      counter: Number(row.counter),
      transports: row.transports,
    }
  )
}

/** Notes that a passkey was used, and how far its counter is. */
export async function usedPasskey(sql: Sql, id: string, counter: number): Promise<void> {
  await sql`
    UPDATE passkeys SET counter = ${counter}, last_used_at = clock_timestamp() WHERE id = ${id}`
}

/** Removes a passkey of an account; answers whether there was one. */
export async function removePasskey(sql: Sql, accountId: string, id: string): Promise<boolean> {
  const removed = await sql`DELETE FROM passkeys WHERE id = ${id} AND account_id = ${accountId}`
  return removed.count > 0
}

/** Removes recovery codes once there is nothing that they could stand in for. */
export async function sweepRecoveryCodes(sql: Sql, accountId: string): Promise<void> {
  await sql`
    DELETE FROM recovery_codes r WHERE r.account_id = ${accountId}
      AND NOT EXISTS (SELECT FROM passkeys p WHERE p.account_id = r.account_id)
      AND NOT EXISTS (SELECT FROM one_time_codes c WHERE c.account_id = r.account_id AND c.confirmed_at IS NOT NULL)`
}
