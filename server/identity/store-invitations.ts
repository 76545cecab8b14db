import type { Bilingual } from '#shared/kernel'
import { createHash } from 'node:crypto'
import type { Sql, Tx } from '../platform/db.ts'

/** How long an invitation can be used. */
export const INVITATION_DAYS = 7

/** An invitation that can still be used. */
export interface Invitation {
  readonly id: string
  readonly accountId: string
  /** Who made its link. */
  readonly by: string
  readonly email: string
  readonly name: Bilingual
  readonly dialogue: { readonly id: string; readonly title: Bilingual }
  readonly expiresAt: string
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Whether an account came about by an invitation and nobody has entered it yet. */
export async function awaitsFirstEntry(sql: Sql, accountId: string): Promise<boolean> {
  const [row] = await sql<{ awaits: boolean }[]>`
    SELECT a.password IS NULL AND a.disabled_at IS NULL
      AND EXISTS (SELECT FROM invitations i WHERE i.account_id = a.id)
      AND NOT EXISTS (SELECT FROM invitations i WHERE i.account_id = a.id AND i.used_at IS NOT NULL)
      AND NOT EXISTS (SELECT FROM sign_ins s WHERE s.account_id = a.id) AS awaits
    FROM accounts a WHERE a.id = ${accountId}`
  return row?.awaits ?? false
}

/** Keeps a new invitation; those that went to the same account for the same dialogue end. */
export async function insertInvitation(
  tx: Tx,
  invitation: {
    readonly id: string
    readonly secret: string
    readonly dialogueId: string
    readonly accountId: string
    readonly invitedBy: string
  },
): Promise<{ readonly expiresAt: string }> {
  const { id, secret, dialogueId, accountId, invitedBy } = invitation
  await tx`
    UPDATE invitations SET expires_at = clock_timestamp()
    WHERE account_id = ${accountId} AND dialogue_id = ${dialogueId} AND used_at IS NULL`
  const [row] = await tx<{ expires_at: Date }[]>`
    INSERT INTO invitations (id, secret_hash, dialogue_id, account_id, invited_by, expires_at)
    VALUES (${id}, ${hashOf(secret)}, ${dialogueId}, ${accountId}, ${invitedBy},
      clock_timestamp() + make_interval(days => ${INVITATION_DAYS}))
    RETURNING expires_at`
  if (row === undefined) throw new Error('the invitation was not kept')
  return { expiresAt: row.expires_at.toISOString() }
}

/** The invitation behind a link's secret, while it can be used; with a transaction it is held until its end. */
export async function findInvitation(
  sql: Sql,
  secret: string,
  hold = false,
): Promise<Invitation | undefined> {
  const [row] = await sql<
    {
      id: string
      account_id: string
      invited_by: string
      email: string
      name: string
      name_zh: string
      dialogue_id: string
      title: Bilingual
      expires_at: Date
    }[]
  >`
    SELECT i.id, i.account_id, i.invited_by, a.email, a.name, a.name_zh, i.dialogue_id, d.title, i.expires_at
    FROM invitations i
    JOIN accounts a ON a.id = i.account_id
    JOIN dialogues d ON d.id = i.dialogue_id
    WHERE i.secret_hash = ${hashOf(secret)} AND i.used_at IS NULL
      AND i.expires_at > clock_timestamp() AND a.disabled_at IS NULL
    ${hold ? sql`FOR UPDATE OF i, a` : sql``}`
  return (
    row && {
      id: row.id,
      accountId: row.account_id,
      by: row.invited_by,
      email: row.email,
      name: { en: row.name, zh: row.name_zh || row.name },
      dialogue: { id: row.dialogue_id, title: row.title },
      expiresAt: row.expires_at.toISOString(),
    }
  )
}

/** Uses an invitation up. */
export async function useInvitation(tx: Tx, invitationId: string): Promise<void> {
  await tx`UPDATE invitations SET used_at = clock_timestamp() WHERE id = ${invitationId}`
}

/** Uses an invitation up and gives its account a password. */
export async function spendInvitation(
  tx: Tx,
  invitation: Pick<Invitation, 'id' | 'accountId'>,
  password: string,
): Promise<void> {
  await useInvitation(tx, invitation.id)
  await tx`UPDATE accounts SET password = ${password} WHERE id = ${invitation.accountId}`
}

/** Takes back an account that was made for an invitation which came to nothing. */
export async function removeAccount(sql: Sql, accountId: string): Promise<void> {
  await sql`DELETE FROM accounts WHERE id = ${accountId}`
}

/** How somebody's way into a dialogue stands. */
export interface InvitationStanding {
  readonly accountId: string
  readonly email: string
  /** `waiting`: a link is open; `over`: it has ended and nobody came; `entered`: nothing more is needed. */
  readonly state: 'waiting' | 'over' | 'entered'
}

/** How the ways of these people into a dialogue stand, members or not. */
export async function invitationsOf(
  sql: Sql,
  dialogueId: string,
  accountIds: readonly string[],
): Promise<InvitationStanding[]> {
  const rows = await sql<{ account_id: string; email: string; entered: boolean; waits: boolean }[]>`
    SELECT a.id AS account_id, a.email,
      a.password IS NOT NULL OR EXISTS (SELECT FROM sign_ins s WHERE s.account_id = a.id)
        OR EXISTS (SELECT FROM institution_links l WHERE l.account_id = a.id) AS entered,
      EXISTS (SELECT FROM invitations i WHERE i.account_id = a.id AND i.dialogue_id = ${dialogueId}
        AND i.used_at IS NULL AND i.expires_at > clock_timestamp()) AS waits
    FROM accounts a WHERE a.id = ANY(${accountIds}) ORDER BY a.email`
  return rows.map(({ account_id: accountId, email, entered, waits }) => ({
    accountId,
    email,
    state: entered ? 'entered' : waits ? 'waiting' : 'over',
  }))
}

/** Ends the open links of somebody into a dialogue; answers whether there were any. */
export async function endInvitations(
  tx: Tx,
  dialogueId: string,
  accountId: string,
): Promise<boolean> {
  const ended = await tx`
    UPDATE invitations SET expires_at = clock_timestamp()
    WHERE dialogue_id = ${dialogueId} AND account_id = ${accountId}
      AND used_at IS NULL AND expires_at > clock_timestamp()`
  return ended.count > 0
}
