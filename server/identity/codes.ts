import { Secret, TOTP } from 'otpauth'
import { randomBytes } from 'node:crypto'
import type { Sql } from '../platform/db.ts'
import { codeSecret, spendRecoveryCode, takeStep } from './store-factors.ts'

/** Codes of one step earlier or later are taken, for clocks that differ. */
const WINDOW = 1
const RECOVERY_CODES = 10
/** Letters of a recovery code: without those that are mistaken for another. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const RECOVERY_LENGTH = 28

function totp(secret: string, email: string): TOTP {
  return new TOTP({ issuer: 'Parley', label: email, secret: Secret.fromBase32(secret) })
}

/** A fresh secret of one-time codes: 160 bits, base32. */
export function freshCodeSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The address that an authenticator application reads: `otpauth://totp/…`. */
export function codeAddress(secret: string, email: string): string {
  return totp(secret, email).toString()
}

/** Takes a one-time code once; `confirm` is the first, which puts the codes in force. */
export async function takeCode(
  sql: Sql,
  accountId: string,
  code: string,
  confirm = false,
): Promise<boolean> {
  const digits = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return false
  const secret = await codeSecret(sql, accountId, !confirm)
  if (secret === undefined) return false
  const one = totp(secret, '')
  const now = Date.now()
  const delta = one.validate({ token: digits, timestamp: now, window: WINDOW })
  if (delta === null) return false
  return takeStep(sql, accountId, one.counter({ timestamp: now }) + delta, confirm)
}

/** Fresh recovery codes, each of 140 random bits, in groups that are easily copied by hand. */
export function freshRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const signs = [...randomBytes(RECOVERY_LENGTH)].map(
      (byte) => LETTERS[byte % LETTERS.length] ?? '',
    )
    return (signs.join('').match(/.{4}/g) ?? []).join('-')
  })
}

/** Uses a recovery code up, however it was typed. */
export function takeRecoveryCode(sql: Sql, accountId: string, typed: string): Promise<boolean> {
  const bare = typed.toUpperCase().replace(/[^A-Z2-9]/g, '')
  return spendRecoveryCode(sql, accountId, (bare.match(/.{1,4}/g) ?? []).join('-'))
}
