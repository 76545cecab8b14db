import { LONGEST_PASSWORD, passwordFlaw } from '#shared/identity'
import { refuse, type Refusal } from '#shared/kernel'
import * as z from 'zod'
import type { Http } from '../platform/http.ts'
import { arrive, secondFactor } from './arrive.ts'
import { recoveryLimits } from './limits.ts'
import { holds, type LinkRights } from './link-rights.ts'
import { readPasswordLink, takePasswordLink } from './password-links.ts'
import { hashPassword } from './password.ts'
import type { Recovery } from './recovery.ts'
import { originOf, type IdentityOptions } from './routes.ts'
import { noteAccountEvent } from './store-events.ts'
import { findForProof, keepPassword, type Account } from './store.ts'

/** What the routes of passwords are built from. */
export interface PasswordOptions extends IdentityOptions, LinkRights {
  /** Sends links to a new password by mail; absent where no mail is sent. */
  readonly recovery: Pick<Recovery, 'ask'> | undefined
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
  const asking = { body: z.strictObject({ email: z.email().trim().max(320) }) }
  // Answered alike whether the address is known or not: nothing of any account is looked at before (W8).
  http.route(
    'http/new-password',
    'post',
    '/api/new-password/ask',
    asking,
    async ({ body }) => {
      await options.recovery?.ask(body.email)
      return { sent: options.recovery !== undefined }
    },
    ...recoveryLimits(db),
  )
  const naming = { body: z.strictObject({ token: secret }) }
  http.route('http/new-password', 'post', '/api/new-password/read', naming, async ({ body }) => {
    const opened = await openLink(options, body.token)
    if (opened === undefined) return refuse('identity/unknown-link')
    const { email, name } = opened.account
    return { email, name }
  })
  const setting = { body: z.strictObject({ token: secret, password: chosenPassword }) }
  http.route('http/new-password', 'post', '/api/new-password', setting, async (asked) => {
    const { token, password } = asked.body
    const opened = await openLink(options, token)
    if (opened === undefined) return refuse('identity/unknown-link')
    const { account } = opened
    const accountId = account.id
    const flaw = refusedPassword(password, account)
    if (flaw !== undefined) return flaw
    const hash = await hashPassword(password)
    const taken = await db.begin(async (tx) => {
      if ((await takePasswordLink(tx, token)) === undefined) return false
      await keepPassword(tx, accountId, hash)
      return true
    })
    if (!taken) return refuse('identity/unknown-link')
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

/** The account that a link opens now: the link works, and whoever made it may still hold one (DI17). */
async function openLink(options: PasswordOptions, token: string) {
  const link = await readPasswordLink(options.db, token)
  return link !== undefined && (await holds(options, link))
    ? findForProof(options.db, link.accountId)
    : undefined
}
