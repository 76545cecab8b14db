import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { smallWorld, type Person } from '../../test/support/world.ts'
import { STANCES, distance, historyOf, isStale, latestOf, movement, score } from './index.ts'

type Small = ReturnType<typeof smallWorld>

function state(world: Small, person: Person, stance: string, extra: object = {}) {
  const subject = { type: 'question', id: world.question }
  return world.as(person, 'positions/state', { subject, stance, ...extra })
}

describe('positions', () => {
  it('PO1 the head states; a statement is never changed, only followed', () => {
    const world = smallWorld()
    expect(state(world, 'delegateA', 'support')).toMatchObject({ code: 'identity/not-allowed' })
    state(world, 'headA', 'support')
    state(world, 'headA', 'reserve')
    const { stated } = world.state.caucuses[world.a]!.positions
    const subject = { type: 'question' as const, id: world.question }
    expect(historyOf(stated, world.a, subject).map(({ stance }) => stance)).toEqual([
      'support',
      'reserve',
    ])
    expect(latestOf(stated, world.a, subject)?.stance).toBe('reserve')
  })

  it('PO2 a statement is private until it is tabled, and only the latest can be', () => {
    const world = smallWorld()
    const first = state(world, 'headA', 'support')
    const second = state(world, 'headA', 'accept')
    if (!first.ok || !second.ok) throw new Error('stated')
    expect([...first.events, ...second.events].map(({ audience }) => audience)).toEqual([
      `delegation:${world.a}`,
      `delegation:${world.a}`,
    ])
    expect(world.state.room.positions.tabled).toEqual([])
    const table = (person: Person, positionId: unknown) =>
      world.as(person, 'positions/table', { positionId })
    expect(table('headA', first.result['id'])).toMatchObject({ code: 'positions/superseded' })
    expect(table('headB', second.result['id'])).toMatchObject({
      code: 'positions/unknown-position',
    })
    expect(table('headA', second.result['id'])).toMatchObject({ ok: true })
    expect(table('headA', second.result['id'])).toMatchObject({ ok: true, events: [] })
    expect(world.state.room.positions.tabled).toMatchObject([{ stance: 'accept' }])
  })

  it('PO3 to oppose needs a reason', () => {
    const world = smallWorld()
    expect(state(world, 'headA', 'oppose')).toMatchObject({ code: 'positions/reason-required' })
    const rationale = { en: '', zh: '理由' }
    expect(state(world, 'headA', 'oppose', { rationale })).toMatchObject({ ok: true })
  })

  it('PO4 a position on a clause names the words, and is stale as soon as they change', () => {
    const world = smallWorld()
    const clauseId = world.clauses[0]!
    const subject = { type: 'clause', id: clauseId, hash: world.clauseWords(clauseId).hash }
    const stated = state(world, 'headA', 'support', { subject })
    if (!stated.ok) throw new Error(stated.code)
    const mine = world.state.caucuses[world.a]!.positions.stated[0]!
    expect(isStale(mine, world.clauseWords(clauseId).hash)).toBe(false)
    world.edit(clauseId, { en: 'Other.', zh: '' })
    expect(isStale(mine, world.clauseWords(clauseId).hash)).toBe(true)
    const positionId = stated.result['id']
    for (const late of [
      world.as('headA', 'positions/table', { positionId }),
      state(world, 'headB', 'support', { subject }),
    ]) {
      expect(late).toMatchObject({ code: 'positions/words-changed' })
    }
  })

  it('PO5 the distance is known when all have stated, and never more than four steps', () => {
    expect(STANCES.map(score)).toEqual([5, 4, 3, 2, 1, null])
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STANCES), { minLength: 2 }), (stances) => {
        const apart = distance(stances)
        expect(apart === null).toBe(stances.includes('not-stated'))
        if (apart === null) return
        expect(apart).toBeGreaterThanOrEqual(0)
        expect(apart).toBeLessThanOrEqual(4)
        expect(apart === 0).toBe(new Set(stances).size === 1)
      }),
    )
    expect(movement(3, 1)).toBe('closing')
    expect(movement(1, 3)).toBe('widening')
    expect(movement(2, 2)).toBe('steady')
    expect(movement(null, 2)).toBe('unknown')
  })
})
