import type { Sql } from '../platform/db.ts'
import { endTickets, putTicket, readTicket, takeTicket } from './store-tickets.ts'

/** How long a convener's link and a mailed one work, in minutes. */
const CONVENER_MINUTES = 24 * 60
const MAIL_MINUTES = 60

const pathOf = (ticket: string) => `/new-password/${ticket}`
/** A convener's link and mailed ones stand beside each other: asking for one never ends the other. */
const KINDS = ['password', 'recovery'] as const

/** Makes a convener's link by which the owner of an account sets a new password, once; the convener's earlier ones end. */
export async function makePasswordLink(
  sql: Sql,
  accountId: string,
): Promise<{ readonly path: string; readonly expiresAt: string }> {
  await endTickets(sql, 'password', accountId)
  const ticket = { kind: 'password', accountId, data: {}, minutes: CONVENER_MINUTES } as const
  const secret = await putTicket(sql, ticket)
  const expiresAt = new Date(Date.now() + CONVENER_MINUTES * 60_000).toISOString()
  return { path: pathOf(secret), expiresAt }
}

/** Makes a link that is mailed; answers its path. Earlier mails keep working, so that nobody can keep them from it. */
export async function makeRecoveryLink(sql: Sql, accountId: string): Promise<string> {
  const ticket = { kind: 'recovery', accountId, data: {}, minutes: MAIL_MINUTES } as const
  return pathOf(await putTicket(sql, ticket))
}

/** The account whose password a link sets, while it works. */
export async function readPasswordLink(sql: Sql, secret: string): Promise<string | undefined> {
  for (const kind of KINDS) {
    const found = await readTicket(sql, kind, secret)
    if (found !== undefined) return found.accountId ?? undefined
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
