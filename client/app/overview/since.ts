import { readAgreementEvent, type BallotResult } from '#shared/agreement'
import type { RoomState } from '#shared/app'
import { readOutcomeEvent } from '#shared/outcomes'
import { readPositionEvent, type Position } from '#shared/positions'
import { readInstrumentEvent, readProposalEvent } from '#shared/proposals'
import type { RecordedEvent } from '#shared/record'
import { readSessionEvent, type Session, type SessionEvent } from '#shared/sessions'

/** One line of what has changed, with what is needed to say it and to go there. */
export type Change =
  | { readonly is: 'text-changed'; readonly proposalId: string; readonly count: number }
  | { readonly is: 'text-opened'; readonly proposalId: string }
  | { readonly is: 'revision'; readonly proposalId: string; readonly number: number }
  | {
      readonly is: 'positions'
      readonly count: number
      readonly subject: Position['subject']
    }
  | { readonly is: 'ballot-opened'; readonly ballotId: string }
  | { readonly is: 'ballot-closed'; readonly ballotId: string; readonly result: BallotResult }
  | { readonly is: 'outcome' | 'outcome-assembled'; readonly reference: string }
  | {
      readonly is: 'words-changed'
      readonly proposalId: string
      /** The first of the clauses in the text's order. */
      readonly clauseId: string
      readonly count: number
    }
  | {
      readonly is: 'replies'
      readonly count: number
      readonly proposalId: string
      readonly clauseId: string
    }
  | {
      readonly is: 'session'
      readonly sessionId: string
      readonly number: number
      readonly status: Session['status']
    }

/** What is new to whom: the numbers up to which each stream is known, changed texts, and the reader. */
export interface News {
  readonly base: Readonly<Record<string, number>>
  readonly texts: readonly string[]
  readonly reader: string
}

/**
 * What the events after some numbers come to, in few lines: one for each text, ballot and outcome. The reader's own
 * acts are left out (BT2).
 */
export function changesSince(
  room: RoomState,
  history: readonly RecordedEvent[],
  { base, texts, reader }: News,
): readonly Change[] {
  const lines = new Map<string, Change>()
  for (const { id, clauses } of room.proposals.list) {
    const changed = clauses.filter((clause) => texts.includes(clause.id))
    const [first] = changed
    if (first === undefined) continue
    const line = { is: 'words-changed', proposalId: id, clauseId: first.id } as const
    lines.set(`words/${id}`, { ...line, count: changed.length })
  }
  for (const event of history) {
    if (event.seq <= (base[event.audience] ?? 0) || event.actor === reader) continue
    const reply = ofReplies(event, room, lines, reader)
    if (reply !== undefined) lines.set(...reply)
    if (event.audience !== 'room') continue
    const change =
      ofProposals(event, lines) ??
      ofAgreement(event) ??
      ofPositions(event, lines) ??
      ofOutcomes(event, room) ??
      ofSessions(event, room)
    if (change !== undefined) lines.set(...change)
  }
  return [...lines.values()]
}

const OF_SESSIONS: readonly SessionEvent['type'][] = [
  'SessionPlanned',
  'SessionReplanned',
  'SessionCancelled',
  'SessionOpened',
  'SessionClosed',
]

type Line = readonly [string, Change]
type Lines = ReadonlyMap<string, Change>

/** Replies in discussions that the reader began or spoke in. */
function ofReplies(
  event: RecordedEvent,
  room: RoomState,
  lines: Lines,
  reader: string,
): Line | undefined {
  const read = readInstrumentEvent(event.type, event.payload)
  if (read?.type !== 'CommentReplied') return undefined
  const { commentId } = read.payload
  const comment = room.instruments.comments.find(({ id }) => id === commentId)
  if (comment === undefined) return undefined
  if (comment.by !== reader && !comment.replies.some(({ by }) => by === reader)) return undefined
  const { proposalId, passage } = comment
  const key = `replies/${passage.textId}`
  const before = lines.get(key)
  const count = (before?.is === 'replies' ? before.count : 0) + 1
  return [key, { is: 'replies', count, proposalId, clauseId: passage.textId }]
}

function ofProposals(event: RecordedEvent, lines: Lines): Line | undefined {
  const read = readProposalEvent(event.type, event.payload)
  switch (read?.type) {
    case 'ProposalOpened': {
      const { id } = read.payload
      return [`text/${id}`, { is: 'text-opened', proposalId: id }]
    }
    case 'RevisionIssued': {
      const { proposalId, number } = read.payload
      return [`revision/${proposalId}`, { is: 'revision', proposalId, number }]
    }
    case 'ClausesAdded':
    case 'ClauseMoved':
    case 'ClauseChanged':
    case 'ClauseWithdrawn':
    case 'ClauseRestored': {
      const { proposalId } = read.payload
      const key = `text/${proposalId}`
      const before = lines.get(key)
      if (before?.is === 'text-opened') return [key, before]
      const count = (before?.is === 'text-changed' ? before.count : 0) + 1
      return [key, { is: 'text-changed', proposalId, count }]
    }
    default:
      return undefined
  }
}

function ofAgreement(event: RecordedEvent): Line | undefined {
  const read = readAgreementEvent(event.type, event.payload)
  if (read?.type === 'BallotOpened') {
    const { id } = read.payload
    return [`ballot/${id}`, { is: 'ballot-opened', ballotId: id }]
  }
  if (read?.type !== 'BallotClosed') return undefined
  const { ballotId, result } = read.payload
  return [`ballot/${ballotId}`, { is: 'ballot-closed', ballotId, result }]
}

function ofPositions(event: RecordedEvent, lines: Lines): Line | undefined {
  const read = readPositionEvent(event.type, event.payload)
  if (read?.type !== 'PositionTabled') return undefined
  const { subject } = read.payload
  const key = `positions/${subject.id}`
  const before = lines.get(key)
  const count = (before?.is === 'positions' ? before.count : 0) + 1
  return [key, { is: 'positions', count, subject }]
}

function ofOutcomes(event: RecordedEvent, room: RoomState): Line | undefined {
  const read = readOutcomeEvent(event.type, event.payload)
  if (read?.type === 'OutcomeAssembled') {
    const { id, reference } = read.payload
    return [`outcome/${id}`, { is: 'outcome-assembled', reference }]
  }
  if (read?.type !== 'OutcomePublished') return undefined
  const { outcomeId } = read.payload
  const outcome = room.outcomes.list.find(({ id }) => id === outcomeId)
  if (outcome === undefined) return undefined
  return [`outcome/${outcomeId}`, { is: 'outcome', reference: outcome.reference }]
}

function ofSessions(event: RecordedEvent, room: RoomState): Line | undefined {
  const read = readSessionEvent(event.type, event.payload)
  if (read === undefined || !OF_SESSIONS.includes(read.type)) return undefined
  const sessionId = read.type === 'SessionPlanned' ? read.payload.id : idOfSession(read)
  const session = room.sessions.list.find(({ id }) => id === sessionId)
  if (session === undefined) return undefined
  const { id, number, status } = session
  return [`session/${id}`, { is: 'session', sessionId: id, number, status }]
}

function idOfSession({ payload }: SessionEvent): string | undefined {
  return 'sessionId' in payload ? payload.sessionId : undefined
}
