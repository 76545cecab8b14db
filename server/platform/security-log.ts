import { createHmac } from 'node:crypto'
import type { Log } from './log.ts'

/** What the security log knows. */
type SecurityEvent =
  | 'signed-in'
  | 'sign-in-failed'
  | 'second-factor-failed'
  | 'signed-out'
  | 'reauthenticated'
  | 'reauthentication-failed'
  | 'reauthentication-asked'
  | 'security-changed'
  | 'password-changed'
  | 'password-link'
  | 'rights-changed'
  | 'refused-frame'
  | 'barred'

/** Notes what matters for security: who (as a keyed hash), what and when; never content, names or addresses. */
export interface SecurityLog {
  note(event: SecurityEvent, about: SecurityDetail): void
}

/** What an entry may say beside the event. */
interface SecurityDetail {
  readonly accountId?: string | undefined
  readonly signInId?: string | undefined
  /** How somebody signed in, which code a refusal had, which setting changed: a word of the code, never of a person. */
  readonly what?: string
}

const SHOWN = 16

/** Opens the security log: JSON lines with the member `security` among the others, keyed so that no account is named. */
export function openSecurityLog(log: Log, key: string): SecurityLog {
  return {
    note: (security, { accountId, signInId, what }) => {
      const account =
        accountId === undefined
          ? undefined
          : createHmac('sha256', key).update(accountId).digest('hex').slice(0, SHOWN)
      log.say('info', 'security', { security, account, signIn: signInId?.slice(0, 8), what })
    },
  }
}
