import { activeMember, type Dialogue } from '#shared/dialogues'
import {
  accept,
  bilingualSchema,
  idSchema,
  instantSchema,
  millis,
  refuse,
  type Context,
  type Decision,
} from '#shared/kernel'
import type { Draft, Step } from '#shared/record'
import * as z from 'zod'
import { sessionDraft } from './events.ts'
import { PHASES, openSession, type Session, type Sessions } from './model.ts'

const inSession = { sessionId: idSchema }

/** The commands of this room, by operation. */
export const SESSION_COMMANDS = {
  'sessions/plan': z.strictObject({
    title: bilingualSchema,
    startsAt: instantSchema,
    endsAt: instantSchema,
  }),
  'sessions/open': z.strictObject(inSession),
  'sessions/close': z.strictObject(inSession),
  'sessions/change-phase': z.strictObject({ ...inSession, phase: z.enum(PHASES) }),
  'sessions/add-agenda-item': z.strictObject({
    ...inSession,
    title: bilingualSchema,
    minutes: z.int().min(1).max(1440),
    questionIds: z.array(idSchema).max(50).default([]),
    proposalIds: z.array(idSchema).max(50).default([]),
  }),
  'sessions/start-agenda-item': z.strictObject({ ...inSession, itemId: idSchema }),
  'sessions/finish-agenda-item': z.strictObject({ ...inSession, itemId: idSchema }),
  'sessions/request-floor': z.strictObject({
    ...inSession,
    kind: z.enum(['speech', 'point-of-order']),
  }),
  'sessions/withdraw-request': z.strictObject({ ...inSession, requestId: idSchema }),
  'sessions/give-floor': z.strictObject({ ...inSession, requestId: idSchema }),
  'sessions/release-floor': z.strictObject(inSession),
}

type Commands = typeof SESSION_COMMANDS

/** A command of this room with its payload. */
export type SessionCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** What this room's rules look at. */
export interface SessionsView {
  readonly dialogue: Dialogue
  readonly sessions: Sessions
}

/** Decides a command of this room (SE1–SE7). */
export function decideSessions(
  view: SessionsView,
  command: SessionCommand,
  context: Context,
): Decision<Step> {
  if (command.type === 'sessions/plan') return plan(view.sessions, command.payload, context)
  const session = view.sessions.list.find(({ id }) => id === command.payload.sessionId)
  if (session === undefined) return refuse('sessions/unknown-session')
  if (command.type === 'sessions/add-agenda-item') {
    if (session.status === 'closed') return refuse('sessions/session-closed')
    const id = context.newId()
    const event = sessionDraft('room', 'AgendaItemAdded', { id, ...command.payload })
    return accept({ events: [event], result: { id } })
  }
  if (command.type === 'sessions/open') {
    if (session.status !== 'planned') return refuse('sessions/not-planned')
    if (openSession(view.sessions) !== undefined) return refuse('sessions/another-open')
    return accept({ events: [sessionDraft('room', 'SessionOpened', command.payload)] })
  }
  if (session.status !== 'open') return refuse('sessions/not-open')
  return decideOpen(view, session, command, context)
}

function plan(
  sessions: Sessions,
  payload: z.infer<Commands['sessions/plan']>,
  context: Context,
): Decision<Step> {
  if (payload.startsAt >= payload.endsAt) return refuse('sessions/ends-before-start')
  const id = context.newId()
  const number = sessions.list.length + 1
  const event = sessionDraft('room', 'SessionPlanned', { id, number, ...payload })
  return accept({ events: [event], result: { id, number } })
}

type OpenCommand = Exclude<
  SessionCommand,
  { type: 'sessions/plan' | 'sessions/open' | 'sessions/add-agenda-item' }
>

function decideOpen(
  view: SessionsView,
  session: Session,
  command: OpenCommand,
  context: Context,
): Decision<Step> {
  switch (command.type) {
    case 'sessions/close':
      return accept({
        events: [
          ...release(session, context),
          sessionDraft('room', 'SessionClosed', command.payload),
        ],
      })
    case 'sessions/change-phase':
      if (session.phase === command.payload.phase) return accept({ events: [] })
      return accept({ events: [sessionDraft('room', 'PhaseChanged', command.payload)] })
    case 'sessions/start-agenda-item':
    case 'sessions/finish-agenda-item': {
      const item = session.agenda.find(({ id }) => id === command.payload.itemId)
      if (item === undefined) return refuse('sessions/unknown-item')
      const start = command.type === 'sessions/start-agenda-item'
      if (item.status === (start ? 'current' : 'done')) return accept({ events: [] })
      const type = start ? 'AgendaItemStarted' : 'AgendaItemFinished'
      return accept({ events: [sessionDraft('room', type, command.payload)] })
    }
    case 'sessions/request-floor':
      return requestFloor(view, session, command.payload, context)
    case 'sessions/withdraw-request': {
      const request = session.requests.find(({ id }) => id === command.payload.requestId)
      if (request?.accountId !== context.actor) return refuse('sessions/unknown-request')
      const payload = { sessionId: session.id, id: request.id }
      return accept({ events: [sessionDraft('room', 'FloorRequestWithdrawn', payload)] })
    }
    case 'sessions/give-floor': {
      if (!session.requests.some(({ id }) => id === command.payload.requestId)) {
        return refuse('sessions/unknown-request')
      }
      return accept({
        events: [...release(session, context), sessionDraft('room', 'FloorGiven', command.payload)],
      })
    }
    case 'sessions/release-floor': {
      const moderator = activeMember(view.dialogue, context.actor)?.role === 'moderator'
      if (session.floor === null) return accept({ events: [] })
      if (!moderator && session.floor.accountId !== context.actor)
        return refuse('sessions/not-your-floor')
      return accept({ events: release(session, context) })
    }
  }
}

function requestFloor(
  view: SessionsView,
  session: Session,
  { kind }: { kind: 'speech' | 'point-of-order' },
  context: Context,
): Decision<Step> {
  const delegationId = activeMember(view.dialogue, context.actor)?.delegationId ?? null
  if (delegationId === null) return refuse('sessions/no-delegation')
  const waiting = session.requests.some(
    (request) => request.accountId === context.actor && request.kind === kind,
  )
  if (waiting) return refuse('sessions/already-waiting')
  const id = context.newId()
  const payload = { sessionId: session.id, id, accountId: context.actor, delegationId, kind }
  return accept({ events: [sessionDraft('room', 'FloorRequested', payload)], result: { id } })
}

function release(session: Session, { now }: Context): Draft[] {
  if (session.floor === null) return []
  const { delegationId, since } = session.floor
  const milliseconds = Math.max(0, millis(now) - millis(since))
  return [
    sessionDraft('room', 'FloorReleased', { sessionId: session.id, delegationId, milliseconds }),
  ]
}
