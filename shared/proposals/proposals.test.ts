import { describe, expect, it } from 'vitest'
import { PEOPLE, sha256, smallWorld, type Person } from '../../test/support/world.ts'
import {
  canonicalClause,
  clauseHash,
  clauseNumbers,
  clausePlaces,
  findClause,
  textRights,
} from './index.ts'

type Small = ReturnType<typeof smallWorld>

const proposalOf = (world: Small) => world.state.room.proposals.list[0]!
const order = (world: Small) => proposalOf(world).clauses.map(({ id }) => id)

function inPhase(world: Small, phase: string): void {
  const times = { startsAt: '2026-03-02T09:00:00.000Z', endsAt: '2026-03-02T17:00:00.000Z' }
  const title = { en: 'Round', zh: '会' }
  const sessionId = world.do('chairOne', 'sessions/plan', { title, ...times })['id']
  world.do('chairOne', 'sessions/open', { sessionId })
  world.do('chairOne', 'sessions/change-phase', { sessionId, phase })
}

function ballotOn(world: Small, clauseId: string): void {
  const { hash } = world.clauseWords(clauseId)
  const despiteConcordance = true
  world.do('chairOne', 'agreement/open-ballot', { clauseId, hash, despiteConcordance })
}

describe('proposals', () => {
  it('PR1 the order, kind and level of clauses belong to the record', () => {
    const world = smallWorld()
    const [one, two, three] = world.clauses as [string, string, string]
    world.do('delegateA', 'proposals/move-clause', { clauseId: three, afterId: null })
    expect(order(world)).toEqual([three, one, two])
    world.do('delegateB', 'proposals/change-clause', {
      clauseId: one,
      kind: 'heading',
      level: 1,
    })
    expect(findClause(world.state.room.proposals, one)?.clause.kind).toBe('heading')
    expect(JSON.stringify(world.events)).not.toContain('Clause 1.')
  })

  it('PR2 operative clauses and definitions are numbered by place, deeper levels with points', () => {
    const world = smallWorld()
    const [one, two, three] = world.clauses as [string, string, string]
    const numbers = () => [one, two, three].map((id) => clauseNumbers(proposalOf(world)).get(id))
    const change = (clauseId: string, kind: string, level: number) =>
      world.do('chairOne', 'proposals/change-clause', { clauseId, kind, level })
    expect(numbers()).toEqual(['1', '2', '3'])
    change(two, 'definition', 2)
    expect(numbers()).toEqual(['1', '1.1', '2'])
    change(one, 'preambular', 1)
    expect(numbers()).toEqual([undefined, '1', '2'])
    world.do('chairOne', 'proposals/withdraw-clause', { clauseId: two })
    expect(numbers()).toEqual([undefined, undefined, '1'])
  })

  it('PR9 a clause without a number is named by the how-many-eth of its kind it is, a withdrawn one by its kind', () => {
    const world = smallWorld()
    const [one, two, three] = world.clauses as [string, string, string]
    for (const clauseId of [one, three]) {
      world.do('chairOne', 'proposals/change-clause', { clauseId, kind: 'preambular', level: 1 })
    }
    const places = () => [one, two, three].map((id) => clausePlaces(proposalOf(world)).get(id))
    expect(places()).toEqual([
      { kind: 'preambular', number: null, ordinal: 1 },
      { kind: 'operative', number: '1', ordinal: null },
      { kind: 'preambular', number: null, ordinal: 2 },
    ])
    world.do('chairOne', 'proposals/withdraw-clause', { clauseId: one })
    expect(places()).toMatchObject([
      { number: null, ordinal: null },
      { number: '1' },
      { ordinal: 1 },
    ])
  })

  it('PR3 a withdrawn clause keeps its place and words; a locked one is neither moved, withdrawn nor changed', () => {
    const world = smallWorld()
    const [one, two] = world.clauses as [string, string]
    const words = world.clauseWords(one)
    world.do('headA', 'proposals/withdraw-clause', { clauseId: one })
    world.do('headA', 'proposals/restore-clause', { clauseId: one })
    expect(order(world)).toEqual(world.clauses)
    expect(world.clauseWords(one)).toEqual(words)
    ballotOn(world, two)
    const locked = { code: 'proposals/clause-locked' }
    expect(world.as('headA', 'proposals/withdraw-clause', { clauseId: two })).toMatchObject(locked)
    const move = { clauseId: two, afterId: null }
    expect(world.as('headA', 'proposals/move-clause', move)).toMatchObject(locked)
    expect(order(world)).toEqual(world.clauses)
    expect(
      world.as('headA', 'proposals/change-clause', { clauseId: two, kind: 'heading', level: 1 }),
    ).toMatchObject(locked)
  })

  it('PR4 structure changes between sessions and in drafting only', () => {
    for (const phase of ['opening', 'positions', 'drafting', 'review', 'closing']) {
      const world = smallWorld()
      inPhase(world, phase)
      const [clauseId] = world.clauses as [string]
      const expected = phase === 'drafting' ? { ok: true } : { code: 'proposals/phase-forbids' }
      const runs = { en: [], zh: [] }
      const clauses = [{ kind: 'operative', level: 1, runs }]
      const tries: [string, object][] = [
        ['proposals/add-clauses', { proposalId: world.proposal, afterId: null, clauses }],
        ['proposals/move-clause', { clauseId, afterId: null }],
        ['proposals/withdraw-clause', { clauseId }],
        ['proposals/restore-clause', { clauseId }],
      ]
      for (const [type, payload] of tries) {
        expect(world.as('headA', type, payload)).toMatchObject(expected)
      }
    }
  })

  it('PR5 the hash names kind and words in NFC, and nothing of emphasis', () => {
    const composed = { en: 'caf\u00e9\nnext', zh: '数据' }
    const decomposed = { en: 'cafe\u0301\nnext', zh: '数据' }
    expect(canonicalClause('operative', composed)).toBe(
      '{"kind":"operative","text":{"en":"café\\nnext","zh":"数据"}}',
    )
    expect(clauseHash('operative', decomposed, sha256)).toBe(
      clauseHash('operative', composed, sha256),
    )
    expect(clauseHash('definition', composed, sha256)).not.toBe(
      clauseHash('operative', composed, sha256),
    )
  })

  it('PR6 who reads and writes which text', () => {
    const world = smallWorld()
    const rights = (person: Person, audience = 'room') =>
      textRights(world.state.room, PEOPLE[person], { id: world.clauses[0]!, audience })
    const drafters: Person[] = ['chairOne', 'rapporteur', 'headA', 'delegateB']
    for (const person of drafters) expect(rights(person).write).toBe('yes')
    for (const person of ['adviserA', 'convener'] as const) {
      expect(rights(person)).toMatchObject({ read: true, write: 'no' })
    }
    expect(rights('observer').read).toBe(false)
    const own = `delegation:${world.a}`
    expect(rights('adviserA', own).write).toBe('yes')
    for (const person of ['headB', 'chairOne', 'rapporteur', 'convener'] as const) {
      expect(rights(person, own).read).toBe(false)
    }
    for (const person of ['chairTwo', 'rapporteur'] as const) {
      expect(rights(person, 'moderators').write).toBe('yes')
    }
    expect(rights('headA', 'moderators').read).toBe(false)
    ballotOn(world, world.clauses[0]!)
    for (const person of drafters) expect(rights(person)).toMatchObject({ code: 'text/locked' })
    inPhase(world, 'review')
    const other = { id: world.clauses[1]!, audience: 'room' }
    expect(textRights(world.state.room, PEOPLE.headA, other).write).toBe('deletions-only')
  })

  it('PR7 concordance names each language’s hash and needs both languages', () => {
    const world = smallWorld()
    const [clauseId] = world.clauses as [string]
    const hashes = world.clauseWords(clauseId).languageHashes
    const confirm = (named: object) =>
      world.as('delegateA', 'proposals/confirm-concordance', { clauseId, hashes: named })
    expect(confirm({ ...hashes, en: 'f'.repeat(64) })).toMatchObject({
      code: 'proposals/words-changed',
    })
    expect(confirm(hashes)).toMatchObject({ ok: true })
    world.edit(clauseId, { en: 'Alone.', zh: '' })
    expect(confirm(hashes)).toMatchObject({ code: 'proposals/words-changed' })
    expect(confirm(world.clauseWords(clauseId).languageHashes)).toMatchObject({
      code: 'proposals/language-missing',
    })
  })

  it('PR8 a revision is numbered and names every clause’s hash at one moment', () => {
    const world = smallWorld()
    const [one, two, three] = world.clauses as [string, string, string]
    const issue = () =>
      world.do('rapporteur', 'proposals/issue-revision', {
        proposalId: world.proposal,
        note: { en: '', zh: '' },
      })
    world.do('headA', 'proposals/withdraw-clause', { clauseId: two })
    const before = world.clauseWords(one).hash
    expect(issue()).toMatchObject({ number: 1 })
    world.edit(one, { en: 'Later.', zh: '后。' })
    expect(issue()).toMatchObject({ number: 2 })
    const [first, second] = proposalOf(world).revisions
    expect(first!.clauses).toEqual([
      { clauseId: one, hash: before },
      { clauseId: three, hash: world.clauseWords(three).hash },
    ])
    expect(second!.clauses[0]).toEqual({ clauseId: one, hash: world.clauseWords(one).hash })
  })
})
