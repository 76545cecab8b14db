import type { RoomState } from '#shared/app'

/** Something with a stated instant that is still to come. */
export interface Due {
  readonly id: string
  readonly is: 'ballot' | 'silence' | 'confirm' | 'revoke' | 'session'
  readonly at: string
  /** When it ends, where it lasts. */
  readonly until: string | null
  /** The number of the ballot or the session. */
  readonly number: number
}

/** What is due in a room from an instant on, earliest first. */
export function deadlinesOf(room: RoomState, now: string): readonly Due[] {
  const { agreement, sessions } = room
  const due: Due[] = []
  const add = (entry: Omit<Due, 'until'> & { until?: string }) => {
    if ((entry.until ?? entry.at) > now) due.push({ until: null, ...entry })
  }
  for (const { id, number, kind, status, closesAt, adReferendumUntil } of agreement.ballots) {
    if (status.state === 'open') {
      const is = kind === 'silence' ? 'silence' : 'ballot'
      if (closesAt !== null) add({ id: `${id}-closes`, is, at: closesAt, number })
    } else if (status.awaiting.length > 0 && !status.lapsed && adReferendumUntil !== null) {
      add({ id: `${id}-confirm`, is: 'confirm', at: adReferendumUntil, number })
    }
  }
  for (const { id, act, status } of agreement.acts) {
    if (act.type === 'correction' && status === 'revocable') {
      add({ id, is: 'revoke', at: act.revocableUntil, number: 0 })
    }
  }
  for (const { id, number, status, startsAt, endsAt } of sessions.list) {
    if (status !== 'closed') add({ id, is: 'session', at: startsAt, until: endsAt, number })
  }
  return due.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
