import * as z from 'zod'
import type { Sql } from '../platform/db.ts'
import { endTickets, putTicket, readTicket, takeTicket } from './store-tickets.ts'

/** How long a convener's or head's link and a mailed one work, in minutes. */
const LED_MINUTES = 24 * 60
const MAIL_MINUTES = 60

const maker = z.object({ by: z.uuid().nullable().default(null) })
const pathOf = (ticket: string) => `/new-password/${ticket}`
/** A convener's or head's link and mailed ones stand beside each other: asking for one never ends the other. */
const KINDS = ['password', 'recovery'] as const

/**
 * Makes a link by which the owner of an account sets a new password, once; earlier ones of its kind end. `by` is whoever
 * made it and may still hold it when it is used (DI17); `null` for the operator.
 */
export async function makePasswordLink(
  sql: Sql,
  accountId: string,
  by: string | null,
): Promise<{ readonly path: string; readonly expiresAt: string }> {
  await endTickets(sql, 'password', accountId)
  const ticket = { kind: 'password', accountId, data: { by }, minutes: LED_MINUTES } as const
  const secret = await putTicket(sql, ticket)
  const expiresAt = new Date(Date.now() + LED_MINUTES * 60_000).toISOString()
  return { path: pathOf(secret), expiresAt }
}

/** Makes a link that is mailed. Earlier mails keep working, so that nobody can keep them from it. */
export async function makeRecoveryLink(
  sql: Sql,
  accountId: string,
): Promise<{ readonly path: string; readonly minutes: number }> {
  const ticket = { kind: 'recovery', accountId, data: {}, minutes: MAIL_MINUTES } as const
  return { path: pathOf(await putTicket(sql, ticket)), minutes: MAIL_MINUTES }
}

/** The account whose password a link sets, and who made it, while it works; a mailed one was made by nobody. */
export async function readPasswordLink(
  sql: Sql,
  secret: string,
): Promise<{ readonly accountId: string; readonly by: string | null } | undefined> {
  for (const kind of KINDS) {
    const found = await readTicket(sql, kind, secret)
    if (found === undefined) continue
    if (found.accountId === null) return undefined
    return { accountId: found.accountId, by: maker.parse(found.data).by }
  }
  return undefined
}

/** Uses a link; with it end all other links of the account and whatever was begun with the earlier password. */
export async function takePasswordLink(sql: Sql, secret: string): Promise<string | undefined> {
  for (const kind of KINDS) {
    const accountId = (await takeTicket(sql, kind, secret))?.accountId
    if (accountId == null) continue
    for (const each of [...KINDS, 'second-factor'] as const) {
      await endTickets(sql, each, accountId)
    }
    return accountId
  }
  return undefined
}
