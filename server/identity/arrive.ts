import type { Request } from 'express'
import type { Database } from '../platform/db.ts'
import type { SecurityLog } from '../platform/security-log.ts'
import { deviceSecret, deviceWords } from './device.ts'
import { askForPasskey } from './passkeys.ts'
import type { SignIns } from './sign-in.ts'
import { noteAccountEvent, rememberDevice } from './store-events.ts'
import { factorsOf } from './store-factors.ts'
import { putTicket } from './store-tickets.ts'

/** How long the second factor may take, in minutes. */
const SECOND_FACTOR_MINUTES = 5

/** What signing in needs. */
export interface Arrivals {
  readonly db: Database
  readonly signIns: SignIns
  readonly security: SecurityLog
}

/** How somebody proved who they are. */
export type Means = 'password' | 'code' | 'passkey' | 'institution' | 'invitation' | 'demo' | 'link'

/** What is still asked for before somebody is signed in. */
export interface SecondFactorAsked {
  readonly ticket: string
  readonly code: boolean
  readonly passkey: { readonly ticket: string; readonly options: object } | null
}

/** Opens the sign-in of somebody who has proved enough, and tells the account of a device it does not know. */
export async function arrive(
  { db, signIns, security }: Arrivals,
  request: Request,
  accountId: string,
  means: Means,
): Promise<void> {
  await signIns.open(request, accountId)
  security.note('signed-in', { ...signIns.accountOf(request), what: means })
  if (means === 'demo') return
  if (await rememberDevice(db, accountId, deviceSecret(request, signIns.secure))) {
    await noteAccountEvent(db, accountId, 'new-device', deviceWords(request.headers['user-agent']))
  }
}

/** The second factor that an account asks for after the first, or nothing when it has none. */
export async function secondFactor(
  db: Database,
  accountId: string,
  origin: string,
): Promise<SecondFactorAsked | undefined> {
  const { code, passkeys } = await factorsOf(db, accountId)
  if (!code && passkeys.length === 0) return undefined
  const ticket = await putTicket(db, {
    kind: 'second-factor',
    accountId,
    data: {},
    minutes: SECOND_FACTOR_MINUTES,
  })
  const passkey =
    passkeys.length === 0 ? null : await askForPasskey(db, origin, { id: accountId, passkeys })
  return { ticket, code, passkey }
}
