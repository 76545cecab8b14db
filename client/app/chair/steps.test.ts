import { NO_STATE, type RoomState } from '#shared/app'
import { NO_SESSIONS, type Session, type Sessions } from '#shared/sessions'
import { describe, expect, it } from 'vitest'
import { chairSteps } from './steps.ts'

const session: Session = {
  id: 's',
  number: 1,
  title: { en: 'x', zh: 'x' },
  startsAt: '2026-11-24T08:00:00.000Z',
  endsAt: '2026-11-24T12:00:00.000Z',
  status: 'open',
  phase: 'drafting',
  phaseSince: null,
  agenda: [],
  requests: [],
  floor: null,
  spoken: {},
  speechLimit: null,
  pause: null,
  attendance: {},
  cancelled: null,
  movedAt: null,
}
const item = (id: string, status: 'pending' | 'current' | 'done') => ({
  id,
  title: { en: id, zh: id },
  minutes: 10,
  questionIds: [],
  proposalIds: [],
  status,
  startsAt: null,
  startedAt: null,
  finishedAt: null,
})
const asks = (id: string, delegationId: string, kind: 'speech' | 'point-of-order' = 'speech') => ({
  id,
  accountId: id,
  delegationId,
  kind,
  requestedAt: `2026-11-24T09:00:0${id.length}.000Z`,
  place: 0,
})

function ids(given: Partial<Session> | 'none', clauseReady?: boolean): string[] {
  const sessions: Sessions = {
    ...NO_SESSIONS,
    list: given === 'none' ? [] : [{ ...session, ...given }],
  }
  const room: RoomState = { ...NO_STATE.room, sessions }
  const clause = clauseReady === undefined ? undefined : { id: 'c', isReady: clauseReady }
  return chairSteps(room, 'me', clause, false).map(({ id }) => id)
}

describe('what the chair can do next', () => {
  it('begins with planning, then opening a session', () => {
    expect(ids('none')).toEqual(['plan-session'])
    expect(ids({ status: 'planned' })[0]).toBe('open-session')
  })

  it('takes up the agenda, then moves on through the phases, then closes', () => {
    expect(ids({ agenda: [item('one', 'pending')] })[0]).toBe('start-item')
    expect(ids({ agenda: [item('one', 'current')] })[0]).toBe('next-phase')
    expect(ids({ phase: 'closing', agenda: [item('one', 'current')] })).toEqual([
      'finish-item',
      'close-session',
      'add-item',
      'announce-break',
    ])
    expect(ids({ phase: 'closing', agenda: [item('one', 'done')] })[0]).toBe('close-session')
  })

  it('SE8 gives the floor in the proposed order, and while somebody speaks only to points of order first', () => {
    const requests = [asks('a', 'd1'), asks('bb', 'd2')]
    const spoken = { d1: 60_000 }
    const room = {
      ...NO_STATE.room,
      sessions: { ...NO_SESSIONS, list: [{ ...session, requests, spoken }] },
    }
    expect(chairSteps(room, 'me', undefined, false)[0]).toMatchObject({ requestId: 'bb' })
    const floor = { accountId: 'c', delegationId: 'd1', since: '2026-11-24T09:00:00.000Z' }
    expect(ids({ requests, floor })[0]).toBe('next-phase')
    expect(ids({ requests: [asks('a', 'd1', 'point-of-order')], floor })[0]).toBe('give-floor')
  })

  it('SE13 ends a break before anything else, and gives the floor to nobody during it', () => {
    const requests = [asks('a', 'd1')]
    const sessions = { ...NO_SESSIONS, list: [{ ...session, requests }] }
    const steps = chairSteps({ ...NO_STATE.room, sessions }, 'me', undefined, true)
    expect(steps[0]?.id).toBe('end-break')
    expect(steps.map(({ id }) => id)).not.toContain('give-floor')
    expect(steps.map(({ id }) => id)).not.toContain('announce-break')
  })

  it('AG1 offers the ballot on the clause under discussion only where a ballot can be opened', () => {
    expect(ids({}, true)[0]).toBe('open-ballot')
    expect(ids({}, false)).not.toContain('open-ballot')
    expect(ids({ phase: 'positions' }, true)).not.toContain('open-ballot')
  })

  it('has one key for each step', () => {
    const sessions = {
      ...NO_SESSIONS,
      list: [
        {
          ...session,
          agenda: [item('one', 'current'), item('two', 'pending')],
          requests: [asks('a', 'd1')],
          floor: { accountId: 'c', delegationId: 'd1', since: '2026-11-24T09:00:00.000Z' },
        },
      ],
    }
    const room = { ...NO_STATE.room, sessions }
    const clause = { id: 'c', isReady: true }
    const keys = chairSteps(room, 'me', clause, false).map(({ key }) => key)
    expect(keys).toHaveLength(9)
    expect(new Set(keys).size).toBe(keys.length)
  })
})
