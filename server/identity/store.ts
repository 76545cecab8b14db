import type { Bilingual } from '#shared/kernel'
import type { Sql, Tx } from '../platform/db.ts'

/** An account as its owner sees it. */
export interface Account {
  readonly id: string
  readonly email: string
  readonly name: Bilingual
}

interface AccountRow {
  id: string
  email: string
  name: string
  name_zh: string
  password: string | null
}

function toAccount(row: AccountRow): Account {
  return { id: row.id, email: row.email, name: { en: row.name, zh: row.name_zh || row.name } }
}

/** Finds an account that may sign in, with the hash of its password. */
export async function findByEmail(
  sql: Sql,
  email: string,
): Promise<{ account: Account; password: string | null } | undefined> {
  const [row] = await sql<AccountRow[]>`
    SELECT id, email, name, name_zh, password FROM accounts
    WHERE lower(email) = lower(${email}) AND disabled_at IS NULL`
  return row && { account: toAccount(row), password: row.password }
}

/** Finds accounts by their ids, for showing who is who. */
export async function findAccounts(sql: Sql, ids: readonly string[]): Promise<Account[]> {
  const rows = await sql<AccountRow[]>`
    SELECT id, email, name, name_zh, password FROM accounts WHERE id = ANY(${[...ids]}::uuid[])`
  return rows.map(toAccount)
}

/** Makes an account; `password` is a hash, or null for one without. */
export async function insertAccount(
  tx: Tx,
  account: Account & { readonly password: string | null },
): Promise<void> {
  await tx`
    INSERT INTO accounts (id, email, name, name_zh, password)
    VALUES (${account.id}, ${account.email}, ${account.name.en}, ${account.name.zh}, ${account.password})`
}

/** An account with the hash of its password, by its id. */
export async function findForProof(
  sql: Sql,
  accountId: string,
): Promise<{ account: Account; password: string | null; isDemo: boolean } | undefined> {
  const [row] = await sql<(AccountRow & { is_demo: boolean })[]>`
    SELECT a.id, a.email, a.name, a.name_zh, a.password, d.account_id IS NOT NULL AS is_demo
    FROM accounts a LEFT JOIN demo_people d ON d.account_id = a.id
    WHERE a.id = ${accountId} AND a.disabled_at IS NULL`
  return row && { account: toAccount(row), password: row.password, isDemo: row.is_demo }
}

/** Gives an account another password, by its hash. */
export async function keepPassword(sql: Sql, accountId: string, hash: string): Promise<void> {
  await sql`UPDATE accounts SET password = ${hash} WHERE id = ${accountId}`
}

/** How a person of the demonstration is introduced. */
export interface Introduction {
  readonly role: string
  readonly delegation: {
    readonly id: string
    readonly label: string
    readonly name: Bilingual
  } | null
  readonly expertise: string | null
}

/** Lets anyone enter as this account while the demonstration runs. */
export async function insertDemoPerson(
  tx: Tx,
  accountId: string,
  place: number,
  introduction: Introduction,
): Promise<void> {
  await tx`
    INSERT INTO demo_people (account_id, place, introduction)
    VALUES (${accountId}, ${place}, ${JSON.stringify(introduction)}::text::jsonb)
    ON CONFLICT (account_id) DO UPDATE
    SET place = EXCLUDED.place, introduction = EXCLUDED.introduction`
}

/** The people of the demonstration, in their order. */
export async function demoPeople(
  sql: Sql,
): Promise<({ accountId: string; name: Bilingual } & Introduction)[]> {
  const rows = await sql<(AccountRow & { introduction: Introduction })[]>`
    SELECT a.*, d.introduction FROM demo_people d JOIN accounts a ON a.id = d.account_id
    WHERE a.disabled_at IS NULL ORDER BY d.place`
  return rows.map((row) => ({
    accountId: row.id,
    name: toAccount(row).name,
    ...row.introduction,
  }))
}

/** Reads a secret of the server, made once for each database. */
export async function keepSecret(sql: Sql, name: string, fresh: string): Promise<string> {
  await sql`INSERT INTO server_secrets (name, value) VALUES (${name}, ${fresh}) ON CONFLICT DO NOTHING`
  const [row] = await sql<{ value: string }[]>`
    SELECT value FROM server_secrets WHERE name = ${name}`
  if (row === undefined) throw new Error('a secret that was kept is missing')
  return row.value
}
