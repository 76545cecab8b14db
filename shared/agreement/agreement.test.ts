import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smallWorld, type Person } from '../../test/support/world.ts'
import { ANSWERS, clauseStatus, tally, type Answer } from './index.ts'

type Small = ReturnType<typeof smallWorld>

function concord(world: Small, clauseId: string): void {
  const hashes = world.clauseWords(clauseId).languageHashes
  world.do('headA', 'proposals/confirm-concordance', { clauseId, hashes })
}

function openOn(world: Small, clauseId: string, extra: object = {}): string {
  const { hash } = world.clauseWords(clauseId)
  concord(world, clauseId)
  return world.do('chairOne', 'agreement/open-ballot', { clauseId, hash, ...extra })['id'] as string
}

function answer(world: Small, person: Person, ballotId: string, given: Answer, reason = '') {
  const hash = world.state.room.agreement.ballots.find(({ id }) => id === ballotId)!.hash
  return world.as(person, 'agreement/answer', { ballotId, hash, answer: given, reason })
}

function statusOf(world: Small, clauseId: string) {
  const clause = world.state.room.proposals.list[0]!.clauses.find(({ id }) => id === clauseId)!
  return clauseStatus(
    clause,
    world.state.room.agreement.ballots,
    world.clauseWords(clauseId).brackets,
  )
}

describe('agreement ballots', () => {
  it('AG1 opens on the very words the moderator read, clean and unlocked', () => {
    const world = smallWorld()
    const [one, two] = world.clauses as [string, string]
    const old = world.clauseWords(one).hash
    world.edit(one, { en: 'Clause one.', zh: '第一条。' })
    expect(
      world.as('chairOne', 'agreement/open-ballot', { clauseId: one, hash: old }),
    ).toMatchObject({
      code: 'agreement/text-changed',
    })
    world.edit(two, { en: 'It [shall] apply.', zh: '应适用。' })
    expect(
      world.as('chairOne', 'agreement/open-ballot', {
        clauseId: two,
        hash: world.clauseWords(two).hash,
      }),
    ).toMatchObject({ code: 'agreement/brackets-left' })
    openOn(world, one)
    expect(
      world.as('chairOne', 'agreement/open-ballot', {
        clauseId: one,
        hash: world.clauseWords(one).hash,
      }),
    ).toMatchObject({ code: 'agreement/clause-locked' })
  })

  it('AG2 opening locks the words', () => {
    const world = smallWorld()
    const [one] = world.clauses as [string]
    openOn(world, one)
    expect(world.edit(one, { en: 'other', zh: '' })).toBe(false)
  })

  it('AG3 a lapsed concordance stops the ballot unless the moderator says so on the record', () => {
    const world = smallWorld()
    const [one] = world.clauses as [string]
    const { hash } = world.clauseWords(one)
    expect(world.as('chairOne', 'agreement/open-ballot', { clauseId: one, hash })).toMatchObject({
      code: 'agreement/concordance-lapsed',
    })
    world.do('chairOne', 'agreement/open-ballot', { clauseId: one, hash, despiteConcordance: true })
    expect(world.events.find(({ type }) => type === 'BallotOpened')!.payload).toMatchObject({
      despiteConcordance: true,
    })
  })

  it('AG4 one answer for each delegation, by its head, on the hash; an objection needs a reason', () => {
    const world = smallWorld()
    const ballotId = openOn(world, world.clauses[0]!)
    expect(answer(world, 'delegateA', ballotId, 'agree')).toMatchObject({
      code: 'identity/not-allowed',
    })
    expect(
      world.as('headA', 'agreement/answer', { ballotId, hash: 'f'.repeat(64), answer: 'agree' }),
    ).toMatchObject({ code: 'agreement/text-changed' })
    expect(answer(world, 'headA', ballotId, 'object')).toMatchObject({
      code: 'agreement/reason-required',
    })
    expect(answer(world, 'headA', ballotId, 'agree')).toMatchObject({ ok: true })
    expect(answer(world, 'headA', ballotId, 'object', 'no')).toMatchObject({
      code: 'agreement/already-answered',
    })
  })

  it('AG5 consensus is every answer in, none objecting, one at least joining', () => {
    const answers = fc.array(fc.option(fc.constantFrom(...ANSWERS)), { minLength: 2, maxLength: 5 })
    fc.assert(
      fc.property(answers, (given) => {
        const roll = given.map((_, index) => `delegation ${index}`)
        const said = given.flatMap((each, index) =>
          each === null ? [] : [{ delegationId: roll[index]!, answer: each, reason: '' }],
        )
        const agreed = tally(roll, said) !== 'not-agreed'
        const silent = given.includes(null) || given.includes('object')
        expect(agreed).toBe(!silent && given.some((each) => each !== 'abstain'))
      }),
    )
  })

  it('AG6 consensus keeps the lock; ad referendum waits for its confirmation', () => {
    const world = smallWorld()
    const one = world.clauses[0]!
    const ballotId = openOn(world, one)
    answer(world, 'headA', ballotId, 'agree-ad-referendum')
    answer(world, 'headB', ballotId, 'agree')
    expect(statusOf(world, one)).toBe('agreed-ad-referendum')
    expect(world.as('headB', 'agreement/confirm-ad-referendum', { ballotId })).toMatchObject({
      code: 'agreement/nothing-to-confirm',
    })
    world.do('headA', 'agreement/confirm-ad-referendum', { ballotId })
    expect(statusOf(world, one)).toBe('agreed')
    expect(world.edit(one, { en: 'x', zh: 'x' })).toBe(false)
  })

  it('AG6 an objection unlocks the clause and returns it to the floor', () => {
    const world = smallWorld()
    const one = world.clauses[0]!
    const ballotId = openOn(world, one)
    answer(world, 'headA', ballotId, 'agree')
    answer(world, 'headB', ballotId, 'object', 'too broad')
    expect(statusOf(world, one)).toBe('open')
    expect(world.edit(one, { en: 'x', zh: 'x' })).toBe(true)
  })

  it('AG7 a sealed answer stands only in its own delegation’s stream until the ballot is closed', () => {
    const world = smallWorld()
    const ballotId = openOn(world, world.clauses[0]!, { secrecy: 'sealed' })
    const done = answer(world, 'headA', ballotId, 'reserve', 'because')
    if (!done.ok) throw new Error(done.code)
    const room = done.events.filter(({ audience }) => audience === 'room')
    expect(JSON.stringify(room)).not.toContain('reserve')
    expect(room.map(({ type }) => type)).toEqual(['BallotAnswerReceived'])
    answer(world, 'headB', ballotId, 'agree')
    expect(world.state.room.agreement.ballots[0]!.status).toMatchObject({
      state: 'closed',
      answers: [{ answer: 'reserve' }, { answer: 'agree' }],
    })
    expect(statusOf(world, world.clauses[0]!)).toBe('reserved')
  })

  it('AG9 a ballot closes by itself with the last answer, or by a moderator, and stays closed', () => {
    const world = smallWorld()
    const ballotId = openOn(world, world.clauses[0]!)
    answer(world, 'headA', ballotId, 'agree')
    world.do('chairTwo', 'agreement/close-ballot', { ballotId })
    expect(statusOf(world, world.clauses[0]!)).toBe('open')
    expect(answer(world, 'headB', ballotId, 'agree')).toMatchObject({
      code: 'agreement/ballot-closed',
    })
    expect(world.as('chairTwo', 'agreement/close-ballot', { ballotId })).toMatchObject({
      code: 'agreement/ballot-closed',
    })
  })
})
