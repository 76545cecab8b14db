import { useQuery } from '@tanstack/react-query'
import { bilingualSchema } from '#shared/kernel'
import { expertiseSchema, roleSchema } from '#shared/identity'
import * as z from 'zod'
import { api } from '../platform/http/index.ts'

const account = z.object({ id: z.string(), email: z.string().optional(), name: bilingualSchema })

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

const entered = z.unknown()

/** Signs in with an e-mail address and a password. */
export const signIn = (email: string, password: string) =>
  api.post('/api/sign-in', { email, password }, entered)

/** Enters the demonstration as one of its people. */
export const enterDemo = (accountId: string) => api.post('/api/demo/enter', { accountId }, entered)

/** Signs out; the server ends the open connections of this sign-in. */
export const signOut = () => api.post('/api/sign-out', {}, entered)
