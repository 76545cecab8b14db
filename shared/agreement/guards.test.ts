import { describe, expect, it } from 'vitest'
import { PEOPLE, smallWorld } from '../../test/support/world.ts'

type Small = ReturnType<typeof smallWorld>

const after = (world: Small, ms: number) => new Date(world.now + ms).toISOString()
const at = (world: Small, instant: string) => void (world.now = Date.parse(instant))
const due = (world: Small) => world.do('system', 'agreement/come-due', {})

function opening(world: Small, extra: object = {}) {
  const clauseId = world.clauses[0]!
  const { hash } = world.clauseWords(clauseId)
  return { clauseId, hash, despiteConcordance: true, ...extra }
}

const open = (world: Small, extra: object = {}) =>
  world.as('chairOne', 'agreement/open-ballot', opening(world, extra))

function agree(world: Small): void {
  const asked = opening(world)
  const { id: ballotId } = world.do('chairOne', 'agreement/open-ballot', asked)
  for (const head of ['headA', 'headB'] as const) {
    world.do(head, 'agreement/answer', { ballotId, hash: asked.hash, answer: 'agree' })
  }
}

const propose = (world: Small, act: object) =>
  world.as('chairOne', 'agreement/propose-act', { act })

function proposed(world: Small, act: object): string {
  const { id } = world.do('chairOne', 'agreement/propose-act', { act })
  return id as string
}

const second = (world: Small, actId: string) =>
  world.as('chairTwo', 'agreement/second-act', { actId })

function reopening(world: Small) {
  const { clauseId, hash } = opening(world)
  return { type: 'reopening', clauseId, hash, reason: 'new facts' }
}

function correction(world: Small, revocableUntil: string, text = 'Clause one.') {
  const { clauseId, hash } = opening(world)
  const runs = { en: [{ text }], zh: [{ text: '第1条。' }] }
  const statement = { en: 'A numeral written out.', zh: '' }
  return { type: 'correction', clauseId, hash, runs, statement, revocableUntil }
}

describe('what stands in the way of a ballot', () => {
  it('AG1 no ballot is opened in a phase without ballots', () => {
    const world = smallWorld()
    const { id: sessionId } = world.do('chairOne', 'sessions/plan', {
      title: { en: 'First', zh: '首次' },
      startsAt: after(world, 0),
      endsAt: after(world, 3_600_000),
    })
    world.do('chairOne', 'sessions/open', { sessionId })
    world.do('chairOne', 'sessions/change-phase', { sessionId, phase: 'opening' })
    expect(open(world)).toMatchObject({ code: 'agreement/phase-forbids' })
    world.do('chairOne', 'sessions/change-phase', { sessionId, phase: 'drafting' })
    expect(open(world)).toMatchObject({ ok: true })
  })

  it('AG1 no ballot is opened on a clause without words', () => {
    const world = smallWorld()
    world.edit(world.clauses[0]!, { en: ' ', zh: '\n' })
    expect(open(world)).toMatchObject({ code: 'agreement/no-words' })
  })

  it('AG11 the deadline of confirming lies after the ballot’s end', () => {
    const world = smallWorld()
    const closesAt = after(world, 60_000)
    for (const adReferendumUntil of [after(world, 30_000), closesAt]) {
      const early = { closesAt, adReferendumUntil }
      expect(open(world, early)).toMatchObject({ code: 'agreement/deadline-past' })
    }
    const fitting = { closesAt, adReferendumUntil: after(world, 60_001) }
    expect(open(world, fitting)).toMatchObject({ ok: true })
  })

  it('AG10 AG11 no ballot is extended to where its agreement would have to be confirmed', () => {
    const world = smallWorld()
    const adReferendumUntil = after(world, 120_000)
    const opened = open(world, { closesAt: after(world, 60_000), adReferendumUntil })
    if (!opened.ok) throw new Error(opened.code)
    const extend = (closesAt: string) =>
      world.as('chairOne', 'agreement/extend-ballot', { ballotId: opened.result['id'], closesAt })
    expect(extend(adReferendumUntil)).toMatchObject({ code: 'agreement/deadline-past' })
    expect(extend(after(world, 90_000))).toMatchObject({ ok: true })
  })

  it('AG14 a package names no clause twice', () => {
    const world = smallWorld()
    const [one, other] = world.clauses.map((clauseId) => ({
      clauseId,
      hash: world.clauseWords(clauseId).hash,
    }))
    const asPackage = (clauses: unknown) => ({
      type: 'package',
      proposalId: world.proposal,
      clauses,
    })
    expect(propose(world, asPackage([one, one]))).toMatchObject({
      code: 'proposals/unknown-clause',
    })
    expect(propose(world, asPackage([one, other]))).toMatchObject({ ok: true })
  })
})

describe('acts of two keys', () => {
  it('AG13 a first key for an agreement that was reopened and made anew opens nothing', () => {
    const world = smallWorld()
    agree(world)
    const stale = proposed(world, reopening(world))
    expect(second(world, proposed(world, reopening(world)))).toMatchObject({ ok: true })
    agree(world)
    expect(second(world, stale)).toMatchObject({ code: 'agreement/not-agreed' })
    expect(world.locked.has(world.clauses[0]!)).toBe(true)
  })

  it('AG15 a correction is void once the agreement was reopened, also when the same words are agreed anew', () => {
    const world = smallWorld()
    agree(world)
    const until = after(world, 600_000)
    const corrected = proposed(world, correction(world, until))
    expect(second(world, corrected)).toMatchObject({ ok: true })
    expect(second(world, proposed(world, reopening(world)))).toMatchObject({ ok: true })
    agree(world)
    at(world, until)
    due(world)
    expect(world.clauseWords(world.clauses[0]!).words.en).toBe('Clause 1.')
    const told = world.events.map(({ type }) => type)
    expect(told).toContain('ActWithdrawn')
    expect(told).not.toContain('CorrectionInForce')
  })

  it('AG15 a correction brings no bracket into agreed words', () => {
    const world = smallWorld()
    agree(world)
    for (const text of ['Clause [one].', 'Clause ［one］.', 'Clause one].']) {
      const act = correction(world, after(world, 60_000), text)
      expect(propose(world, act)).toMatchObject({ code: 'agreement/brackets-left' })
    }
  })

  it('AG15 a correction is not signed once it could not be revoked any more', () => {
    const world = smallWorld()
    agree(world)
    const until = after(world, 60_000)
    const actId = proposed(world, correction(world, until))
    at(world, until)
    expect(second(world, actId)).toMatchObject({ code: 'agreement/deadline-past' })
  })
})

describe('a dialogue that is closed', () => {
  it('DI9 is not closed while something waits, and takes nothing afterwards but keeping somebody out', () => {
    const world = smallWorld()
    const eraseAfter = after(world, 30 * 24 * 3_600_000)
    const close = () => world.as('convener', 'dialogues/close', { eraseAfter })
    const closesAt = after(world, 60_000)
    expect(open(world, { closesAt })).toMatchObject({ ok: true })
    expect(close()).toMatchObject({ code: 'dialogues/still-due' })
    at(world, closesAt)
    due(world)
    expect(close()).toMatchObject({ ok: true })
    expect(open(world)).toMatchObject({ code: 'dialogues/closed' })
    expect(world.as('headA', 'sessions/call-caucus', {})).toMatchObject({
      code: 'dialogues/closed',
    })
    expect(close()).toMatchObject({ code: 'dialogues/closed' })
    const accountId = PEOPLE.headB
    expect(world.as('convener', 'dialogues/suspend-member', { accountId })).toMatchObject({
      ok: true,
    })
  })
})
