import type { Sql, Tx } from '../platform/db.ts'

/** Whom an identity provider vouches for. */
export interface Vouched {
  readonly issuer: string
  readonly subject: string
  /** An address that the provider says it has verified. */
  readonly email: string | undefined
}

/** The account that a person of an institution is linked with, unless it is disabled. */
export async function findLinked(
  sql: Sql,
  { issuer, subject }: Vouched,
): Promise<string | undefined> {
  const [row] = await sql<{ account_id: string }[]>`
    SELECT l.account_id FROM institution_links l JOIN accounts a ON a.id = l.account_id
    WHERE l.issuer = ${issuer} AND l.subject = ${subject} AND a.disabled_at IS NULL`
  return row?.account_id
}

/** Whether somebody of an institution is linked with an account. */
export async function isLinked(sql: Sql, issuer: string, accountId: string): Promise<boolean> {
  const found = await sql`
    SELECT 1 FROM institution_links WHERE issuer = ${issuer} AND account_id = ${accountId} LIMIT 1`
  return found.length > 0
}

/** Links a person of an institution with an account; never a second time. */
export async function link(tx: Tx, { issuer, subject }: Vouched, accountId: string): Promise<void> {
  await tx`
    INSERT INTO institution_links (issuer, subject, account_id)
    VALUES (${issuer}, ${subject}, ${accountId})`
}
