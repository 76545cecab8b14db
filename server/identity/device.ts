import type { Request } from 'express'
import { randomBytes } from 'node:crypto'

const YEAR_MS = 365 * 24 * 3600_000

const BROWSERS = [
  [/\bEdg\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const
const SYSTEMS = [
  [/\bAndroid\b/, 'Android'],
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
] as const

/** A device in two words that its owner knows again; nothing else of what the browser says is kept. */
export function deviceWords(agent: string | undefined): string {
  const find = (list: typeof BROWSERS | typeof SYSTEMS) =>
    list.find(([pattern]) => pattern.test(agent ?? ''))?.[1]
  return [find(BROWSERS), find(SYSTEMS)].filter((word) => word !== undefined).join(' · ')
}

/** The secret of the browser that asks, made at its first sign-in; it opens nothing. */
export function deviceSecret(request: Request, secure: boolean): string {
  const name = secure ? '__Host-parley-device' : 'parley-device'
  const sent = new RegExp(`(?:^|;\\s*)${name}=([\\w-]{22,64})(?:;|$)`).exec(
    request.headers.cookie ?? '',
  )
  const secret = sent?.[1] ?? randomBytes(24).toString('base64url')
  request.res?.cookie(name, secret, {
    httpOnly: true,
    sameSite: 'strict',
    secure,
    path: '/',
    maxAge: YEAR_MS,
  })
  return secret
}
