import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smallWorld } from '../../test/support/world.ts'
import { timedAgenda } from './index.ts'

const words = (text: string) => ({ en: text, zh: `${text}（中）` })
const DAYS = { startsAt: '2026-03-02T09:00:00.000Z', endsAt: '2026-03-03T17:00:00.000Z' }

function planned() {
  const world = smallWorld()
  const sessionId = world.do('chairOne', 'sessions/plan', { title: words('Round'), ...DAYS })[
    'id'
  ] as string
  const add = (text: string, more: object = {}) =>
    world.do('chairOne', 'sessions/add-agenda-item', {
      sessionId,
      title: words(text),
      minutes: 30,
      ...more,
    })['id'] as string
  const session = () => world.state.room.sessions.list.find(({ id }) => id === sessionId)!
  const titles = () => session().agenda.map(({ title }) => title.en)
  const ask = (type: string, more: object) =>
    world.as('chairTwo', `sessions/${type}`, { sessionId, ...more })
  return { world, sessionId, add, session, titles, ask }
}

describe('the agenda', () => {
  it('SE10 is changed, reordered and shortened until a point is taken up', () => {
    const { world, sessionId, add, session, titles, ask } = planned()
    const [one, two, three] = [add('one'), add('two'), add('three')]
    ask('move-agenda-item', { itemId: three, afterId: null })
    expect(titles()).toEqual(['three', 'one', 'two'])
    ask('change-agenda-item', { itemId: one, title: words('first'), minutes: 45 })
    expect(session().agenda[1]).toMatchObject({ title: words('first'), minutes: 45 })
    world.do('chairOne', 'sessions/open', { sessionId })
    ask('start-agenda-item', { itemId: three })
    for (const [type, more] of [
      ['move-agenda-item', { itemId: one, afterId: null }],
      ['move-agenda-item', { itemId: three, afterId: two }],
      ['change-agenda-item', { itemId: three, title: words('x'), minutes: 1 }],
      ['remove-agenda-item', { itemId: three }],
    ] as const) {
      expect(ask(type, more)).toMatchObject({ ok: false, code: 'sessions/item-started' })
    }
    ask('return-agenda-item', { itemId: three })
    expect(session().agenda[0]).toMatchObject({ status: 'pending', startedAt: null })
    expect(ask('remove-agenda-item', { itemId: two })).toMatchObject({ ok: true })
    expect(titles()).toEqual(['three', 'first'])
    world.do('chairOne', 'sessions/close', { sessionId })
    expect(ask('remove-agenda-item', { itemId: one })).toMatchObject({
      code: 'sessions/session-closed',
    })
  })

  it('SE10 no sequence of moves loses or doubles a point, or puts one before what was taken up', () => {
    const move = fc.tuple(fc.nat(4), fc.integer({ min: -1, max: 4 }), fc.boolean())
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        const { world, sessionId, add, session, ask } = planned()
        const ids = ['a', 'b', 'c', 'd', 'e'].map((text) => add(text))
        world.do('chairOne', 'sessions/open', { sessionId })
        for (const [which, after, start] of moves) {
          if (start) ask('start-agenda-item', { itemId: ids[which] })
          const before = session().agenda
          const done = ask('move-agenda-item', { itemId: ids[which], afterId: ids[after] ?? null })
          const now = session().agenda
          expect(now.map(({ id }) => id).sort()).toEqual([...ids].sort())
          if (!done.ok) expect(now).toEqual(before)
          const fixed = (list: typeof now) =>
            list.flatMap(({ id, status }) => (status === 'pending' ? [] : [id]))
          expect(fixed(now)).toEqual(fixed(before))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('SE11 a point for the bureau is in the moderators’ stream alone until it is released', () => {
    const { world, add, session, ask } = planned()
    add('seen')
    const from = world.events.length
    const kept = add('unseen', { visibility: 'bureau' })
    ask('change-agenda-item', { itemId: kept, title: words('still unseen'), minutes: 10 })
    const since = world.events.slice(from)
    expect(since.map(({ audience }) => audience)).toEqual(['moderators', 'moderators'])
    expect(JSON.stringify(world.state.room)).not.toContain('unseen')
    expect(ask('start-agenda-item', { itemId: kept })).toMatchObject({ code: 'sessions/item-kept' })
    ask('release-agenda-item', { itemId: kept })
    expect(session().agenda.map(({ id }) => id)).toContain(kept)
    expect(world.state.moderators.kept).toEqual([])
    const told = world.events.filter(({ audience }) => audience === 'room').at(-1)
    expect(told).toMatchObject({
      type: 'AgendaItemAdded',
      payload: { title: { en: 'still unseen' } },
    })
    expect(Object.keys(told!.payload as object).sort()).toEqual(
      ['id', 'minutes', 'proposalIds', 'questionIds', 'sessionId', 'startsAt', 'title'].sort(),
    )
  })

  it('SE12 points follow one another, or begin at their own instant, also on the next day', () => {
    const { world, sessionId, add, session, ask } = planned()
    const first = add('one')
    add('two')
    add('next day', { startsAt: '2026-03-03T09:00:00.000Z' })
    add('after it')
    const plan = timedAgenda(session(), DAYS.startsAt).map(({ plannedAt }) => plannedAt)
    expect(plan).toEqual([
      '2026-03-02T09:00:00.000Z',
      '2026-03-02T09:30:00.000Z',
      '2026-03-03T09:00:00.000Z',
      '2026-03-03T09:30:00.000Z',
    ])
    const outside = { title: words('x'), minutes: 5, startsAt: DAYS.endsAt }
    expect(ask('add-agenda-item', outside)).toMatchObject({ code: 'sessions/outside-session' })
    world.do('chairOne', 'sessions/open', { sessionId })
    ask('start-agenda-item', { itemId: first })
    const started = session().agenda[0]!.startedAt!
    const later = (minutes: number) =>
      new Date(Date.parse(started) + minutes * 60_000).toISOString()
    expect(timedAgenda(session(), later(30))[0]!.over).toBe(0)
    expect(timedAgenda(session(), later(42))[0]!.over).toBe(12 * 60_000)
  })

  it('SE23 title and times change until the session is opened', () => {
    const { world, sessionId, session, ask } = planned()
    const again = { title: words('Moved'), ...DAYS, endsAt: '2026-03-02T18:00:00.000Z' }
    expect(ask('replan', again)).toMatchObject({ ok: true })
    expect(session()).toMatchObject(again)
    expect(ask('replan', { ...again, endsAt: again.startsAt })).toMatchObject({
      code: 'sessions/ends-before-start',
    })
    world.do('chairOne', 'sessions/open', { sessionId })
    expect(ask('replan', again)).toMatchObject({ code: 'sessions/not-planned' })
  })
})
