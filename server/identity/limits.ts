import { refuse } from '#shared/kernel'
import type { RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit, type Store } from 'express-rate-limit'
import type { Sql } from '../platform/db.ts'
import { answerRefusal } from '../platform/http-refusal.ts'
import { countAttempts } from './attempts.ts'

/** How many requests an address and an account may have within a window of milliseconds. */
interface Limits {
  readonly kind: string
  readonly windowMs: number
  readonly ofAddress: number
  readonly ofAccount: number
  /** Whether those that succeed count, too. */
  readonly countsAll: boolean
}

/** Failed attempts to sign in. */
const SIGN_IN: Limits = {
  kind: 'sign-in',
  windowMs: 15 * 60_000,
  ofAddress: 60,
  ofAccount: 15,
  countsAll: false,
}
/** Questions for a link to a new password: each may send a mail, so each counts. */
const RECOVERY: Limits = {
  kind: 'recovery',
  windowMs: 60 * 60_000,
  ofAddress: 20,
  ofAccount: 5,
  countsAll: true,
}

/** Counts failed attempts for each address and each account, known or not, alike, for all nodes together (W8). */
export const signInLimits = (sql: Sql): RequestHandler[] => limitsOf(sql, SIGN_IN)

/** Counts every question for a link to a new password in the same way (W8). */
export const recoveryLimits = (sql: Sql): RequestHandler[] => limitsOf(sql, RECOVERY)

function limitsOf(sql: Sql, limits: Limits): RequestHandler[] {
  const { kind, windowMs, ofAddress, ofAccount, countsAll } = limits
  const common = {
    windowMs,
    skipSuccessfulRequests: !countsAll,
    standardHeaders: false,
    legacyHeaders: false,
    handler: ((_request, response) =>
      answerRefusal(response, refuse('identity/too-many-attempts'))) satisfies RequestHandler,
  }
  return [
    rateLimit({
      ...common,
      store: storeOf(sql, `${kind}/address`, windowMs),
      limit: ofAddress,
      keyGenerator: (request) => ipKeyGenerator(request.ip ?? ''),
    }),
    rateLimit({
      ...common,
      store: storeOf(sql, `${kind}/account`, windowMs),
      limit: ofAccount,
      keyGenerator: (request) => {
        const { email } = Object(request.body) as { email?: unknown }
        return typeof email === 'string' ? email.trim().toLowerCase() : ''
      },
    }),
  ]
}

/** The database as the limiter's store. */
function storeOf(sql: Sql, kind: string, windowMs: number): Store {
  const attempts = countAttempts(sql, kind, windowMs)
  return {
    prefix: kind,
    increment: async (key) => {
      const { count, until } = await attempts.begin(key)
      return { totalHits: count, resetTime: until }
    },
    // Asked for once the answer is out, when nobody waits any more: without a database one attempt too many stays counted.
    decrement: (key) => attempts.takeBack(key).catch(() => undefined),
    resetKey: (key) => attempts.forget(key),
  }
}
