import { activeMember, type Dialogue } from '#shared/dialogues'
import { accept, idSchema, millis, refuse, type Context, type Decision } from '#shared/kernel'
import type { Draft, Step } from '#shared/record'
import * as z from 'zod'
import { sessionDraft } from './events.ts'
import { pauseAt, type FloorRequest, type Session } from './model.ts'

const inSession = { sessionId: idSchema }
const ofRequest = { ...inSession, requestId: idSchema }

/** The commands about the floor, by operation. */
export const FLOOR_COMMANDS = {
  'sessions/request-floor': z.strictObject({
    ...inSession,
    kind: z.enum(['speech', 'point-of-order']),
  }),
  'sessions/withdraw-request': z.strictObject(ofRequest),
  'sessions/reorder-request': z.strictObject({ ...ofRequest, to: z.enum(['first', 'last']) }),
  'sessions/give-floor': z.strictObject(ofRequest),
  'sessions/call-speaker': z.strictObject({ ...inSession, accountId: idSchema }),
  'sessions/release-floor': z.strictObject(inSession),
  'sessions/set-speech-limit': z.strictObject({
    ...inSession,
    /** The longest a speech may take, in seconds; `null` lifts the limit. */
    seconds: z.int().min(30).max(7200).nullable(),
  }),
}

type Commands = typeof FLOOR_COMMANDS

/** A command about the floor with its payload. */
export type FloorCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** Decides a command about the floor of an open session (SE6–SE8, SE14). */
export function decideFloor(
  dialogue: Dialogue,
  session: Session,
  command: FloorCommand,
  context: Context,
): Decision<Step> {
  switch (command.type) {
    case 'sessions/request-floor':
      return requestFloor(dialogue, session, command.payload, context)
    case 'sessions/set-speech-limit':
      if (session.speechLimit === command.payload.seconds) return accept({ events: [] })
      return accept({ events: [sessionDraft('room', 'SpeechLimitSet', command.payload)] })
    case 'sessions/release-floor': {
      const moderator = activeMember(dialogue, context.actor)?.role === 'moderator'
      if (session.floor === null) return accept({ events: [] })
      if (!moderator && session.floor.accountId !== context.actor) {
        return refuse('sessions/not-your-floor')
      }
      return accept({ events: release(session, context) })
    }
    case 'sessions/call-speaker':
      return callSpeaker(dialogue, session, command.payload.accountId, context)
    default: {
      const request = session.requests.find(({ id }) => id === command.payload.requestId)
      if (request === undefined) return refuse('sessions/unknown-request')
      return decideRequest(session, request, command, context)
    }
  }
}

function decideRequest(
  session: Session,
  request: FloorRequest,
  command: Extract<FloorCommand, { payload: { requestId: string } }>,
  context: Context,
): Decision<Step> {
  const sessionId = session.id
  switch (command.type) {
    case 'sessions/withdraw-request': {
      if (request.accountId !== context.actor) return refuse('sessions/unknown-request')
      const payload = { sessionId, id: request.id }
      return accept({ events: [sessionDraft('room', 'FloorRequestWithdrawn', payload)] })
    }
    case 'sessions/reorder-request': {
      if (request.kind === 'point-of-order') return refuse('sessions/point-of-order-first')
      const places = session.requests.map(({ place }) => place)
      const place =
        command.payload.to === 'first' ? Math.min(0, ...places) - 1 : Math.max(0, ...places) + 1
      const payload = { sessionId, requestId: request.id, place }
      return accept({ events: [sessionDraft('room', 'FloorRequestPlaced', payload)] })
    }
    case 'sessions/give-floor':
      if (pauseAt(session, context.now) !== null) return refuse('sessions/on-break')
      return accept({
        events: [...release(session, context), sessionDraft('room', 'FloorGiven', command.payload)],
      })
  }
}

/** Gives the floor to somebody who has not asked on this page: they asked in the room, or the chair invites them. */
function callSpeaker(
  dialogue: Dialogue,
  session: Session,
  accountId: string,
  context: Context,
): Decision<Step> {
  const delegationId = activeMember(dialogue, accountId)?.delegationId ?? null
  if (delegationId === null) return refuse('sessions/no-delegation')
  if (pauseAt(session, context.now) !== null) return refuse('sessions/on-break')
  const waiting = session.requests.find(
    (request) => request.accountId === accountId && request.kind === 'speech',
  )
  const id = waiting?.id ?? context.newId()
  const ask = { sessionId: session.id, id, accountId, delegationId, kind: 'speech' as const }
  return accept({
    events: [
      ...release(session, context),
      ...(waiting === undefined ? [sessionDraft('room', 'FloorRequested', ask)] : []),
      sessionDraft('room', 'FloorGiven', { sessionId: session.id, requestId: id }),
    ],
  })
}

function requestFloor(
  dialogue: Dialogue,
  session: Session,
  { kind }: { kind: 'speech' | 'point-of-order' },
  context: Context,
): Decision<Step> {
  const delegationId = activeMember(dialogue, context.actor)?.delegationId ?? null
  if (delegationId === null) return refuse('sessions/no-delegation')
  const waiting = session.requests.some(
    (request) => request.accountId === context.actor && request.kind === kind,
  )
  if (waiting) return refuse('sessions/already-waiting')
  const id = context.newId()
  const payload = { sessionId: session.id, id, accountId: context.actor, delegationId, kind }
  return accept({ events: [sessionDraft('room', 'FloorRequested', payload)], result: { id } })
}

/** Ends the speech that is going on, if any, and adds its time to the delegation's (SE7). */
export function release(session: Session, { now }: Context): Draft[] {
  if (session.floor === null) return []
  const { delegationId, since } = session.floor
  const milliseconds = Math.max(0, millis(now) - millis(since))
  return [
    sessionDraft('room', 'FloorReleased', { sessionId: session.id, delegationId, milliseconds }),
  ]
}
