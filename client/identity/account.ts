import { useQuery } from '@tanstack/react-query'
import { bilingualSchema } from '#shared/kernel'
import { expertiseSchema, roleSchema } from '#shared/identity'
import * as z from 'zod'
import { api } from '../platform/http/index.ts'
import { secondFactorSchema } from './security.ts'

const account = z.object({ id: z.string(), email: z.string().optional(), name: bilingualSchema })

/** One's own account. */
export type Account = z.infer<typeof account>

const me = z.object({ account: account.nullable(), demo: z.boolean() })

/** The name under which the answer to "who am I?" is kept. */
export const ME_KEY = ['me'] as const

/** Asks who is signed in, and whether this is a demonstration. */
export const fetchMe = () => api.get('/api/me', me)

/** Who is signed in, and whether this is a demonstration. */
export function useMe() {
  return useQuery({ queryKey: ME_KEY, queryFn: fetchMe, staleTime: 30_000 })
}

const demoPerson = z.object({
  accountId: z.string(),
  name: bilingualSchema,
  role: roleSchema,
  delegation: z.object({ id: z.string(), label: z.string(), name: bilingualSchema }).nullish(),
  expertise: expertiseSchema.nullish(),
})

/** One of the people of the demonstration. */
export type DemoPerson = z.infer<typeof demoPerson>

/** The people one can enter the demonstration as. */
export function useDemoPeople(isDemo: boolean) {
  return useQuery({
    queryKey: ['demo', 'people'],
    queryFn: () => api.get('/api/demo/people', z.object({ people: z.array(demoPerson) })),
    enabled: isDemo,
  })
}

const signInEntry = z.object({
  id: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  device: z.string(),
  current: z.boolean(),
})

/** One of the places where one is signed in. */
export type SignInEntry = z.infer<typeof signInEntry>

/** Where one is signed in, the latest first. */
export const fetchSignIns = () =>
  api.get('/api/sign-ins', z.object({ signIns: z.array(signInEntry) }))

/** Ends one of one's own sign-ins. */
export const endSignIn = (id: string) => api.delete(`/api/sign-ins/${id}`, z.unknown())

const invitation = z.object({
  email: z.string(),
  name: bilingualSchema,
  dialogue: z.object({ id: z.string(), title: bilingualSchema }),
  isNew: z.boolean(),
})

/** An invitation as whoever holds its link sees it. */
export type Invitation = z.infer<typeof invitation>

/** Reads the invitation behind a link. */
export const readInvitation = (token: string) =>
  api.post('/api/invitations/read', { token }, invitation)

/** Accepts an invitation: sets the password of the new account and signs in. */
export const acceptInvitation = (token: string, password: string) =>
  api.post('/api/invitations/accept', { token, password }, z.unknown())

const entered = z.unknown()
const signedIn = z.object({ secondFactor: secondFactorSchema.optional() })

/** Signs in with an e-mail address and a password; a second factor may be asked for. */
export const signIn = (email: string, password: string) =>
  api.post('/api/sign-in', { email, password }, signedIn)

/** Enters the demonstration as one of its people. */
export const enterDemo = (accountId: string) => api.post('/api/demo/enter', { accountId }, entered)

/** Signs out; the server ends the open connections of this sign-in. */
export const signOut = () => api.post('/api/sign-out', {}, entered)
