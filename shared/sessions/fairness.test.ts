import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NO_SESSIONS, openSession, phaseRules, speakersOrder, textRegime, PHASES } from './index.ts'

const request = fc.record({
  id: fc.uuid(),
  accountId: fc.uuid(),
  delegationId: fc.constantFrom('a', 'b', 'c'),
  kind: fc.constantFrom('speech' as const, 'point-of-order' as const),
  requestedAt: fc.integer({ min: 0, max: 9 }).map((n) => `2026-03-02T09:00:0${n}.000Z`),
  place: fc.integer({ min: -3, max: 3 }),
})

it('SE8 points of order come first, then the delegation that has spoken least', () => {
  const spoken = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.nat(600_000))
  fc.assert(
    fc.property(fc.array(request), spoken, (requests, times) => {
      const order = speakersOrder({ requests, spoken: times })
      expect(new Set(order)).toEqual(new Set(requests))
      expect(order.length).toBe(requests.length)
      const kinds = order.map(({ kind }) => kind)
      expect(kinds.lastIndexOf('point-of-order')).toBeLessThan(
        kinds.includes('speech') ? kinds.indexOf('speech') : kinds.length,
      )
      const speeches = order.filter(({ kind }) => kind === 'speech')
      const places = speeches.map(({ place }) => place)
      expect(places).toEqual([...places].sort((a, b) => a - b))
      const [first] = speeches.filter(({ place }) => place === 0)
      const waiting = speeches.filter(({ place }) => place === 0)
      const least = Math.min(...waiting.map(({ delegationId }) => times[delegationId] ?? 0))
      if (first !== undefined) expect(times[first.delegationId] ?? 0).toBe(least)
    }),
  )
  const said = (id: string, delegationId: string) => ({
    id,
    accountId: id,
    delegationId,
    kind: 'speech' as const,
    requestedAt: `2026-03-02T09:00:0${id}.000Z`,
    place: 0,
  })
  const requests = [said('1', 'a'), said('2', 'a'), said('3', 'b')]
  expect(speakersOrder({ requests, spoken: {} }).map(({ id }) => id)).toEqual(['1', '3', '2'])
})

it('SE9 the table of phases is what the rules of texts go by', () => {
  const base = { id: 's', number: 1, title: { en: '', zh: '' }, startsAt: '', endsAt: '' }
  for (const phase of PHASES) {
    const session = { ...base, status: 'open' as const, phase, phaseSince: null, floor: null }
    const beside = {
      speechLimit: null,
      pause: null,
      attendance: {},
      cancelled: null,
      movedAt: null,
    }
    const whole = { ...session, ...beside, agenda: [], requests: [], spoken: {} }
    const sessions = { ...NO_SESSIONS, list: [whole] }
    expect(openSession(sessions)?.phase).toBe(phase)
    expect(textRegime(sessions)).toBe(phaseRules[phase].texts)
  }
  expect(textRegime(NO_SESSIONS)).toBe(phaseRules['between-sessions'].texts)
})
