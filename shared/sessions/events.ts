import { bilingualSchema, idSchema, instantSchema } from '#shared/kernel'
import { draftWith, readWith, type EventOf } from '#shared/record'
import * as z from 'zod'
import { ATTENDANCE_MODES, PHASES, SCREEN_VIEWS } from './model.ts'

const inSession = { sessionId: idSchema }
const anyWords = z.strictObject({ en: z.string().max(2000), zh: z.string().max(2000) })

/** What is settled about a point of the agenda when it is planned. */
export const itemShape = {
  title: bilingualSchema,
  minutes: z.int().min(1).max(1440),
  questionIds: z.array(idSchema).max(50),
  proposalIds: z.array(idSchema).max(50),
  startsAt: instantSchema.nullable().default(null),
}
const item = z.strictObject({ ...inSession, id: idSchema, ...itemShape })
const ofItem = z.strictObject({ ...inSession, itemId: idSchema })
const times = { title: bilingualSchema, startsAt: instantSchema, endsAt: instantSchema }

/** The payload of every event of this room, by type. */
export const SESSION_EVENTS = {
  SessionPlanned: z.strictObject({ id: idSchema, number: z.int().min(1), ...times }),
  SessionReplanned: z.strictObject({ ...inSession, ...times }),
  SessionCancelled: z.strictObject({ ...inSession, reason: bilingualSchema }),
  SessionOpened: z.strictObject(inSession),
  SessionClosed: z.strictObject(inSession),
  PhaseChanged: z.strictObject({ ...inSession, phase: z.enum(PHASES) }),
  AgendaItemAdded: item,
  AgendaItemChanged: item,
  AgendaItemMoved: z.strictObject({
    ...inSession,
    itemId: idSchema,
    afterId: idSchema.nullable(),
  }),
  AgendaItemRemoved: ofItem,
  AgendaItemStarted: ofItem,
  AgendaItemFinished: ofItem,
  AgendaItemReturned: ofItem,
  /** In the moderators' stream: a point that only they see, as it is now. */
  AgendaItemKept: item,
  /** In the moderators' stream: a kept point was released or given up. */
  AgendaItemLetGo: ofItem,
  FloorRequested: z.strictObject({
    ...inSession,
    id: idSchema,
    accountId: idSchema,
    delegationId: idSchema,
    kind: z.enum(['speech', 'point-of-order']),
  }),
  FloorRequestWithdrawn: z.strictObject({ ...inSession, id: idSchema }),
  FloorRequestPlaced: z.strictObject({
    ...inSession,
    requestId: idSchema,
    place: z.int().min(-100_000).max(100_000),
  }),
  FloorGiven: z.strictObject({ ...inSession, requestId: idSchema }),
  FloorReleased: z.strictObject({
    ...inSession,
    delegationId: idSchema,
    milliseconds: z.int().min(0),
  }),
  SpeechLimitSet: z.strictObject({ ...inSession, seconds: z.int().min(1).nullable() }),
  BreakAnnounced: z.strictObject({ ...inSession, until: instantSchema, note: anyWords }),
  BreakEnded: z.strictObject(inSession),
  AttendanceNoted: z.strictObject({
    ...inSession,
    accountId: idSchema,
    mode: z.enum(ATTENDANCE_MODES).nullable(),
    by: z.enum(['self', 'bureau']),
  }),
  GroupConvened: z.strictObject({
    id: idSchema,
    title: bilingualSchema,
    proposalId: idSchema,
    clauseIds: z.array(idSchema).max(500),
    memberIds: z.array(idSchema).min(2).max(50),
    until: instantSchema.nullable(),
  }),
  GroupChanged: z.strictObject({
    groupId: idSchema,
    memberIds: z.array(idSchema).min(2).max(50),
  }),
  GroupReported: z.strictObject({ groupId: idSchema, report: bilingualSchema }),
  GroupDissolved: z.strictObject({ groupId: idSchema }),
  ScreenShown: z.strictObject({
    view: z.enum(SCREEN_VIEWS),
    clauseId: idSchema.nullable(),
  }),
  /** In the delegation's own stream. */
  CaucusCalled: z.strictObject({ until: instantSchema.nullable() }),
  /** In the delegation's own stream. */
  CaucusEnded: z.strictObject({}),
  /** In the room's stream: a delegation lets the room know that it is in caucus. */
  CaucusAnnounced: z.strictObject({ delegationId: idSchema, until: instantSchema.nullable() }),
  /** In the room's stream: an announced caucus is over. */
  CaucusAnnouncementEnded: z.strictObject({ delegationId: idSchema }),
}

/** An event of this room. */
export type SessionEvent = EventOf<typeof SESSION_EVENTS>

/** Drafts an event of this room. */
export const sessionDraft = draftWith(SESSION_EVENTS)

/** Reads an event of this room; `undefined` for another room's. */
export const readSessionEvent = readWith(SESSION_EVENTS)
