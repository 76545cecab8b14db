import { NO_STATE, deadlinesOf, evolve, type State } from '#shared/app'
import type { RecordedEvent } from '#shared/record'
import { describe, expect, it } from 'vitest'
import { changesSince } from './since.ts'

const id = (digit: number) => `00000000-0000-4000-8000-${String(digit).padStart(12, '0')}`
const HASH = 'a'.repeat(64)
const NONE = { en: 'x', zh: 'x' }

function record(...drafts: (readonly [string, object])[]): {
  readonly state: State
  readonly history: readonly RecordedEvent[]
} {
  const history = drafts.map(([type, payload], index) => ({
    dialogueId: id(1),
    audience: 'room' as const,
    seq: index + 1,
    type,
    v: 1,
    payload,
    actor: id(2),
    at: '2026-11-24T08:00:00.000Z',
    prevHash: HASH,
    hash: HASH,
  })) as unknown as readonly RecordedEvent[]
  return { history, state: history.reduce(evolve, NO_STATE) }
}

const clause = (number: number) => ({ id: id(number), kind: 'operative', level: 1 })
const opened = [
  'ProposalOpened',
  { id: id(10), title: NONE, kind: 'chairs-text', topicId: null },
] as const
const added = (number: number) =>
  ['ClausesAdded', { proposalId: id(10), afterId: null, clauses: [clause(number)] }] as const
const ballot = [
  'BallotOpened',
  {
    id: id(20),
    number: 1,
    proposalId: id(10),
    clauseId: id(11),
    hash: HASH,
    roll: [id(3), id(4)],
    adReferendumUntil: null,
    despiteConcordance: false,
    kind: 'silence',
    secrecy: 'open',
    closesAt: '2026-12-01T10:00:00.000Z',
  },
] as const
const session = [
  'SessionPlanned',
  {
    id: id(30),
    number: 1,
    title: NONE,
    startsAt: '2026-11-30T08:00:00.000Z',
    endsAt: '2026-11-30T12:00:00.000Z',
  },
] as const

describe('what has changed since somebody was last here', () => {
  it('gathers the changes of a text in one line and tells a new text as new', () => {
    const { state, history } = record(opened, added(11), added(12), added(13))
    expect(
      changesSince(state.room, history, { base: { room: 0 }, texts: [], reader: id(9) }),
    ).toEqual([{ is: 'text-opened', proposalId: id(10) }])
    expect(
      changesSince(state.room, history, { base: { room: 2 }, texts: [], reader: id(9) }),
    ).toEqual([{ is: 'text-changed', proposalId: id(10), count: 2 }])
    expect(
      changesSince(state.room, history, { base: { room: 4 }, texts: [], reader: id(9) }),
    ).toEqual([])
  })

  it('tells of a ballot what it came to, once it is closed', () => {
    const closed = ['BallotClosed', { ballotId: id(20), result: 'agreed', answers: [] }] as const
    const { state, history } = record(opened, added(11), ballot, closed)
    expect(
      changesSince(state.room, history.slice(0, 3), {
        base: { room: 2 },
        texts: [],
        reader: id(9),
      }),
    ).toEqual([{ is: 'ballot-opened', ballotId: id(20) }])
    expect(
      changesSince(state.room, history, { base: { room: 2 }, texts: [], reader: id(9) }),
    ).toEqual([{ is: 'ballot-closed', ballotId: id(20), result: 'agreed' }])
  })

  it('BT2 tells of words that others changed, and of nothing that the reader did', () => {
    const { state, history } = record(opened, added(11), added(12), ballot)
    const news = { base: { room: 2 }, texts: [id(11), id(99)], reader: id(9) }
    expect(changesSince(state.room, history, news)[0]).toEqual({
      is: 'words-changed',
      proposalId: id(10),
      clauseId: id(11),
      count: 1,
    })
    expect(changesSince(state.room, history, { ...news, texts: [], reader: id(2) })).toEqual([])
  })

  it('passes over what stands in another stream', () => {
    const { state, history } = record(opened)
    const elsewhere = history.map((event) => ({ ...event, audience: 'moderators' as const }))
    expect(
      changesSince(state.room, elsewhere, { base: { room: 0 }, texts: [], reader: id(9) }),
    ).toEqual([])
  })
})

describe('deadlines', () => {
  it('are those that are still to come, earliest first', () => {
    const { state } = record(opened, added(11), ballot, session)
    const is = (now: string) => deadlinesOf(state.room, now).map((due) => due.is)
    expect(is('2026-11-24T08:00:00.000Z')).toEqual(['session', 'silence'])
    expect(is('2026-11-30T12:00:00.000Z')).toEqual(['silence'])
    expect(is('2026-12-01T10:00:00.000Z')).toEqual([])
  })
})
