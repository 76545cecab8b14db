import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import * as z from 'zod'
import type { Sql } from '../platform/db.ts'
import { findPasskey, usedPasskey, type Passkey } from './store-factors.ts'
import { putTicket, takeTicket } from './store-tickets.ts'

/** How long a challenge may wait for its answer, in minutes. */
const CHALLENGE_MINUTES = 5

const bytes = z
  .string()
  .regex(/^[\w-]+$/)
  .max(16_384)
const transports = z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'])
const attachment = z.enum(['cross-platform', 'platform'])
const extensions = z.record(z.string().max(40), z.unknown())

/** Parses what a browser answers to a challenge of an existing passkey. */
export const assertionSchema = z.strictObject({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  authenticatorAttachment: attachment.optional(),
  clientExtensionResults: extensions,
  response: z.strictObject({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.optional(),
  }),
})

/** Parses what a browser answers when it has made a passkey. */
export const attestationSchema = z.strictObject({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  authenticatorAttachment: attachment.optional(),
  clientExtensionResults: extensions,
  response: z.strictObject({
    clientDataJSON: bytes,
    attestationObject: bytes,
    authenticatorData: bytes.optional(),
    transports: z.array(transports).max(8).optional(),
    publicKeyAlgorithm: z.number().optional(),
    publicKey: bytes.optional(),
  }),
})

const challengeData = z.object({ challenge: z.string(), origin: z.string() })

type Transport = z.infer<typeof transports>
const asTransports = (words: readonly string[]) => words as Transport[]

/** Asks for a signature of a passkey; with an account of one of its own, else of any. The origin is one of the server's. */
export async function askForPasskey(
  sql: Sql,
  origin: string,
  account?: { readonly id: string; readonly passkeys: readonly { readonly id: string }[] },
): Promise<{ ticket: string; options: object }> {
  const options = await generateAuthenticationOptions({
    rpID: new URL(origin).hostname,
    userVerification: 'required',
    ...(account === undefined
      ? {}
      : { allowCredentials: account.passkeys.map(({ id }) => ({ id })) }),
  })
  const ticket = await putTicket(sql, {
    kind: 'challenge',
    accountId: account?.id ?? null,
    data: { challenge: options.challenge, origin },
    minutes: CHALLENGE_MINUTES,
  })
  return { ticket, options }
}

/** Takes the answer to a challenge; answers the account whose passkey signed it, or nothing. */
export async function takeAssertion(
  sql: Sql,
  ticket: string,
  response: z.infer<typeof assertionSchema>,
): Promise<string | undefined> {
  const asked = await takeTicket(sql, 'challenge', ticket)
  const passkey = await findPasskey(sql, response.id)
  if (asked === undefined || passkey === undefined) return undefined
  if (asked.accountId !== null && asked.accountId !== passkey.accountId) return undefined
  const { challenge, origin } = challengeData.parse(asked.data)
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
        transports: asTransports(passkey.transports),
      },
    })
    if (!verified) return undefined
    await usedPasskey(sql, passkey.id, authenticationInfo.newCounter)
    return passkey.accountId
  } catch {
    // The library throws on whatever does not fit: another challenge, another origin, a counter that ran back.
    return undefined
  }
}

/** Asks a browser to make a passkey for an account. */
export async function askForEnrolment(
  sql: Sql,
  origin: string,
  account: {
    readonly id: string
    readonly email: string
    readonly name: string
    readonly passkeys: readonly { readonly id: string }[]
  },
): Promise<{ ticket: string; options: object }> {
  const options = await generateRegistrationOptions({
    rpName: 'Parley',
    rpID: new URL(origin).hostname,
    userID: new TextEncoder().encode(account.id),
    userName: account.email,
    userDisplayName: account.name,
    attestationType: 'none',
    excludeCredentials: account.passkeys.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  })
  const ticket = await putTicket(sql, {
    kind: 'enrolment',
    accountId: account.id,
    data: { challenge: options.challenge, origin },
    minutes: CHALLENGE_MINUTES,
  })
  return { ticket, options }
}

/** Takes a passkey that a browser has made for an account; nothing when it does not fit what was asked. */
export async function takeEnrolment(
  sql: Sql,
  accountId: string,
  ticket: string,
  response: z.infer<typeof attestationSchema>,
): Promise<Passkey | undefined> {
  const asked = await takeTicket(sql, 'enrolment', ticket)
  if (asked?.accountId !== accountId) return undefined
  const { challenge, origin } = challengeData.parse(asked.data)
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: response as Parameters<typeof verifyRegistrationResponse>[0]['response'],
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: new URL(origin).hostname,
      requireUserVerification: true,
    })
    if (registrationInfo === undefined) return undefined
    const { id, publicKey, counter } = registrationInfo.credential
    return { id, accountId, publicKey, counter, transports: response.response.transports ?? [] }
  } catch {
    return undefined
  }
}
