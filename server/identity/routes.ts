import { refuse } from '#shared/kernel'
import type { RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Database } from '../platform/db.ts'
import type { Http } from '../platform/http.ts'
import { answerRefusal } from '../platform/http-refusal.ts'
import { WRONG, type SignIns } from './sign-in.ts'
import { demoPeople, findAccounts } from './store.ts'

/** What the routes of sign-in are built from. */
export interface IdentityOptions {
  readonly db: Database
  readonly signIns: SignIns
  readonly demo: boolean
  /** Called after a sign-in has ended, so that its open connections are cut. */
  readonly onSignOut: (signInId: string) => void
}

/** Failed attempts within the window that an address and an account may have. */
const WINDOW_MS = 15 * 60_000
const FAILURES_OF_ADDRESS = 60
const FAILURES_OF_ACCOUNT = 15

const credentials = z.strictObject({
  email: z.string().min(1).max(320),
  password: z.string().min(1).max(1024),
})
const nothing = z.unknown().transform(() => undefined)

/** Registers signing in and out, and what an account may know of itself. */
export function addIdentityRoutes(http: Http, options: IdentityOptions): void {
  const { db, signIns } = options
  http.route(
    'http/sign-in',
    'post',
    '/api/sign-in',
    { body: credentials },
    async ({ request }) => {
      const accountId = await signIns.check(request)
      if (accountId === undefined) return WRONG
      await signIns.open(request, accountId)
      return me(options, accountId)
    },
    ...limits(),
  )
  http.route('http/sign-out', 'post', '/api/sign-out', { body: nothing }, async (asked) => {
    await signIns.close(asked.request)
    if (asked.who !== undefined) options.onSignOut(asked.who.signInId)
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
  addDemoRoutes(http, { db, signIns, demo: options.demo })
}

async function me({ db, demo }: IdentityOptions, accountId: string | undefined) {
  const [account] = accountId === undefined ? [] : await findAccounts(db, [accountId])
  return { account: account ?? null, demo }
}

function addDemoRoutes(http: Http, options: Omit<IdentityOptions, 'onSignOut'>): void {
  const { db, signIns, demo } = options
  http.route('http/demo', 'get', '/api/demo/people', {}, async () =>
    demo ? { people: await demoPeople(db) } : refuse('identity/demo-off'),
  )
  const body = z.strictObject({ accountId: z.uuid() })
  http.route('http/demo', 'post', '/api/demo/enter', { body }, async (asked) => {
    if (!demo) return refuse('identity/demo-off')
    const people = await demoPeople(db)
    const person = people.find(({ accountId }) => accountId === asked.body.accountId)
    if (person === undefined) return refuse('http/not-found')
    await signIns.open(asked.request, person.accountId)
    return { account: { id: person.accountId, name: person.name }, demo }
  })
}

/** Counts failed attempts for each address and each account, known or not, alike (W8). */
function limits(): RequestHandler[] {
  const common = {
    windowMs: WINDOW_MS,
    skipSuccessfulRequests: true,
    standardHeaders: false,
    legacyHeaders: false,
    handler: ((_request, response) =>
      answerRefusal(response, refuse('identity/too-many-attempts'))) satisfies RequestHandler,
  }
  return [
    rateLimit({
      ...common,
      limit: FAILURES_OF_ADDRESS,
      keyGenerator: (request) => ipKeyGenerator(request.ip ?? ''),
    }),
    rateLimit({
      ...common,
      limit: FAILURES_OF_ACCOUNT,
      keyGenerator: (request) => {
        const { email } = Object(request.body) as { email?: unknown }
        const account = typeof email === 'string' ? email.trim().toLowerCase() : ''
        return createHash('sha256').update(account).digest('hex')
      },
    }),
  ]
}
