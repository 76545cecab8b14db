import { dueInstants, readAgreementEvent } from '#shared/agreement'
import type { RecordedEvent } from '#shared/record'
import { readSessionEvent } from '#shared/sessions'
import { remindersOf } from './notices.ts'
import { evolve, NO_STATE, type RoomState, type State } from './state.ts'

/** Something with a stated instant. */
export interface Due {
  readonly id: string
  readonly is: 'ballot' | 'silence' | 'confirm' | 'revoke' | 'session'
  readonly at: string
  /** When it ends, where it lasts. */
  readonly until: string | null
  /** The number of the ballot or the session. */
  readonly number: number
  /** The clause that a ballot or a correction is about. */
  readonly clauseId: string | null
  /** Whether it was called off. */
  readonly cancelled: boolean
}

/** Something due, and where a session stands: still ahead, past its beginning without being opened, or open. */
export interface Deadline extends Due {
  readonly standing: 'ahead' | 'late' | 'open'
}

/** What is due in a room from an instant on, earliest first; a session that is open stays until it is closed. */
export function deadlinesOf(room: RoomState, now: string): readonly Deadline[] {
  return datedIn(room).flatMap((due): readonly Deadline[] => {
    const status = room.sessions.list.find(({ id }) => id === due.id)?.status
    if (status === 'open') return [{ ...due, standing: 'open' }]
    const over = status === 'closed' || status === 'cancelled' || (due.until ?? due.at) <= now
    return over ? [] : [{ ...due, standing: due.at > now ? 'ahead' : 'late' }]
  })
}

/** Everything in a room that has an instant, past sessions too, earliest first. */
function datedIn({ agreement, sessions }: RoomState): readonly Due[] {
  const due: Due[] = []
  for (const ballot of agreement.ballots) {
    const { id, number, kind, status, closesAt, adReferendumUntil, clauseId } = ballot
    const common = { number, until: null, clauseId, cancelled: false }
    if (status.state === 'open') {
      const is = kind === 'silence' ? 'silence' : 'ballot'
      if (closesAt !== null) due.push({ ...common, id: `${id}-closes`, is, at: closesAt })
    } else if (status.awaiting.length > 0 && !status.lapsed && adReferendumUntil !== null) {
      due.push({ ...common, id: `${id}-confirm`, is: 'confirm', at: adReferendumUntil })
    }
  }
  for (const { id, act, status } of agreement.acts) {
    if (act.type !== 'correction' || status !== 'revocable') continue
    const { revocableUntil: at, clauseId } = act
    due.push({ id, is: 'revoke', at, number: 0, until: null, clauseId, cancelled: false })
  }
  for (const { id, number, status, startsAt: at, endsAt: until } of sessions.list) {
    const cancelled = status === 'cancelled'
    due.push({ id, is: 'session', at, until, number, clauseId: null, cancelled })
  }
  return due.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** An entry of a calendar: what is dated, how often its dates have changed, and when last (BT10). */
export interface DatedEntry extends Due {
  readonly sequence: number
  readonly changedAt: string
}

/** What a room's history has dated, with how often each date was changed. Only streams that are given count. */
export function calendarOf(history: readonly RecordedEvent[]): readonly DatedEntry[] {
  const known = new Map<string, DatedEntry>()
  let state = NO_STATE
  for (const event of history) {
    state = evolve(state, event)
    if (event.audience !== 'room' || !mayMoveDates(event)) continue
    for (const due of datedIn(state.room)) {
      const before = known.get(due.id)
      if (before !== undefined && isSameDate(before, due)) continue
      const sequence = before === undefined ? 0 : before.sequence + 1
      known.set(due.id, { ...due, sequence, changedAt: event.at })
    }
  }
  return datedIn(state.room).flatMap(({ id }) => known.get(id) ?? [])
}

function isSameDate(before: Due, due: Due): boolean {
  const { at, until, cancelled } = before
  return at === due.at && until === due.until && cancelled === due.cancelled
}

function mayMoveDates({ type, payload }: RecordedEvent): boolean {
  return (
    readAgreementEvent(type, payload) !== undefined || readSessionEvent(type, payload) !== undefined
  )
}

/**
 * The next instant at which something comes due or somebody is to be reminded; `undefined` when nothing waits.
 * Reminders up to now count as given, deadlines up to now as still to be carried out.
 */
export function nextInstant(state: State, now: string): string | undefined {
  if (state.room.dialogue.closed !== null) return undefined
  const reminders = remindersOf(state).map(({ at }) => at)
  return [...dueInstants(state.room.agreement), ...reminders.filter((at) => at > now)].sort()[0]
}
