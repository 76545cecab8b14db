import { accept, idSchema, refuse, type Context, type Decision } from '#shared/kernel'
import type { Step } from '#shared/record'
import * as z from 'zod'
import { itemShape, sessionDraft } from './events.ts'
import type { AgendaItem, KeptItem, Session } from './model.ts'

const inSession = { sessionId: idSchema }
const ofItem = { ...inSession, itemId: idSchema }
const wanted = {
  ...itemShape,
  questionIds: itemShape.questionIds.default([]),
  proposalIds: itemShape.proposalIds.default([]),
}

/** The commands about the agenda, by operation. */
export const AGENDA_COMMANDS = {
  'sessions/add-agenda-item': z.strictObject({
    ...inSession,
    ...wanted,
    /** A point for the bureau is seen by the co-chairs alone until one of them releases it. */
    visibility: z.enum(['room', 'bureau']).default('room'),
  }),
  'sessions/change-agenda-item': z.strictObject({ ...ofItem, ...wanted }),
  'sessions/move-agenda-item': z.strictObject({ ...ofItem, afterId: idSchema.nullable() }),
  'sessions/remove-agenda-item': z.strictObject(ofItem),
  'sessions/release-agenda-item': z.strictObject(ofItem),
  'sessions/start-agenda-item': z.strictObject(ofItem),
  'sessions/finish-agenda-item': z.strictObject(ofItem),
  'sessions/return-agenda-item': z.strictObject(ofItem),
}

type Commands = typeof AGENDA_COMMANDS

/** A command about the agenda with its payload. */
export type AgendaCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** Decides a command about the agenda of a session (SE5, SE10, SE11). */
export function decideAgenda(
  session: Session,
  kept: readonly KeptItem[],
  command: AgendaCommand,
  context: Context,
): Decision<Step> {
  if (session.status === 'closed') return refuse('sessions/session-closed')
  if (session.status === 'cancelled') return refuse('sessions/session-cancelled')
  if (command.type === 'sessions/add-agenda-item') {
    const { visibility, ...item } = command.payload
    if (!fits(session, item.startsAt)) return refuse('sessions/outside-session')
    const payload = { id: context.newId(), ...item }
    const event =
      visibility === 'room'
        ? sessionDraft('room', 'AgendaItemAdded', payload)
        : sessionDraft('moderators', 'AgendaItemKept', payload)
    return accept({ events: [event], result: { id: payload.id } })
  }
  const { itemId } = command.payload
  const held = kept.find(({ id, sessionId }) => id === itemId && sessionId === session.id)
  if (held !== undefined) return decideKept(session, held, command)
  const item = session.agenda.find(({ id }) => id === itemId)
  if (item === undefined) return refuse('sessions/unknown-item')
  return decideItem(session, item, command)
}

type OfItem = Exclude<AgendaCommand, { type: 'sessions/add-agenda-item' }>

function decideKept(session: Session, item: KeptItem, command: OfItem): Decision<Step> {
  const { sessionId, itemId } = command.payload
  const letGo = sessionDraft('moderators', 'AgendaItemLetGo', { sessionId, itemId })
  switch (command.type) {
    case 'sessions/change-agenda-item': {
      const { itemId: id, ...changed } = command.payload
      if (!fits(session, changed.startsAt)) return refuse('sessions/outside-session')
      return accept({ events: [sessionDraft('moderators', 'AgendaItemKept', { id, ...changed })] })
    }
    case 'sessions/remove-agenda-item':
      return accept({ events: [letGo] })
    case 'sessions/release-agenda-item': {
      const payload = {
        ...item,
        questionIds: [...item.questionIds],
        proposalIds: [...item.proposalIds],
      }
      return accept({ events: [letGo, sessionDraft('room', 'AgendaItemAdded', payload)] })
    }
    default:
      return refuse('sessions/item-kept')
  }
}

function decideItem(session: Session, item: AgendaItem, command: OfItem): Decision<Step> {
  const { sessionId, itemId } = command.payload
  const target = { sessionId, itemId }
  switch (command.type) {
    case 'sessions/change-agenda-item': {
      if (item.status !== 'pending') return refuse('sessions/item-started')
      const { itemId: id, ...changed } = command.payload
      if (!fits(session, changed.startsAt)) return refuse('sessions/outside-session')
      return accept({ events: [sessionDraft('room', 'AgendaItemChanged', { id, ...changed })] })
    }
    case 'sessions/move-agenda-item': {
      const { afterId } = command.payload
      const after = session.agenda.findIndex(({ id }) => id === afterId)
      if (afterId !== null && after === -1) return refuse('sessions/unknown-item')
      if (afterId === itemId) return accept({ events: [] })
      const next = session.agenda.slice(after + 1).filter(({ id }) => id !== itemId)
      const early = next.some(({ status }) => status !== 'pending')
      if (item.status !== 'pending' || early) return refuse('sessions/item-started')
      return accept({ events: [sessionDraft('room', 'AgendaItemMoved', command.payload)] })
    }
    case 'sessions/remove-agenda-item':
      if (item.status !== 'pending') return refuse('sessions/item-started')
      return accept({ events: [sessionDraft('room', 'AgendaItemRemoved', target)] })
    case 'sessions/release-agenda-item':
      return accept({ events: [] })
    case 'sessions/start-agenda-item':
    case 'sessions/finish-agenda-item':
    case 'sessions/return-agenda-item':
      return decideCourse(session, item, command)
  }
}

function decideCourse(
  session: Session,
  item: AgendaItem,
  { type, payload }: OfItem,
): Decision<Step> {
  if (session.status !== 'open') return refuse('sessions/not-open')
  const target = { sessionId: payload.sessionId, itemId: payload.itemId }
  switch (type) {
    case 'sessions/start-agenda-item':
      if (item.status === 'current') return accept({ events: [] })
      return accept({ events: [sessionDraft('room', 'AgendaItemStarted', target)] })
    case 'sessions/return-agenda-item':
      if (item.status !== 'current') return refuse('sessions/item-not-current')
      return accept({ events: [sessionDraft('room', 'AgendaItemReturned', target)] })
    default:
      if (item.status === 'done') return accept({ events: [] })
      return accept({ events: [sessionDraft('room', 'AgendaItemFinished', target)] })
  }
}

function fits({ startsAt, endsAt }: Session, instant: string | null): boolean {
  return instant === null || (startsAt <= instant && instant < endsAt)
}
