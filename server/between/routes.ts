import { isTimeZone, LANGUAGES, refuse } from '#shared/kernel'
import { audienceSchema, type RecordedEvent } from '#shared/record'
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { onBehalfOf } from '../platform/behalf.ts'
import type { Database } from '../platform/db.ts'
import type { Http } from '../platform/http.ts'
import { calendarOfDialogues } from './calendar.ts'
import { noticesOfAccount, readNotices } from './store-notices.ts'
import { keepSeen, textsChangedSince } from './store-seen.ts'
import {
  calendarBehind,
  calendarLinkOf,
  endCalendarLink,
  keepCalendarLink,
  keepSettings,
  settingsOf,
} from './store-settings.ts'

/** What the routes between sessions are built from. */
export interface BetweenOptions {
  readonly db: Database
  /** Whether a mail server is set. */
  readonly sendsMail: boolean
  /** The address under which people reach this site. */
  readonly origin: () => string
  /** The events of a dialogue's room. */
  readonly roomOf: (dialogueId: string) => Promise<readonly RecordedEvent[]>
  /** The streams that an account receives. */
  readonly audiencesOf: (dialogueId: string, accountId: string) => Promise<readonly string[]>
}

const language = z.enum(LANGUAGES)
const timeZone = z.string().max(64).refine(isTimeZone, 'is no time zone')
const settings = z.strictObject({
  language: language.nullable().optional(),
  timeZone: timeZone.nullable().optional(),
  mail: z.enum(['at-once', 'digest', 'off']).optional(),
  digestHour: z.int().min(0).max(23).optional(),
})
const inDialogue = z.object({ dialogueId: z.uuid().toLowerCase() })
const seen = z.strictObject({
  heads: z.partialRecord(
    audienceSchema,
    z
      .int()
      .min(0)
      .max(2 ** 52),
  ),
  mark: z.boolean().default(false),
})
const which = z.strictObject({ ids: z.union([z.literal('all'), z.array(z.uuid()).max(100)]) })
const secret = z.object({ secret: z.string().min(20).max(100) })

/** Registers what somebody keeps for themselves: settings, notices, how far they have seen, their calendar. */
export function addBetweenRoutes(http: Http, options: BetweenOptions): void {
  const { db } = options
  const own = (who: { readonly accountId: string } | undefined) => who?.accountId ?? ''
  const withMail = (chosen: object) => ({ ...chosen, sendsMail: options.sendsMail })
  http.route('http/settings', 'get', '/api/settings', {}, async ({ who }) =>
    withMail(await settingsOf(db, own(who))),
  )
  http.route('http/settings', 'post', '/api/settings', { body: settings }, async (asked) => {
    const chosen = await db.begin((tx) => keepSettings(tx, own(asked.who), asked.body))
    return withMail(chosen)
  })
  http.route('http/notices', 'get', '/api/notices', {}, ({ who }) => noticesOfAccount(db, own(who)))
  http.route('http/notices', 'post', '/api/notices/read', { body: which }, async (asked) => {
    await readNotices(db, own(asked.who), asked.body.ids)
    return noticesOfAccount(db, own(asked.who))
  })
  http.route(
    'http/seen',
    'post',
    '/api/dialogues/:dialogueId/seen',
    { params: inDialogue, body: seen },
    async ({ who, params: { dialogueId }, body }) => {
      const accountId = own(who)
      // Only numbers of streams that they receive are kept, whatever else is named.
      const received = await options.audiencesOf(dialogueId, accountId)
      const heads = Object.fromEntries(
        Object.entries(body.heads).flatMap(([audience, seq]) =>
          received.includes(audience) && seq !== undefined ? [[audience, seq] as const] : [],
        ),
      )
      const { base, baseAt } = await db.begin((tx) =>
        keepSeen(tx, { accountId, dialogueId }, heads, body.mark),
      )
      const texts = await onBehalfOf(db, accountId, (tx) =>
        textsChangedSince(tx, accountId, dialogueId, baseAt),
      )
      return { base, baseAt, texts }
    },
  )
  addCalendarRoutes(http, options)
}

function addCalendarRoutes(http: Http, { db, origin, roomOf }: BetweenOptions): void {
  const path = '/api/calendar'
  http.route('http/calendar-link', 'get', path, {}, async ({ who }) => ({
    link: (await calendarLinkOf(db, who?.accountId ?? '')) ?? null,
  }))
  const body = z.strictObject({ language: language.default('en') })
  http.route('http/calendar-link', 'post', path, { body }, async (asked) => {
    const token = randomBytes(32).toString('base64url')
    await keepCalendarLink(db, asked.who?.accountId ?? '', token, asked.body.language)
    return { path: `/calendar/${token}.ics` }
  })
  http.route('http/calendar-link', 'delete', path, {}, async ({ who }) => {
    await endCalendarLink(db, who?.accountId ?? '')
    return undefined
  })
  http.route('http/calendar', 'get', '/calendar/:secret.ics', { params: secret }, async (asked) => {
    const found = await calendarBehind(db, asked.params.secret)
    if (found === undefined) return refuse('http/not-found')
    const dialogues = await Promise.all(
      found.dialogueIds.map(async (id) => ({ id, history: await roomOf(id) })),
    )
    asked.response
      .set('Cache-Control', 'private, no-store')
      .type('text/calendar; charset=utf-8')
      .send(calendarOfDialogues(dialogues, found.language, origin()))
    return undefined
  })
}
