import type { RoomState } from '#shared/app'
import { openSession } from '#shared/sessions'

/** What waits for the chair, counted from the room's state. */
export interface Waiting {
  readonly requests: number
  readonly ballots: number
  /** The open ballot that ends first, if one has an instant. */
  readonly soonest: { readonly number: number; readonly closesAt: string } | undefined
  /** Agreements ad referendum that are not confirmed yet. */
  readonly adReferendum: number
  readonly groups: number
}

/** Counts what waits for the chair. */
export function waitingFor(room: RoomState): Waiting {
  const open = room.agreement.ballots.filter(({ status }) => status.state === 'open')
  const timed = open.flatMap(({ number, closesAt }) =>
    closesAt === null ? [] : [{ number, closesAt }],
  )
  const pending = room.agreement.ballots.filter(
    ({ status }) => status.state === 'closed' && !status.lapsed && status.awaiting.length > 0,
  )
  return {
    requests: openSession(room.sessions)?.requests.length ?? 0,
    ballots: open.length,
    soonest: timed.sort((a, b) => (a.closesAt < b.closesAt ? -1 : 1))[0],
    adReferendum: pending.length,
    groups: room.sessions.groups.filter(({ status }) => status.is === 'working').length,
  }
}
