import type { Language } from '#shared/kernel'
import { createHash } from 'node:crypto'
import type { Sql, Tx } from '../platform/db.ts'

/** What an account has chosen for itself. */
export interface Settings {
  /** `null`: not chosen; mails carry both languages. */
  readonly language: Language | null
  /** An IANA zone; `null`: that of the browser, and UTC for mails. */
  readonly timeZone: string | null
  readonly mail: 'at-once' | 'digest' | 'off'
  /** The hour of the day at which a digest is sent, in the account's zone. */
  readonly digestHour: number
}

const NOT_CHOSEN: Settings = { language: null, timeZone: null, mail: 'at-once', digestHour: 8 }

/** What an account has chosen, and where nothing was chosen what holds then. */
export async function settingsOf(sql: Sql, accountId: string): Promise<Settings> {
  const [row] = await sql<Settings[]>`
    SELECT language, time_zone AS "timeZone", mail, digest_hour AS "digestHour"
    FROM account_settings WHERE account_id = ${accountId}`
  return row ?? NOT_CHOSEN
}

/** Changes what is named and leaves the rest; whoever wants no mail any more gets none of those that wait. */
export async function keepSettings(
  tx: Tx,
  accountId: string,
  change: { readonly [K in keyof Settings]?: Settings[K] | undefined },
): Promise<Settings> {
  const before = await settingsOf(tx, accountId)
  const chosen = Object.entries(change).filter(([, value]) => value !== undefined)
  const next: Settings = { ...before, ...(Object.fromEntries(chosen) as Partial<Settings>) }
  await tx`
    INSERT INTO account_settings (account_id, language, time_zone, mail, digest_hour)
    VALUES (${accountId}, ${next.language}, ${next.timeZone}, ${next.mail}, ${next.digestHour})
    ON CONFLICT (account_id) DO UPDATE SET language = EXCLUDED.language,
      time_zone = EXCLUDED.time_zone, mail = EXCLUDED.mail, digest_hour = EXCLUDED.digest_hour`
  if (next.mail === 'off') {
    await tx`
      UPDATE mails SET ended = 'nothing-to-tell', ended_at = clock_timestamp()
      WHERE account_id = ${accountId} AND ended IS NULL AND kind <> 'invitation' AND attempts = 0`
  }
  return next
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** When an account's calendar address was made and last fetched; `undefined` when there is none. */
export async function calendarLinkOf(
  sql: Sql,
  accountId: string,
): Promise<{ readonly createdAt: string; readonly fetchedAt: string | null } | undefined> {
  const [row] = await sql<{ created_at: Date; fetched_at: Date | null }[]>`
    SELECT created_at, fetched_at FROM calendar_links WHERE account_id = ${accountId}`
  return (
    row && {
      createdAt: row.created_at.toISOString(),
      fetchedAt: row.fetched_at?.toISOString() ?? null,
    }
  )
}

/** Gives an account a calendar address; one that it had opens nothing any more. */
export async function keepCalendarLink(
  sql: Sql,
  accountId: string,
  secret: string,
  language: Language,
): Promise<void> {
  await sql`
    INSERT INTO calendar_links (account_id, secret_hash, language)
    VALUES (${accountId}, ${hashOf(secret)}, ${language})
    ON CONFLICT (account_id) DO UPDATE SET secret_hash = EXCLUDED.secret_hash,
      language = EXCLUDED.language, created_at = clock_timestamp(), fetched_at = NULL`
}

/** Takes an account's calendar address away. */
export async function endCalendarLink(sql: Sql, accountId: string): Promise<void> {
  await sql`DELETE FROM calendar_links WHERE account_id = ${accountId}`
}

/** Whose calendar a secret opens, and the dialogues that the account takes part in now. */
export async function calendarBehind(
  sql: Sql,
  secret: string,
): Promise<{ readonly language: Language; readonly dialogueIds: readonly string[] } | undefined> {
  const [row] = await sql<{ account_id: string; language: Language }[]>`
    UPDATE calendar_links c SET fetched_at = clock_timestamp()
    FROM accounts a WHERE a.id = c.account_id AND a.disabled_at IS NULL
      AND c.secret_hash = ${hashOf(secret)}
    RETURNING c.account_id, c.language`
  if (row === undefined) return undefined
  const dialogues = await sql<{ id: string }[]>`
    SELECT d.id FROM memberships m JOIN dialogues d ON d.id = m.dialogue_id
    WHERE m.account_id = ${row.account_id} AND NOT m.suspended AND m.role <> 'observer'
    ORDER BY d.created_at, d.id`
  return { language: row.language, dialogueIds: dialogues.map(({ id }) => id) }
}
