import { instrumentsOf } from '#shared/app'
import { describe, expect, it } from 'vitest'
import { PEOPLE, smallWorld, type Person } from '../../test/support/world.ts'
import { isJoint, openDrafts, standingAmendments, textRights } from './index.ts'

type Small = ReturnType<typeof smallWorld>

const audienceOf = (delegationId: string) => `delegation:${delegationId}` as const

function draft(world: Small, person: Person, words = { en: 'Ours.', zh: '我方。' }): string {
  const clauseId = world.clauses[0]!
  const id = world.do(person, 'proposals/draft-amendment', { clauseId })['id'] as string
  world.edit(id, words)
  return id
}

const table = (world: Small, person: Person, amendmentId: string) =>
  world.as(person, 'proposals/table-amendment', {
    amendmentId,
    hash: world.clauseWords(amendmentId).hash,
  })

const passage = (textId: string) => ({
  textId,
  language: 'en' as const,
  anchor: 'AAAA',
  head: 'AAAB',
  quote: 'Clause',
})

describe('amendments', () => {
  it('AM1 a draft begins with the clause’s words and is known to its own side alone', () => {
    const world = smallWorld()
    const clauseId = world.clauses[0]!
    const done = world.as('adviserA', 'proposals/draft-amendment', { clauseId })
    expect(done).toMatchObject({
      ok: true,
      events: [{ type: 'AmendmentDrafted', audience: audienceOf(world.a) }],
    })
    const id = world.state.caucuses[world.a]!.instruments.drafts[0]!.id
    expect(world.words.get(id)).toEqual(world.words.get(clauseId))
    expect(world.effects.at(-1)).toMatchObject({ textId: id, audience: audienceOf(world.a) })
    expect(JSON.stringify(world.state.room)).not.toContain(id)
    expect(world.state.caucuses[world.b]?.instruments.drafts ?? []).toEqual([])
    expect(world.state.moderators.instruments.drafts).toEqual([])
    for (const person of ['headB', 'chairOne'] as const) {
      expect(table(world, person, id)).toMatchObject({ code: 'proposals/unknown-amendment' })
      expect(world.as(person, 'proposals/withdraw-amendment', { amendmentId: id })).toMatchObject({
        code: 'proposals/unknown-amendment',
      })
    }
  })

  it('AM2 the head tables it by naming its words; they never change again and everyone reads them', () => {
    const world = smallWorld()
    const id = draft(world, 'delegateA')
    expect(table(world, 'delegateA', id)).toMatchObject({ code: 'identity/not-allowed' })
    const named = { amendmentId: id, hash: 'f'.repeat(64) }
    expect(world.as('headA', 'proposals/table-amendment', named)).toMatchObject({
      code: 'proposals/words-changed',
    })
    expect(table(world, 'headA', id)).toMatchObject({
      ok: true,
      events: [{ type: 'AmendmentTabled', audience: 'room' }],
    })
    expect(world.effects.at(-1)).toEqual({ type: 'text/table', textId: id, audience: 'room' })
    expect(world.edit(id, { en: 'Later.', zh: '' })).toBe(false)
    const tabled = standingAmendments(world.state.room.instruments, world.proposal)
    expect(tabled).toMatchObject([{ id, delegationId: world.a, hash: world.clauseWords(id).hash }])
    const own = world.state.caucuses[world.a]!.instruments
    expect(openDrafts(own, world.state.room.instruments)).toEqual([])
    expect(table(world, 'headA', id)).toMatchObject({ code: 'proposals/unknown-amendment' })
  })

  it('AM3 a tabled wording is read by every participant and written by nobody', () => {
    const world = smallWorld()
    const id = draft(world, 'headA')
    table(world, 'headA', id)
    const rights = (person: Person) =>
      textRights(world.state.room, PEOPLE[person], { id, audience: 'room' })
    for (const person of ['headA', 'delegateB', 'chairOne', 'adviserA'] as const) {
      expect(rights(person)).toEqual({ read: true, write: 'no', code: 'text/tabled' })
    }
    expect(rights('observer').read).toBe(false)
  })

  it('AM4 what says the same as the clause is not tabled, nor what words a locked or withdrawn clause anew', () => {
    const world = smallWorld()
    const clauseId = world.clauses[0]!
    const same = draft(world, 'headA', world.words.get(clauseId))
    expect(table(world, 'headA', same)).toMatchObject({ code: 'proposals/nothing-amended' })
    const other = draft(world, 'headA')
    world.do('headA', 'proposals/withdraw-clause', { clauseId })
    expect(table(world, 'headA', other)).toMatchObject({ code: 'proposals/clause-withdrawn' })
    world.do('headA', 'proposals/restore-clause', { clauseId })
    const { hash } = world.clauseWords(clauseId)
    world.do('chairOne', 'agreement/open-ballot', { clauseId, hash, despiteConcordance: true })
    expect(table(world, 'headA', other)).toMatchObject({ code: 'proposals/clause-locked' })
  })

  it('AM5 its own head withdraws a tabled wording, in the record; a draft goes without a trace in the room', () => {
    const world = smallWorld()
    const first = draft(world, 'delegateA')
    const discard = world.as('delegateA', 'proposals/withdraw-amendment', { amendmentId: first })
    expect(discard).toMatchObject({ events: [{ audience: audienceOf(world.a) }] })
    expect(world.locked.has(first)).toBe(true)
    expect(instrumentsOf(world.state, audienceOf(world.a)).drafts).toEqual([])
    const { hash } = world.clauseWords(first)
    expect(
      world.as('headA', 'proposals/table-amendment', { amendmentId: first, hash }),
    ).toMatchObject({ code: 'proposals/unknown-amendment' })
    const second = draft(world, 'delegateA')
    table(world, 'headA', second)
    const withdraw = (person: Person) =>
      world.as(person, 'proposals/withdraw-amendment', { amendmentId: second })
    expect(withdraw('headB')).toMatchObject({ code: 'proposals/not-your-amendment' })
    expect(withdraw('delegateA')).toMatchObject({ code: 'proposals/not-your-voice' })
    expect(withdraw('headA')).toMatchObject({ events: [{ type: 'AmendmentWithdrawn' }] })
    expect(withdraw('headA')).toMatchObject({ ok: true, events: [] })
    expect(standingAmendments(world.state.room.instruments, world.proposal)).toEqual([])
    expect(world.state.room.instruments.amendments).toHaveLength(1)
  })

  it('AM10 a side records to which words it has carried its draft over, for itself, and not to words that are gone', () => {
    const world = smallWorld()
    const clauseId = world.clauses[0]!
    const id = draft(world, 'delegateA')
    const before = world.clauseWords(clauseId).hash
    world.edit(clauseId, { en: 'Clause 1, changed.', zh: '第1条，已修改。' })
    const { hash } = world.clauseWords(clauseId)
    const rebase = (person: Person, to: string) =>
      world.as(person, 'proposals/rebase-amendment', { amendmentId: id, hash: to })
    expect(rebase('delegateA', before)).toMatchObject({ code: 'proposals/clause-moved-on' })
    for (const person of ['headB', 'chairOne'] as const) {
      expect(rebase(person, hash)).toMatchObject({ code: 'proposals/unknown-amendment' })
    }
    expect(rebase('adviserA', hash)).toMatchObject({
      ok: true,
      events: [{ type: 'AmendmentRebased', audience: audienceOf(world.a) }],
    })
    expect(rebase('adviserA', hash)).toMatchObject({ ok: true, events: [] })
    const [own] = world.state.caucuses[world.a]!.instruments.drafts
    expect(own).toMatchObject({ id, baseHash: hash })
    expect(own!.baseAt > own!.at).toBe(true)
    table(world, 'headA', id)
    expect(world.state.room.instruments.amendments).toMatchObject([{ id, baseHash: hash }])
    expect(rebase('headA', hash)).toMatchObject({ code: 'proposals/unknown-amendment' })
  })

  it('AM6 the moderators draft a compromise among themselves and table it as one', () => {
    const world = smallWorld()
    const id = draft(world, 'chairOne')
    expect(world.state.moderators.instruments.drafts).toMatchObject([{ id }])
    expect(JSON.stringify([world.state.room, world.state.caucuses])).not.toContain(id)
    expect(table(world, 'headA', id)).toMatchObject({ code: 'proposals/unknown-amendment' })
    expect(table(world, 'chairTwo', id)).toMatchObject({ ok: true })
    expect(world.state.room.instruments.amendments).toMatchObject([{ id, delegationId: null }])
  })

  it('AM7 a side keeps one note on a proposal and on each clause, for itself', () => {
    const world = smallWorld()
    const open = (person: Person, clauseId: string | null) =>
      world.do(person, 'proposals/open-note', { proposalId: world.proposal, clauseId })['id']
    const own = open('adviserA', world.clauses[0]!)
    expect(open('headA', world.clauses[0]!)).toBe(own)
    expect(open('headA', null)).not.toBe(own)
    expect(open('headB', world.clauses[0]!)).not.toBe(own)
    expect(world.state.caucuses[world.a]!.instruments.notes).toHaveLength(2)
    expect(JSON.stringify(world.state.room)).not.toContain(own)
  })
})

describe('comments', () => {
  it('CT1 a comment stands on a passage that all who see it can read', () => {
    const world = smallWorld()
    const make = (person: Person, to: string, textId: string) =>
      world.as(person, 'comments/make', { to, passage: passage(textId), body: 'Why?' })
    const own = draft(world, 'headA')
    expect(make('adviserA', 'room', world.clauses[0]!)).toMatchObject({ ok: true })
    expect(make('headA', 'side', own)).toMatchObject({ ok: true })
    expect(make('headA', 'room', own)).toMatchObject({ code: 'comments/unknown-text' })
    expect(make('headB', 'side', own)).toMatchObject({ code: 'comments/unknown-text' })
    expect(make('rapporteur', 'side', world.clauses[0]!)).toMatchObject({
      code: 'proposals/no-side',
    })
    table(world, 'headA', own)
    expect(make('headB', 'room', own)).toMatchObject({ ok: true })
  })

  it('CT2 it is in the stream of those who see it; nobody else can answer or settle it', () => {
    const world = smallWorld()
    const said = world.as('headA', 'comments/make', {
      to: 'side',
      passage: passage(world.clauses[0]!),
      body: 'Our line.',
    })
    expect(said).toMatchObject({ events: [{ audience: audienceOf(world.a) }] })
    const commentId = world.state.caucuses[world.a]!.instruments.comments[0]!.id
    for (const person of ['headB', 'chairOne', 'rapporteur'] as const) {
      for (const type of ['comments/resolve', 'comments/reply'] as const) {
        const payload = type === 'comments/reply' ? { commentId, body: 'x' } : { commentId }
        expect(world.as(person, type, payload)).toMatchObject({ code: 'comments/unknown' })
      }
    }
    const reply = world.as('delegateA', 'comments/reply', { commentId, body: 'Yes.' })
    expect(reply).toMatchObject({ events: [{ audience: audienceOf(world.a) }] })
    const [comment] = world.state.caucuses[world.a]!.instruments.comments
    expect(comment!.replies).toMatchObject([{ by: PEOPLE.delegateA, body: 'Yes.' }])
  })

  it('CT4 a comment is open until it is resolved, and may be opened again', () => {
    const world = smallWorld()
    world.do('delegateA', 'comments/make', {
      to: 'room',
      passage: passage(world.clauses[0]!),
      body: 'Unclear.',
    })
    const comment = () => world.state.room.instruments.comments[0]!
    const settle = (person: Person, type: string) =>
      world.as(person, type, { commentId: comment().id })
    expect(settle('headB', 'comments/resolve')).toMatchObject({ code: 'comments/not-yours' })
    expect(settle('chairOne', 'comments/resolve')).toMatchObject({ ok: true })
    expect(comment().resolved).toMatchObject({ by: PEOPLE.chairOne })
    expect(settle('chairOne', 'comments/resolve')).toMatchObject({ events: [] })
    expect(settle('delegateA', 'comments/reopen')).toMatchObject({ ok: true })
    expect(comment().resolved).toBeNull()
  })
})

describe('glossary', () => {
  const term = { en: 'critical infrastructure', zh: '关键基础设施' }
  const meaning = (en: string) => ({ en, zh: `${en}（中）` })

  it('GL5 each delegation defines a term in both languages for itself', () => {
    const world = smallWorld()
    const entryId = world.do('rapporteur', 'glossary/propose-term', { term })['id']
    expect(
      world.as('headA', 'glossary/propose-term', {
        term: { en: 'Critical Infrastructure', zh: '别的' },
      }),
    ).toMatchObject({ code: 'glossary/known-term' })
    world.do('headA', 'glossary/define', { entryId, definition: meaning('A') })
    world.do('delegateB', 'glossary/define', { entryId, definition: meaning('B') })
    world.do('delegateA', 'glossary/define', { entryId, definition: meaning('A2') })
    expect(world.state.room.instruments.glossary[0]!.definitions).toEqual({
      [world.a]: meaning('A2'),
      [world.b]: meaning('B'),
    })
    expect(
      world.as('headA', 'glossary/define', { entryId, definition: { en: 'alone', zh: '' } }),
    ).toMatchObject({ code: 'command/malformed' })
  })

  it('GL6 a joint definition is joint when every delegation’s head has confirmed its version', () => {
    const world = smallWorld()
    const entryId = world.do('rapporteur', 'glossary/propose-term', { term })['id']
    const propose = (en: string) =>
      world.do('delegateA', 'glossary/propose-joint', { entryId, definition: meaning(en) })
    const confirm = (person: Person, version: number) =>
      world.as(person, 'glossary/confirm-joint', { entryId, version })
    const joint = () =>
      isJoint(world.state.room.instruments.glossary[0]!, world.state.room.dialogue)
    propose('one')
    expect(confirm('delegateA', 1)).toMatchObject({ code: 'identity/not-allowed' })
    expect(confirm('headA', 1)).toMatchObject({ ok: true })
    expect(joint()).toBe(false)
    expect(confirm('headB', 1)).toMatchObject({ ok: true })
    expect(joint()).toBe(true)
    propose('two')
    expect(joint()).toBe(false)
    expect(confirm('headB', 1)).toMatchObject({ code: 'glossary/definition-changed' })
  })
})
