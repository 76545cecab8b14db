import { isMailed, type Notice, type NoticeKind, type NoticePlace, type Settled } from '#shared/app'
import { randomUUID } from 'node:crypto'
import type { Sql, Tx } from '../platform/db.ts'

/** A notice as its owner sees it. */
export interface NoticeEntry {
  readonly id: string
  readonly dialogueId: string
  readonly kind: NoticeKind
  readonly place: NoticePlace
  readonly at: string
  readonly read: boolean
}

/** How many notices the page shows. */
const MOST_SHOWN = 40

/**
 * Keeps notices that are not kept yet, and a mail for those who want one: at once, one for all that the transaction
 * tells an account; in a digest, at its next hour. Answers whether a mail was added. What lies in the past by more
 * than an hour is not mailed.
 */
export async function insertNotices(
  tx: Tx,
  dialogueId: string,
  now: string,
  notices: readonly Notice[],
): Promise<boolean> {
  if (notices.length === 0) return false
  const rows = notices.map(({ accountId, key, kind, subject, place }) => ({
    account_id: accountId,
    dialogue_id: dialogueId,
    key,
    kind,
    subject,
    place: tx.json({ ...place }),
    at: now,
  }))
  const added = await tx<{ id: string; account_id: string; kind: NoticeKind }[]>`
    INSERT INTO notices ${tx(rows)} ON CONFLICT (account_id, dialogue_id, key) DO NOTHING
    RETURNING id, account_id, kind`
  const mailed = new Map<string, string[]>()
  for (const { id, account_id: accountId, kind } of added) {
    if (isMailed(kind)) mailed.set(accountId, [...(mailed.get(accountId) ?? []), id])
  }
  if (mailed.size === 0) return false
  const wanting = await whoWantsMail(tx, [...mailed.keys()], now)
  for (const { accountId, mail, digestAt } of wanting) {
    const mailId =
      mail === 'digest'
        ? await digestOf(tx, accountId, digestAt)
        : await insertMail(tx, accountId, now)
    await tx`UPDATE notices SET mail_id = ${mailId} WHERE id = ANY(${mailed.get(accountId) ?? []}::uuid[])`
  }
  return wanting.length > 0
}

/** Those accounts that can be written to and want to be, and when their next digest is due. */
async function whoWantsMail(tx: Tx, accounts: readonly string[], now: string) {
  return tx<{ accountId: string; mail: 'at-once' | 'digest'; digestAt: Date }[]>`
    SELECT a.id AS "accountId", coalesce(s.mail, 'at-once') AS mail,
      CASE WHEN today > clock_timestamp() THEN today
        ELSE ((local_day + interval '1 day' + hour) AT TIME ZONE zone) END AS "digestAt"
    FROM accounts a LEFT JOIN account_settings s ON s.account_id = a.id
    CROSS JOIN LATERAL (SELECT coalesce(s.time_zone, 'UTC') AS zone,
      make_interval(hours => coalesce(s.digest_hour, 8)) AS hour) AS chosen
    CROSS JOIN LATERAL (SELECT date_trunc('day', clock_timestamp() AT TIME ZONE zone) AS local_day) AS day
    CROSS JOIN LATERAL (SELECT (local_day + hour) AT TIME ZONE zone AS today) AS instant
    WHERE a.id = ANY(${[...accounts]}::uuid[]) AND a.disabled_at IS NULL
      AND coalesce(s.mail, 'at-once') <> 'off'
      AND ${now}::timestamptz > clock_timestamp() - interval '1 hour'
      -- Whoever has not come in yet has an invitation for that.
      AND NOT (a.password IS NULL AND EXISTS (
        SELECT FROM invitations i WHERE i.account_id = a.id AND i.used_at IS NULL))`
}

async function insertMail(tx: Tx, accountId: string, dueAt: string): Promise<string> {
  const id = randomUUID()
  await tx`
    INSERT INTO mails (id, account_id, kind, due_at) VALUES (${id}, ${accountId}, 'at-once', ${dueAt})`
  return id
}

/** The digest of an hour: a fresh one, or the one that waits for the same hour and was not claimed yet. */
async function digestOf(tx: Tx, accountId: string, at: Date): Promise<string> {
  const [row] = await tx<{ id: string }[]>`
    INSERT INTO mails (id, account_id, kind, due_at)
    VALUES (${randomUUID()}, ${accountId}, 'digest', ${at})
    ON CONFLICT (account_id, due_at) WHERE kind = 'digest' AND ended IS NULL
    DO UPDATE SET due_at = EXCLUDED.due_at RETURNING id`
  if (row === undefined) throw new Error('the digest was not kept')
  return row.id
}

/** Marks what needs nobody any more as read. */
export async function settleNotices(
  tx: Tx,
  dialogueId: string,
  { subject, accounts, before }: Settled,
): Promise<void> {
  const whose = accounts === 'everybody' ? tx`` : tx`AND account_id = ANY(${[...accounts]}::uuid[])`
  const when = before === undefined ? tx`` : tx`AND at < ${before}`
  await tx`
    UPDATE notices SET read_at = clock_timestamp()
    WHERE dialogue_id = ${dialogueId} AND subject = ${subject} AND read_at IS NULL
      AND kind NOT IN ('ballot-closed', 'outcome-published', 'session-cancelled') ${whose} ${when}`
}

/** The latest notices of an account in the dialogues it belongs to now, and how many are unread. */
export async function noticesOfAccount(
  sql: Sql,
  accountId: string,
): Promise<{ readonly unread: number; readonly notices: readonly NoticeEntry[] }> {
  const rows = await sql<(NoticeEntry & { unread: number; instant: Date })[]>`
    SELECT n.id, n.dialogue_id AS "dialogueId", n.kind, n.place, n.at AS instant,
      n.read_at IS NOT NULL AS read, count(*) FILTER (WHERE n.read_at IS NULL) OVER ()::int AS unread
    FROM notices n JOIN memberships m
      ON m.dialogue_id = n.dialogue_id AND m.account_id = n.account_id
    WHERE n.account_id = ${accountId} AND NOT m.suspended AND m.role <> 'observer'
    ORDER BY n.at DESC, n.id LIMIT ${MOST_SHOWN}`
  return {
    unread: rows[0]?.unread ?? 0,
    notices: rows.map(({ id, dialogueId, kind, place, instant, read }) => ({
      id,
      dialogueId,
      kind,
      place,
      at: instant.toISOString(),
      read,
    })),
  }
}

/** Marks some of an account's own notices as read, or all of them. */
export async function readNotices(
  sql: Sql,
  accountId: string,
  which: readonly string[] | 'all',
): Promise<void> {
  await sql`
    UPDATE notices SET read_at = clock_timestamp()
    WHERE account_id = ${accountId} AND read_at IS NULL
      ${which === 'all' ? sql`` : sql`AND id = ANY(${[...which]}::uuid[])`}`
}
