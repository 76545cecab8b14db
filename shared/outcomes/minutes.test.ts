import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { smallWorld, PEOPLE, type Person } from '../../test/support/world.ts'
import { assembleMinutes } from './index.ts'
import { MINUTES } from './minutes-words.ts'

const words = (text: string) => ({ en: text, zh: `${text}（中）` })
const times = { startsAt: '2026-03-02T09:00:00.000Z', endsAt: '2026-03-02T17:00:00.000Z' }

const MIRROR: Partial<Record<Person, Person>> = {
  headA: 'headB',
  headB: 'headA',
  delegateA: 'delegateB',
  delegateB: 'delegateA',
  chairOne: 'chairTwo',
  chairTwo: 'chairOne',
}

type Act =
  | { readonly do: 'phase'; readonly phase: string; readonly by: Person }
  | { readonly do: 'speak' | 'caucus' | 'add' | 'revision' | 'break' | 'item'; readonly by: Person }
  | { readonly do: 'group'; readonly by: Person; readonly reporter: Person }
  | {
      readonly do: 'ballot'
      readonly by: Person
      readonly clause: number
      readonly sealed: boolean
      readonly answers: readonly (readonly [Person, string])[]
      readonly confirm: Person
    }

const chairs = fc.constantFrom<Person>('chairOne', 'chairTwo')
const delegates = fc.constantFrom<Person>('headA', 'headB', 'delegateA', 'delegateB')
const heads = fc.constantFrom<Person>('headA', 'headB')
const answer = fc.constantFrom('agree', 'agree-ad-referendum', 'reserve', 'object', 'abstain')
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    do: fc.constant('phase' as const),
    phase: fc.constantFrom('positions', 'drafting', 'review', 'closing'),
    by: chairs,
  }),
  fc.record({ do: fc.constantFrom('speak' as const, 'add' as const), by: delegates }),
  fc.record({ do: fc.constant('caucus' as const), by: heads }),
  fc.record({
    do: fc.constantFrom('revision' as const, 'break' as const, 'item' as const),
    by: chairs,
  }),
  fc.record({ do: fc.constant('group' as const), by: chairs, reporter: heads }),
  fc.record({
    do: fc.constant('ballot' as const),
    by: chairs,
    clause: fc.nat(2),
    sealed: fc.boolean(),
    answers: fc.tuple(
      fc.tuple(fc.constant<Person>('headA'), answer),
      fc.tuple(fc.constant<Person>('headB'), answer),
    ),
    confirm: heads,
  }),
)

function play(acts: readonly Act[], as: (person: Person) => Person) {
  const world = smallWorld()
  const chair = as('chairOne')
  const sessionId = world.do(chair, 'sessions/plan', { title: words('Round'), ...times })[
    'id'
  ] as string
  const items = ['one', 'two'].map((title) =>
    world.do(chair, 'sessions/add-agenda-item', { sessionId, title: words(title), minutes: 30 }),
  )
  world.do(chair, 'sessions/open', { sessionId })
  world.do(chair, 'sessions/change-phase', { sessionId, phase: 'drafting' })
  for (const [index, each] of acts.entries()) {
    const by = as(each.by)
    const ask = (type: string, payload: object) => world.as(by, type, payload)
    switch (each.do) {
      case 'phase':
        ask('sessions/change-phase', { sessionId, phase: each.phase })
        break
      case 'item':
        ask('sessions/start-agenda-item', { sessionId, itemId: items[index % 2]!['id'] })
        break
      case 'speak':
        world.as(chair, 'sessions/call-speaker', { sessionId, accountId: PEOPLE[by] })
        break
      case 'caucus':
        ask('sessions/call-caucus', { announce: index % 2 === 0 })
        ask('sessions/end-caucus', {})
        break
      case 'add':
        ask('proposals/add-clauses', {
          proposalId: world.proposal,
          afterId: null,
          clauses: [{ kind: 'operative', level: 1, runs: { en: [{ text: 'New.' }], zh: [] } }],
        })
        break
      case 'revision':
        ask('proposals/issue-revision', { proposalId: world.proposal, note: { en: '', zh: '' } })
        break
      case 'break':
        ask('sessions/announce-break', {
          sessionId,
          until: new Date(world.now + 600_000).toISOString(),
        })
        break
      case 'group': {
        const memberIds = [as('headA'), as('headB')].map((person) => PEOPLE[person])
        const convened = ask('sessions/convene-group', {
          title: words('Group'),
          proposalId: world.proposal,
          memberIds,
        })
        if (!convened.ok) break
        const groupId = convened.result['id']
        const report = words('Two brackets are left.')
        world.as(as(each.reporter), 'sessions/report-group', { groupId, report })
        break
      }
      case 'ballot': {
        const clauseId = world.clauses[each.clause]!
        const { hash } = world.clauseWords(clauseId)
        const opened = ask('agreement/open-ballot', {
          clauseId,
          hash,
          secrecy: each.sealed ? 'sealed' : 'open',
          despiteConcordance: true,
        })
        if (!opened.ok) break
        const ballotId = opened.result['id']
        for (const [person, given] of each.answers) {
          const payload = { ballotId, hash, answer: given, reason: 'For reasons.' }
          world.as(as(person), 'agreement/answer', payload)
        }
        world.as(as(each.confirm), 'agreement/confirm-ad-referendum', { ballotId })
        break
      }
    }
  }
  world.as(chair, 'sessions/close', { sessionId })
  const room = world.events.filter(({ audience }) => audience === 'room')
  const changed = [{ proposalId: world.proposal, clauses: 2 }]
  return { world, minutes: assembleMinutes(room, sessionId, changed) }
}

describe('minutes', () => {
  it('SE19 are the same for two histories that differ only in who acted, and on which side', () => {
    const said = new Set<string>()
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 14 }), (acts) => {
        const one = play(acts, (person) => person)
        const other = play(acts, (person) => MIRROR[person] ?? person)
        expect(other.minutes).toEqual(one.minutes)
        for (const { words: each } of one.minutes!.clauses) said.add(each.en)
      }),
      { numRuns: 120 },
    )
    const all = [...said].join('\n')
    for (const part of ['not agreed', 'Rev.', 'reported', 'break was announced', 'ad referendum']) {
      expect(all).toContain(part)
    }
  })

  it('SE19 say when, on what and with which result, in both languages', () => {
    const answers = [
      ['headA', 'agree'],
      ['headB', 'reserve'],
    ] as const
    const ballot = { do: 'ballot', by: 'chairOne', clause: 1, sealed: false, answers } as const
    const { minutes, world } = play(
      [
        { do: 'item', by: 'chairOne' },
        { ...ballot, confirm: 'headA' },
      ],
      (person) => person,
    )
    const en = minutes!.clauses.map(({ words: each }) => each.en)
    expect(en).toContain(
      'Ballot 1, on clause 2 of “Categories”: agreed, with a reservation on record.',
    )
    expect(en.some((each) => /^one: taken up at 2026-03-02 09:\d\d UTC/.test(each))).toBe(true)
    expect(en).toContain('two: not taken up.')
    expect(en).toContain('“Categories”: the words of 2 clauses were changed.')
    const zh = minutes!.clauses.map(({ words: each }) => each.zh)
    expect(zh.every((each) => /\p{Script=Han}/u.test(each))).toBe(true)
    const all = JSON.stringify(minutes)
    for (const name of [...Object.keys(PEOPLE), ...Object.values(PEOPLE), world.a, world.b]) {
      expect(all).not.toContain(name)
    }
    expect(all).not.toContain('Side ')
    expect(assembleMinutes([], 'none', [])).toBeUndefined()
  })

  it('SE25 are opened with all their clauses in one step and name their session, or are not there', () => {
    const world = smallWorld()
    const sessionId = world.do('chairOne', 'sessions/plan', { title: words('Third'), ...times })[
      'id'
    ]
    const runs = { en: [{ text: 'It was held.' }], zh: [{ text: '已举行。' }] }
    const clauses = [
      { kind: 'heading', level: 1, runs },
      { kind: 'operative', level: 1, runs },
    ]
    const open = (person: Person, more: object = {}) =>
      world.as(person, 'proposals/open', {
        title: words('Minutes'),
        kind: 'rapporteurs-report',
        topicId: null,
        sessionId,
        clauses,
        ...more,
      })
    const before = world.events.length
    expect(open('rapporteur')).toMatchObject({ code: 'proposals/no-minutes' })
    world.do('chairOne', 'sessions/open', { sessionId })
    expect(open('headA')).toMatchObject({ code: 'identity/not-allowed' })
    expect(open('rapporteur', { kind: 'chairs-text' })).toMatchObject({
      code: 'proposals/no-minutes',
    })
    expect(open('rapporteur', { sessionId: world.a })).toMatchObject({
      code: 'sessions/unknown-session',
    })
    expect(world.events.length).toBe(before + 1)
    // In the opening phase no structure changes, but that of the bureau's report.
    const plain = open('chairOne', { kind: 'chairs-text', sessionId: null })
    expect(plain).toMatchObject({ code: 'proposals/phase-forbids' })
    expect(world.state.room.proposals.list).toHaveLength(1)
    const done = open('rapporteur')
    expect(open('chairTwo')).toMatchObject({ code: 'proposals/minutes-there' })
    expect(done.ok && done.events.map(({ type }) => type)).toEqual([
      'ProposalOpened',
      'ClausesAdded',
    ])
    const minutes = world.state.room.proposals.list.at(-1)
    expect(minutes).toMatchObject({ sessionId, kind: 'rapporteurs-report' })
    expect(minutes?.clauses.map(({ id }) => world.words.get(id)?.en)).toEqual([
      'It was held.',
      'It was held.',
    ])
  })

  it('SE20 are published as reported, without a ballot, once no bracket is left', () => {
    const { world } = play([], (person) => person)
    const opening = { title: words('Minutes'), kind: 'rapporteurs-report', topicId: null }
    const proposalId = world.do('rapporteur', 'proposals/open', opening)['id']
    const runs = (en: string) => ({ en: [{ text: en }], zh: [{ text: '内容。' }] })
    const clause = (en: string) => ({ kind: 'operative', level: 1, runs: runs(en) })
    world.do('rapporteur', 'proposals/add-clauses', {
      proposalId,
      afterId: null,
      clauses: [clause('The session was held.'), clause('It was [long].')],
    })
    const assembled = world.as('rapporteur', 'outcomes/assemble', {
      proposalId,
      kind: 'rapporteurs-report',
      reference: 'RR-2026-01',
      title: words('Minutes'),
      date: '2026-03-02',
      distribution: 'participants',
    })
    expect(assembled).toMatchObject({ ok: true })
    const digest = assembled.ok && assembled.result['digest']
    const outcomeId = assembled.ok && assembled.result['id']
    world.do('chairOne', 'outcomes/approve', { outcomeId, digest })
    world.do('chairTwo', 'outcomes/approve', { outcomeId, digest })
    const published = world.effects.find(({ type }) => type === 'outcome/publish')
    const clauses = published?.type === 'outcome/publish' ? published.canonical.clauses : []
    expect(clauses.map(({ status, text }) => [status, text.en])).toEqual([
      ['reported', 'The session was held.'],
    ])
  })
})

describe('the words of the minutes', () => {
  it('SE19 set no colon behind a point that asks something', () => {
    const asking = MINUTES.notTakenUp({ en: 'Which data?', zh: '何种数据？' })
    expect(asking).toEqual({ en: 'Which data? not taken up.', zh: '何种数据？未审议。' })
    const naming = MINUTES.notTakenUp({ en: 'Opening', zh: '开幕' })
    expect(naming).toEqual({ en: 'Opening: not taken up.', zh: '开幕：未审议。' })
  })
})
