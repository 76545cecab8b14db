import fc from 'fast-check'
import { expect, it } from 'vitest'
import { smallWorld, type Person } from '../../test/support/world.ts'
import { ANSWERS, clauseStatus, dueInstants, isAgreed, type Answer } from './index.ts'

type Small = ReturnType<typeof smallWorld>

const ACTS = [
  'edit',
  'open',
  'answer',
  'break',
  'extend',
  'close',
  'due',
  'withdraw',
  'restore',
  'change',
  'confirm',
  'reopen',
  'package',
  'correct',
  'second',
  'revoke',
] as const

type Act = (typeof ACTS)[number]

const step = fc.record({
  clause: fc.constantFrom(0, 0, 0, 1, 2),
  head: fc.constantFrom<Person>('headA', 'headB', 'headA', 'headB', 'delegateA', 'chairOne'),
  chair: fc.constantFrom<Person>('chairOne', 'chairTwo', 'chairOne', 'chairTwo', 'headA'),
  act: fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...ACTS) },
    { weight: 3, arbitrary: fc.constantFrom<Act>('open', 'answer', 'answer', 'answer', 'due') },
    { weight: 1, arbitrary: fc.constantFrom<Act>('package', 'second') },
  ),
  kind: fc.constantFrom('agreement', 'silence', 'double-blind'),
  answer: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Answer>('agree') },
    { weight: 1, arbitrary: fc.constantFrom(...ANSWERS) },
  ),
  secrecy: fc.constantFrom('open', 'sealed'),
  wait: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 5_000, 60_000),
  deadline: fc.constantFrom(30_000, 60_000, null),
})
type Step = (typeof step)['generate'] extends (...args: never[]) => { value: infer S } ? S : never

it('AG8 no sequence of commands makes a clause agreed whose present words were not accepted by all', () => {
  let seen = 0
  const kinds = new Set<string>()
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80, size: 'max' }), (steps) => {
      const world = smallWorld()
      steps.forEach((each, index) => {
        world.now += each.wait
        perform(world, world.clauses[each.clause]!, each, index)
        for (const checked of world.clauses) {
          if (!isAgreed(statusOf(world, checked))) continue
          kinds.add(expectAccepted(world, checked))
          seen += 1
        }
      })
    }),
    { numRuns: 120, seed: 4 },
  )
  expect(seen).toBeGreaterThan(100)
  expect([...kinds].sort()).toEqual(['agreement', 'double-blind', 'package', 'silence'])
})

function statusOf(world: Small, clauseId: string) {
  const clause = world.state.room.proposals.list[0]!.clauses.find(({ id }) => id === clauseId)!
  return clauseStatus(
    clause,
    world.state.room.agreement.ballots,
    world.clauseWords(clauseId).brackets,
  )
}

function perform(world: Small, clauseId: string, step: Step, index: number): void {
  const { agreement } = world.state.room
  const { head, chair } = step
  const { hash } = world.clauseWords(clauseId)
  const ballot = agreement.ballots.findLast(({ clauses }) =>
    clauses.some((named) => named.clauseId === clauseId),
  )
  const ofBallot = { ballotId: ballot?.id, hash: ballot?.hash }
  const reason = `reason ${index}`
  const soon = (ms: number | null) => (ms === null ? null : new Date(world.now + ms).toISOString())
  const closesAt = soon(step.deadline)
  const limits = { closesAt, adReferendumUntil: soon(80_000), despiteConcordance: true }
  const actId = agreement.acts.at(-1)?.id
  const propose = (act: object) => world.as(chair, 'agreement/propose-act', { act })
  const named = world.clauses.map((id) => ({ clauseId: id, hash: world.clauseWords(id).hash }))
  const runs = { en: [{ text: `Corrected ${index}` }], zh: [{ text: `更正${index}` }] }
  const statement = { en: 'A misprint.', zh: '' }
  const does: Record<Act, () => unknown> = {
    edit: () => world.edit(clauseId, { en: `Words ${index}`, zh: `文字${index}` }),
    open: () => {
      const { kind, secrecy } = step
      const payload = { clauseId, hash, kind, secrecy, ...limits }
      return world.as(chair, 'agreement/open-ballot', payload)
    },
    answer: () => world.as(head, 'agreement/answer', { ...ofBallot, answer: step.answer, reason }),
    break: () => world.as(head, 'agreement/break-silence', { ...ofBallot, reason }),
    extend: () => world.as(chair, 'agreement/extend-ballot', { ballotId: ballot?.id, closesAt }),
    close: () => world.as(chair, 'agreement/close-ballot', { ballotId: ballot?.id }),
    due: () => {
      const [first] = dueInstants(agreement)
      if (first !== undefined) world.now = Math.max(world.now, Date.parse(first))
      return world.as('system', 'agreement/come-due', {})
    },
    withdraw: () => world.as(head, 'proposals/withdraw-clause', { clauseId }),
    restore: () => world.as(head, 'proposals/restore-clause', { clauseId }),
    change: () =>
      world.as(head, 'proposals/change-clause', { clauseId, kind: 'definition', level: 2 }),
    confirm: () => world.as(head, 'agreement/confirm-ad-referendum', { ballotId: ballot?.id }),
    reopen: () => propose({ type: 'reopening', clauseId, hash, reason }),
    package: () =>
      propose({ type: 'package', proposalId: world.proposal, clauses: named, ...limits }),
    correct: () =>
      propose({ type: 'correction', clauseId, hash, runs, statement, revocableUntil: soon(9000) }),
    second: () => world.as(chair, 'agreement/second-act', { actId }),
    revoke: () => world.as(head, 'agreement/revoke-correction', { actId, reason }),
  }
  does[step.act]()
}

/** The ballot whose words stand was accepted by each delegation under its rule; answers the ballot's kind. */
function expectAccepted(world: Small, clauseId: string): string {
  const { hash } = world.clauseWords(clauseId)
  const { agreement, proposals } = world.state.room
  const lock = proposals.list[0]!.clauses.find(({ id }) => id === clauseId)!.lock!
  expect(lock.hash).toBe(hash)
  const ballot = agreement.ballots.find(({ id }) => id === lock.ballotId)!
  let words = ballot.clauses.find((named) => named.clauseId === clauseId)!.hash
  for (const { act, status, by, secondedBy } of agreement.acts) {
    if (act.type !== 'correction' || act.ballotId !== ballot.id || status !== 'done') continue
    if (act.clauseId !== clauseId) continue
    expect(secondedBy).not.toBe(by)
    expect(act.from).toBe(words)
    words = act.to
  }
  expect(words).toBe(hash)
  const accepted = (delegationId: string) => {
    const own = world.state.caucuses[delegationId]?.agreement.answers ?? []
    const open = world.events.flatMap(({ type, payload }) =>
      type === 'BallotAnswered'
        ? [payload as { ballotId: string; delegationId: string; answer: Answer }]
        : [],
    )
    const said = [...open, ...own].find(
      (each) => each.ballotId === ballot.id && each.delegationId === delegationId,
    )?.answer
    if (ballot.kind === 'silence') return said === undefined
    if (ballot.kind === 'double-blind') return said === 'agree'
    return said !== undefined && said !== 'object'
  }
  expect(ballot.roll).toEqual([world.a, world.b])
  expect(ballot.roll.every(accepted)).toBe(true)
  if (ballot.kind === 'silence' && ballot.status.state === 'closed') {
    expect(ballot.status.at >= ballot.closesAt).toBe(true)
  }
  return ballot.kind
}
