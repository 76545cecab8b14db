import type { Cause } from '#shared/record'
import type { SessionEvent } from './events.ts'
import type { AgendaItem, KeptItem, PlannedItem } from './model.ts'

type AgendaEvent = Extract<
  SessionEvent,
  {
    type:
      | 'AgendaItemAdded'
      | 'AgendaItemChanged'
      | 'AgendaItemMoved'
      | 'AgendaItemRemoved'
      | 'AgendaItemStarted'
      | 'AgendaItemFinished'
      | 'AgendaItemReturned'
      | 'AgendaItemKept'
      | 'AgendaItemLetGo'
  }
>

/** The agenda of a session after an event of the room's stream. */
export function evolveAgenda(
  agenda: readonly AgendaItem[],
  event: AgendaEvent,
  { at }: Cause,
): readonly AgendaItem[] {
  switch (event.type) {
    case 'AgendaItemAdded': {
      const fresh = { status: 'pending' as const, startedAt: null, finishedAt: null }
      return [...agenda, { ...plannedItem(event.payload), ...fresh }]
    }
    case 'AgendaItemChanged': {
      const planned = plannedItem(event.payload)
      return agenda.map((item) => (item.id === planned.id ? { ...item, ...planned } : item))
    }
    case 'AgendaItemMoved':
      return moved(agenda, event.payload.itemId, event.payload.afterId)
    case 'AgendaItemRemoved':
      return agenda.filter(({ id }) => id !== event.payload.itemId)
    case 'AgendaItemStarted':
      return agenda.map((item) => {
        if (item.id !== event.payload.itemId)
          return item.status === 'current' ? done(item, at) : item
        // A point that is taken up again goes on from when it was first taken up.
        const startedAt = item.status === 'done' ? (item.startedAt ?? at) : at
        return { ...item, status: 'current', startedAt, finishedAt: null }
      })
    case 'AgendaItemFinished':
      return agenda.map((item) => (item.id === event.payload.itemId ? done(item, at) : item))
    case 'AgendaItemReturned':
      return agenda.map((item) =>
        item.id === event.payload.itemId ? { ...item, status: 'pending', startedAt: null } : item,
      )
    case 'AgendaItemKept':
    case 'AgendaItemLetGo':
      return agenda
  }
}

/** The points that the co-chairs keep for themselves, after an event of their stream. */
export function evolveKept(kept: readonly KeptItem[], event: SessionEvent): readonly KeptItem[] {
  switch (event.type) {
    case 'AgendaItemKept': {
      const known = kept.some(({ id }) => id === event.payload.id)
      if (!known) return [...kept, event.payload]
      return kept.map((item) => (item.id === event.payload.id ? event.payload : item))
    }
    case 'AgendaItemLetGo':
      return kept.filter(({ id }) => id !== event.payload.itemId)
    default:
      return kept
  }
}

function plannedItem(payload: PlannedItem): PlannedItem {
  const { id, title, minutes, questionIds, proposalIds, startsAt } = payload
  return { id, title, minutes, questionIds, proposalIds, startsAt }
}

function done(item: AgendaItem, at: string): AgendaItem {
  return { ...item, status: 'done', finishedAt: at }
}

function moved(
  agenda: readonly AgendaItem[],
  itemId: string,
  afterId: string | null,
): readonly AgendaItem[] {
  const item = agenda.find(({ id }) => id === itemId)
  if (item === undefined) return agenda
  const rest = agenda.filter((other) => other !== item)
  const place = afterId === null ? 0 : rest.findIndex(({ id }) => id === afterId) + 1
  return [...rest.slice(0, place), item, ...rest.slice(place)]
}
