import type { Cause } from '#shared/record'
import type { SessionEvent } from './events.ts'
import type { Session, Sessions } from './model.ts'

/** The sessions after an event. */
export function evolveSessions(sessions: Sessions, event: SessionEvent, cause: Cause): Sessions {
  if (event.type === 'SessionPlanned') {
    const session: Session = {
      ...event.payload,
      status: 'planned',
      phase: 'opening',
      phaseSince: null,
      agenda: [],
      requests: [],
      floor: null,
      spoken: {},
    }
    return { list: [...sessions.list, session] }
  }
  const { sessionId } = event.payload
  return {
    list: sessions.list.map((session) =>
      session.id === sessionId ? evolveSession(session, event, cause) : session,
    ),
  }
}

function evolveSession(
  session: Session,
  event: Exclude<SessionEvent, { type: 'SessionPlanned' }>,
  { at }: Cause,
): Session {
  switch (event.type) {
    case 'SessionOpened':
      return { ...session, status: 'open', phase: 'opening', phaseSince: at }
    case 'SessionClosed':
      return { ...session, status: 'closed', requests: [], floor: null }
    case 'PhaseChanged':
      return { ...session, phase: event.payload.phase, phaseSince: at }
    case 'AgendaItemAdded': {
      const { id, title, minutes, questionIds, proposalIds } = event.payload
      const item = { id, title, minutes, questionIds, proposalIds }
      return {
        ...session,
        agenda: [...session.agenda, { ...item, status: 'pending', startedAt: null }],
      }
    }
    case 'AgendaItemStarted':
      return {
        ...session,
        agenda: session.agenda.map((item) => {
          if (item.id === event.payload.itemId) return { ...item, status: 'current', startedAt: at }
          return item.status === 'current' ? { ...item, status: 'done' } : item
        }),
      }
    case 'AgendaItemFinished':
      return {
        ...session,
        agenda: session.agenda.map((item) =>
          item.id === event.payload.itemId ? { ...item, status: 'done' } : item,
        ),
      }
    case 'FloorRequested': {
      const { id, accountId, delegationId, kind } = event.payload
      const request = { id, accountId, delegationId, kind, requestedAt: at }
      return { ...session, requests: [...session.requests, request] }
    }
    case 'FloorRequestWithdrawn':
      return { ...session, requests: session.requests.filter(({ id }) => id !== event.payload.id) }
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
  }
}
