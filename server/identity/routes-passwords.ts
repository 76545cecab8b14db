import { LONGEST_PASSWORD, passwordFlaw } from '#shared/identity'
import { refuse, type Refusal } from '#shared/kernel'
import type { RequestHandler } from 'express'
import * as z from 'zod'
import type { Database } from '../platform/db.ts'
import type { Http } from '../platform/http.ts'
import { arrive, secondFactor } from './arrive.ts'
import { hashPassword } from './password.ts'
import { originOf, type IdentityOptions } from './routes.ts'
import { noteAccountEvent } from './store-events.ts'
import { endTickets, putTicket, readTicket, takeTicket } from './store-tickets.ts'
import { findByEmail, findForProof, keepPassword, type Account } from './store.ts'

/** How long a link to a new password works, in minutes. */
const LINK_MINUTES = 24 * 60

/** What the routes of passwords are built from. */
export interface PasswordOptions extends IdentityOptions {
  /** Sends a link to a new password to its owner; absent where no mail is sent. */
  readonly sendLink?: (account: Account, path: string) => Promise<void>
  readonly limits: readonly RequestHandler[]
  readonly report: (error: unknown) => void
}

/** Parses a password that is being chosen. */
export const chosenPassword = z.string().min(1).max(LONGEST_PASSWORD)
const secret = z.string().min(20).max(100)

/** The refusal of a password that is too easily guessed, or nothing. */
export function refusedPassword(
  password: string,
  owner: Pick<Account, 'email' | 'name'>,
): Refusal | undefined {
  const flaw = passwordFlaw(password, owner)
  switch (flaw) {
    case 'short':
      return refuse('identity/password-short')
    case 'common':
      return refuse('identity/password-common')
    case 'personal':
      return refuse('identity/password-personal')
    case undefined:
      return undefined
  }
}

/** Makes a link by which the owner of an account sets a new password, once; earlier ones end. */
export async function makePasswordLink(
  db: Database,
  accountId: string,
): Promise<{ readonly path: string; readonly expiresAt: string }> {
  await endTickets(db, 'password', accountId)
  const ticket = await putTicket(db, {
    kind: 'password',
    accountId,
    data: {},
    minutes: LINK_MINUTES,
  })
  const expiresAt = new Date(Date.now() + LINK_MINUTES * 60_000).toISOString()
  return { path: `/new-password/${ticket}`, expiresAt }
}

/** Registers changing one's password, and setting a new one by a link when it is forgotten. */
export function addPasswordRoutes(http: Http, options: PasswordOptions): void {
  const { db, signIns, security } = options
  const change = { body: z.strictObject({ password: chosenPassword }) }
  http.route('http/change-security', 'post', '/api/security/password', change, async (asked) => {
    const { who, body } = asked
    const found = who && (await findForProof(db, who.accountId))
    if (who === undefined || found === undefined) return refuse('identity/not-signed-in')
    const flaw = refusedPassword(body.password, found.account)
    if (flaw !== undefined) return flaw
    await keepPassword(db, who.accountId, await hashPassword(body.password))
    const ended = await signIns.store.endOthers(who.accountId, who.signInId)
    for (const signInId of ended) options.onSignOut(signInId)
    await noteAccountEvent(db, who.accountId, 'password-changed')
    security.note('password-changed', { ...who })
    return { ended: ended.length }
  })
  addForgotten(http, options)
}

function addForgotten(http: Http, options: PasswordOptions): void {
  const { db, signIns, security } = options
  const asking = { body: z.strictObject({ email: z.string().min(1).max(320) }) }
  // Answered alike and at once whether the address is known or not; what is to be sent is sent afterwards (W8).
  http.route(
    'http/new-password',
    'post',
    '/api/new-password/ask',
    asking,
    ({ body }) => {
      remind(options, body.email).catch(options.report)
      return Promise.resolve({ sent: options.sendLink !== undefined })
    },
    ...options.limits,
  )
  const naming = { body: z.strictObject({ token: secret }) }
  http.route('http/new-password', 'post', '/api/new-password/read', naming, async ({ body }) => {
    const accountId = (await readTicket(db, 'password', body.token))?.accountId
    const found = accountId == null ? undefined : await findForProof(db, accountId)
    if (found === undefined) return refuse('identity/unknown-link')
    const { email, name } = found.account
    return { email, name }
  })
  const setting = { body: z.strictObject({ token: secret, password: chosenPassword }) }
  http.route('http/new-password', 'post', '/api/new-password', setting, async (asked) => {
    const { token, password } = asked.body
    const accountId = (await readTicket(db, 'password', token))?.accountId
    const found = accountId == null ? undefined : await findForProof(db, accountId)
    if (accountId == null || found === undefined) return refuse('identity/unknown-link')
    const flaw = refusedPassword(password, found.account)
    if (flaw !== undefined) return flaw
    const hash = await hashPassword(password)
    if ((await takeTicket(db, 'password', token)) === undefined)
      return refuse('identity/unknown-link')
    await keepPassword(db, accountId, hash)
    for (const signInId of await signIns.store.endOthers(accountId, null))
      options.onSignOut(signInId)
    await noteAccountEvent(db, accountId, 'password-changed')
    security.note('password-changed', { accountId, what: 'link' })
    // The link stands in for the password, never for the second factor.
    const second = await secondFactor(db, accountId, originOf(asked.request))
    if (second !== undefined) return { secondFactor: second }
    await arrive(options, asked.request, accountId, 'link')
    return {}
  })
}

async function remind({ db, sendLink, security }: PasswordOptions, email: string): Promise<void> {
  if (sendLink === undefined) return
  const found = await findByEmail(db, email)
  if (found === undefined) return
  await sendLink(found.account, (await makePasswordLink(db, found.account.id)).path)
  security.note('password-link', { accountId: found.account.id, what: 'mail' })
}
