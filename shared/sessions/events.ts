import { bilingualSchema, idSchema, instantSchema } from '#shared/kernel'
import { draftWith, readWith, type EventOf } from '#shared/record'
import * as z from 'zod'
import { PHASES } from './model.ts'

const inSession = { sessionId: idSchema }

const EVENTS = {
  SessionPlanned: z.strictObject({
    id: idSchema,
    number: z.int().min(1),
    title: bilingualSchema,
    startsAt: instantSchema,
    endsAt: instantSchema,
  }),
  SessionOpened: z.strictObject(inSession),
  SessionClosed: z.strictObject(inSession),
  PhaseChanged: z.strictObject({ ...inSession, phase: z.enum(PHASES) }),
  AgendaItemAdded: z.strictObject({
    ...inSession,
    id: idSchema,
    title: bilingualSchema,
    minutes: z.int().min(1).max(1440),
    questionIds: z.array(idSchema).max(50),
    proposalIds: z.array(idSchema).max(50),
  }),
  AgendaItemStarted: z.strictObject({ ...inSession, itemId: idSchema }),
  AgendaItemFinished: z.strictObject({ ...inSession, itemId: idSchema }),
  FloorRequested: z.strictObject({
    ...inSession,
    id: idSchema,
    accountId: idSchema,
    delegationId: idSchema,
    kind: z.enum(['speech', 'point-of-order']),
  }),
  FloorRequestWithdrawn: z.strictObject({ ...inSession, id: idSchema }),
  FloorGiven: z.strictObject({ ...inSession, requestId: idSchema }),
  FloorReleased: z.strictObject({
    ...inSession,
    delegationId: idSchema,
    milliseconds: z.int().min(0),
  }),
}

/** An event of this room. */
export type SessionEvent = EventOf<typeof EVENTS>

/** Drafts an event of this room. */
export const sessionDraft = draftWith(EVENTS)

/** Reads an event of this room; `undefined` for another room's. */
export const readSessionEvent = readWith(EVENTS)
