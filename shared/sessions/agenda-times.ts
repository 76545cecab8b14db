import { later, millis } from '#shared/kernel'
import type { AgendaItem, Session } from './model.ts'

/** A point of the agenda with the time it is planned for and what became of it. */
export interface TimedItem {
  readonly item: AgendaItem
  /** When it is meant to begin, from the plan alone. */
  readonly plannedAt: string
  /** Milliseconds by which it is over its time, as far as is known; 0 when it is not. */
  readonly over: number
}

/**
 * The agenda with its planned times (SE12): a point begins at the instant it names, else when the one
 * before it is planned to end; the first begins with the session. A point that runs, or ran, longer than
 * its minutes is over by the rest.
 */
export function timedAgenda(session: Session, now: string): TimedItem[] {
  let next = session.startsAt
  return session.agenda.map((item) => {
    const plannedAt = item.startsAt ?? next
    next = later(plannedAt, item.minutes * MINUTE)
    return { item, plannedAt, over: overtime(item, now) }
  })
}

const MINUTE = 60_000

function overtime({ status, startedAt, finishedAt, minutes }: AgendaItem, now: string): number {
  if (status === 'pending' || startedAt === null) return 0
  return Math.max(0, millis(finishedAt ?? now) - millis(startedAt) - minutes * MINUTE)
}
