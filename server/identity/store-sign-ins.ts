import type { SessionData } from 'express-session'
import session from 'express-session'
import { createHash, randomUUID } from 'node:crypto'
import type { Sql } from '../platform/db.ts'

/** How long a sign-in lasts. */
export interface Validity {
  readonly idleMinutes: number
  readonly signInHours: number
}

/** A sign-in as its owner sees it. */
export interface SignInEntry {
  readonly id: string
  readonly createdAt: string
  readonly lastSeenAt: string
  /** Browser and system in two words. */
  readonly device: string
}

declare module 'express-session' {
  interface SessionData {
    /** The sign-in's id, which is no secret. */
    signInId?: string
    /** Browser and system in two words. */
    device?: string
    passport?: { user?: string }
  }
}

type Callback<T = void> = (error: unknown, value?: T) => void

function answer<T>(work: Promise<T>, callback: Callback<T> | undefined): void {
  work.then(
    (value) => callback?.(null, value),
    (error: unknown) => callback?.(error),
  )
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Keeps sign-ins in PostgreSQL; the cookie's secret only as its hash, and nothing for people not signed in. */
export class SignInStore extends session.Store {
  private readonly sql: Sql
  private readonly validity: Validity

  constructor(sql: Sql, validity: Validity) {
    super()
    this.sql = sql
    this.validity = validity
  }

  override get = (secret: string, callback: Callback<SessionData | null>): void => {
    answer(this.read(secret), callback)
  }

  override set = (secret: string, data: SessionData, callback?: Callback): void => {
    answer(this.write(secret, data), callback)
  }

  override touch = (secret: string, _data: SessionData, callback?: Callback): void => {
    answer(this.see(secret), callback)
  }

  override destroy = (secret: string, callback?: Callback): void => {
    const ended = this.sql`DELETE FROM sign_ins WHERE secret_hash = ${hashOf(secret)}`
    answer(
      ended.then(() => undefined),
      callback,
    )
  }

  /** The valid sign-ins of an account, the latest first. */
  async list(accountId: string): Promise<SignInEntry[]> {
    const rows = await this.sql<
      { id: string; created_at: Date; last_seen_at: Date; device: string }[]
    >`
      SELECT id, created_at, last_seen_at, coalesce(data ->> 'device', '') AS device FROM sign_ins s
      WHERE account_id = ${accountId} AND ${this.valid()} ORDER BY last_seen_at DESC`
    return rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at.toISOString(),
      lastSeenAt: row.last_seen_at.toISOString(),
      device: row.device,
    }))
  }

  /** Ends a sign-in of an account; answers whether there was one. */
  async end(accountId: string, signInId: string): Promise<boolean> {
    const ended = await this.sql`
      DELETE FROM sign_ins WHERE id = ${signInId} AND account_id = ${accountId}`
    return ended.count > 0
  }

  /** Ends all sign-ins of an account but one; answers which. */
  async endOthers(accountId: string, keptId: string | null): Promise<string[]> {
    const ended = await this.sql<{ id: string }[]>`
      DELETE FROM sign_ins WHERE account_id = ${accountId} AND id IS DISTINCT FROM ${keptId}
      RETURNING id`
    return ended.map(({ id }) => id)
  }

  /** Whether the person behind a sign-in proved who they are within the last minutes. */
  async isRecent(signInId: string, minutes: number): Promise<boolean> {
    const [row] = await this.sql<{ recent: boolean }[]>`
      SELECT authenticated_at > clock_timestamp() - make_interval(mins => ${minutes}) AS recent
      FROM sign_ins WHERE id = ${signInId}`
    return row?.recent ?? false
  }

  /** Puts a fresh secret in the place of a sign-in's former one; its person has just proved who they are. */
  async renew(former: string, next: string): Promise<void> {
    await this.sql`
      UPDATE sign_ins SET secret_hash = ${hashOf(next)}, authenticated_at = clock_timestamp(),
        last_seen_at = clock_timestamp()
      WHERE secret_hash = ${hashOf(former)}`
  }

  /** Which of some sign-ins are still valid. */
  async stillValid(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.sql<{ id: string }[]>`
      SELECT s.id FROM sign_ins s JOIN accounts a ON a.id = s.account_id
      WHERE s.id = ANY(${[...ids]}::uuid[]) AND a.disabled_at IS NULL AND ${this.valid()}`
    return new Set(rows.map(({ id }) => id))
  }

  /** Notes that somebody was active in some sign-ins. */
  async seen(ids: readonly string[]): Promise<void> {
    await this.sql`
      UPDATE sign_ins SET last_seen_at = clock_timestamp()
      WHERE id = ANY(${[...ids]}::uuid[]) AND last_seen_at < clock_timestamp() - interval '20 seconds'`
  }

  /** Removes sign-ins that are over. */
  async sweep(): Promise<void> {
    await this.sql`DELETE FROM sign_ins s WHERE NOT (${this.valid()})`
  }

  private valid() {
    const { idleMinutes, signInHours } = this.validity
    return this.sql`
      s.created_at > clock_timestamp() - make_interval(hours => ${signInHours})
      AND s.last_seen_at > clock_timestamp() - make_interval(mins => ${idleMinutes})`
  }

  private async read(secret: string): Promise<SessionData | null> {
    const [row] = await this.sql<{ data: SessionData }[]>`
      SELECT s.data FROM sign_ins s JOIN accounts a ON a.id = s.account_id
      WHERE s.secret_hash = ${hashOf(secret)} AND a.disabled_at IS NULL AND ${this.valid()}`
    return row?.data ?? null
  }

  private async write(secret: string, data: SessionData): Promise<void> {
    const accountId = data.passport?.user
    if (accountId === undefined) return
    const id = data.signInId ?? randomUUID()
    await this.sql`
      INSERT INTO sign_ins (id, secret_hash, account_id, data)
      VALUES (${id}, ${hashOf(secret)}, ${accountId}, ${JSON.stringify(data)}::text::jsonb)
      ON CONFLICT (secret_hash) DO UPDATE SET id = excluded.id, data = excluded.data, last_seen_at = clock_timestamp()`
  }

  /** Writes at most once in a minute: being seen needs no more precision than the shortest idle time. */
  private async see(secret: string): Promise<void> {
    await this.sql`
      UPDATE sign_ins SET last_seen_at = clock_timestamp()
      WHERE secret_hash = ${hashOf(secret)} AND last_seen_at < clock_timestamp() - interval '20 seconds'`
  }
}
