import { describe, expect, it } from 'vitest'
import { PEOPLE, smallWorld, type Person } from '../../test/support/world.ts'
import { clauseStatus, dueInstants, markRefusal } from './index.ts'

type Small = ReturnType<typeof smallWorld>

const after = (world: Small, ms: number) => new Date(world.now + ms).toISOString()
const at = (world: Small, instant: string) => void (world.now = Date.parse(instant))
const due = (world: Small) => world.do('system', 'agreement/come-due', {})

function openOn(world: Small, extra: object, clauseId = world.clauses[0]!) {
  const { hash } = world.clauseWords(clauseId)
  const payload = { clauseId, hash, despiteConcordance: true, ...extra }
  const ballotId = world.do('chairOne', 'agreement/open-ballot', payload)['id'] as string
  return { ballotId, hash }
}

function statusOf(world: Small, clauseId = world.clauses[0]!) {
  const clause = world.state.room.proposals.list[0]!.clauses.find(({ id }) => id === clauseId)!
  const { brackets } = world.clauseWords(clauseId)
  return clauseStatus(clause, world.state.room.agreement.ballots, brackets)
}

function agree(world: Small, ballot: { ballotId: string; hash: string }, second = 'agree') {
  world.do('headA', 'agreement/answer', { ...ballot, answer: 'agree' })
  world.do('headB', 'agreement/answer', { ...ballot, answer: second, reason: 'because' })
}

function changeMember(world: Small, person: Person, role: string, delegationId: string | null) {
  const name = { en: person, zh: '' }
  const member = { accountId: PEOPLE[person], name, role, delegationId, expertise: null }
  world.do('convener', 'dialogues/change-member', member)
}

const propose = (world: Small, act: object) =>
  world.do('chairOne', 'agreement/propose-act', { act })['id'] as string

describe('silence procedure', () => {
  it('AG10 is agreed at its instant by silence, and an act at that very instant is too late', () => {
    const world = smallWorld()
    const closesAt = after(world, 60_000)
    const ballot = openOn(world, { kind: 'silence', closesAt })
    due(world)
    expect(statusOf(world)).toBe('open')
    at(world, closesAt)
    const late = { ...ballot, reason: 'no' }
    expect(world.as('headB', 'agreement/break-silence', late)).toMatchObject({
      code: 'agreement/too-late',
    })
    due(world)
    expect(statusOf(world)).toBe('agreed')
  })

  it('AG10 ends without agreement when silence is broken with a reason', () => {
    const world = smallWorld()
    const ballot = openOn(world, { kind: 'silence', closesAt: after(world, 60_000) })
    expect(world.as('headB', 'agreement/break-silence', { ...ballot, reason: ' ' }).ok).toBe(false)
    world.do('headB', 'agreement/break-silence', { ...ballot, reason: 'too broad' })
    expect(statusOf(world)).toBe('open')
    expect(dueInstants(world.state.room.agreement)).toEqual([])
    expect(world.edit(world.clauses[0]!, { en: 'x', zh: 'x' })).toBe(true)
  })

  it('AG10 is extended before its instant only, and to a later one', () => {
    const world = smallWorld()
    const closesAt = after(world, 60_000)
    const { ballotId } = openOn(world, { kind: 'silence', closesAt })
    const extend = (until: string) =>
      world.as('chairTwo', 'agreement/extend-ballot', { ballotId, closesAt: until })
    expect(extend(closesAt)).toMatchObject({ code: 'agreement/deadline-past' })
    const later = after(world, 90_000)
    expect(extend(later)).toMatchObject({ ok: true })
    expect(dueInstants(world.state.room.agreement)).toEqual([later])
    at(world, closesAt)
    due(world)
    expect(statusOf(world)).toBe('open')
    at(world, later)
    expect(extend(after(world, 1000))).toMatchObject({ code: 'agreement/too-late' })
  })

  it('AG10 silence of a delegation without a head is not consent', () => {
    const world = smallWorld()
    const closesAt = after(world, 60_000)
    openOn(world, { kind: 'silence', closesAt })
    changeMember(world, 'headB', 'adviser', world.b)
    at(world, closesAt)
    due(world)
    expect(statusOf(world)).toBe('open')
    const { hash } = world.clauseWords(world.clauses[0]!)
    const again = { clauseId: world.clauses[0]!, hash, kind: 'silence', closesAt: after(world, 9) }
    expect(
      world.as('chairOne', 'agreement/open-ballot', { ...again, despiteConcordance: true }),
    ).toMatchObject({ code: 'agreement/head-missing' })
  })
})

describe('ad referendum', () => {
  it('AG11 lapses at its deadline back to open, never forward', () => {
    const world = smallWorld()
    const until = after(world, 60_000)
    const ballot = openOn(world, { adReferendumUntil: until })
    agree(world, ballot, 'agree-ad-referendum')
    expect(statusOf(world)).toBe('agreed-ad-referendum')
    at(world, until)
    const confirm = { ballotId: ballot.ballotId }
    expect(world.as('headB', 'agreement/confirm-ad-referendum', confirm)).toMatchObject({
      code: 'agreement/too-late',
    })
    due(world)
    expect(statusOf(world)).toBe('open')
    expect(world.as('headB', 'agreement/confirm-ad-referendum', confirm).ok).toBe(false)
    expect(world.edit(world.clauses[0]!, { en: 'x', zh: 'x' })).toBe(true)
  })
})

describe('mediator’s proposal', () => {
  const roomAfter = (a: string | null, b: string | null, order: 'ab' | 'ba' = 'ab') => {
    const world = smallWorld()
    const closesAt = after(world, 60_000)
    const ballot = openOn(world, { kind: 'double-blind', closesAt })
    const answers = [
      ['headA', a],
      ['headB', b],
    ] as [Person, string | null][]
    for (const [person, answer] of order === 'ab' ? answers : answers.reverse()) {
      if (answer === null) continue
      const done = world.as(person, 'agreement/answer', { ...ballot, answer, reason: 'mine' })
      expect(done).toMatchObject({ ok: true, result: {} })
      if (done.ok) expect(done.events.map((e) => e.audience)).not.toContain('room')
    }
    at(world, closesAt)
    due(world)
    return { world, room: world.events.filter(({ audience }) => audience === 'room') }
  }

  it('AG12 without agreement the room is told the same, whoever refused or kept silent', () => {
    const told = [
      roomAfter('agree', 'object'),
      roomAfter('object', 'agree'),
      roomAfter('object', 'agree', 'ba'),
      roomAfter('object', 'object'),
      roomAfter('agree', null),
      roomAfter(null, null),
    ].map(({ room }) => JSON.stringify(room))
    expect(new Set(told).size).toBe(1)
    expect(told[0]).not.toContain('mine')
  })

  it('AG12 is agreed when all accept, and that is revealed at its instant', () => {
    const { world } = roomAfter('agree', 'agree')
    expect(statusOf(world)).toBe('agreed')
    expect(world.state.room.agreement.ballots[0]!.status).toMatchObject({
      answers: [{ answer: 'agree', reason: '' }, { answer: 'agree' }],
    })
  })
})

describe('two keys', () => {
  it('AG13 agreed words are reopened by two different moderators only', () => {
    const world = smallWorld()
    agree(world, openOn(world, {}))
    const clauseId = world.clauses[0]!
    const { hash } = world.clauseWords(clauseId)
    const actId = propose(world, { type: 'reopening', clauseId, hash, reason: 'new facts' })
    expect(statusOf(world)).toBe('agreed')
    expect(world.as('chairOne', 'agreement/second-act', { actId })).toMatchObject({
      code: 'agreement/second-key-is-anothers',
    })
    expect(world.as('headA', 'agreement/second-act', { actId }).ok).toBe(false)
    world.do('chairTwo', 'agreement/second-act', { actId })
    expect(statusOf(world)).toBe('reopened')
    expect(world.edit(clauseId, { en: 'x', zh: 'x' })).toBe(true)
    expect(world.as('chairTwo', 'agreement/second-act', { actId })).toMatchObject({
      code: 'agreement/act-settled',
    })
  })

  it('AG13 a first key is void when who turned it is no moderator any more, or takes it back', () => {
    const world = smallWorld()
    agree(world, openOn(world, {}))
    const clauseId = world.clauses[0]!
    const { hash } = world.clauseWords(clauseId)
    const act = { type: 'reopening', clauseId, hash, reason: 'new facts' }
    const actId = propose(world, act)
    const other = propose(world, act)
    world.do('chairOne', 'agreement/withdraw-act', { actId: other })
    expect(world.as('chairTwo', 'agreement/second-act', { actId: other }).ok).toBe(false)
    changeMember(world, 'chairOne', 'rapporteur', null)
    expect(world.as('chairTwo', 'agreement/second-act', { actId })).toMatchObject({
      code: 'agreement/first-key-void',
    })
  })

  it('AG14 a package is agreed in all its clauses or in none', () => {
    for (const answer of ['agree', 'object']) {
      const world = smallWorld()
      const clauses = world.clauses.map((clauseId) => ({
        clauseId,
        hash: world.clauseWords(clauseId).hash,
      }))
      const act = { type: 'package', proposalId: world.proposal, clauses, despiteConcordance: true }
      const actId = propose(world, act)
      world.do('chairTwo', 'agreement/second-act', { actId })
      const { id, hash } = world.state.room.agreement.ballots[0]!
      expect(world.edit(world.clauses[2]!, { en: 'x', zh: '' })).toBe(false)
      agree(world, { ballotId: id, hash }, answer)
      const expected = answer === 'agree' ? 'agreed' : 'open'
      expect(world.clauses.map((each) => statusOf(world, each))).toEqual(
        world.clauses.map(() => expected),
      )
    }
  })

  it('AG15 a correction both co-chairs signed takes effect when no delegation revokes it in time', () => {
    for (const revoked of [false, true]) {
      const world = smallWorld()
      const clauseId = world.clauses[0]!
      agree(world, openOn(world, {}))
      const before = world.clauseWords(clauseId)
      const revocableUntil = after(world, 60_000)
      const runs = { en: [{ text: 'Clause one.' }], zh: [{ text: '第1条。' }] }
      const statement = { en: 'A numeral written out.', zh: '' }
      const act = {
        type: 'correction',
        clauseId,
        hash: before.hash,
        runs,
        statement,
        revocableUntil,
      }
      const actId = propose(world, act)
      world.do('chairTwo', 'agreement/second-act', { actId })
      const revoke = { actId, reason: 'not editorial' }
      if (revoked) world.do('headB', 'agreement/revoke-correction', revoke)
      due(world)
      expect(world.clauseWords(clauseId)).toEqual(before)
      at(world, revocableUntil)
      expect(world.as('headA', 'agreement/revoke-correction', revoke).ok).toBe(false)
      due(world)
      expect(world.clauseWords(clauseId).words.en).toBe(revoked ? 'Clause 1.' : 'Clause one.')
      expect(statusOf(world)).toBe('agreed')
      expect(world.edit(clauseId, { en: 'x', zh: 'x' })).toBe(false)
    }
  })
})

function correction(world: Small, text: string, revocableUntil: string, zh = '第1条。') {
  const clauseId = world.clauses[0]!
  const { hash } = world.clauseWords(clauseId)
  const runs = { en: [{ text }], zh: zh === '' ? [] : [{ text: zh }] }
  const statement = { en: 'A numeral written out.', zh: '' }
  return { type: 'correction', clauseId, hash, runs, statement, revocableUntil }
}

function correct(world: Small, text: string, revocableUntil: string) {
  const actId = propose(world, correction(world, text, revocableUntil))
  world.do('chairTwo', 'agreement/second-act', { actId })
}

/** Whether the lock of the first clause names the words that are stored. */
function lockNamesWords(world: Small) {
  const { lock } = world.state.room.proposals.list[0]!.clauses[0]!
  return lock?.hash === world.clauseWords(world.clauses[0]!).hash
}

describe('several things due at once', () => {
  it('AG16 a correction of an agreement that lapses at the same instant never comes into force', () => {
    const world = smallWorld()
    const until = after(world, 60_000)
    agree(world, openOn(world, { adReferendumUntil: until }), 'agree-ad-referendum')
    correct(world, 'Clause one.', until)
    at(world, after(world, 120_000))
    due(world)
    expect(statusOf(world)).toBe('open')
    expect(world.state.room.proposals.list[0]!.clauses[0]!.lock).toBeNull()
    expect(world.clauseWords(world.clauses[0]!).words.en).toBe('Clause 1.')
    expect(world.state.room.agreement.acts[0]!.status).toBe('withdrawn')
    agree(world, openOn(world, {}))
    expect(statusOf(world)).toBe('agreed')
  })

  it('AG16 the second of two corrections of the same words does not undo the first', () => {
    const world = smallWorld()
    agree(world, openOn(world, {}))
    const until = after(world, 60_000)
    correct(world, 'Clause one.', until)
    correct(world, 'Clause I.', until)
    at(world, until)
    due(world)
    expect(world.clauseWords(world.clauses[0]!).words.en).toBe('Clause one.')
    expect(world.state.room.agreement.acts.map(({ status }) => status)).toEqual([
      'done',
      'withdrawn',
    ])
    expect(lockNamesWords(world)).toBe(true)
  })

  it('AG15 T5 a correction’s hash is that of the words that are stored, whatever was typed', () => {
    const world = smallWorld()
    agree(world, openOn(world, {}))
    const until = after(world, 60_000)
    correct(world, 'Clause\tone.\r\n\u202e', until)
    at(world, until)
    due(world)
    expect(world.clauseWords(world.clauses[0]!).words.en).toBe('Clause one.\n')
    expect(lockNamesWords(world)).toBe(true)
  })

  it('AG13 the second key reopens only the words for which the first was turned', () => {
    const world = smallWorld()
    agree(world, openOn(world, {}))
    const until = after(world, 60_000)
    correct(world, 'Clause one.', until)
    const clauseId = world.clauses[0]!
    const { hash } = world.clauseWords(clauseId)
    const actId = propose(world, { type: 'reopening', clauseId, hash, reason: 'new facts' })
    at(world, until)
    due(world)
    expect(world.as('chairTwo', 'agreement/second-act', { actId })).toMatchObject({
      code: 'agreement/not-agreed',
    })
    expect(statusOf(world)).toBe('agreed')
  })

  it('AG15 a correction leaves no language without words', () => {
    const world = smallWorld()
    agree(world, openOn(world, {}))
    for (const [text, zh] of [
      ['Clause one.', ''],
      ['\u202e', '第一条。'],
    ] as const) {
      const act = correction(world, text, after(world, 60_000), zh)
      expect(world.as('chairOne', 'agreement/propose-act', { act })).toMatchObject({
        code: 'agreement/no-words',
      })
    }
  })
})

describe('roll and heads', () => {
  it('AG18 a delegation that joins later is not on the roll of what was opened before', () => {
    const world = smallWorld()
    const ballot = openOn(world, {})
    const name = { en: 'Side C', zh: '' }
    const c = world.do('convener', 'dialogues/add-delegation', { name })['id'] as string
    const seat = { name, role: 'head', delegationId: c, expertise: null }
    world.do('convener', 'dialogues/admit-member', { accountId: PEOPLE.headC, ...seat })
    expect(world.as('headC', 'agreement/answer', { ...ballot, answer: 'agree' })).toMatchObject({
      code: 'agreement/not-on-roll',
    })
    agree(world, ballot)
    expect(statusOf(world)).toBe('agreed')
    openOn(world, {}, world.clauses[1])
    expect(world.state.room.agreement.ballots[1]!.roll).toEqual([world.a, world.b, c])
  })

  it('AG18 an answer stays its delegation’s when the head leaves; the next head answers what is left', () => {
    const world = smallWorld()
    const ballot = openOn(world, { secrecy: 'sealed' })
    world.do('headA', 'agreement/answer', { ...ballot, answer: 'agree' })
    changeMember(world, 'headA', 'adviser', world.a)
    changeMember(world, 'delegateA', 'head', world.a)
    changeMember(world, 'headB', 'adviser', world.b)
    changeMember(world, 'delegateB', 'head', world.b)
    expect(world.as('delegateA', 'agreement/answer', { ...ballot, answer: 'agree' })).toMatchObject(
      { code: 'agreement/already-answered' },
    )
    world.do('delegateB', 'agreement/answer', { ...ballot, answer: 'agree' })
    expect(statusOf(world)).toBe('agreed')
  })

  it('AG18 an absent delegation leaves a ballot with a deadline without agreement', () => {
    const world = smallWorld()
    const closesAt = after(world, 60_000)
    const ballot = openOn(world, { closesAt })
    world.do('headA', 'agreement/answer', { ...ballot, answer: 'agree' })
    at(world, closesAt)
    expect(world.as('headB', 'agreement/answer', { ...ballot, answer: 'agree' })).toMatchObject({
      code: 'agreement/too-late',
    })
    due(world)
    expect(statusOf(world)).toBe('open')
  })

  it('AG9 a closed sealed ballot is neither answered, closed, extended nor counted again', () => {
    const world = smallWorld()
    const ballot = openOn(world, { secrecy: 'sealed', closesAt: after(world, 60_000) })
    agree(world, ballot, 'object')
    const { ballotId } = ballot
    const before = world.state.room.agreement.ballots[0]
    world.now += 120_000
    const closesAt = after(world, 60_000)
    expect(world.as('headA', 'agreement/answer', { ...ballot, answer: 'agree' }).ok).toBe(false)
    expect(world.as('chairOne', 'agreement/close-ballot', { ballotId }).ok).toBe(false)
    expect(world.as('chairOne', 'agreement/extend-ballot', { ballotId, closesAt }).ok).toBe(false)
    due(world)
    expect(world.state.room.agreement.ballots[0]).toEqual(before)
  })
})

describe('deadlines and straw polls', () => {
  it('AG16 only the clock carries out what is due, and only the clock', () => {
    const world = smallWorld()
    for (const person of ['chairOne', 'convener', 'headA'] as const) {
      expect(world.as(person, 'agreement/come-due', {})).toMatchObject({
        code: 'identity/not-allowed',
      })
    }
    const topic = { parentId: null, title: { en: 'x', zh: '' } }
    expect(world.as('system', 'dialogues/add-topic', topic).ok).toBe(false)
    expect(world.as('system', 'agreement/come-due', {})).toMatchObject({ ok: true, events: [] })
  })

  it('AG17 totals show from three marks up, once, and never who marked', () => {
    const options = ['yes', 'no'].map((en) => ({ en, zh: '' }))
    for (const [marks, totals] of [
      [[2, 0], null],
      [
        [2, 1],
        [2, 1],
      ],
    ]) {
      const world = smallWorld()
      const question = { en: 'Ready?', zh: '' }
      const poll = { question, options }
      const pollId = world.do('chairOne', 'agreement/open-straw-poll', poll)['id'] as string
      const { polls } = world.state.room.agreement
      expect(markRefusal(polls, pollId, 1)).toBeUndefined()
      expect(markRefusal(polls, pollId, 2)).toBe('agreement/unknown-option')
      world.marks = marks as number[]
      world.do('chairOne', 'agreement/close-straw-poll', { pollId })
      const closed = world.state.room.agreement.polls
      expect(closed[0]!.status).toEqual({ state: 'closed', totals })
      expect(markRefusal(closed, pollId, 1)).toBe('agreement/poll-closed')
      expect(world.as('chairOne', 'agreement/close-straw-poll', { pollId })).toMatchObject({
        code: 'agreement/poll-closed',
      })
    }
  })
})
