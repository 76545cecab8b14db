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

/** Links a person of an institution with an account; never a second time. */
export async function link(tx: Tx, { issuer, subject }: Vouched, accountId: string): Promise<void> {
  await tx`
    INSERT INTO institution_links (issuer, subject, account_id)
    VALUES (${issuer}, ${subject}, ${accountId})`
}
