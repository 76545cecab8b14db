import { caucusOf } from '#shared/app'
import { clauseStatus } from '#shared/agreement'
import { activeMember, dialogueDraft } from '#shared/dialogues'
import { openDrafts, parseBrackets } from '#shared/proposals'
import { historyOf, latestOf, payoffsOf, responseEdges, rowStanding } from '#shared/positions'
import { openSession, textRegime } from '#shared/sessions'
import { beforeAll, describe, expect, test } from 'vitest'
import { World } from '../../test/support/world.ts'
import { DEMO_CATEGORIES } from './content-categories.ts'
import { DEMO_OUTCOME } from './content-outcome.ts'
import { DEMO_SEMICONDUCTORS } from './content-semiconductors.ts'
import { DEMO_PEOPLE, demoId } from './people.ts'
import type { DemoPorts } from './script.ts'
import { seedDemo } from './seed.ts'

const PROPOSALS = [DEMO_CATEGORIES, DEMO_OUTCOME, DEMO_SEMICONDUCTORS]
const LABELS = { A: ['A', '甲方'], B: ['B', '乙方'] }

function inMemory() {
  const world = new World()
  const accounts = new Set<string>()
  const answers = new Map<string, Awaited<ReturnType<DemoPorts['execute']>>>()
  const written = new Map<string, number>()
  let opened: string | undefined
  const ports: DemoPorts = {
    createAccount: ({ id }) => {
      accounts.add(id)
      return Promise.resolve()
    },
    roomEvents: () => Promise.resolve(world.events.filter(({ audience }) => audience === 'room')),
    visitedAt: () => Promise.resolve(),
    openDialogue: ({ title, convener, daysAgo }) => {
      if (opened === undefined) {
        opened = new Date(world.now - daysAgo * 86_400_000).toISOString()
        const member = {
          ...convener,
          role: 'convener',
          delegationId: null,
          expertise: null,
        } as const
        const drafts = [
          dialogueDraft('room', 'DialogueOpened', { title }),
          dialogueDraft('room', 'MemberAdmitted', member),
        ]
        world.append(drafts, convener.accountId)
      }
      return Promise.resolve({ at: opened })
    },
    wasCarriedOut: ({ accountId, commandId }) =>
      Promise.resolve(answers.has(`${accountId}/${commandId}`)),
    write: ({ textId, words, nth }) => {
      if ((written.get(textId) ?? 0) < nth && world.edit(textId, words)) written.set(textId, nth)
      return Promise.resolve()
    },
    execute: (accountId, { id, type, payload }) => {
      const key = `${accountId}/${id}`
      const before = answers.get(key)
      if (before !== undefined) return Promise.resolve(before)
      const done = world.by(accountId, type, payload)
      if (!done.ok) return Promise.resolve(done)
      const answer = { ok: true, result: done.result as Record<string, string>, heads: {} } as const
      answers.set(key, answer)
      return Promise.resolve(answer)
    },
  }
  return { world, accounts, ports, answers }
}

describe('the demonstration', () => {
  const { world, accounts, ports, answers } = inMemory()
  const room = () => world.state.room
  const delegation = (label: string) =>
    room().dialogue.delegations.find((each) => each.label === label)!.id
  const clauseIn = (title: string, start: string) => {
    const proposal = room().proposals.list.find((each) => each.title.en === title)!
    return proposal.clauses.find(({ id }) => world.words.get(id)!.en.startsWith(start))!
  }
  const status = (title: string, start: string) => {
    const clause = clauseIn(title, start)
    return clauseStatus(clause, room().agreement.ballots, world.clauseWords(clause.id).brackets)
  }
  const categories = DEMO_CATEGORIES.title.en

  beforeAll(() => seedDemo(ports))

  test('has two delegations of four, two co-chairs, a rapporteur, a convener and an observer', () => {
    expect(accounts.size).toBe(13)
    const roles = (label: string) =>
      Object.values(room().dialogue.members)
        .filter(({ delegationId }) => delegationId === delegation(label))
        .map(({ role, expertise }) => `${role} ${expertise ?? ''}`)
        .sort()
    const four = ['adviser industry', 'delegate engineering', 'delegate legal', 'head policy']
    expect(roles('A')).toEqual(four)
    expect(roles('B')).toEqual(four)
    const count = (role: string) =>
      Object.values(room().dialogue.members).filter((member) => member.role === role).length
    expect(['moderator', 'rapporteur', 'convener', 'observer'].map(count)).toEqual([2, 1, 1, 1])
    expect(activeMember(room().dialogue, DEMO_PEOPLE.headB.id)?.name.zh).toBe('沈景华')
  })

  test('asks its questions in both languages, some linked across topics, under rules that all accepted', () => {
    const { topics, questions, groundRules } = room().dialogue
    expect(topics.filter(({ parentId }) => parentId === null)).toHaveLength(3)
    expect(topics.filter(({ parentId }) => parentId !== null)).toHaveLength(1)
    expect(questions.every(({ text }) => text.en !== '' && text.zh !== '')).toBe(true)
    expect(questions.filter(({ linkedTopicIds }) => linkedTopicIds.length > 0)).toHaveLength(6)
    expect(groundRules?.acceptedBy).toHaveLength(12)
  })

  test('is in the drafting of its third session, at the third item, with two requests for the floor', () => {
    expect(room().sessions.list.map((each) => each.status)).toEqual([
      'closed',
      'closed',
      'open',
      'cancelled',
    ])
    const session = openSession(room().sessions)!
    expect(session.phase).toBe('drafting')
    expect(textRegime(room().sessions)).toBe('free')
    const standing = session.agenda.map((item) => item.status)
    expect(standing).toEqual(['done', 'done', 'current', 'pending'])
    expect(session.agenda[2]!.proposalIds).toHaveLength(1)
    expect(session.requests.map(({ delegationId }) => delegationId)).toEqual([
      delegation('A'),
      delegation('B'),
    ])
    const now = new Date(world.now).toISOString()
    expect(session.startsAt < now && now < session.endsAt).toBe(true)
    expect(room().sessions.list[1]!.endsAt < session.startsAt).toBe(true)
  })

  test('keeps the minutes of its second session in both languages, naming nobody and no side', () => {
    const second = room().sessions.list[1]!
    const minutes = room().proposals.list.find(({ sessionId }) => sessionId === second.id)!
    expect(minutes.kind).toBe('rapporteurs-report')
    const words = minutes.clauses.map(({ id }) => world.words.get(id)!)
    expect(words.length).toBeGreaterThan(15)
    expect(words.every(({ en, zh }) => en !== '' && zh !== '')).toBe(true)
    const said = words.flatMap(({ en, zh }) => [en, zh]).join('\n')
    expect(said).toContain('on access was put to a ballot and not agreed')
    for (const { name } of Object.values(DEMO_PEOPLE)) {
      expect(said).not.toContain(name.en)
      expect(said).not.toContain(name.zh)
    }
    expect(said).not.toMatch(/[Dd]elegation|代表团|[甲乙中美]方|American|Chinese/)
  })

  test('tells of the session that was called off why', () => {
    const cancelled = room().sessions.list.find((each) => each.status === 'cancelled')!
    expect(cancelled.startsAt > new Date(world.now).toISOString()).toBe(true)
    expect(JSON.stringify(cancelled)).toContain('年内无法在同一天接待两国专家')
  })

  test('has clauses at every stage', () => {
    expect(status(categories, 'The two sides recognise')).toBe('agreed-ad-referendum')
    expect(status(categories, 'Categories of data identified')).toBe('bracketed')
    expect(status(categories, 'Each side will retain')).toBe('reserved')
    expect(status(categories, 'Definitions will be prepared')).toBe('open')
    expect(status(categories, '“Common category”')).toBe('agreed')
    const access = clauseIn(categories, 'Neither side will require')
    const ballot = room().agreement.ballots.find(({ clauseId }) => clauseId === access.id)
    expect(ballot?.status).toMatchObject({ state: 'closed', result: 'not-agreed' })
    expect(status(categories, 'Neither side will require')).toBe('open')
    const open = room().agreement.ballots.filter((each) => each.status.state === 'open')
    expect(open.map(({ kind }) => kind)).toEqual(['silence'])
    expect(room().agreement.polls).toHaveLength(1)
  })

  test('has both worksheets filled in: a common core, claims of one side, and payoffs of each scenario', () => {
    const roll = room().dialogue.delegations.map(({ id }) => id)
    const { categories: rows, measures, scenarios } = room().worksheets
    const standings = rows.map((row) => rowStanding(row, roll))
    for (const standing of ['common-core', 'one-sided', 'apart', 'alike', 'incomplete'] as const) {
      expect(standings).toContain(standing)
    }
    expect(responseEdges(measures).length).toBeGreaterThan(4)
    const sums = scenarios.flatMap((each) => payoffsOf(each, measures, roll))
    expect(sums).toHaveLength(6)
    expect(sums.every(({ payoffs }) => !Object.values(payoffs).includes(null))).toBe(true)
  })

  test('has moved positions, some of them for the delegation alone, and one not stated', () => {
    const question = (start: string) => {
      const { id } = room().dialogue.questions.find(({ text }) => text.en.startsWith(start))!
      return { type: 'question', id } as const
    }
    const { tabled } = room().positions
    const moves = (side: string, start: string) =>
      historyOf(tabled, delegation(side), question(start)).map(({ stance }) => stance)
    expect(moves('A', 'Should data in such')).toEqual(['oppose', 'reserve'])
    expect(moves('A', 'May data security')).toEqual(['reserve', 'accept-with-changes'])
    expect(moves('B', 'Are countermeasures')).toEqual([])
    const third = question('Should third countries')
    const { stated } = caucusOf(world.state, delegation('A')).positions
    expect(latestOf(stated, delegation('A'), third)?.stance).toBe('accept-with-changes')
    expect(latestOf(tabled, delegation('A'), third)?.stance).toBe('reserve')
    expect(new Set(tabled.map(({ session }) => session))).toEqual(new Set([1, 2]))
    expect(tabled.some(({ subject }) => subject.type === 'clause')).toBe(true)
  })

  test('has a wording of each side and a compromise on the table, and a draft that each keeps for itself', () => {
    const { amendments } = room().instruments
    const about = clauseIn(categories, 'Neither side will require')
    expect(amendments.map(({ clauseId }) => clauseId)).toEqual([about.id, about.id, about.id])
    const sides = amendments.map(({ delegationId }) => delegationId)
    expect(sides).toEqual([delegation('B'), delegation('A'), null])
    for (const label of ['A', 'B']) {
      const { drafts } = caucusOf(world.state, delegation(label)).instruments
      expect(openDrafts({ drafts, notes: [], comments: [] }, room().instruments)).toHaveLength(1)
    }
    for (const { id } of amendments) {
      for (const text of Object.values(world.words.get(id)!)) expect(text).not.toMatch(/[[［]/)
    }
  })

  test('has published the third proposal with both keys, for everybody', () => {
    const [outcome] = room().outcomes.list
    expect(outcome).toMatchObject({ reference: 'PD-2026-01', status: 'published' })
    expect(outcome?.distribution).toBe('public')
    const approvals = [DEMO_PEOPLE.chairOne.id, DEMO_PEOPLE.chairTwo.id]
    expect(outcome?.approvals).toEqual(approvals)
    const published = world.effects.flatMap((e) => (e.type === 'outcome/publish' ? [e] : []))
    expect(published).toHaveLength(2)
    expect(published[0]!.canonical.clauses.map((clause) => clause.status)).toEqual([
      'agreed',
      'heading',
      ...Array.from({ length: 5 }, () => 'agreed'),
    ])
  })

  test('has published where the work stands: agreed, pending and not agreed, without attribution', () => {
    const summary = world.effects
      .flatMap((e) => (e.type === 'outcome/publish' ? [e.canonical] : []))
      .at(-1)!
    expect(summary.kind).toBe('co-chairs-summary')
    const standings = new Set(summary.clauses.map((clause) => clause.status))
    for (const standing of ['agreed', 'agreed-ad-referendum', 'reserved', 'not-agreed'] as const) {
      expect(standings).toContain(standing)
    }
    expect(JSON.stringify(summary.clauses)).not.toMatch(/\[[AB]: |［[甲乙]方/)
  })

  test('has referred two recommendations, and knows what became of two', () => {
    const [outcome] = room().outcomes.list
    expect(
      outcome?.followUps.map(({ recommendation, status }) => [recommendation, status]),
    ).toEqual([
      ['1', 'referred'],
      ['3', 'referred'],
      ['2', 'taken-up'],
      ['1', 'under-discussion'],
    ])
    expect(outcome?.recommendations).toHaveLength(3)
  })

  test('does nothing when it is set up again', async () => {
    const before = world.events.length
    await seedDemo(ports)
    expect(world.events).toHaveLength(before)
  })

  test('goes on where it was interrupted', async () => {
    const other = inMemory()
    let left = 60
    const execute: DemoPorts['execute'] = (accountId, command, at) =>
      left-- > 0
        ? other.ports.execute(accountId, command, at)
        : Promise.resolve({ ok: false, code: 'test/interrupted' })
    await expect(seedDemo({ ...other.ports, execute })).rejects.toThrow('test/interrupted')
    await seedDemo(other.ports)
    expect(other.answers.size).toBe(answers.size)
    const types = (w: World) => w.events.map(({ type }) => type)
    expect(types(other.world)).toEqual(types(world))
  })
})

describe('the texts of the demonstration', () => {
  const clauses = PROPOSALS.flatMap((proposal) => proposal.clauses)

  test.each(clauses.map((clause) => [clause.key, clause] as const))(
    '%s brackets the same in both languages',
    (_key, { en, zh }) => {
      const [english, chinese] = [parseBrackets(en, LABELS), parseBrackets(zh, LABELS)]
      expect(english.problems).toEqual([])
      expect(chinese.problems).toEqual([])
      const shape = ({ spans, options }: typeof english) => ({
        held: spans.map(({ holders, depth }) => `${depth} ${holders.join()}`).sort(),
        options: options.length,
      })
      expect(shape(chinese)).toEqual(shape(english))
      expect(zh).not.toMatch(/[[\]]/)
      expect(en).not.toMatch(/[［］]/)
    },
  )

  test('have about a dozen numbered clauses in each text, headings, preambles and definitions', () => {
    for (const { clauses: own } of [DEMO_CATEGORIES, DEMO_SEMICONDUCTORS]) {
      expect(own.length).toBeGreaterThan(12)
      expect(new Set(own.map(({ kind }) => kind)).size).toBe(4)
    }
    expect(new Set(clauses.map(({ key }) => key)).size).toBe(clauses.length)
  })

  test('stand under ids that never change', () => {
    expect(demoId('dialogue')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(demoId('dialogue')).toBe(demoId('dialogue'))
  })
})
