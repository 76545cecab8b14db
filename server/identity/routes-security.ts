import { refuse } from '#shared/kernel'
import * as z from 'zod'
import type { Http } from '../platform/http.ts'
import type { SignedIn } from '../platform/realtime.ts'
import { codeAddress, freshCodeSecret, freshRecoveryCodes, takeCode } from './codes.ts'
import { askForEnrolment, askForPasskey, attestationSchema, takeEnrolment } from './passkeys.ts'
import { proofSchema } from './prove.ts'
import { originOf, type IdentityOptions } from './routes.ts'
import { accountEvents, noteAccountEvent, type AccountEventKind } from './store-events.ts'
import {
  beginCodes,
  factorsOf,
  insertPasskey,
  removeCodes,
  removePasskey,
  replaceRecoveryCodes,
  sweepRecoveryCodes,
} from './store-factors.ts'
import { findAccounts } from './store.ts'

/** What the routes of an account's security are built from. */
export interface SecurityOptions extends IdentityOptions {
  /** Called once a person has proved who they are: connections opened with the former cookie are renewed, but one. */
  readonly onRenewed: (signInId: string, keptSocketId: string | undefined) => void
}

const NOBODY: SignedIn = { accountId: '', signInId: '' }
const nothing = z.unknown().transform(() => undefined)

/** Registers proving again who one is, and what an account can prove itself with. */
export function addSecurityRoutes(http: Http, options: SecurityOptions): void {
  addReauthentication(http, options)
  addCodeRoutes(http, options)
  addPasskeyRoutes(http, options)
  http.route('http/security', 'get', '/api/security', {}, async ({ who = NOBODY }) => ({
    ...(await factorsOf(options.db, who.accountId)),
    provable: await options.prover.provable(who.accountId),
    events: await accountEvents(options.db, who.accountId),
  }))
}

function addReauthentication(http: Http, options: SecurityOptions): void {
  const { db, prover, security, signIns } = options
  http.route(
    'http/reauthenticate',
    'post',
    '/api/reauthenticate/passkey',
    { body: nothing },
    async ({ who = NOBODY, request }) => {
      const { passkeys } = await factorsOf(db, who.accountId)
      return askForPasskey(db, originOf(request), { id: who.accountId, passkeys })
    },
  )
  const body = z.strictObject({ proof: proofSchema, socketId: z.string().max(40).optional() })
  http.route('http/reauthenticate', 'post', '/api/reauthenticate', { body }, async (asked) => {
    const { who = NOBODY, request } = asked
    const { proof, socketId } = asked.body
    const refusal = await prover.prove(who.accountId, proof)
    if (refusal !== undefined) {
      security.note('reauthentication-failed', { ...who, what: proof.by })
      return refusal
    }
    await signIns.renew(request)
    security.note('reauthenticated', { ...who, what: proof.by })
    options.onRenewed(who.signInId, socketId)
    return undefined
  })
}

/** Notes a change for the account's owner and for the security log. */
async function changed(
  { db, security }: SecurityOptions,
  who: SignedIn,
  kind: AccountEventKind,
  detail = '',
): Promise<void> {
  await noteAccountEvent(db, who.accountId, kind, detail)
  security.note('security-changed', { ...who, what: kind })
}

/** Fresh recovery codes for an account, shown this once. */
async function recoveryCodes(options: SecurityOptions, who: SignedIn): Promise<string[]> {
  const codes = freshRecoveryCodes()
  await options.db.begin((tx) => replaceRecoveryCodes(tx, who.accountId, codes))
  await changed(options, who, 'recovery-codes-made')
  return codes
}

/** Recovery codes for the first second factor; whoever has some keeps them. */
async function firstRecoveryCodes(options: SecurityOptions, who: SignedIn): Promise<string[]> {
  const { recoveryLeft } = await factorsOf(options.db, who.accountId)
  return recoveryLeft > 0 ? [] : recoveryCodes(options, who)
}

function addCodeRoutes(http: Http, options: SecurityOptions): void {
  const { db } = options
  const begin = '/api/security/codes/begin'
  http.route('http/change-security', 'post', begin, { body: nothing }, async ({ who = NOBODY }) => {
    const [account] = await findAccounts(db, [who.accountId])
    const secret = freshCodeSecret()
    if (account === undefined || !(await beginCodes(db, who.accountId, secret))) {
      return refuse('identity/codes-in-force')
    }
    return { secret, address: codeAddress(secret, account.email) }
  })
  const first = { body: z.strictObject({ code: z.string().min(6).max(12) }) }
  http.route('http/change-security', 'post', '/api/security/codes', first, async (asked) => {
    const { who = NOBODY, body } = asked
    if (!(await takeCode(db, who.accountId, body.code, true))) return refuse('identity/wrong-code')
    await changed(options, who, 'code-added')
    return { recoveryCodes: await firstRecoveryCodes(options, who) }
  })
  http.route(
    'http/change-security',
    'delete',
    '/api/security/codes',
    {},
    async ({ who = NOBODY }) => {
      if (!(await removeCodes(db, who.accountId))) return refuse('http/not-found')
      await sweepRecoveryCodes(db, who.accountId)
      await changed(options, who, 'code-removed')
      return undefined
    },
  )
  const recovery = '/api/security/recovery-codes'
  http.route(
    'http/change-security',
    'post',
    recovery,
    { body: nothing },
    async ({ who = NOBODY }) => {
      const { code, passkeys } = await factorsOf(db, who.accountId)
      if (!code && passkeys.length === 0) return refuse('identity/no-second-factor')
      return { recoveryCodes: await recoveryCodes(options, who) }
    },
  )
}

function addPasskeyRoutes(http: Http, options: SecurityOptions): void {
  const { db } = options
  const begin = '/api/security/passkeys/begin'
  http.route('http/change-security', 'post', begin, { body: nothing }, async (asked) => {
    const { who = NOBODY, request } = asked
    const [account] = await findAccounts(db, [who.accountId])
    if (account === undefined) return refuse('http/not-found')
    const { passkeys } = await factorsOf(db, who.accountId)
    const { id, email, name } = account
    return askForEnrolment(db, originOf(request), { id, email, name: name.en, passkeys })
  })
  const made = z.strictObject({
    ticket: z.string().min(20).max(100),
    name: z.string().trim().min(1).max(80),
    response: attestationSchema,
  })
  const path = '/api/security/passkeys'
  http.route(
    'http/change-security',
    'post',
    path,
    { body: made },
    async ({ who = NOBODY, body }) => {
      const passkey = await takeEnrolment(db, who.accountId, body.ticket, body.response)
      if (passkey === undefined || !(await insertPasskey(db, { ...passkey, name: body.name }))) {
        return refuse('identity/wrong-passkey')
      }
      await changed(options, who, 'passkey-added', body.name)
      return { recoveryCodes: await firstRecoveryCodes(options, who) }
    },
  )
  const named = { params: z.object({ passkeyId: z.string().regex(/^[\w-]{1,1400}$/) }) }
  http.route('http/change-security', 'delete', `${path}/:passkeyId`, named, async (asked) => {
    const { who = NOBODY, params } = asked
    const { passkeys } = await factorsOf(db, who.accountId)
    if (!(await removePasskey(db, who.accountId, params.passkeyId))) return refuse('http/not-found')
    await sweepRecoveryCodes(db, who.accountId)
    const name = passkeys.find(({ id }) => id === params.passkeyId)?.name ?? ''
    await changed(options, who, 'passkey-removed', name)
    return undefined
  })
}
