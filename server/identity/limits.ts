import { refuse } from '#shared/kernel'
import type { RequestHandler } from 'express'
import { ipKeyGenerator, rateLimit } from 'express-rate-limit'
import { createHash } from 'node:crypto'
import { answerRefusal } from '../platform/http-refusal.ts'

/** How many requests an address and an account may have within a window of milliseconds. */
interface Limits {
  readonly windowMs: number
  readonly ofAddress: number
  readonly ofAccount: number
  /** Whether those that succeed count, too. */
  readonly countsAll: boolean
}

/** Failed attempts to sign in. */
const SIGN_IN: Limits = {
  windowMs: 15 * 60_000,
  ofAddress: 60,
  ofAccount: 15,
  countsAll: false,
}
/** Questions for a link to a new password: each may send a mail, so each counts. */
const RECOVERY: Limits = {
  windowMs: 60 * 60_000,
  ofAddress: 20,
  ofAccount: 5,
  countsAll: true,
}

/** Counts failed attempts for each address and each account, known or not, alike (W8). */
export const signInLimits = (): RequestHandler[] => limitsOf(SIGN_IN)

/** Counts every question for a link to a new password, for each address and each account, known or not, alike (W8). */
export const recoveryLimits = (): RequestHandler[] => limitsOf(RECOVERY)

function limitsOf({ windowMs, ofAddress, ofAccount, countsAll }: Limits): RequestHandler[] {
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
      limit: ofAddress,
      keyGenerator: (request) => ipKeyGenerator(request.ip ?? ''),
    }),
    rateLimit({
      ...common,
      limit: ofAccount,
      keyGenerator: (request) => {
        const { email } = Object(request.body) as { email?: unknown }
        const account = typeof email === 'string' ? email.trim().toLowerCase() : ''
        return createHash('sha256').update(account).digest('hex')
      },
    }),
  ]
}
