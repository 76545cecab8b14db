import { describe, expect, it } from 'vitest'
import { PEOPLE, smallWorld } from '../../test/support/world.ts'
import { PHASES, openSession, textRegime, type TextRegime } from './index.ts'

const title = { en: 'Round', zh: '会' }
const times = { startsAt: '2026-03-02T09:00:00.000Z', endsAt: '2026-03-02T17:00:00.000Z' }

function planned(world = smallWorld()) {
  const sessionId = world.do('chairOne', 'sessions/plan', { title, ...times })['id'] as string
  const present = () => world.state.room.sessions.list.find(({ id }) => id === sessionId)!
  return { world, sessionId, present }
}

function opened() {
  const all = planned()
  all.world.do('chairOne', 'sessions/open', { sessionId: all.sessionId })
  return all
}

describe('sessions', () => {
  it('SE1 are numbered in the order in which they are planned, and end after they start', () => {
    const { world } = planned()
    expect(world.do('chairTwo', 'sessions/plan', { title, ...times })).toMatchObject({ number: 2 })
    expect(
      world.as('chairOne', 'sessions/plan', {
        title,
        startsAt: times.endsAt,
        endsAt: times.endsAt,
      }),
    ).toMatchObject({ code: 'sessions/ends-before-start' })
  })

  it('SE2 one is open at most; each opens once and closes once', () => {
    const { world, sessionId } = opened()
    const second = planned(world).sessionId
    expect(world.as('chairOne', 'sessions/open', { sessionId: second })).toMatchObject({
      code: 'sessions/another-open',
    })
    world.do('chairOne', 'sessions/close', { sessionId })
    expect(world.as('chairOne', 'sessions/open', { sessionId })).toMatchObject({
      code: 'sessions/not-planned',
    })
    expect(world.as('chairOne', 'sessions/close', { sessionId })).toMatchObject({
      code: 'sessions/not-open',
    })
    world.do('chairOne', 'sessions/open', { sessionId: second })
    expect(openSession(world.state.room.sessions)?.id).toBe(second)
  })

  it('SE24 is called off until it is opened, with its reason, for good, and keeps its agenda', () => {
    const { world, sessionId, present } = planned()
    const item = { sessionId, title, minutes: 30, visibility: 'room' }
    world.do('chairOne', 'sessions/add-agenda-item', item)
    const { agenda } = present()
    const reason = { en: 'The visas are late.', zh: '签证延误。' }
    const cancel = (person: 'chairTwo' | 'headA', of = sessionId) =>
      world.as(person, 'sessions/cancel', { sessionId: of, reason })
    expect(cancel('headA')).toMatchObject({ code: 'identity/not-allowed' })
    expect(cancel('chairTwo')).toMatchObject({ ok: true })
    expect(present()).toMatchObject({ status: 'cancelled', cancelled: { reason }, agenda })
    expect(openSession(world.state.room.sessions)).toBeUndefined()
    const after = { ...item, itemId: agenda[0]?.id }
    expect([
      cancel('chairTwo'),
      world.as('chairOne', 'sessions/open', { sessionId }),
      world.as('chairOne', 'sessions/replan', { sessionId, title, ...times }),
      world.as('chairOne', 'sessions/add-agenda-item', item),
      world.as('chairOne', 'sessions/remove-agenda-item', { sessionId, itemId: after.itemId }),
      world.as('headA', 'sessions/confirm-attendance', { sessionId, mode: 'online' }),
      world.as('rapporteur', 'sessions/mark-attendance', {
        sessionId,
        accountId: PEOPLE.headA,
        mode: 'online',
      }),
    ]).toMatchObject([
      { code: 'sessions/not-planned' },
      { code: 'sessions/not-planned' },
      { code: 'sessions/not-planned' },
      { code: 'sessions/session-cancelled' },
      { code: 'sessions/session-cancelled' },
      { code: 'sessions/not-open' },
      { code: 'sessions/not-open' },
    ])
    expect(present().agenda).toEqual(agenda)
    const open = opened()
    expect(
      open.world.as('chairOne', 'sessions/cancel', { sessionId: open.sessionId, reason }),
    ).toMatchObject({ code: 'sessions/not-planned' })
    expect(planned(world).world.state.room.sessions.list.at(-1)?.number).toBe(2)
  })

  it('SE3 an open session is in one phase, changed in either direction by a moderator', () => {
    const { world, sessionId, present } = opened()
    expect(present().phase).toBe('opening')
    for (const phase of [...PHASES, ...[...PHASES].reverse()]) {
      world.do('chairTwo', 'sessions/change-phase', { sessionId, phase })
      expect(present().phase).toBe(phase)
    }
    expect(
      world.as('headA', 'sessions/change-phase', { sessionId, phase: 'closing' }),
    ).toMatchObject({ code: 'identity/not-allowed' })
  })

  it('SE4 the phase says how common texts are written', () => {
    const { world, sessionId } = planned()
    expect(textRegime(world.state.room.sessions)).toBe('free')
    world.do('chairOne', 'sessions/open', { sessionId })
    const expected: Record<(typeof PHASES)[number], TextRegime> = {
      opening: 'read-only',
      positions: 'read-only',
      drafting: 'free',
      review: 'deletions-only',
      closing: 'read-only',
    }
    for (const phase of PHASES) {
      world.do('chairOne', 'sessions/change-phase', { sessionId, phase })
      expect(textRegime(world.state.room.sessions)).toBe(expected[phase])
    }
    world.do('chairOne', 'sessions/close', { sessionId })
    expect(textRegime(world.state.room.sessions)).toBe('free')
  })

  it('SE5 starting an agenda item finishes the one before', () => {
    const { world, sessionId, present } = opened()
    const items = [1, 2].map(
      () =>
        world.do('chairOne', 'sessions/add-agenda-item', { sessionId, title, minutes: 30 })['id'],
    )
    for (const itemId of items)
      world.do('chairOne', 'sessions/start-agenda-item', { sessionId, itemId })
    expect(present().agenda.map(({ status }) => status)).toEqual(['done', 'current'])
    world.do('chairOne', 'sessions/finish-agenda-item', { sessionId, itemId: items[1] })
    expect(present().agenda.map(({ status }) => status)).toEqual(['done', 'done'])
  })

  it('SE6 each asks for the floor once for a speech and once for a point of order, and may withdraw', () => {
    const { world, sessionId, present } = opened()
    const ask = (kind: string) =>
      world.as('delegateA', 'sessions/request-floor', { sessionId, kind })
    const speech = world.do('delegateA', 'sessions/request-floor', { sessionId, kind: 'speech' })
    expect(ask('speech')).toMatchObject({ code: 'sessions/already-waiting' })
    expect(ask('point-of-order')).toMatchObject({ ok: true })
    expect(
      world.as('chairOne', 'sessions/request-floor', { sessionId, kind: 'speech' }),
    ).toMatchObject({
      code: 'identity/not-allowed',
    })
    const withdraw = { sessionId, requestId: speech['id'] }
    expect(world.as('headB', 'sessions/withdraw-request', withdraw)).toMatchObject({
      code: 'sessions/unknown-request',
    })
    world.do('delegateA', 'sessions/withdraw-request', withdraw)
    expect(present().requests.map(({ kind }) => kind)).toEqual(['point-of-order'])
    const requestId = present().requests[0]!.id
    expect(world.as('headB', 'sessions/give-floor', { sessionId, requestId })).toMatchObject({
      code: 'identity/not-allowed',
    })
    world.do('chairOne', 'sessions/give-floor', { sessionId, requestId })
    expect(present()).toMatchObject({ requests: [], floor: { accountId: PEOPLE.delegateA } })
  })

  it('SE7 a speech is timed by the server and added to the delegation when the floor passes on', () => {
    const { world, sessionId, present } = opened()
    const ask = (person: 'headA' | 'headB') =>
      world.do(person, 'sessions/request-floor', { sessionId, kind: 'speech' })['id']
    const [first, second] = [ask('headA'), ask('headB')]
    world.do('chairOne', 'sessions/give-floor', { sessionId, requestId: first })
    world.now += 59_000
    world.do('chairOne', 'sessions/give-floor', { sessionId, requestId: second })
    expect(present().spoken).toEqual({ [world.a]: 60_000 })
    expect(world.as('headA', 'sessions/release-floor', { sessionId })).toMatchObject({
      code: 'sessions/not-your-floor',
    })
    world.now += 4_000
    world.do('headB', 'sessions/release-floor', { sessionId })
    expect(present()).toMatchObject({ floor: null, spoken: { [world.b]: 5_000 } })
  })
})
