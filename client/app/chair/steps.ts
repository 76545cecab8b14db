import type { TwoKeyAct } from '#shared/agreement'
import type { RoomState } from '#shared/app'
import {
  openSession,
  phaseRuleOf,
  PHASES,
  speakersOrder,
  type AgendaItem,
  type Phase,
  type Session,
} from '#shared/sessions'

/** Something the chair can do now, with the key that does it. */
export type ChairStep = { readonly key: string } & (
  | { readonly id: 'plan-session' }
  | {
      readonly id: 'open-session' | 'close-session' | 'add-item' | 'announce-break' | 'end-break'
      readonly session: Session
    }
  | {
      readonly id: 'start-item' | 'finish-item'
      readonly session: Session
      readonly item: AgendaItem
    }
  | { readonly id: 'next-phase'; readonly session: Session; readonly phase: Phase }
  | {
      readonly id: 'give-floor'
      readonly session: Session
      readonly requestId: string
      readonly accountId: string
      readonly delegationId: string
    }
  | {
      readonly id: 'release-floor'
      readonly session: Session
      readonly accountId: string
      readonly delegationId: string
    }
  | { readonly id: 'open-ballot'; readonly clauseId: string }
  | { readonly id: 'second-act'; readonly pending: TwoKeyAct }
)

/** What can be done about the clause under discussion. */
export interface ClauseAtIssue {
  readonly id: string
  /** Whether no bracket is left, the languages agree, and nothing locks it. */
  readonly isReady: boolean
}

/** What the chair can do now, the most sensible first. */
export function chairSteps(
  room: RoomState,
  accountId: string,
  clause: ClauseAtIssue | undefined,
  onBreak: boolean,
): readonly ChairStep[] {
  const session = openSession(room.sessions)
  const keys = pendingKeys(room, accountId)
  if (session === undefined) return [...keys, ...ballotStep(room, clause), ...beforeSession(room)]
  if (onBreak) {
    const end: ChairStep = { id: 'end-break', key: 'r', session }
    return [end, ...keys, ...ballotStep(room, clause), ...agendaSteps(session, openBallots(room))]
  }
  const pointOfOrder = session.requests.some(({ kind }) => kind === 'point-of-order')
  const floor = floorSteps(session)
  const urgent = pointOfOrder || session.floor === null ? floor : []
  const rest = pointOfOrder || session.floor === null ? [] : floor
  return [
    ...urgent,
    ...keys,
    ...ballotStep(room, clause),
    ...agendaSteps(session, openBallots(room)),
    ...rest,
    { id: 'announce-break', key: 'r', session },
  ]
}

function openBallots(room: RoomState): number {
  return room.agreement.ballots.filter(({ status }) => status.state === 'open').length
}

function pendingKeys(room: RoomState, accountId: string): ChairStep[] {
  return room.agreement.acts
    .filter(({ status, by }) => status === 'proposed' && by !== accountId)
    .slice(0, 1)
    .map((pending) => ({ id: 'second-act', key: 'k', pending }))
}

function ballotStep(room: RoomState, clause: ClauseAtIssue | undefined): ChairStep[] {
  if (clause?.isReady !== true || !phaseRuleOf(room.sessions).ballots) return []
  return [{ id: 'open-ballot', key: 'b', clauseId: clause.id }]
}

function beforeSession(room: RoomState): ChairStep[] {
  const planned = room.sessions.list
    .filter(({ status }) => status === 'planned')
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))
  const [session] = planned
  if (session === undefined) return [{ id: 'plan-session', key: 'l' }]
  return [
    { id: 'open-session', key: 'o', session },
    { id: 'add-item', key: 'i', session },
    { id: 'plan-session', key: 'l' },
  ]
}

function floorSteps(session: Session): ChairStep[] {
  const steps: ChairStep[] = []
  const [next] = speakersOrder(session)
  if (next !== undefined) {
    const { id: requestId, accountId, delegationId } = next
    steps.push({ id: 'give-floor', key: 's', session, requestId, accountId, delegationId })
  }
  if (session.floor !== null) {
    const { accountId, delegationId } = session.floor
    steps.push({ id: 'release-floor', key: 'e', session, accountId, delegationId })
  }
  return steps
}

function agendaSteps(session: Session, ballotsOpen: number): ChairStep[] {
  const current = session.agenda.find(({ status }) => status === 'current')
  const pending = session.agenda.find(({ status }) => status === 'pending')
  const phase = PHASES[PHASES.indexOf(session.phase) + 1]
  const start: ChairStep[] =
    pending === undefined ? [] : [{ id: 'start-item', key: 'a', session, item: pending }]
  const finish: ChairStep[] =
    current === undefined ? [] : [{ id: 'finish-item', key: 'f', session, item: current }]
  const move: ChairStep[] =
    phase === undefined ? [] : [{ id: 'next-phase', key: 'p', session, phase }]
  const close: ChairStep[] = [{ id: 'close-session', key: 'x', session }]
  const add: ChairStep[] = [{ id: 'add-item', key: 'i', session }]
  const over = phase === undefined && pending === undefined && ballotsOpen === 0
  if (over && current === undefined) return [...close, ...add]
  if (over) return [...finish, ...close, ...add]
  const order = current === undefined ? [...start, ...move] : [...move, ...start]
  return [...order, ...finish, ...add, ...close]
}
