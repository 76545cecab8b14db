import { describe, expect, it } from 'vitest'
import { caucusOf } from '#shared/app'
import { smallWorld } from '../../test/support/world.ts'

const inAnHour = '2026-03-02T10:00:00.000Z'

describe('a delegation alone', () => {
  it('SE15 is in caucus without anybody learning of it, until its head says so', () => {
    const world = smallWorld()
    const before = JSON.stringify([world.state.room, world.state.moderators])
    const own = () => caucusOf(world.state, world.a).caucus
    expect(world.as('delegateA', 'sessions/call-caucus', {})).toMatchObject({
      code: 'identity/not-allowed',
    })
    world.do('headA', 'sessions/call-caucus', { until: inAnHour })
    expect(own().current).toMatchObject({ until: inAnHour })
    expect(world.events.at(-1)!.audience).toBe(`delegation:${world.a}`)
    expect(JSON.stringify([world.state.room, world.state.moderators])).toBe(before)
    expect(world.as('headA', 'sessions/call-caucus', {})).toMatchObject({
      code: 'sessions/in-caucus',
    })
    world.do('headA', 'sessions/announce-caucus', {})
    expect(world.state.room.sessions.inCaucus).toMatchObject({ [world.a]: { until: inAnHour } })
    world.do('headA', 'sessions/end-caucus', {})
    expect(own().current).toBeNull()
    expect(world.state.room.sessions.inCaucus).toEqual({})
    world.do('headA', 'sessions/call-caucus', {})
    const heard = world.events.filter(({ audience }) => audience === 'room').length
    world.do('headA', 'sessions/end-caucus', {})
    expect(world.events.filter(({ audience }) => audience === 'room')).toHaveLength(heard)
    expect(world.as('headB', 'sessions/end-caucus', {})).toMatchObject({
      code: 'sessions/not-in-caucus',
    })
    expect(
      world.as('headB', 'sessions/call-caucus', { until: '2026-03-02T08:00:00.000Z' }),
    ).toMatchObject({ code: 'sessions/instant-past' })
  })

  it('SE18 asks a poll of its own: question and totals in its stream alone, totals from three marks up', () => {
    const world = smallWorld()
    const words = (text: string) => ({ en: text, zh: '' })
    const asked = { question: words('Can we live with it?'), options: [words('yes'), words('no')] }
    const before = JSON.stringify([world.state.room, world.state.moderators])
    const pollId = world.do('headA', 'agreement/open-caucus-poll', asked)['id']
    const second = world.do('headA', 'agreement/open-caucus-poll', asked)['id']
    expect(world.as('chairOne', 'agreement/close-caucus-poll', { pollId })).toMatchObject({
      code: 'identity/not-allowed',
    })
    expect(world.as('headB', 'agreement/close-caucus-poll', { pollId })).toMatchObject({
      code: 'agreement/unknown-poll',
    })
    expect(world.as('chairOne', 'agreement/close-straw-poll', { pollId })).toMatchObject({
      code: 'agreement/unknown-poll',
    })
    world.marks = [2, 1]
    world.do('headA', 'agreement/close-caucus-poll', { pollId })
    world.marks = [2]
    world.do('headA', 'agreement/close-caucus-poll', { pollId: second })
    const { polls } = caucusOf(world.state, world.a).agreement
    expect(polls.map(({ status }) => status)).toEqual([
      { state: 'closed', totals: [2, 1] },
      { state: 'closed', totals: null },
    ])
    expect(JSON.stringify([world.state.room, world.state.moderators])).toBe(before)
    expect(caucusOf(world.state, world.b).agreement.polls).toEqual([])
    const audiences = world.events.slice(-4).map(({ audience }) => audience)
    expect(new Set(audiences)).toEqual(new Set([`delegation:${world.a}`]))
  })
})
