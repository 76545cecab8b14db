import { activeMember } from '#shared/dialogues'
import {
  accept,
  bilingualSchema,
  idSchema,
  instantSchema,
  refuse,
  type Context,
  type Decision,
} from '#shared/kernel'
import type { Step } from '#shared/record'
import * as z from 'zod'
import { AGENDA_COMMANDS, decideAgenda, type AgendaCommand } from './agenda.ts'
import { CAUCUS_COMMANDS, decideCaucus, type CaucusCommand, type OwnCaucus } from './caucus.ts'
import { sessionDraft } from './events.ts'
import { FLOOR_COMMANDS, decideFloor, release, type FloorCommand } from './floor.ts'
import { GROUP_COMMANDS, decideGroups, type GroupCommand, type GroupsView } from './groups.ts'
import {
  ATTENDANCE_MODES,
  PHASES,
  SCREEN_VIEWS,
  openSession,
  pauseAt,
  type KeptItem,
  type Session,
  type Sessions,
} from './model.ts'

const inSession = { sessionId: idSchema }
const times = { title: bilingualSchema, startsAt: instantSchema, endsAt: instantSchema }
const note = z.strictObject({ en: z.string().max(2000), zh: z.string().max(2000) })

const COURSE_COMMANDS = {
  'sessions/plan': z.strictObject(times),
  'sessions/replan': z.strictObject({ ...inSession, ...times }),
  'sessions/cancel': z.strictObject({ ...inSession, reason: bilingualSchema }),
  'sessions/open': z.strictObject(inSession),
  'sessions/close': z.strictObject(inSession),
  'sessions/change-phase': z.strictObject({ ...inSession, phase: z.enum(PHASES) }),
  'sessions/announce-break': z.strictObject({
    ...inSession,
    until: instantSchema,
    note: note.default({ en: '', zh: '' }),
  }),
  'sessions/end-break': z.strictObject(inSession),
  'sessions/confirm-attendance': z.strictObject({ ...inSession, mode: z.enum(ATTENDANCE_MODES) }),
  'sessions/mark-attendance': z.strictObject({
    ...inSession,
    accountId: idSchema,
    mode: z.enum(ATTENDANCE_MODES).nullable(),
  }),
  'sessions/show-on-screen': z.strictObject({
    view: z.enum(SCREEN_VIEWS),
    clauseId: idSchema.nullable().default(null),
  }),
}

/** The commands of this room, by operation. */
export const SESSION_COMMANDS = {
  ...COURSE_COMMANDS,
  ...AGENDA_COMMANDS,
  ...FLOOR_COMMANDS,
  ...GROUP_COMMANDS,
  ...CAUCUS_COMMANDS,
}

type Commands = typeof COURSE_COMMANDS
type CourseCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** A command of this room with its payload. */
export type SessionCommand =
  CourseCommand | AgendaCommand | FloorCommand | GroupCommand | CaucusCommand

/** What this room's rules look at. */
export interface SessionsView extends GroupsView {
  /** Points of agendas that the co-chairs keep for themselves. */
  readonly kept: readonly KeptItem[]
  readonly ownCaucus: (delegationId: string) => OwnCaucus
}

/** Decides a command of this room (SE1–SE18). */
export function decideSessions(
  view: SessionsView,
  command: SessionCommand,
  context: Context,
): Decision<Step> {
  if (isOf(CAUCUS_COMMANDS, command)) return decideCaucus(view, command, context)
  if (isOf(GROUP_COMMANDS, command)) return decideGroups(view, command, context)
  if (command.type === 'sessions/plan') return plan(view.sessions, command.payload, context)
  if (command.type === 'sessions/show-on-screen') return show(view, command.payload)
  const session = view.sessions.list.find(({ id }) => id === command.payload.sessionId)
  if (session === undefined) return refuse('sessions/unknown-session')
  if (isOf(AGENDA_COMMANDS, command)) return decideAgenda(session, view.kept, command, context)
  if (isOf(FLOOR_COMMANDS, command)) {
    if (session.status !== 'open') return refuse('sessions/not-open')
    return decideFloor(view.dialogue, session, command, context)
  }
  return decideCourse(view, session, command, context)
}

function isOf<S extends Record<string, z.ZodType>>(
  commands: S,
  command: SessionCommand,
): command is Extract<SessionCommand, { type: keyof S }> {
  return Object.hasOwn(commands, command.type)
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

function show(
  view: SessionsView,
  payload: z.infer<Commands['sessions/show-on-screen']>,
): Decision<Step> {
  const { clauseId } = payload
  const known = view.proposals.list.some(({ clauses }) => clauses.some(({ id }) => id === clauseId))
  if (clauseId !== null && !known) return refuse('proposals/unknown-clause')
  const { screen } = view.sessions
  if (screen?.view === payload.view && screen.clauseId === clauseId) return accept({ events: [] })
  return accept({ events: [sessionDraft('room', 'ScreenShown', payload)] })
}

type OfSession = Exclude<CourseCommand, { type: 'sessions/plan' | 'sessions/show-on-screen' }>

function decideCourse(
  view: SessionsView,
  session: Session,
  command: OfSession,
  context: Context,
): Decision<Step> {
  switch (command.type) {
    case 'sessions/replan':
      if (session.status !== 'planned') return refuse('sessions/not-planned')
      if (command.payload.startsAt >= command.payload.endsAt) {
        return refuse('sessions/ends-before-start')
      }
      if (isAsPlanned(session, command.payload)) return accept({ events: [] })
      return accept({ events: [sessionDraft('room', 'SessionReplanned', command.payload)] })
    case 'sessions/cancel':
      if (session.status !== 'planned') return refuse('sessions/not-planned')
      return accept({ events: [sessionDraft('room', 'SessionCancelled', command.payload)] })
    case 'sessions/open':
      if (session.status !== 'planned') return refuse('sessions/not-planned')
      if (openSession(view.sessions) !== undefined) return refuse('sessions/another-open')
      return accept({ events: [sessionDraft('room', 'SessionOpened', command.payload)] })
    case 'sessions/confirm-attendance':
      if (session.status !== 'open') return refuse('sessions/not-open')
      return attend(session, context.actor, command.payload.mode, 'self')
    case 'sessions/mark-attendance': {
      if (session.status !== 'open' && session.status !== 'closed') {
        return refuse('sessions/not-open')
      }
      const member = activeMember(view.dialogue, command.payload.accountId)
      if (member === undefined || member.role === 'observer') {
        return refuse('dialogues/unknown-member')
      }
      return attend(session, member.accountId, command.payload.mode, 'bureau')
    }
    default:
      if (session.status !== 'open') return refuse('sessions/not-open')
      return decideOpen(session, command, context)
  }
}

function isAsPlanned(session: Session, asked: z.infer<Commands['sessions/replan']>): boolean {
  const { title, startsAt, endsAt } = asked
  return (
    session.startsAt === startsAt &&
    session.endsAt === endsAt &&
    session.title.en === title.en &&
    session.title.zh === title.zh
  )
}

function attend(
  session: Session,
  accountId: string,
  mode: (typeof ATTENDANCE_MODES)[number] | null,
  by: 'self' | 'bureau',
): Decision<Step> {
  if ((session.attendance[accountId]?.mode ?? null) === mode) return accept({ events: [] })
  const payload = { sessionId: session.id, accountId, mode, by }
  return accept({ events: [sessionDraft('room', 'AttendanceNoted', payload)] })
}

type OpenCommand = Extract<
  OfSession,
  {
    type:
      'sessions/close' | 'sessions/change-phase' | 'sessions/announce-break' | 'sessions/end-break'
  }
>

function decideOpen(session: Session, command: OpenCommand, context: Context): Decision<Step> {
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
    case 'sessions/announce-break': {
      if (command.payload.until <= context.now) return refuse('sessions/instant-past')
      const event = sessionDraft('room', 'BreakAnnounced', command.payload)
      return accept({ events: [...release(session, context), event] })
    }
    case 'sessions/end-break':
      if (pauseAt(session, context.now) === null) return accept({ events: [] })
      return accept({ events: [sessionDraft('room', 'BreakEnded', command.payload)] })
  }
}
