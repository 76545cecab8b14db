import type { Cause } from '#shared/record'
import type { SessionEvent } from './events.ts'
import type { Session } from './model.ts'

type FloorEvent = Extract<
  SessionEvent,
  {
    type:
      | 'FloorRequested'
      | 'FloorRequestWithdrawn'
      | 'FloorRequestPlaced'
      | 'FloorGiven'
      | 'FloorReleased'
      | 'SpeechLimitSet'
  }
>

/** A session after an event about the floor. */
export function evolveFloor(session: Session, event: FloorEvent, { at }: Cause): Session {
  switch (event.type) {
    case 'FloorRequested': {
      const { id, accountId, delegationId, kind } = event.payload
      const request = { id, accountId, delegationId, kind, requestedAt: at, place: 0 }
      return { ...session, requests: [...session.requests, request] }
    }
    case 'FloorRequestWithdrawn':
      return { ...session, requests: session.requests.filter(({ id }) => id !== event.payload.id) }
    case 'FloorRequestPlaced': {
      const { requestId, place } = event.payload
      return {
        ...session,
        requests: session.requests.map((request) =>
          request.id === requestId ? { ...request, place } : request,
        ),
      }
    }
    case 'FloorGiven': {
      const request = session.requests.find(({ id }) => id === event.payload.requestId)
      if (request === undefined) return session
      const { accountId, delegationId } = request
      return {
        ...session,
        requests: session.requests.filter((other) => other !== request),
        floor: { accountId, delegationId, since: at },
      }
    }
    case 'FloorReleased': {
      const { delegationId, milliseconds } = event.payload
      const spoken = (session.spoken[delegationId] ?? 0) + milliseconds
      return { ...session, floor: null, spoken: { ...session.spoken, [delegationId]: spoken } }
    }
    case 'SpeechLimitSet':
      return { ...session, speechLimit: event.payload.seconds }
  }
}
