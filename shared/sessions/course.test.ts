import { describe, expect, it } from 'vitest'
import { PEOPLE, id, smallWorld } from '../../test/support/world.ts'
import { pauseAt, speakersOrder } from './index.ts'

const words = { en: 'Words', zh: '文字' }
const times = { startsAt: '2026-03-02T09:00:00.000Z', endsAt: '2026-03-02T17:00:00.000Z' }

function opened() {
  const world = smallWorld()
  const sessionId = world.do('chairOne', 'sessions/plan', { title: words, ...times })[
    'id'
  ] as string
  world.do('chairOne', 'sessions/open', { sessionId })
  const session = () => world.state.room.sessions.list.find((each) => each.id === sessionId)!
  const request = (person: 'headA' | 'headB' | 'delegateA' | 'adviserA', kind = 'speech') =>
    world.do(person, 'sessions/request-floor', { sessionId, kind })['id'] as string
  const ask = (type: string, more: object) =>
    world.as('chairOne', `sessions/${type}`, { sessionId, ...more })
  const inMinutes = (minutes: number) => new Date(world.now + minutes * 60_000).toISOString()
  return { world, sessionId, session, request, ask, inMinutes }
}

describe('breaks and the floor', () => {
  it('SE13 a break ends the speech, bars the floor and is over at its instant or at the chair’s word', () => {
    const { world, session, request, ask, inMinutes } = opened()
    const [first, second] = [request('headA'), request('headB')]
    ask('give-floor', { requestId: first })
    const until = inMinutes(15)
    expect(ask('announce-break', { until: '2026-03-02T08:00:00.000Z' })).toMatchObject({
      code: 'sessions/instant-past',
    })
    ask('announce-break', { until, note: words })
    expect(session()).toMatchObject({ floor: null, pause: { until, note: words } })
    expect(session().spoken[world.a]).toBeGreaterThan(0)
    expect(ask('give-floor', { requestId: second })).toMatchObject({ code: 'sessions/on-break' })
    expect(ask('call-speaker', { accountId: PEOPLE.headB })).toMatchObject({
      code: 'sessions/on-break',
    })
    expect(pauseAt(session(), until)).toBeNull()
    world.now = Date.parse(until)
    expect(ask('give-floor', { requestId: second })).toMatchObject({ ok: true })
    ask('announce-break', { until: inMinutes(15) })
    ask('end-break', {})
    expect(session().pause).toBeNull()
  })

  it('SE14 one action puts a request first or last, calls a speaker, or sets how long a speech may take', () => {
    const { world, session, request, ask } = opened()
    const [a, b, c] = [request('headA'), request('headB'), request('delegateA')]
    const order = () => speakersOrder(session()).map((each) => each.id)
    expect(order()).toEqual([a, b, c])
    ask('reorder-request', { requestId: c, to: 'first' })
    expect(order()).toEqual([c, a, b])
    ask('reorder-request', { requestId: b, to: 'first' })
    ask('reorder-request', { requestId: c, to: 'last' })
    expect(order()).toEqual([b, a, c])
    const point = request('adviserA', 'point-of-order')
    expect(order()[0]).toBe(point)
    expect(ask('reorder-request', { requestId: point, to: 'last' })).toMatchObject({
      code: 'sessions/point-of-order-first',
    })
    ask('call-speaker', { accountId: PEOPLE.headA })
    expect(session().floor).toMatchObject({ accountId: PEOPLE.headA })
    expect(order()).toEqual([point, b, c])
    ask('call-speaker', { accountId: PEOPLE.delegateB })
    expect(session().floor).toMatchObject({ delegationId: world.b })
    expect(ask('call-speaker', { accountId: PEOPLE.chairTwo })).toMatchObject({
      code: 'sessions/no-delegation',
    })
    ask('set-speech-limit', { seconds: 180 })
    expect(session().speechLimit).toBe(180)
    ask('set-speech-limit', { seconds: null })
    expect(session().speechLimit).toBeNull()
  })

  it('SE21 people confirm how they attend; the bureau marks it for others, observers excepted', () => {
    const { world, sessionId, session, ask } = opened()
    world.do('headA', 'sessions/confirm-attendance', { sessionId, mode: 'online' })
    world.do('rapporteur', 'sessions/mark-attendance', {
      sessionId,
      accountId: PEOPLE.headB,
      mode: 'in-room',
    })
    expect(session().attendance).toMatchObject({
      [PEOPLE.headA]: { mode: 'online', by: 'self' },
      [PEOPLE.headB]: { mode: 'in-room', by: 'bureau' },
    })
    const marking = { sessionId, accountId: PEOPLE.headB, mode: null }
    expect(world.as('headA', 'sessions/mark-attendance', marking)).toMatchObject({
      code: 'identity/not-allowed',
    })
    expect(ask('mark-attendance', { accountId: PEOPLE.observer, mode: 'in-room' })).toMatchObject({
      code: 'dialogues/unknown-member',
    })
    ask('mark-attendance', { accountId: PEOPLE.headB, mode: null })
    expect(Object.keys(session().attendance)).toEqual([PEOPLE.headA])
  })

  it('SE22 the chair chooses what the shared screen shows', () => {
    const { world } = opened()
    const show = (person: 'chairTwo' | 'headA', view: string, clauseId: string | null = null) =>
      world.as(person, 'sessions/show-on-screen', { view, clauseId })
    expect(show('chairTwo', 'agenda')).toMatchObject({ ok: true })
    expect(world.state.room.sessions.screen).toEqual({ view: 'agenda', clauseId: null })
    show('chairTwo', 'clause', world.clauses[1])
    expect(world.state.room.sessions.screen?.clauseId).toBe(world.clauses[1])
    expect(show('chairTwo', 'clause', id(9999))).toMatchObject({ code: 'proposals/unknown-clause' })
    expect(show('headA', 'agenda')).toMatchObject({ code: 'identity/not-allowed' })
  })
})
