import type { Database } from '../platform/db.ts'
import type { SecurityLog } from '../platform/security-log.ts'
import { makeRecoveryLink } from './password-links.ts'
import { noteAccountEvent } from './store-events.ts'
import {
  countRecoveryMails,
  holdRecovering,
  insertRecoveryMail,
  noteAsked,
  takeAsked,
} from './store-recovery.ts'

/** How many mails with a link an account is sent within an hour. */
const MAILS_AN_HOUR = 3

/** Sends links to a new password to whoever has the address of an account. */
export interface Recovery {
  /** Notes that a link is asked for, alike whether the address is known or not; what follows from it follows afterwards. */
  ask(email: string): Promise<void>
  stop(): Promise<void>
}

/** Builds the recovery of passwords by mail; what was asked for before a crash is carried on at once. */
export function createRecovery(options: {
  readonly db: Database
  readonly security: SecurityLog
  /** Is told that a mail was put into the outbox. */
  readonly wake: () => void
  readonly report: (error: unknown) => void
}): Recovery {
  const { db } = options
  let isStopped = false
  let running = Promise.resolve()

  async function carryOutOne(): Promise<boolean> {
    const done: { found: boolean; accountId?: string } = { found: false }
    await db.begin(async (tx) => {
      const email = await takeAsked(tx)
      if (email === undefined) return
      done.found = true
      const accountId = await holdRecovering(tx, email)
      if (accountId === undefined) return
      if ((await countRecoveryMails(tx, accountId)) >= MAILS_AN_HOUR) return
      await insertRecoveryMail(tx, accountId, await makeRecoveryLink(tx, accountId))
      await noteAccountEvent(tx, accountId, 'password-mail')
      done.accountId = accountId
    })
    if (done.accountId !== undefined) {
      options.security.note('password-link', { accountId: done.accountId, what: 'mail' })
      options.wake()
    }
    return done.found
  }

  async function carryOut(): Promise<void> {
    while (!isStopped && (await carryOutOne()));
  }

  const carryOn = () => {
    running = running.then(carryOut).catch(options.report)
  }

  carryOn()
  return {
    ask: async (email) => {
      await noteAsked(db, email)
      carryOn()
    },
    stop: async () => {
      isStopped = true
      await running
    },
  }
}
