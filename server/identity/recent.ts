import { isSensitive, type OperationId } from '#shared/identity'
import { refuse, type Refusal } from '#shared/kernel'
import type { SecurityLog } from '../platform/security-log.ts'
import type { SignedIn } from '../platform/realtime.ts'
import type { SignInStore } from './store-sign-ins.ts'

/** Answers a refusal when an operation asks for a recent authentication and there is none. */
export type AskRecent = (operation: OperationId, who: SignedIn) => Promise<Refusal | undefined>

/** The one place that decides whether an authentication is recent enough, for HTTP and sockets alike (W7). */
export function createAskRecent(
  store: Pick<SignInStore, 'isRecent'>,
  minutes: number,
  security: SecurityLog,
): AskRecent {
  return async (operation, who) => {
    if (!isSensitive(operation) || (await store.isRecent(who.signInId, minutes))) return undefined
    security.note('reauthentication-asked', { ...who, what: operation })
    return refuse('identity/reauthenticate', { minutes })
  }
}
