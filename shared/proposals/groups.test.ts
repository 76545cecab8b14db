import { describe, expect, it } from 'vitest'
import { PEOPLE, id, smallWorld, type Person } from '../../test/support/world.ts'
import { textRights } from './index.ts'

const title = { en: 'Definitions', zh: '定义' }
const members = [PEOPLE.delegateA, PEOPLE.adviserA, PEOPLE.headB]

function world() {
  const all = smallWorld()
  const [first, second] = all.clauses as [string, string]
  const convene = (more: object = {}) =>
    all.as('chairOne', 'sessions/convene-group', {
      title,
      proposalId: all.proposal,
      clauseIds: [first],
      memberIds: members,
      ...more,
    })
  const write = (person: Person, clauseId = first) =>
    textRights(all.state.room, PEOPLE[person], { id: clauseId, audience: 'room' }).write
  return Object.assign(all, { first, second, convene, write })
}

describe('drafting groups', () => {
  it('SE16 have members of two delegations, and no two work on the same clause', () => {
    const all = world()
    for (const [more, code] of [
      [{ memberIds: [PEOPLE.headA, PEOPLE.delegateA] }, 'sessions/group-one-sided'],
      [{ memberIds: [PEOPLE.headA, PEOPLE.chairOne] }, 'sessions/group-members'],
      [{ memberIds: [PEOPLE.headA, PEOPLE.headA, PEOPLE.headB] }, 'sessions/group-members'],
      [{ proposalId: id(9999) }, 'proposals/unknown-proposal'],
      [{ clauseIds: [id(9999)] }, 'proposals/unknown-clause'],
      [{ until: '2026-01-01T00:00:00.000Z' }, 'sessions/instant-past'],
    ] as const) {
      expect(all.convene(more)).toMatchObject({ ok: false, code })
    }
    const convened = all.convene()
    expect(convened).toMatchObject({ ok: true })
    expect(all.convene()).toMatchObject({ code: 'sessions/group-overlaps' })
    expect(all.convene({ clauseIds: [] })).toMatchObject({ code: 'sessions/group-overlaps' })
    expect(all.convene({ clauseIds: [all.second] })).toMatchObject({ ok: true })
    const [group] = all.state.room.sessions.groups
    const report = { groupId: group!.id, report: { en: 'One bracket is left.', zh: '' } }
    expect(all.as('headA', 'sessions/report-group', report)).toMatchObject({
      code: 'sessions/not-in-group',
    })
    all.do('adviserA', 'sessions/report-group', report)
    expect(all.state.room.sessions.groups[0]!.status).toMatchObject({ is: 'reported' })
    expect(all.as('adviserA', 'sessions/report-group', report)).toMatchObject({
      code: 'sessions/group-over',
    })
    expect(all.convene()).toMatchObject({ ok: true })
    const again = all.state.room.sessions.groups.at(-1)!.id
    const changed = { groupId: again, memberIds: [PEOPLE.headA, PEOPLE.headB] }
    expect(all.as('chairTwo', 'sessions/change-group', changed)).toMatchObject({ ok: true })
    all.do('chairTwo', 'sessions/dissolve-group', { groupId: again })
    expect(all.as('chairTwo', 'sessions/change-group', changed)).toMatchObject({
      code: 'sessions/group-over',
    })
    expect(all.as('chairTwo', 'sessions/dissolve-group', { groupId: id(9) })).toMatchObject({
      code: 'sessions/unknown-group',
    })
  })

  it('SE17 their members and the bureau alone write what they work on, as the phase allows groups', () => {
    const all = world()
    const everyone = ['headA', 'delegateA', 'adviserA', 'headB', 'rapporteur', 'convener'] as const
    const rights = (clauseId?: string) => everyone.map((person) => all.write(person, clauseId))
    expect(rights()).toEqual(['yes', 'yes', 'no', 'yes', 'yes', 'no'])
    all.convene()
    expect(rights()).toEqual(['no', 'yes', 'yes', 'yes', 'yes', 'no'])
    expect(rights(all.second)).toEqual(['yes', 'yes', 'no', 'yes', 'yes', 'no'])
    const told = textRights(all.state.room, PEOPLE.headA, { id: all.first, audience: 'room' })
    expect(told).toMatchObject({ code: 'text/drafting-group' })
    const move = { clauseId: all.first, afterId: all.second }
    expect(all.as('headA', 'proposals/move-clause', move)).toMatchObject({
      code: 'proposals/drafting-group',
    })
    expect(all.as('delegateA', 'proposals/move-clause', move)).toMatchObject({ ok: true })
    const times = { startsAt: '2026-03-02T09:00:00.000Z', endsAt: '2026-03-02T17:00:00.000Z' }
    const sessionId = all.do('chairOne', 'sessions/plan', { title, ...times })['id']
    all.do('chairOne', 'sessions/open', { sessionId })
    const expected = {
      opening: 'no',
      positions: 'yes',
      drafting: 'yes',
      review: 'deletions-only',
      closing: 'no',
    }
    for (const [phase, write] of Object.entries(expected)) {
      all.do('chairOne', 'sessions/change-phase', { sessionId, phase })
      expect([phase, all.write('adviserA')]).toEqual([phase, write])
      expect(all.write('headA')).toBe('no')
    }
    all.do('chairOne', 'sessions/change-phase', { sessionId, phase: 'drafting' })
    const [group] = all.state.room.sessions.groups
    all.do('chairOne', 'sessions/dissolve-group', { groupId: group!.id })
    expect(rights()).toEqual(['yes', 'yes', 'no', 'yes', 'yes', 'no'])
  })

  it('SE17 a group on a whole text changes its structure, and nobody else does', () => {
    const all = world()
    all.convene({ clauseIds: [] })
    const add = (person: Person) =>
      all.as(person, 'proposals/add-clauses', {
        proposalId: all.proposal,
        afterId: null,
        clauses: [{ kind: 'operative', level: 1, runs: { en: [], zh: [] } }],
      })
    expect(add('headA')).toMatchObject({ code: 'proposals/drafting-group' })
    expect(add('headB')).toMatchObject({ ok: true })
    expect(add('rapporteur')).toMatchObject({ ok: true })
  })

  it('SE20 a rapporteur’s report is the bureau’s, in every phase', () => {
    const all = world()
    const opening = { title, kind: 'rapporteurs-report', topicId: null }
    const proposalId = all.do('rapporteur', 'proposals/open', opening)['id'] as string
    const times = { startsAt: '2026-03-02T09:00:00.000Z', endsAt: '2026-03-02T17:00:00.000Z' }
    const sessionId = all.do('chairOne', 'sessions/plan', { title, ...times })['id']
    all.do('chairOne', 'sessions/open', { sessionId })
    all.do('chairOne', 'sessions/change-phase', { sessionId, phase: 'closing' })
    const clause = { kind: 'operative', level: 1, runs: { en: [{ text: 'Held.' }], zh: [] } }
    const adding = { proposalId, afterId: null, clauses: [clause] }
    expect(all.as('headA', 'proposals/add-clauses', adding)).toMatchObject({
      code: 'proposals/of-the-bureau',
    })
    const [clauseId] = all.do('rapporteur', 'proposals/add-clauses', adding)['ids'] as string[]
    expect(all.write('rapporteur', clauseId)).toBe('yes')
    expect(all.write('headA', clauseId)).toBe('no')
  })
})
