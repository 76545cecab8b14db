import type { Cause } from '#shared/record'
import type { SessionEvent } from './events.ts'
import { evolveAgenda } from './evolve-agenda.ts'
import { evolveFloor } from './evolve-floor.ts'
import type { DraftingGroup } from './groups-model.ts'
import type { Session, Sessions } from './model.ts'

type EventNamed<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>
type InSession = Extract<SessionEvent, { payload: { sessionId: string } }>

/** The sessions after an event of the room's stream. */
export function evolveSessions(sessions: Sessions, event: SessionEvent, cause: Cause): Sessions {
  switch (event.type) {
    case 'SessionPlanned':
      return { ...sessions, list: [...sessions.list, planned(event)] }
    case 'GroupConvened': {
      const group = {
        ...event.payload,
        convenedAt: cause.at,
        status: { is: 'working' as const },
      }
      return { ...sessions, groups: [...sessions.groups, group] }
    }
    case 'GroupChanged':
    case 'GroupReported':
    case 'GroupDissolved':
      return {
        ...sessions,
        groups: sessions.groups.map((group) =>
          group.id === event.payload.groupId ? evolveGroup(group, event, cause) : group,
        ),
      }
    case 'ScreenShown':
      return { ...sessions, screen: event.payload }
    case 'CaucusAnnounced': {
      const { delegationId, until } = event.payload
      const announced = { since: cause.at, until }
      return { ...sessions, inCaucus: { ...sessions.inCaucus, [delegationId]: announced } }
    }
    case 'CaucusAnnouncementEnded': {
      return { ...sessions, inCaucus: without(sessions.inCaucus, event.payload.delegationId) }
    }
    case 'CaucusCalled':
    case 'CaucusEnded':
      return sessions
    default:
      return {
        ...sessions,
        list: sessions.list.map((session) =>
          session.id === event.payload.sessionId ? evolveSession(session, event, cause) : session,
        ),
      }
  }
}

function planned({ payload }: EventNamed<'SessionPlanned'>): Session {
  return {
    ...payload,
    movedAt: null,
    status: 'planned',
    cancelled: null,
    phase: 'opening',
    phaseSince: null,
    agenda: [],
    requests: [],
    floor: null,
    spoken: {},
    speechLimit: null,
    pause: null,
    attendance: {},
  }
}

function evolveSession(session: Session, event: InSession, cause: Cause): Session {
  const { at } = cause
  switch (event.type) {
    case 'SessionReplanned': {
      const { title, startsAt, endsAt } = event.payload
      const moved = session.startsAt !== startsAt || session.endsAt !== endsAt
      return { ...session, title, startsAt, endsAt, movedAt: moved ? at : session.movedAt }
    }
    case 'SessionCancelled': {
      const { reason } = event.payload
      return { ...session, status: 'cancelled', cancelled: { at, reason } }
    }
    case 'SessionOpened':
      return { ...session, status: 'open', phase: 'opening', phaseSince: at }
    case 'SessionClosed':
      return { ...session, status: 'closed', requests: [], floor: null, pause: null }
    case 'PhaseChanged':
      return { ...session, phase: event.payload.phase, phaseSince: at }
    case 'BreakAnnounced': {
      const { until, note } = event.payload
      return { ...session, pause: { since: at, until, note } }
    }
    case 'BreakEnded':
      return { ...session, pause: null }
    case 'AttendanceNoted': {
      const { accountId, mode, by } = event.payload
      const others = without(session.attendance, accountId)
      const attendance = mode === null ? others : { ...others, [accountId]: { mode, by, at } }
      return { ...session, attendance }
    }
    case 'FloorRequested':
    case 'FloorRequestWithdrawn':
    case 'FloorRequestPlaced':
    case 'FloorGiven':
    case 'FloorReleased':
    case 'SpeechLimitSet':
      return evolveFloor(session, event, cause)
    default:
      return { ...session, agenda: evolveAgenda(session.agenda, event, cause) }
  }
}

function evolveGroup(
  group: DraftingGroup,
  event: EventNamed<'GroupChanged' | 'GroupReported' | 'GroupDissolved'>,
  { at }: Cause,
): DraftingGroup {
  switch (event.type) {
    case 'GroupChanged':
      return { ...group, memberIds: event.payload.memberIds }
    case 'GroupReported':
      return { ...group, status: { is: 'reported', at, report: event.payload.report } }
    case 'GroupDissolved':
      return { ...group, status: { is: 'dissolved', at } }
  }
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([other]) => other !== key))
}
