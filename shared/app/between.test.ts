import ICAL from 'ical.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PEOPLE, id, smallWorld } from '../../test/support/world.ts'
import {
  calendarFile,
  calendarOf,
  deadlinesOf,
  nextInstant,
  nextSteps,
  noticesOf,
  remindersOf,
  settledBy,
  type CalendarEntry,
} from './index.ts'

type SmallWorld = ReturnType<typeof smallWorld>

const HOUR = 3_600_000
const names = { en: 'Name', zh: '名称' }
const inHours = (world: SmallWorld, hours: number) =>
  new Date(world.now + hours * HOUR).toISOString()

function openBallot(world: SmallWorld, rule: object = {}) {
  const [clauseId] = world.clauses as [string]
  const { hash } = world.clauseWords(clauseId)
  const payload = { clauseId, hash, despiteConcordance: true, ...rule }
  const opened = world.as('chairOne', 'agreement/open-ballot', payload)
  if (!opened.ok) throw new Error(opened.code)
  return { id: String(opened.result['id']), hash, events: opened.events }
}

const told = (world: SmallWorld, events: Parameters<typeof noticesOf>[1]) =>
  noticesOf(world.state, events).map(({ accountId, kind }) => `${nameOf(accountId)} ${kind}`)

function nameOf(accountId: string): string {
  return Object.entries(PEOPLE).find(([, id]) => id === accountId)?.[0] ?? accountId
}

describe('whom events tell what', () => {
  it('BT5 a ballot asks the heads for an answer and tells everybody else but who opened it', () => {
    const world = smallWorld()
    const { events } = openBallot(world)
    const kinds = told(world, events)
    expect(kinds.filter((line) => line.endsWith('answer-ballot')).sort()).toEqual([
      'headA answer-ballot',
      'headB answer-ballot',
    ])
    expect(kinds).toContain('delegateA ballot-opened')
    expect(kinds.some((line) => /^(observer|chairOne) /.test(line))).toBe(false)
  })

  it('BT5 somebody suspended is told nothing', () => {
    const world = smallWorld()
    world.do('convener', 'dialogues/suspend-member', { accountId: PEOPLE.headB })
    const { events } = openBallot(world)
    expect(told(world, events).some((line) => line.startsWith('headB'))).toBe(false)
  })

  it('BT5 an observer is told nothing, not even of being admitted', () => {
    const world = smallWorld()
    const admit = (accountId: string, role: string) => {
      const member = { accountId, name: names, role, delegationId: null, expertise: null }
      const done = world.as('convener', 'dialogues/admit-member', member)
      if (!done.ok) throw new Error(done.code)
      return noticesOf(world.state, done.events).filter((notice) => notice.accountId === accountId)
    }
    const [observer, moderator] = [world.newId(), world.newId()]
    expect(admit(observer, 'observer')).toEqual([])
    expect(admit(moderator, 'moderator')).toHaveLength(1)
  })

  it('BT5 whoever spoke in a thread is told of a reply, if they still receive its stream', () => {
    const world = smallWorld()
    const passage = { textId: world.clauses[0], language: 'en', anchor: 'AA==', head: 'AA==' }
    const made = world.do('delegateA', 'comments/make', {
      to: 'side',
      passage: { ...passage, quote: 'x' },
      body: 'For us alone.',
    })
    const reply = (body: string) => {
      const done = world.as('adviserA', 'comments/reply', { commentId: made['id'], body })
      if (!done.ok) throw new Error(done.code)
      return done.events
    }
    expect(told(world, reply('One.'))).toEqual(['delegateA comment-reply'])
    const member = { name: names, role: 'delegate', delegationId: world.b, expertise: null }
    world.do('convener', 'dialogues/change-member', { accountId: PEOPLE.delegateA, ...member })
    const [request] = world.state.room.dialogue.requests
    world.do('headB', 'dialogues/confirm-seat', { requestId: request?.id })
    expect(told(world, reply('Two.'))).toEqual([])
  })

  it('BT5, BT6 a head is told that a seat waits for their consent, until it is decided', () => {
    const world = smallWorld()
    const seat = { name: names, role: 'adviser', delegationId: world.b, expertise: null }
    const asked = world.as('convener', 'dialogues/admit-member', { accountId: id(99), ...seat })
    if (!asked.ok) throw new Error(asked.code)
    expect(told(world, asked.events)).toEqual(['headB seat-asked'])
    const waits = () => nextSteps(world.state, PEOPLE.headB, () => undefined).map(({ is }) => is)
    expect(waits()).toContain('decide-seats')
    expect(nextSteps(world.state, PEOPLE.headA, () => undefined)).toEqual([])
    const [request] = world.state.room.dialogue.requests
    const done = world.as('headB', 'dialogues/decline-seat', { requestId: request?.id })
    if (!done.ok) throw new Error(done.code)
    expect(settledBy(world.state, done.events)).toEqual([
      { subject: id(99), accounts: 'everybody' },
    ])
    expect(waits()).not.toContain('decide-seats')
  })

  it('BT6 what is answered is asked of that head no more, and what is closed of nobody', () => {
    const world = smallWorld()
    const { id, hash } = openBallot(world)
    const answer = (person: 'headA' | 'headB') => {
      const said = { ballotId: id, hash, answer: 'agree', reason: '' }
      const done = world.as(person, 'agreement/answer', said)
      if (!done.ok) throw new Error(done.code)
      return settledBy(world.state, done.events)
    }
    expect(answer('headA')).toEqual([{ subject: id, accounts: [PEOPLE.headA] }])
    expect(answer('headB')).toContainEqual({ subject: id, accounts: 'everybody' })
  })

  it('BT6 reminds a day before the end, of a short span at its half, and only heads who have not answered', () => {
    const world = smallWorld()
    const opened = world.now
    const { id, hash } = openBallot(world, { closesAt: inHours(world, 100) })
    const lines = () =>
      remindersOf(world.state).map(({ at, notice }) => [
        nameOf(notice.accountId),
        Math.round((Date.parse(at) - opened) / HOUR),
      ])
    expect(lines()).toEqual([
      ['headA', 76],
      ['headB', 76],
    ])
    const said = { ballotId: id, hash, answer: 'agree', reason: '' }
    world.do('headA', 'agreement/answer', said)
    expect(lines()).toEqual([['headB', 76]])
    const short = smallWorld()
    openBallot(short, { closesAt: inHours(short, 10) })
    const [reminder] = remindersOf(short.state)
    expect(Math.round((Date.parse(reminder!.at) - opened) / HOUR)).toBe(5)
  })

  it('BT3 the next instant is the earliest of what comes due, past or not, and of reminders to come', () => {
    const world = smallWorld()
    const now = () => new Date(world.now).toISOString()
    expect(nextInstant(world.state, now())).toBeUndefined()
    const closesAt = inHours(world, 100)
    openBallot(world, { kind: 'silence', closesAt })
    const [reminder] = remindersOf(world.state)
    expect(nextInstant(world.state, now())).toBe(reminder!.at)
    expect(nextInstant(world.state, reminder!.at)).toBe(closesAt)
    expect(nextInstant(world.state, inHours(world, 200))).toBe(closesAt)
  })
})

describe('the time zones of delegations', () => {
  it('BT4 are set by the convener, and only to zones that exist', () => {
    const world = smallWorld()
    const set = (person: 'convener' | 'headA', timeZone: string, delegationId = world.a) =>
      world.as(person, 'dialogues/set-time-zone', { delegationId, timeZone })
    expect(set('headA', 'Asia/Shanghai')).toMatchObject({ code: 'identity/not-allowed' })
    expect(set('convener', 'Asia/Nowhere')).toMatchObject({ code: 'dialogues/unknown-time-zone' })
    expect(set('convener', 'UTC', PEOPLE.headA)).toMatchObject({
      code: 'dialogues/unknown-delegation',
    })
    expect(set('convener', 'Asia/Shanghai')).toMatchObject({ ok: true })
    expect(set('convener', 'Asia/Shanghai')).toMatchObject({ ok: true, events: [] })
    expect(world.state.room.dialogue.delegations.map(({ timeZone }) => timeZone)).toEqual([
      'Asia/Shanghai',
      null,
    ])
  })
})

describe('calendars', () => {
  const entry = (title: string): CalendarEntry => ({
    id: '00000000-0000-4000-8000-000000000001',
    sequence: 2,
    changedAt: '2026-03-02T09:00:00.000Z',
    at: '2026-03-05T09:00:00.000Z',
    until: '2026-03-05T12:30:00.000Z',
    cancelled: false,
    title,
    url: 'https://parley.example/dialogues/1',
  })

  it('BT10 is a calendar that a strict reader takes, whatever the titles hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (raw) => {
        // RFC 5545 has no way to write control characters.
        const title = raw.replaceAll(/\p{Cc}/gu, '')
        const file = calendarFile('Parley', [entry(title)])
        for (const line of file.split('\r\n')) {
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75)
        }
        const component = new ICAL.Component(ICAL.parse(file) as never[])
        const event = new ICAL.Event(component.getFirstSubcomponent('vevent')!)
        expect(event.summary).toBe(title)
        expect(event.sequence).toBe(2)
        expect(event.startDate.toJSDate().toISOString()).toBe('2026-03-05T09:00:00.000Z')
        expect(event.endDate.toJSDate().toISOString()).toBe('2026-03-05T12:30:00.000Z')
        expect(event.startDate.zone.tzid).toBe('UTC')
      }),
    )
  })

  it('BT10 an entry keeps its UID and counts the changes of its dates', () => {
    const world = smallWorld()
    const { id } = openBallot(world, { kind: 'silence', closesAt: inHours(world, 48) })
    const later = inHours(world, 90)
    const own = () => calendarOf(world.events).find((each) => each.id === `${id}-closes`)
    expect(own()).toMatchObject({ sequence: 0, number: 1 })
    world.do('chairOne', 'agreement/extend-ballot', { ballotId: id, closesAt: later })
    expect(own()).toMatchObject({ sequence: 1, at: later })
    const session = { title: names, startsAt: inHours(world, 1), endsAt: inHours(world, 2) }
    world.do('chairOne', 'sessions/plan', session)
    expect(own()).toMatchObject({ sequence: 1 })
    expect(deadlinesOf(world.state.room, inHours(world, 0)).map(({ is }) => is)).toEqual([
      'session',
      'silence',
    ])
    expect(deadlinesOf(world.state.room, inHours(world, 3)).map(({ is }) => is)).toEqual([
      'silence',
    ])
  })

  it('SE23 other dates are told to everybody else each time, settle what was told before, and are counted', () => {
    const world = smallWorld()
    const session = { title: names, startsAt: inHours(world, 1), endsAt: inHours(world, 2) }
    const id = String(world.do('chairOne', 'sessions/plan', session)['id'])
    const replan = (change: object) => {
      const done = world.as('chairOne', 'sessions/replan', { ...session, ...change, sessionId: id })
      if (!done.ok) throw new Error(done.code)
      return done.events
    }
    const [first, later] = [session.startsAt, inHours(world, 1.5)]
    const moved = replan({ startsAt: later })
    const kinds = told(world, moved)
    expect(kinds).toContain('headA session-moved')
    expect(kinds).toContain('chairTwo session-moved')
    expect(kinds.some((line) => /^(observer|chairOne) /.test(line))).toBe(false)
    const at = moved[0]!.at
    expect(settledBy(world.state, moved)).toEqual([
      { subject: id, accounts: 'everybody', before: at },
    ])
    const keyOf = (events: typeof moved) => noticesOf(world.state, events)[0]?.key
    const keys = [moved].map(keyOf)
    for (const startsAt of [first, later]) keys.push(keyOf(replan({ startsAt })))
    expect(new Set(keys).size).toBe(3)
    const entry = calendarOf(world.events).find((each) => each.id === id)
    expect(entry).toMatchObject({ sequence: 3, at: later, cancelled: false })
    const renamed = replan({ startsAt: later, title: { en: 'Another name', zh: '' } })
    expect(renamed).toHaveLength(1)
    expect([noticesOf(world.state, renamed), settledBy(world.state, renamed)]).toEqual([[], []])
    expect(replan({ startsAt: later, title: { en: 'Another name', zh: '' } })).toEqual([])
    expect(calendarOf(world.events).find((each) => each.id === id)).toEqual(entry)
  })

  it('SE24 a session that was called off is told to everybody else, settles its plan, and is struck out', () => {
    const world = smallWorld()
    const session = { title: names, startsAt: inHours(world, 1), endsAt: inHours(world, 2) }
    const id = String(world.do('chairOne', 'sessions/plan', session)['id'])
    const done = world.as('chairOne', 'sessions/cancel', { sessionId: id, reason: names })
    if (!done.ok) throw new Error(done.code)
    const kinds = told(world, done.events)
    expect(kinds).toContain('headA session-cancelled')
    expect(kinds).toContain('chairTwo session-cancelled')
    expect(kinds.some((line) => /^(observer|chairOne) /.test(line))).toBe(false)
    expect(settledBy(world.state, done.events)).toEqual([{ subject: id, accounts: 'everybody' }])
    const entries = calendarOf(world.events).filter((each) => each.id === id)
    expect(entries).toMatchObject([{ sequence: 1, cancelled: true, at: session.startsAt }])
    const file = calendarFile('Parley', [{ ...entries[0]!, title: 'Session 1', url: null }])
    const component = new ICAL.Component(ICAL.parse(file) as never[])
    const event = component.getFirstSubcomponent('vevent')!
    expect(event.getFirstPropertyValue('status')).toBe('CANCELLED')
    expect(event.getFirstPropertyValue('uid')).toBe(`${id}@parley`)
    expect(deadlinesOf(world.state.room, inHours(world, 0))).toEqual([])
  })

  it('SE3 a session that is open is due until it is closed, one that was not opened in time is late', () => {
    const world = smallWorld()
    const session = { title: names, startsAt: inHours(world, 1), endsAt: inHours(world, 2) }
    const sessionId = world.do('chairOne', 'sessions/plan', session)['id']
    const standing = (hours: number) =>
      deadlinesOf(world.state.room, inHours(world, hours)).map((due) => due.standing)
    const [ahead, late, over] = [standing(0), standing(1.5), standing(3)]
    expect([ahead, late, over]).toEqual([['ahead'], ['late'], []])
    world.do('chairOne', 'sessions/open', { sessionId })
    expect([standing(0), standing(3)]).toEqual([['open'], ['open']])
    world.do('chairOne', 'sessions/close', { sessionId })
    expect(standing(0)).toEqual([])
  })
})

describe('what waits for somebody', () => {
  const steps = (world: SmallWorld, person: keyof typeof PEOPLE) =>
    nextSteps(world.state, PEOPLE[person], (id) => world.clauseWords(id).hash)
  const kinds = (world: SmallWorld, person: keyof typeof PEOPLE) =>
    steps(world, person).map(({ is }) => is)

  it('BT11 puts the rules first, then ballots by their deadline, and positions whose words changed', () => {
    const world = smallWorld()
    const [first, second] = world.clauses as [string, string]
    expect(kinds(world, 'headA')).toEqual([])
    const subject = { type: 'clause', id: first, hash: world.clauseWords(first).hash }
    world.do('headA', 'positions/state', { subject, stance: 'support' })
    expect(kinds(world, 'headA')).toEqual([])
    world.edit(first, { en: 'Other words.', zh: '其他文字。' })
    expect(steps(world, 'headA')).toMatchObject([
      { is: 'confirm-positions', clauses: [{ clauseId: first }] },
    ])
    openBallot(world, { closesAt: inHours(world, 90) })
    const { hash } = world.clauseWords(second)
    const silence = { clauseId: second, hash, kind: 'silence', closesAt: inHours(world, 50) }
    world.do('chairTwo', 'agreement/open-ballot', { ...silence, despiteConcordance: true })
    expect(kinds(world, 'headA')).toEqual(['mind-silence', 'answer-ballot', 'confirm-positions'])
    expect(kinds(world, 'headB')).toEqual(['mind-silence', 'answer-ballot'])
    expect(kinds(world, 'delegateA')).toEqual([])
    world.do('convener', 'dialogues/issue-ground-rules', { text: names })
    expect(kinds(world, 'delegateA')).toEqual(['accept-rules'])
    expect(kinds(world, 'headA')[0]).toBe('accept-rules')
    expect(kinds(world, 'observer')).toEqual([])
  })

  it('BT11 asks a sealed answer no more, and for the confirmation of what was agreed ad referendum', () => {
    const world = smallWorld()
    const until = inHours(world, 200)
    const { id, hash } = openBallot(world, { secrecy: 'sealed', adReferendumUntil: until })
    const said = { ballotId: id, hash, answer: 'agree-ad-referendum', reason: '' }
    world.do('headA', 'agreement/answer', said)
    expect(kinds(world, 'headA')).toEqual([])
    world.do('headB', 'agreement/answer', { ...said, answer: 'agree' })
    expect(steps(world, 'headA')).toMatchObject([{ is: 'confirm-referendum', until }])
    expect(kinds(world, 'headB')).toEqual([])
  })

  it('BT11 asks the other moderator for the second key', () => {
    const world = smallWorld()
    const clauses = world.clauses.slice(0, 2).map((clauseId) => ({
      clauseId,
      hash: world.clauseWords(clauseId).hash,
    }))
    const { proposal } = { proposal: world.state.room.proposals.list[0]! }
    const act = { type: 'package', proposalId: proposal.id, clauses, despiteConcordance: true }
    world.do('chairOne', 'agreement/propose-act', { act })
    expect(kinds(world, 'chairOne')).toEqual([])
    expect(kinds(world, 'chairTwo')).toEqual(['second-key'])
  })

  describe('after an outcome was published', () => {
    const words = { en: 'Words', zh: '文字' }
    const form = { reference: 'PD-2026-01', title: words, date: '2026-03-02' }
    const second = (world: SmallWorld) =>
      steps(world, 'chairTwo').filter(({ is }) => is.startsWith('second'))

    function published(): { world: SmallWorld; outcomeId: string } {
      const world = smallWorld()
      const { proposal: proposalId } = world
      const summary = { kind: 'co-chairs-summary', distribution: 'public' }
      const made = { proposalId, ...form, ...summary }
      const { id: outcomeId, digest } = world.do('rapporteur', 'outcomes/assemble', made)
      world.do('chairOne', 'outcomes/approve', { outcomeId, digest })
      world.do('chairTwo', 'outcomes/approve', { outcomeId, digest })
      return { world, outcomeId: String(outcomeId) }
    }

    it('BT5 BT6 BT11 a proposed note asks the other moderator for the second key, until it has it or is dropped', () => {
      const { world, outcomeId } = published()
      const note = { outcomeId, recommendation: null, channel: words }
      for (const end of ['second-note', 'drop-note']) {
        const proposed = world.as('chairOne', 'outcomes/refer', note)
        if (!proposed.ok) throw new Error(proposed.code)
        expect(told(world, proposed.events)).toEqual(['chairTwo second-key'])
        expect(second(world)).toEqual([{ is: 'second-note', outcomeId, reference: form.reference }])
        expect(kinds(world, 'chairOne')).toEqual([])
        const [subject] = noticesOf(world.state, proposed.events).map((notice) => notice.subject)
        const done = world.as('chairTwo', `outcomes/${end}`, { outcomeId, noteId: subject })
        if (!done.ok) throw new Error(done.code)
        expect(second(world)).toEqual([])
        expect(settledBy(world.state, done.events)).toEqual([{ subject, accounts: 'everybody' }])
      }
    })

    it('BT5 BT6 BT11 a proposed withdrawal asks for it, and takes the proposed notes along', () => {
      const { world, outcomeId } = published()
      const note = { outcomeId, recommendation: null, channel: words }
      world.do('chairOne', 'outcomes/refer', note)
      const proposed = world.as('chairOne', 'outcomes/propose-withdrawal', {
        outcomeId,
        reason: words,
      })
      if (!proposed.ok) throw new Error(proposed.code)
      expect(told(world, proposed.events)).toEqual(['chairTwo second-key'])
      expect(second(world).map(({ is }) => is)).toEqual(['second-withdrawal', 'second-note'])
      const done = world.as('chairTwo', 'outcomes/second-withdrawal', { outcomeId })
      if (!done.ok) throw new Error(done.code)
      expect(second(world)).toEqual([])
      const [withdrawal, notes] = settledBy(world.state, done.events)
      expect(withdrawal).toMatchObject({ subject: outcomeId })
      expect(notes?.accounts).toContain(PEOPLE.chairTwo)
    })
  })
})
