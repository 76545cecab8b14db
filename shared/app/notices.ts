import { readAgreementEvent, type Ballot } from '#shared/agreement'
import { activeMember, headOf, readDialogueEvent, type Member } from '#shared/dialogues'
import { readOutcomeEvent } from '#shared/outcomes'
import { findClause, readInstrumentEvent, readProposalEvent, type Comment } from '#shared/proposals'
import { delegationAudience, type Audience, type RecordedEvent } from '#shared/record'
import { readSessionEvent } from '#shared/sessions'
import { instrumentsOf, type RoomState, type State } from './state.ts'

/** What somebody can be told. */
export const NOTICE_KINDS = [
  'answer-ballot',
  'ballot-opened',
  'silence-opened',
  'ballot-ending',
  'silence-ending',
  'referendum-lapsing',
  'ballot-closed',
  'revision-issued',
  'approve-outcome',
  'outcome-published',
  'second-key',
  'accept-rules',
  'seat-asked',
  'session-planned',
  'session-moved',
  'session-cancelled',
  'comment-reply',
  'admitted',
] as const

/** What somebody is told. */
export type NoticeKind = (typeof NOTICE_KINDS)[number]

/** Where a notice leads. It holds ids and numbers, and no words. */
export interface NoticePlace {
  readonly page: 'overview' | 'people' | 'room' | 'ballots' | 'outcomes' | 'sessions'
  readonly number?: number
  readonly sessionId?: string
  readonly proposalId?: string
  readonly clauseId?: string
}

/** Something that one person is told. */
export interface Notice {
  readonly accountId: string
  /** Tells the same thing apart from another (BT6). */
  readonly key: string
  readonly kind: NoticeKind
  /** What it is about: a ballot, a proposal, an outcome, … */
  readonly subject: string
  readonly place: NoticePlace
}

/** A thing that needs nobody's attention any more: of these accounts, or of everybody. */
export interface Settled {
  readonly subject: string
  readonly accounts: readonly string[] | 'everybody'
  /** Settles only what was told before this instant; without one, all of it. */
  readonly before?: string
}

/** Kinds that are shown on the page only. */
const ON_THE_PAGE_ONLY: readonly NoticeKind[] = ['ballot-closed', 'outcome-published']

/** Whether a notice is also told by e-mail (BT7). */
export function isMailed(kind: NoticeKind): boolean {
  return !ON_THE_PAGE_ONLY.includes(kind)
}

const DAY = 86_400_000
/** How long before its end somebody is reminded; of a short span, half of it. */
const REMIND_BEFORE = { ballot: DAY, referendum: 3 * DAY }

/** Whom the events tell what, given the state after them; nobody is told of their own act (BT5). */
export function noticesOf(state: State, events: readonly RecordedEvent[]): readonly Notice[] {
  return events.flatMap((event) => {
    const told = tell(state, event)
    return told.filter(({ accountId }) => accountId !== event.actor && mayBeTold(state, accountId))
  })
}

/** What the events settle, so that nobody is asked for what is done (BT6). */
export function settledBy(state: State, events: readonly RecordedEvent[]): readonly Settled[] {
  return events.flatMap((event): readonly Settled[] => {
    const read =
      readAgreementEvent(event.type, event.payload) ??
      readOutcomeEvent(event.type, event.payload) ??
      readSessionEvent(event.type, event.payload) ??
      readDialogueEvent(event.type, event.payload)
    switch (read?.type) {
      case 'BallotAnswered':
      case 'BallotAnswerReceived':
      case 'AdReferendumConfirmed': {
        const { ballotId, delegationId } = read.payload
        const head = headOf(state.room.dialogue, delegationId)
        return head === undefined ? [] : [{ subject: ballotId, accounts: [head.accountId] }]
      }
      case 'BallotClosed':
      case 'AdReferendumLapsed':
        return [{ subject: read.payload.ballotId, accounts: 'everybody' as const }]
      case 'OutcomeApproved':
        return [{ subject: read.payload.outcomeId, accounts: [event.actor] }]
      case 'OutcomePublished':
      case 'OutcomeDiscarded':
        return [{ subject: read.payload.outcomeId, accounts: 'everybody' as const }]
      case 'OutcomeReferred':
      case 'OutcomeFollowedUp':
      case 'NoteDropped': {
        const { noteId } = read.payload
        return noteId === undefined ? [] : [{ subject: noteId, accounts: 'everybody' as const }]
      }
      case 'WithdrawalDropped':
      case 'OutcomeWithdrawn':
        return settledByWithdrawal(state.room, read.payload.outcomeId, read.type)
      case 'ActSeconded':
      case 'ActWithdrawn':
        return [{ subject: read.payload.actId, accounts: 'everybody' as const }]
      case 'SessionReplanned':
        // What was told of the dates before; the notice of the present ones stays.
        return isMove(state.room, read.payload.sessionId, event)
          ? [{ subject: read.payload.sessionId, accounts: 'everybody', before: event.at }]
          : []
      case 'SessionCancelled':
        return [{ subject: read.payload.sessionId, accounts: 'everybody' as const }]
      case 'MemberAdmitted':
      case 'MemberChanged':
      case 'MemberRestored':
      case 'MemberSuspended':
      case 'SeatDeclined':
        return [{ subject: read.payload.accountId, accounts: 'everybody' as const }]
      case 'GroundRulesAccepted':
        return [{ subject: event.dialogueId, accounts: [read.payload.accountId] }]
      default:
        return []
    }
  })
}

/** A withdrawal asks for its second key no more; with one that is carried out its proposed notes come to nothing (OU28). */
function settledByWithdrawal(
  room: RoomState,
  outcomeId: string,
  type: 'WithdrawalDropped' | 'OutcomeWithdrawn',
): readonly Settled[] {
  const accounts = moderators(room).map(({ accountId }) => accountId)
  const outcome = room.outcomes.list.find(({ id }) => id === outcomeId)
  const notes = type === 'OutcomeWithdrawn' ? (outcome?.proposedNotes ?? []) : []
  return [outcomeId, ...notes.map(({ id }) => id)].map((subject) => ({ subject, accounts }))
}

/** Somebody to be reminded of what ends, and from when on. */
export interface Reminder {
  readonly at: string
  readonly notice: Notice
}

/** Every reminder that the present state calls for, earliest first; some may be given already (BT6). */
export function remindersOf(state: State): readonly Reminder[] {
  return state.room.agreement.ballots
    .flatMap((ballot) => remindersOfBallot(state, ballot))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function remindersOfBallot(state: State, ballot: Ballot): readonly Reminder[] {
  const { status, closesAt, adReferendumUntil } = ballot
  const place = placeOfBallot(ballot)
  const remind = (kind: NoticeKind, delegations: readonly string[], at: string, until: string) =>
    delegations.flatMap((id) => {
      const head = headOf(state.room.dialogue, id)
      if (head === undefined) return []
      const key = `${kind}/${ballot.id}/${until}`
      return [{ at, notice: { accountId: head.accountId, key, kind, subject: ballot.id, place } }]
    })
  if (status.state === 'open') {
    if (closesAt === null) return []
    const at = before(closesAt, ballot.openedAt, REMIND_BEFORE.ballot)
    if (ballot.kind === 'silence') return remind('silence-ending', ballot.roll, at, closesAt)
    const missing = ballot.roll.filter((id) => !status.answered.includes(id))
    return remind('ballot-ending', missing, at, closesAt)
  }
  if (status.awaiting.length === 0 || status.lapsed || adReferendumUntil === null) return []
  const at = before(adReferendumUntil, status.at, REMIND_BEFORE.referendum)
  return remind('referendum-lapsing', status.awaiting, at, adReferendumUntil)
}

function before(end: string, from: string, most: number): string {
  const half = (Date.parse(end) - Date.parse(from)) / 2
  return new Date(Date.parse(end) - Math.max(0, Math.min(most, half))).toISOString()
}

function tell(state: State, event: RecordedEvent): readonly Notice[] {
  const { room } = state
  return (
    tellOfAgreement(room, event) ??
    tellOfTexts(state, event) ??
    tellOfOutcomes(room, event) ??
    tellOfDialogue(room, event) ??
    []
  )
}

function tellOfAgreement(room: RoomState, event: RecordedEvent): readonly Notice[] | undefined {
  const read = readAgreementEvent(event.type, event.payload)
  if (read === undefined) return undefined
  if (read.type === 'ActProposed') {
    const { id } = read.payload
    return to(moderators(room), 'second-key', id, { page: 'ballots' })
  }
  if (read.type !== 'BallotOpened' && read.type !== 'BallotClosed') return []
  const id = read.type === 'BallotOpened' ? read.payload.id : read.payload.ballotId
  const ballot = room.agreement.ballots.find((each) => each.id === id)
  if (ballot === undefined) return []
  const place = placeOfBallot(ballot)
  const all = participants(room)
  if (read.type === 'BallotClosed') return to(all, 'ballot-closed', id, place)
  const heads = all.filter(
    ({ role, delegationId }) =>
      role === 'head' && delegationId !== null && ballot.roll.includes(delegationId),
  )
  const others = all.filter((member) => !heads.includes(member))
  if (ballot.kind === 'silence') return to(all, 'silence-opened', id, place)
  return [...to(heads, 'answer-ballot', id, place), ...to(others, 'ballot-opened', id, place)]
}

function tellOfTexts(state: State, event: RecordedEvent): readonly Notice[] | undefined {
  const { room } = state
  const proposal = readProposalEvent(event.type, event.payload)
  if (proposal !== undefined) {
    if (proposal.type !== 'RevisionIssued') return []
    const { proposalId, number } = proposal.payload
    const place = { page: 'room', proposalId, number } as const
    return to(participants(room), 'revision-issued', proposalId, place, `/${number}`)
  }
  const instrument = readInstrumentEvent(event.type, event.payload)
  if (instrument === undefined) return undefined
  if (instrument.type !== 'CommentReplied') return []
  const { commentId, replyId } = instrument.payload
  const { comments } =
    event.audience === 'room' ? room.instruments : instrumentsOf(state, event.audience)
  const comment = comments.find(({ id }) => id === commentId)
  return comment === undefined ? [] : tellOfReply(room, comment, replyId, event.audience)
}

/** Whoever spoke in a thread before, and still receives the stream it stands in, is told of a reply. */
function tellOfReply(
  room: RoomState,
  comment: Comment,
  replyId: string,
  audience: Audience,
): readonly Notice[] {
  const speakers = new Set([comment.by, ...comment.replies.map(({ by }) => by)])
  const members = participants(room).filter(
    (member) => speakers.has(member.accountId) && receives(member, audience),
  )
  const { proposalId, passage } = comment
  const clause = findClause(room.proposals, passage.textId)
  const place = {
    page: 'room',
    proposalId,
    ...(clause === undefined ? {} : { clauseId: passage.textId }),
  } as const
  return to(members, 'comment-reply', comment.id, place, `/${replyId}`)
}

function tellOfOutcomes(room: RoomState, event: RecordedEvent): readonly Notice[] | undefined {
  const read = readOutcomeEvent(event.type, event.payload)
  if (read === undefined) return undefined
  const place = { page: 'outcomes' } as const
  if (read.type === 'OutcomeAssembled') {
    return to(moderators(room), 'approve-outcome', read.payload.id, place)
  }
  switch (read.type) {
    case 'OutcomePublished':
      return to(participants(room), 'outcome-published', read.payload.outcomeId, place)
    case 'ReferralProposed':
    case 'FollowUpProposed':
      return to(moderators(room), 'second-key', read.payload.noteId, place)
    case 'WithdrawalProposed':
      // Dropped and proposed again, it is told each time.
      return to(moderators(room), 'second-key', read.payload.outcomeId, place, `/${event.seq}`)
    default:
      return []
  }
}

function tellOfDialogue(room: RoomState, event: RecordedEvent): readonly Notice[] | undefined {
  const place = { page: 'overview' } as const
  const session = tellOfSession(room, event)
  if (session !== undefined) return session
  const read = readDialogueEvent(event.type, event.payload)
  if (read?.type === 'MemberAdmitted') {
    const member = activeMember(room.dialogue, read.payload.accountId)
    const members = member === undefined ? [] : [member]
    return to(members, 'admitted', event.dialogueId, place)
  }
  if (read?.type === 'SeatAsked') {
    const { id, accountId, delegationId } = read.payload
    const head = delegationId === null ? undefined : headOf(room.dialogue, delegationId)
    const heads = head === undefined ? [] : [head]
    return to(heads, 'seat-asked', accountId, { page: 'people' }, `/${id}`)
  }
  if (read?.type !== 'GroundRulesIssued') return undefined
  const { version } = read.payload
  return to(participants(room), 'accept-rules', event.dialogueId, place, `/${version}`)
}

/** A session is planned, moved to other dates, or called off; that its title changed is told to nobody (SE23, SE24). */
function tellOfSession(room: RoomState, event: RecordedEvent): readonly Notice[] | undefined {
  const read = readSessionEvent(event.type, event.payload)
  if (read === undefined) return undefined
  const told = (kind: NoticeKind, sessionId: string, tail = '') => {
    const number = room.sessions.list.find(({ id }) => id === sessionId)?.number ?? 0
    const place = { page: 'sessions', number, sessionId } as const
    return to(participants(room), kind, sessionId, place, tail)
  }
  switch (read.type) {
    case 'SessionPlanned':
      return told('session-planned', read.payload.id)
    case 'SessionReplanned': {
      const { sessionId } = read.payload
      // Moved to and fro, it is told each time.
      return isMove(room, sessionId, event) ? told('session-moved', sessionId, `/${event.seq}`) : []
    }
    case 'SessionCancelled':
      return told('session-cancelled', read.payload.sessionId)
    default:
      return []
  }
}

function isMove({ sessions }: RoomState, sessionId: string, { at }: RecordedEvent): boolean {
  return sessions.list.find(({ id }) => id === sessionId)?.movedAt === at
}

function to(
  members: readonly Member[],
  kind: NoticeKind,
  subject: string,
  place: NoticePlace,
  tail = '',
): readonly Notice[] {
  return members.map(({ accountId }) => ({
    accountId,
    key: `${kind}/${subject}${tail}`,
    kind,
    subject,
    place,
  }))
}

function placeOfBallot({ number, proposalId, clauseId }: Ballot): NoticePlace {
  return { page: 'room', number, proposalId, clauseId }
}

function receives({ role, delegationId }: Member, audience: Audience): boolean {
  if (audience === 'room') return true
  if (audience === 'moderators') return role === 'moderator'
  return delegationId !== null && audience === delegationAudience(delegationId)
}

function participants(room: RoomState): readonly Member[] {
  return Object.values(room.dialogue.members).filter(({ role }) => role !== 'observer')
}

function moderators(room: RoomState): readonly Member[] {
  return participants(room).filter(({ role }) => role === 'moderator')
}

/** Observers read what is published, and nothing else; somebody suspended receives nothing. */
function mayBeTold(state: State, accountId: string): boolean {
  const member = activeMember(state.room.dialogue, accountId)
  return member !== undefined && member.role !== 'observer'
}
