import type { NoticeKind, NoticePlace } from '#shared/app'
import type { Language } from '#shared/kernel'
import { randomUUID } from 'node:crypto'
import type { Database, Sql, Tx } from '../platform/db.ts'

/** How many mails have neither been sent nor given up. */
export async function countWaitingMails(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    SELECT count(*)::int AS n FROM mails WHERE ended IS NULL`
  return row?.n ?? 0
}

/** A line of a mail: what it tells, and where that leads. */
export interface MailLine {
  readonly kind: NoticeKind
  readonly dialogueId: string
  readonly place: NoticePlace
}

/** What a mail is composed from. */
export interface MailContents {
  readonly kind: 'at-once' | 'digest' | 'invitation' | 'recovery'
  readonly language: Language | null
  readonly lines: readonly MailLine[]
  readonly secretPath: string | null
}

/** A mail that this process has claimed, with its final words. */
export interface ClaimedMail {
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly body: string
  /** Always the same for the same mail, so that sending it again changes no byte. */
  readonly date: Date
  readonly attempts: number
}

interface MailRow {
  id: string
  account_id: string
  kind: MailContents['kind']
  secret_path: string | null
  is_over: boolean
  subject: string | null
  body: string | null
  attempts: number
  created_at: Date
}

/** Puts the mail of an invitation into the outbox; its link is kept until it is sent, and works for some days. */
export async function insertInvitationMail(
  tx: Tx,
  accountId: string,
  { path, days }: { readonly path: string; readonly days: number },
): Promise<void> {
  await tx`
    UPDATE mails SET ended = 'nothing-to-tell', ended_at = clock_timestamp(), secret_path = NULL
    WHERE account_id = ${accountId} AND kind = 'invitation' AND ended IS NULL`
  await tx`
    INSERT INTO mails (id, account_id, kind, secret_path, due_at, good_until)
    VALUES (${randomUUID()}, ${accountId}, 'invitation', ${path}, clock_timestamp(),
      clock_timestamp() + make_interval(days => ${days}))`
}

/**
 * Claims the mail that has waited longest, for a while: no other node takes it until then (BT8). The first claim gives it
 * its words; one that has nothing left to tell, or whose link works no longer, ends there. Answers `undefined` when none is due.
 */
export async function claimMail(
  db: Database,
  leaseMs: number,
  compose: (contents: MailContents) => { readonly subject: string; readonly body: string },
): Promise<ClaimedMail | 'nothing-to-tell' | undefined> {
  const done: { claimed?: ClaimedMail | 'nothing-to-tell' } = {}
  await db.begin(async (tx) => {
    const [mail] = await tx<MailRow[]>`
      SELECT id, account_id, kind, secret_path, subject, body, attempts, created_at,
        coalesce(good_until <= clock_timestamp(), false) AS is_over
      FROM mails
      WHERE ended IS NULL AND due_at <= clock_timestamp()
        AND (claimed_until IS NULL OR claimed_until <= clock_timestamp())
      ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`
    if (mail === undefined) return
    const words = mail.is_over ? undefined : await wordsOf(tx, mail, compose)
    if (words === undefined) {
      done.claimed = 'nothing-to-tell'
      await endMail(tx, mail.id, 'nothing-to-tell')
      return
    }
    const { to, subject, body } = words
    await tx`
      UPDATE mails SET subject = ${subject}, body = ${body}, attempts = attempts + 1,
        claimed_until = clock_timestamp() + make_interval(secs => ${leaseMs / 1000})
      WHERE id = ${mail.id}`
    const { id, created_at: date, attempts } = mail
    done.claimed = { id, to, subject, body, date, attempts: attempts + 1 }
  })
  return done.claimed
}

async function wordsOf(
  tx: Tx,
  mail: MailRow,
  compose: (contents: MailContents) => { readonly subject: string; readonly body: string },
): Promise<{ readonly to: string; readonly subject: string; readonly body: string } | undefined> {
  const [account] = await tx<{ email: string; language: Language | null }[]>`
    SELECT a.email, s.language FROM accounts a LEFT JOIN account_settings s ON s.account_id = a.id
    WHERE a.id = ${mail.account_id} AND a.disabled_at IS NULL`
  if (account === undefined) return undefined
  const { email: to, language } = account
  if (mail.subject !== null && mail.body !== null)
    return { to, subject: mail.subject, body: mail.body }
  const lines = await linesOf(tx, mail.id)
  const hasLink = mail.kind === 'invitation' || mail.kind === 'recovery'
  if (hasLink ? mail.secret_path === null : lines.length === 0) return undefined
  return { to, ...compose({ kind: mail.kind, language, lines, secretPath: mail.secret_path }) }
}

/** What a mail still has to tell: what was read on the page meanwhile, or is not for the reader any more, is left out. */
async function linesOf(tx: Tx, mailId: string): Promise<MailLine[]> {
  return tx<MailLine[]>`
    SELECT n.kind, n.dialogue_id AS "dialogueId", n.place
    FROM notices n JOIN memberships m
      ON m.dialogue_id = n.dialogue_id AND m.account_id = n.account_id
    WHERE n.mail_id = ${mailId} AND n.read_at IS NULL AND NOT m.suspended AND m.role <> 'observer'
    ORDER BY n.at, n.id LIMIT 50`
}

/** Ends a mail: it is sent, or never will be. Words and links are not kept. */
export async function endMail(
  sql: Sql,
  id: string,
  how: 'sent' | 'nothing-to-tell' | 'refused',
): Promise<void> {
  await sql`
    UPDATE mails SET ended = ${how}, ended_at = clock_timestamp(), claimed_until = NULL,
      secret_path = NULL, subject = NULL, body = NULL
    WHERE id = ${id}`
}

/** Lets a mail wait before the next attempt. */
export async function postponeMail(sql: Sql, id: string, milliseconds: number): Promise<void> {
  await sql`
    UPDATE mails SET claimed_until = clock_timestamp() + make_interval(secs => ${milliseconds / 1000})
    WHERE id = ${id} AND ended IS NULL`
}

/** Milliseconds until a mail is due, by the database's clock; `undefined` when none waits. */
export async function untilNextMail(sql: Sql): Promise<number | undefined> {
  const [row] = await sql<{ wait: number | null }[]>`
    SELECT (extract(epoch FROM min(greatest(due_at, claimed_until)) - clock_timestamp()) * 1000)::float8 AS wait
    FROM mails WHERE ended IS NULL`
  return row?.wait ?? undefined
}
