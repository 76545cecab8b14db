import { refuse } from '#shared/kernel'
import type { Request } from 'express'
import * as z from 'zod'
import type { Database } from '../platform/db.ts'
import type { Http } from '../platform/http.ts'
import type { SecurityLog } from '../platform/security-log.ts'
import { arrive, secondFactor } from './arrive.ts'
import { askForPasskey, assertionSchema, takeAssertion } from './passkeys.ts'
import { addDeviceKeyRoute } from './device-key.ts'
import { signInLimits } from './limits.ts'
import { factorSchema, type Prover } from './prove.ts'
import { WRONG, type SignIns } from './sign-in.ts'
import { demoPeople, findAccounts } from './store.ts'
import { readTicket, takeTicket } from './store-tickets.ts'

/** What the routes of sign-in are built from. */
export interface IdentityOptions {
  readonly db: Database
  readonly signIns: SignIns
  readonly prover: Prover
  readonly security: SecurityLog
  readonly demo: boolean
  /** Called after a sign-in has ended, so that its open connections are cut. */
  readonly onSignOut: (signInId: string) => void
}

const credentials = z.strictObject({
  email: z.string().min(1).max(320),
  password: z.string().min(1).max(1024),
})
const nothing = z.unknown().transform(() => undefined)

/** Registers signing in and out, and what an account may know of itself. */
export function addIdentityRoutes(http: Http, options: IdentityOptions): void {
  const { signIns } = options
  http.route(
    'http/sign-in',
    'post',
    '/api/sign-in',
    { body: credentials },
    async ({ request }) => {
      const accountId = await signIns.check(request)
      if (accountId === undefined) {
        options.security.note('sign-in-failed', { what: 'password' })
        return WRONG
      }
      const asked = await secondFactor(options.db, accountId, originOf(request))
      if (asked !== undefined) return { secondFactor: asked }
      await arrive(options, request, accountId, 'password')
      return me(options, accountId)
    },
    ...signInLimits(options.db),
  )
  addSecondStep(http, options)
  http.route('http/sign-out', 'post', '/api/sign-out', { body: nothing }, async (asked) => {
    await signIns.close(asked.request)
    if (asked.who !== undefined) options.onSignOut(asked.who.signInId)
    options.security.note('signed-out', { ...asked.who })
    return undefined
  })
  http.route('http/me', 'get', '/api/me', {}, ({ who }) => me(options, who?.accountId))
  http.route('http/sign-ins', 'get', '/api/sign-ins', {}, async ({ who }) => {
    const signInsOfAccount = await signIns.store.list(who?.accountId ?? '')
    return {
      signIns: signInsOfAccount.map((one) => ({ ...one, current: one.id === who?.signInId })),
    }
  })
  const named = { params: z.object({ signInId: z.uuid() }) }
  http.route('http/sign-ins', 'delete', '/api/sign-ins/:signInId', named, async (asked) => {
    const { signInId } = asked.params
    const ended = await signIns.store.end(asked.who?.accountId ?? '', signInId)
    if (!ended) return refuse('http/not-found')
    options.onSignOut(signInId)
    return undefined
  })
  addDeviceKeyRoute(http, options.db)
  addDemoRoutes(http, options)
}

/** The origin that a change was asked for from; the guard has compared it with the server's own. */
export function originOf(request: Request): string {
  return request.headers.origin ?? ''
}

const secret = z.string().min(20).max(100)

/** Registers what completes a sign-in after the password, and signing in with a passkey alone. */
function addSecondStep(http: Http, options: IdentityOptions): void {
  const { db, prover, security } = options
  const second = z.strictObject({ ticket: secret, proof: factorSchema })
  http.route('http/sign-in', 'post', '/api/sign-in/second', { body: second }, async (asked) => {
    const { ticket, proof } = asked.body
    const accountId = (await readTicket(db, 'second-factor', ticket))?.accountId
    if (accountId == null) return refuse('identity/too-late')
    const refusal = await prover.prove(accountId, proof)
    if (refusal !== undefined) {
      security.note('second-factor-failed', { accountId, what: proof.by })
      return refusal
    }
    if ((await takeTicket(db, 'second-factor', ticket)) === undefined) {
      return refuse('identity/too-late')
    }
    await arrive(options, asked.request, accountId, proof.by)
    return me(options, accountId)
  })
  http.route('http/sign-in', 'post', '/api/sign-in/passkey/begin', { body: nothing }, (asked) =>
    askForPasskey(db, originOf(asked.request)),
  )
  const signed = z.strictObject({ ticket: secret, response: assertionSchema })
  http.route('http/sign-in', 'post', '/api/sign-in/passkey', { body: signed }, async (asked) => {
    const accountId = await takeAssertion(db, asked.body.ticket, asked.body.response)
    if (accountId === undefined) {
      security.note('sign-in-failed', { what: 'passkey' })
      return refuse('identity/wrong-passkey')
    }
    await arrive(options, asked.request, accountId, 'passkey')
    return me(options, accountId)
  })
}

async function me({ db, demo }: IdentityOptions, accountId: string | undefined) {
  const [account] = accountId === undefined ? [] : await findAccounts(db, [accountId])
  return { account: account ?? null, demo }
}

function addDemoRoutes(http: Http, options: IdentityOptions): void {
  const { db, demo } = options
  http.route('http/demo', 'get', '/api/demo/people', {}, async () =>
    demo ? { people: await demoPeople(db) } : refuse('identity/demo-off'),
  )
  const body = z.strictObject({ accountId: z.uuid() })
  http.route('http/demo', 'post', '/api/demo/enter', { body }, async (asked) => {
    if (!demo) return refuse('identity/demo-off')
    const people = await demoPeople(db)
    const person = people.find(({ accountId }) => accountId === asked.body.accountId)
    if (person === undefined) return refuse('http/not-found')
    await arrive(options, asked.request, person.accountId, 'demo')
    return { account: { id: person.accountId, name: person.name }, demo }
  })
}
