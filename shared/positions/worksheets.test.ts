import { describe, expect, it } from 'vitest'
import { id, smallWorld } from '../../test/support/world.ts'
import { breadthOverTime, clauseWordsOf, payoffsOf, responseEdges, rowStanding } from './index.ts'

const words = (en: string) => ({ en, zh: '' })

function seeded() {
  const world = smallWorld()
  world.do('chairOne', 'positions/seed-categories', {})
  const rows = () => world.state.room.worksheets.categories
  const classify = (person: 'headA' | 'headB', row: number, dataClass: string, extra = {}) =>
    world.as(person, 'positions/classify-category', {
      categoryId: rows()[row]!.id,
      dataClass,
      ...extra,
    })
  return { world, rows, classify }
}

describe('worksheets', () => {
  it('PO10 rows have legal sources and are seeded once; a conditional class states its threshold', () => {
    const { world, rows, classify } = seeded()
    expect(rows().length).toBeGreaterThan(8)
    expect(rows().every(({ sources }) => sources.length > 0)).toBe(true)
    expect(world.as('chairOne', 'positions/seed-categories', {})).toMatchObject({ events: [] })
    const bare = { name: words('New'), sources: [] }
    expect(world.as('chairOne', 'positions/add-category', bare).ok).toBe(false)
    expect(classify('headA', 0, 'conditional')).toMatchObject({
      code: 'positions/threshold-required',
    })
    expect(classify('headA', 0, 'conditional', { threshold: words('over 1000') }).ok).toBe(true)
  })

  it('PO11 a row is common core, one-sided, alike, apart or incomplete', () => {
    const { world, rows, classify } = seeded()
    const standing = () => rowStanding(rows()[0]!, [world.a, world.b])
    expect(standing()).toBe('incomplete')
    classify('headA', 0, 'national-security-sensitive')
    expect(standing()).toBe('incomplete')
    classify('headB', 0, 'free-to-flow')
    expect(standing()).toBe('one-sided')
    classify('headB', 0, 'national-security-sensitive')
    expect(standing()).toBe('common-core')
    for (const person of ['headA', 'headB'] as const) classify(person, 0, 'free-to-flow')
    expect(standing()).toBe('alike')
    classify('headA', 0, 'conditional', { threshold: words('bulk') })
    expect(standing()).toBe('apart')
  })

  it('PO12 the breadth of a delegation’s list is known over time', () => {
    const { world, rows, classify } = seeded()
    classify('headA', 0, 'national-security-sensitive')
    classify('headA', 1, 'national-security-sensitive')
    classify('headA', 0, 'free-to-flow')
    classify('headB', 2, 'national-security-sensitive')
    expect(breadthOverTime(rows(), world.a).map(({ breadth }) => breadth)).toEqual([1, 2, 1])
  })

  it('PO13 a row becomes a clause with the joint definition', () => {
    const { world, rows } = seeded()
    const categoryId = rows()[0]!.id
    world.do('chairOne', 'positions/define-category', {
      categoryId,
      definition: { en: 'within 500 metres', zh: '500米以内' },
    })
    expect(clauseWordsOf(rows()[0]!)).toEqual({
      en: 'Precise geolocation data: within 500 metres',
      zh: '精确地理位置数据：500米以内',
    })
    const turn = (proposalId: string) =>
      world.as('chairOne', 'positions/turn-category-into-clause', { categoryId, proposalId })
    expect(turn(id(98))).toMatchObject({ code: 'proposals/unknown-proposal' })
    const made = turn(world.proposal)
    expect(made).toMatchObject({ ok: true })
    const clause = world.state.room.proposals.list[0]!.clauses.at(-1)!
    expect(made).toMatchObject({ result: { id: clause.id } })
    expect(clause.kind).toBe('definition')
    expect(world.clauseWords(clause.id).words).toEqual(clauseWordsOf(rows()[0]!))
    expect(rows()[0]!.clauseId).toBe(clause.id)
    expect(turn(world.proposal)).toMatchObject({ code: 'positions/clause-made-already' })
  })

  it('PO13 a row that may not become a clause in this phase leaves neither a clause nor a link', () => {
    const { world, rows } = seeded()
    const names = { en: 'Session', zh: '会议' }
    const times = { startsAt: '2026-03-03T09:00:00.000Z', endsAt: '2026-03-03T12:00:00.000Z' }
    const sessionId = world.do('chairOne', 'sessions/plan', { title: names, ...times })['id']
    world.do('chairOne', 'sessions/open', { sessionId })
    const before = world.state.room.proposals
    const asked = { categoryId: rows()[0]!.id, proposalId: world.proposal }
    for (const phase of ['opening', 'positions', 'review', 'closing']) {
      world.do('chairOne', 'sessions/change-phase', { sessionId, phase })
      expect(world.as('chairOne', 'positions/turn-category-into-clause', asked)).toEqual({
        ok: false,
        code: 'proposals/phase-forbids',
      })
    }
    expect(world.state.room.proposals).toBe(before)
    expect(rows()[0]!.clauseId).toBeNull()
  })

  it('PO14 scenarios compare what each side estimates, along the chain of responses', () => {
    const world = smallWorld()
    const add = (name: string, answers: unknown[]) =>
      world.do('chairOne', 'positions/add-measure', {
        name: words(name),
        protects: words(''),
        scope: words(''),
        answers,
      })['id'] as string
    const control = add('Tool control', [])
    const response = add('Mineral restriction', [control])
    const estimate = (person: 'headA' | 'headB', measureId: string, a: number, b: number) =>
      world.do(person, 'positions/estimate-measure', {
        measureId,
        costs: words('suppliers'),
        response: words(''),
        payoffs: { [world.a]: a, [world.b]: b },
        sources: [],
      })
    estimate('headA', control, 5, -4)
    estimate('headA', response, -6, -1)
    estimate('headB', control, 2, -8)
    const measureIds = [control, response]
    world.do('chairOne', 'positions/add-scenario', { name: words('Spiral'), measureIds })
    const { measures, scenarios } = world.state.room.worksheets
    expect(responseEdges(measures)).toEqual([{ from: control, to: response }])
    expect(payoffsOf(scenarios[0]!, measures, [world.a, world.b])).toEqual([
      { estimatedBy: world.a, payoffs: { [world.a]: -1, [world.b]: -5 } },
      { estimatedBy: world.b, payoffs: { [world.a]: null, [world.b]: null } },
    ])
    expect(
      world.as('chairOne', 'positions/add-scenario', { name: words('x'), measureIds: [id(98)] }),
    ).toMatchObject({ code: 'positions/unknown-measure' })
  })
})
