import { textRights } from '#shared/proposals'
import { describe, expect, it } from 'vitest'
import { PEOPLE, id, smallWorld } from '../../test/support/world.ts'
import { activeMember, headOf } from './index.ts'

const names = { en: 'New', zh: '新' }

describe('dialogues', () => {
  it('DI1 delegations are labelled A, B, C … in the order in which they were added', () => {
    const world = smallWorld()
    world.do('convener', 'dialogues/add-delegation', { name: names })
    expect(world.state.room.dialogue.delegations.map(({ label }) => label)).toEqual(['A', 'B', 'C'])
    for (let more = 3; more < 26; more += 1) {
      world.do('convener', 'dialogues/add-delegation', { name: names })
    }
    expect(world.as('convener', 'dialogues/add-delegation', { name: names })).toMatchObject({
      code: 'dialogues/too-many-delegations',
    })
  })

  it('DI13 the convener alone renames the dialogue and its delegations; letters stay', () => {
    const world = smallWorld()
    const [a] = world.state.room.dialogue.delegations
    const renamed = { delegationId: a?.id, name: names }
    expect(world.as('headA', 'dialogues/rename-delegation', renamed)).toMatchObject({ ok: false })
    expect(world.as('chairOne', 'dialogues/rename', { title: names })).toMatchObject({ ok: false })
    world.do('convener', 'dialogues/rename', { title: names })
    world.do('convener', 'dialogues/rename-delegation', renamed)
    const { title, delegations } = world.state.room.dialogue
    expect(title).toEqual(names)
    expect(delegations.map(({ label, name }) => [label, name === names || name.en])).toMatchObject([
      ['A', 'New'],
      ['B', expect.not.stringMatching(/^New$/)],
    ])
    expect(
      world.as('convener', 'dialogues/rename-delegation', { ...renamed, delegationId: id(999) }),
    ).toMatchObject({ code: 'dialogues/unknown-delegation' })
    const before = world.events.length
    world.do('convener', 'dialogues/rename', { title: names })
    expect(world.events.length).toBe(before)
  })

  it('DI2 a member is admitted once, with a delegation exactly when the role sits in one', () => {
    const world = smallWorld()
    const admit = (accountId: string, role: string, delegationId: string | null) =>
      world.as('convener', 'dialogues/admit-member', {
        accountId,
        name: names,
        role,
        delegationId,
        expertise: null,
      })
    expect(admit(PEOPLE.delegateA, 'delegate', world.a)).toMatchObject({
      code: 'dialogues/member-known',
    })
    for (const role of ['head', 'delegate', 'adviser']) {
      expect(admit(id(99), role, null)).toMatchObject({ code: 'dialogues/role-and-delegation' })
    }
    for (const role of ['convener', 'moderator', 'rapporteur', 'observer']) {
      expect(admit(id(99), role, world.a)).toMatchObject({ code: 'dialogues/role-and-delegation' })
    }
    expect(admit(id(99), 'delegate', id(98))).toMatchObject({
      code: 'dialogues/unknown-delegation',
    })
    expect(admit(id(99), 'delegate', world.b)).toMatchObject({ ok: true })
  })

  it('DI3 a delegation has at most one head at a time', () => {
    const world = smallWorld()
    const change = (accountId: string, role: string) =>
      world.as('convener', 'dialogues/change-member', {
        accountId,
        name: names,
        role,
        delegationId: world.a,
        expertise: null,
      })
    expect(change(PEOPLE.delegateA, 'head')).toMatchObject({ code: 'dialogues/head-seat-taken' })
    change(PEOPLE.headA, 'adviser')
    expect(headOf(world.state.room.dialogue, world.a)).toBeUndefined()
    expect(change(PEOPLE.delegateA, 'head')).toMatchObject({ ok: true })
    expect(headOf(world.state.room.dialogue, world.a)?.accountId).toBe(PEOPLE.delegateA)
    expect(headOf(world.state.room.dialogue, world.b)?.accountId).toBe(PEOPLE.headB)
  })

  it('DI4 a suspended member may do nothing until restored; nobody suspends themselves', () => {
    const world = smallWorld()
    const topic = { parentId: null, title: names }
    world.do('convener', 'dialogues/suspend-member', { accountId: PEOPLE.chairOne })
    expect(activeMember(world.state.room.dialogue, PEOPLE.chairOne)).toBeUndefined()
    expect(world.as('chairOne', 'dialogues/add-topic', topic)).toMatchObject({
      code: 'identity/not-allowed',
    })
    world.do('convener', 'dialogues/restore-member', { accountId: PEOPLE.chairOne })
    expect(world.as('chairOne', 'dialogues/add-topic', topic)).toMatchObject({ ok: true })
    expect(
      world.as('convener', 'dialogues/suspend-member', { accountId: PEOPLE.convener }),
    ).toMatchObject({ code: 'dialogues/not-oneself' })
  })

  it('DI5 every topic that a topic or a question names exists', () => {
    const world = smallWorld()
    const topicId = world.state.room.dialogue.topics[0]!.id
    expect(
      world.as('convener', 'dialogues/add-topic', { parentId: id(98), title: names }),
    ).toMatchObject({ code: 'dialogues/unknown-topic' })
    const child = world.do('convener', 'dialogues/add-topic', { parentId: topicId, title: names })
    const ask = (linkedTopicIds: unknown[]) =>
      world.as('convener', 'dialogues/add-question', { topicId, linkedTopicIds, text: names })
    expect(ask([id(98)])).toMatchObject({ code: 'dialogues/unknown-topic' })
    expect(ask([child['id']])).toMatchObject({ ok: true })
  })

  it('DI6 an acceptance names the version in force, and a new version asks everyone again', () => {
    const world = smallWorld()
    const accept = (version: number) =>
      world.as('headA', 'dialogues/accept-ground-rules', { version })
    expect(accept(1)).toMatchObject({ code: 'dialogues/ground-rules-changed' })
    world.do('convener', 'dialogues/issue-ground-rules', { text: names })
    expect(accept(1)).toMatchObject({ ok: true, events: [{ type: 'GroundRulesAccepted' }] })
    expect(accept(1)).toMatchObject({ ok: true, events: [] })
    world.do('convener', 'dialogues/issue-ground-rules', { text: names })
    expect(world.state.room.dialogue.groundRules).toMatchObject({ version: 2, acceptedBy: [] })
    expect(accept(1)).toMatchObject({ code: 'dialogues/ground-rules-changed' })
  })

  it('DI7 who has not accepted the ground rules in force neither writes nor acts', () => {
    const world = smallWorld()
    const [clauseId] = world.clauses as [string]
    const withdraw = () => world.as('headA', 'proposals/withdraw-clause', { clauseId })
    const rights = () =>
      textRights(world.state.room, PEOPLE.headA, { id: world.clauses[1]!, audience: 'room' })
    world.do('convener', 'dialogues/issue-ground-rules', { text: names })
    expect(withdraw()).toMatchObject({ code: 'dialogues/ground-rules-not-accepted' })
    expect(rights()).toMatchObject({ read: true, write: 'no' })
    world.do('headA', 'dialogues/accept-ground-rules', { version: 1 })
    expect(withdraw()).toMatchObject({ ok: true })
    expect(rights()).toMatchObject({ write: 'yes' })
  })

  it('DI8 the head’s seat is handed over in one step, within the delegation', () => {
    const world = smallWorld()
    const hand = (person: 'headA' | 'headB' | 'convener', accountId: string) =>
      world.as(person, 'dialogues/hand-over-head', { accountId })
    expect(hand('headB', PEOPLE.delegateA)).toMatchObject({ code: 'dialogues/unknown-member' })
    expect(hand('convener', PEOPLE.chairOne)).toMatchObject({ code: 'dialogues/unknown-member' })
    expect(hand('headA', PEOPLE.delegateA)).toMatchObject({ ok: true })
    const { members } = world.state.room.dialogue
    expect(members[PEOPLE.headA]).toMatchObject({ role: 'delegate', delegationId: world.a })
    expect(headOf(world.state.room.dialogue, world.a)?.accountId).toBe(PEOPLE.delegateA)
    expect(hand('headA', PEOPLE.headA)).toMatchObject({ code: 'identity/not-allowed' })
    expect(hand('convener', PEOPLE.headA)).toMatchObject({ ok: true })
    expect(headOf(world.state.room.dialogue, world.a)?.accountId).toBe(PEOPLE.headA)
  })
})
