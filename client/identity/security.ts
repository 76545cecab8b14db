import { startAuthentication, startRegistration } from '@simplewebauthn/browser'
import { useQuery } from '@tanstack/react-query'
import * as z from 'zod'
import { api, type Reply } from '../platform/http/index.ts'
import { liveSocketId } from '../platform/live/index.ts'

const nothing = z.unknown()
type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON']
type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON']

// The options go from the server to the browser as they are: the browser itself checks them.
const requested = z.object({
  ticket: z.string(),
  options: z.custom<RequestOptions>((value) => typeof value === 'object'),
})
const creation = z.object({
  ticket: z.string(),
  options: z.custom<CreationOptions>((value) => typeof value === 'object'),
})

/** What still has to be shown after the password. */
export const secondFactorSchema = z.object({
  ticket: z.string(),
  code: z.boolean(),
  passkey: requested.nullable(),
})

/** What still has to be shown after the password. */
export type SecondFactor = z.infer<typeof secondFactorSchema>

const passkey = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
})
const security = z.object({
  code: z.boolean(),
  passkeys: z.array(passkey),
  recoveryLeft: z.number(),
  provable: z.object({
    password: z.boolean(),
    code: z.boolean(),
    passkeys: z.boolean(),
    institution: z.string().nullable(),
    demo: z.boolean(),
  }),
  events: z.array(
    z.object({
      kind: z.enum([
        'new-device',
        'password-changed',
        'password-link',
        'password-mail',
        'code-added',
        'code-removed',
        'passkey-added',
        'passkey-removed',
        'recovery-codes-made',
        'recovery-code-used',
        'institution-linked',
      ]),
      detail: z.string(),
      at: z.string(),
    }),
  ),
})

/** What an account proves itself with, and what happened to it. */
export type Security = z.infer<typeof security>

/** The name under which an account's security is kept. */
export const SECURITY_KEY = ['security'] as const

/** Asks what one's account proves itself with. */
export const fetchSecurity = () => api.get('/api/security', security)

/** What one's account proves itself with. */
export function useSecurity() {
  return useQuery({ queryKey: SECURITY_KEY, queryFn: fetchSecurity })
}

const FAILED = { ok: false, code: 'identity/passkey-cancelled', status: 0 } as const

/** Whether this browser knows passkeys. */
export const knowsPasskeys = () => 'PublicKeyCredential' in globalThis

async function signed(options: RequestOptions) {
  try {
    const { id, rawId, type, response, authenticatorAttachment } = await startAuthentication({
      optionsJSON: options,
    })
    const attachment = authenticatorAttachment === undefined ? {} : { authenticatorAttachment }
    return { id, rawId, type, response, clientExtensionResults: {}, ...attachment }
  } catch {
    // The person turned it down, took too long, or has no such passkey here.
    return undefined
  }
}

/** Completes a sign-in with a code. */
export const proveCode = (ticket: string, code: string) =>
  api.post('/api/sign-in/second', { ticket, proof: { by: 'code', code } }, nothing)

/** Completes a sign-in with a passkey. */
export async function provePasskey({
  ticket,
  passkey: asked,
}: SecondFactor): Promise<Reply<unknown>> {
  const response = asked === null ? undefined : await signed(asked.options)
  if (asked === null || response === undefined) return FAILED
  const proof = { by: 'passkey', ticket: asked.ticket, response }
  return api.post('/api/sign-in/second', { ticket, proof }, nothing)
}

/** Signs in with a passkey alone. */
export async function signInWithPasskey(): Promise<Reply<unknown>> {
  const begun = await api.post('/api/sign-in/passkey/begin', {}, requested)
  if (!begun.ok) return begun
  const { ticket, options } = begun.value
  const response = await signed(options)
  return response === undefined
    ? FAILED
    : api.post('/api/sign-in/passkey', { ticket, response }, nothing)
}

/** How one may sign in here: the institution whose people may, and whether forgotten passwords are mended by mail. */
export function useSignInWays() {
  return useQuery({
    queryKey: ['sign-in', 'ways'],
    queryFn: () =>
      api.get(
        '/api/sign-in/ways',
        z.object({ institution: z.string().nullable(), mail: z.boolean() }),
      ),
    staleTime: Infinity,
  })
}

/** Sets out to the institution's sign-in, with the invitation that is to be accepted by it; the page is left. */
export async function goToInstitution(invitation: string | null): Promise<Reply<unknown>> {
  const way = z.object({ address: z.url() })
  const begun = await api.post('/api/sign-in/institution', { invitation }, way)
  if (begun.ok) location.assign(begun.value.address)
  return begun
}

/** What the address says is still asked for, when the browser is back from the institution. */
export function secondFactorOfAddress(hash: string): SecondFactor | undefined {
  const encoded = /^#second=([\w-]+)$/.exec(hash)?.[1]
  if (encoded === undefined) return undefined
  try {
    const text = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'))
    const parsed = secondFactorSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

const reauthenticate = (proof: object) => {
  const socketId = liveSocketId()
  const kept = socketId === undefined ? {} : { socketId }
  return api.post('/api/reauthenticate', { proof, ...kept }, nothing)
}

/** Proves again who one is: with a password, a code, what the institution gave, or one click in the demonstration. */
export const prove = (
  proof:
    | { by: 'password'; password: string }
    | { by: 'code'; code: string }
    | { by: 'institution'; ticket: string }
    | { by: 'demo' },
) => reauthenticate(proof)

/** Proves again who one is with a passkey. */
export async function proveAgainWithPasskey(): Promise<Reply<unknown>> {
  const begun = await api.post('/api/reauthenticate/passkey', {}, requested)
  if (!begun.ok) return begun
  const { ticket, options } = begun.value
  const response = await signed(options)
  return response === undefined ? FAILED : reauthenticate({ by: 'passkey', ticket, response })
}

const begunCodes = z.object({ secret: z.string(), address: z.string() })
const withRecovery = z.object({ recoveryCodes: z.array(z.string()) })

/** Begins to set up one-time codes. */
export const beginCodes = () => api.post('/api/security/codes/begin', {}, begunCodes)

/** Puts one-time codes in force with the first of them; answers fresh recovery codes, if there were none. */
export const confirmCodes = (code: string) =>
  api.post('/api/security/codes', { code }, withRecovery)

/** Ends one-time codes. */
export const removeCodes = () => api.delete('/api/security/codes', nothing)

/** Makes new recovery codes; the earlier ones end. */
export const renewRecoveryCodes = () => api.post('/api/security/recovery-codes', {}, withRecovery)

/** Makes a passkey on this device; answers fresh recovery codes, if there were none. */
export async function addPasskey(
  name: string,
): Promise<Reply<{ readonly recoveryCodes: readonly string[] }>> {
  const begun = await api.post('/api/security/passkeys/begin', {}, creation)
  if (!begun.ok) return begun
  const { ticket, options } = begun.value
  const response = await made(options)
  return response === undefined
    ? FAILED
    : api.post('/api/security/passkeys', { ticket, name, response }, withRecovery)
}

async function made(options: CreationOptions) {
  try {
    const { id, rawId, type, response, authenticatorAttachment } = await startRegistration({
      optionsJSON: options,
    })
    const { clientDataJSON, attestationObject, transports } = response
    const attachment = authenticatorAttachment === undefined ? {} : { authenticatorAttachment }
    const ways = transports === undefined ? {} : { transports }
    return {
      id,
      rawId,
      type,
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject, ...ways },
      ...attachment,
    }
  } catch {
    return undefined
  }
}

/** Removes a passkey. */
export const removePasskey = (id: string) => api.delete(`/api/security/passkeys/${id}`, nothing)

/** Changes one's password; answers how many other sign-ins ended. */
export const changePassword = (password: string) =>
  api.post('/api/security/password', { password }, z.object({ ended: z.number() }))

/** Asks for a link to a new password. */
export const askForNewPassword = (email: string) =>
  api.post('/api/new-password/ask', { email }, z.object({ sent: z.boolean() }))

/** Reads for whom a link to a new password is. */
export const readPasswordLink = (token: string) =>
  api.post(
    '/api/new-password/read',
    { token },
    z.object({
      email: z.string(),
      name: z.object({ en: z.string(), zh: z.string() }),
    }),
  )

/** Sets a new password by a link; a second factor is still asked for. */
export const setNewPassword = (token: string, password: string) =>
  api.post(
    '/api/new-password',
    { token, password },
    z.object({ secondFactor: secondFactorSchema.optional() }),
  )
