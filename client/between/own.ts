import { NOTICE_KINDS } from '#shared/app'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import * as z from 'zod'
import { api } from '../platform/http/index.ts'
import { chooseZone } from '../platform/time/index.ts'

const place = z.object({
  page: z.enum(['overview', 'room', 'ballots', 'outcomes', 'sessions']),
  number: z.number().optional(),
  sessionId: z.string().optional(),
  proposalId: z.string().optional(),
  clauseId: z.string().optional(),
})
const notice = z.object({
  id: z.string(),
  dialogueId: z.string(),
  kind: z.enum(NOTICE_KINDS),
  place,
  at: z.string(),
  read: z.boolean(),
})
const notices = z.object({ unread: z.number(), notices: z.array(notice) })

/** Something that one is told. */
export type OwnNotice = z.infer<typeof notice>

/** The name under which one's notices are kept. */
export const NOTICES_KEY = ['notices'] as const

/** What one is told: fetched again now and then, and by whoever sees the record grow. */
export function useNotices(isSignedIn: boolean) {
  return useQuery({
    queryKey: NOTICES_KEY,
    queryFn: () => api.get('/api/notices', notices),
    enabled: isSignedIn,
    refetchInterval: 15_000,
  })
}

/** Marks notices as read. */
export function useReadNotices(): (ids: readonly string[] | 'all') => Promise<void> {
  const queries = useQueryClient()
  return async (ids) => {
    queries.setQueryData(NOTICES_KEY, await api.post('/api/notices/read', { ids }, notices))
  }
}

const settings = z.object({
  language: z.enum(['en', 'zh']).nullable(),
  timeZone: z.string().nullable(),
  mail: z.enum(['at-once', 'digest', 'off']),
  digestHour: z.number(),
  sendsMail: z.boolean(),
})

/** What one has chosen for oneself. */
export type OwnSettings = z.infer<typeof settings>

const SETTINGS_KEY = ['settings'] as const

/** One's settings; the time zone in them is the one in which instants are shown. */
export function useSettings(isSignedIn: boolean) {
  const query = useQuery({
    queryKey: SETTINGS_KEY,
    queryFn: () => api.get('/api/settings', settings),
    enabled: isSignedIn,
    staleTime: 60_000,
  })
  const zone = query.data?.ok === true ? query.data.value.timeZone : null
  useEffect(() => chooseZone(zone), [zone])
  return query
}

/** Changes settings. */
export function useChangeSettings() {
  const queries = useQueryClient()
  return async (change: Partial<Omit<OwnSettings, 'sendsMail'>>) => {
    const reply = await api.post('/api/settings', change, settings)
    if (reply.ok) queries.setQueryData(SETTINGS_KEY, reply)
    return reply
  }
}

const link = z.object({
  link: z.object({ createdAt: z.string(), fetchedAt: z.string().nullable() }).nullable(),
})

/** The name under which one's calendar address is kept. */
export const CALENDAR_KEY = ['calendar'] as const

/** Whether one has a calendar address. */
export const fetchCalendar = () => api.get('/api/calendar', link)

/** Makes a calendar address; an earlier one ends. */
export const makeCalendar = (language: 'en' | 'zh') =>
  api.post('/api/calendar', { language }, z.object({ path: z.string() }))

/** Ends one's calendar address. */
export const endCalendar = () => api.delete('/api/calendar', z.unknown())
