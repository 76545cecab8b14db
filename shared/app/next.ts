import { activeMember, mustAcceptRules, type Member } from '#shared/dialogues'
import { isStale, latestOf } from '#shared/positions'
import { findClause } from '#shared/proposals'
import { caucusOf, type State } from './state.ts'

/** Something that waits for one person, with what is needed to say it and to go there. */
export type NextStep =
  | { readonly is: 'accept-rules' }
  | {
      readonly is: 'answer-ballot' | 'mind-silence' | 'confirm-referendum'
      readonly ballotId: string
      readonly number: number
      readonly proposalId: string
      readonly clauseId: string
      /** Until when; `null` where nothing ends by itself. */
      readonly until: string | null
    }
  | { readonly is: 'decide-seats'; readonly count: number }
  | { readonly is: 'approve-outcome'; readonly outcomeId: string; readonly reference: string }
  | { readonly is: 'second-key'; readonly actId: string }
  | {
      readonly is: 'second-note' | 'second-withdrawal'
      readonly outcomeId: string
      readonly reference: string
    }
  | { readonly is: 'confirm-positions'; readonly clauses: readonly PlacedClause[] }

/** A clause and the text it belongs to. */
export interface PlacedClause {
  readonly clauseId: string
  readonly proposalId: string
}

/**
 * What waits for a person, the most pressing first (BT11). `hashOf` names the present words of a clause, where they are known.
 */
export function nextSteps(
  state: State,
  accountId: string,
  hashOf: (clauseId: string) => string | undefined,
): readonly NextStep[] {
  const { room } = state
  const member = activeMember(room.dialogue, accountId)
  if (member === undefined || member.role === 'observer') return []
  const rules: NextStep[] = mustAcceptRules(room.dialogue, accountId)
    ? [{ is: 'accept-rules' }]
    : []
  const { role } = member
  return [
    ...rules,
    ...(role === 'head' ? seatSteps(state, member) : []),
    ...(role === 'head' ? ballotSteps(state, member) : []),
    ...(role === 'moderator' ? keySteps(state, accountId) : []),
    ...(role === 'head' ? stalePositions(state, member, hashOf) : []),
  ]
}

function seatSteps({ room }: State, { delegationId }: Member): readonly NextStep[] {
  const { requests } = room.dialogue
  const count = requests.filter(({ seat }) => seat.delegationId === delegationId).length
  return count === 0 ? [] : [{ is: 'decide-seats', count }]
}

function ballotSteps(state: State, { delegationId }: Member): readonly NextStep[] {
  if (delegationId === null) return []
  const said = caucusOf(state, delegationId).agreement.answers.map(({ ballotId }) => ballotId)
  return state.room.agreement.ballots
    .filter(({ roll }) => roll.includes(delegationId))
    .flatMap((ballot): readonly (NextStep & { readonly until: string | null })[] => {
      const { id: ballotId, number, proposalId, clauseId, status, kind } = ballot
      const common = { ballotId, number, proposalId, clauseId }
      if (status.state === 'open') {
        if (status.answered.includes(delegationId) || said.includes(ballotId)) return []
        const is = kind === 'silence' ? 'mind-silence' : 'answer-ballot'
        return [{ is, ...common, until: ballot.closesAt }]
      }
      if (status.lapsed || !status.awaiting.includes(delegationId)) return []
      return [{ is: 'confirm-referendum', ...common, until: ballot.adReferendumUntil }]
    })
    .sort((a, b) => compare(a.until ?? '9999', b.until ?? '9999'))
}

function keySteps(state: State, accountId: string): readonly NextStep[] {
  const { room } = state
  const outcomes = room.outcomes.list
    .filter(({ status, approvals }) => status === 'assembled' && !approvals.includes(accountId))
    .map(({ id, reference }) => ({ is: 'approve-outcome', outcomeId: id, reference }) as const)
  const acts = room.agreement.acts
    .filter(({ status, by }) => status === 'proposed' && by !== accountId)
    .map(({ id }) => ({ is: 'second-key', actId: id }) as const)
  return [...acts, ...outcomes, ...afterwards(state, accountId)]
}

/** What somebody else turned the first key for after an outcome was published (OU26, OU27). */
function afterwards({ room }: State, accountId: string): readonly NextStep[] {
  return room.outcomes.list.flatMap((outcome): readonly NextStep[] => {
    const { id: outcomeId, reference, withdrawal, proposedNotes } = outcome
    const place = { outcomeId, reference }
    if (withdrawal?.isDone === true) return []
    const isAsked = withdrawal !== null && withdrawal.by !== accountId
    return [
      ...(isAsked ? [{ is: 'second-withdrawal', ...place } as const] : []),
      ...(proposedNotes.some(({ by }) => by !== accountId)
        ? [{ is: 'second-note', ...place } as const]
        : []),
    ]
  })
}

/** Positions of a delegation on clauses whose words have changed since. */
function stalePositions(
  state: State,
  { delegationId }: Member,
  hashOf: (clauseId: string) => string | undefined,
): readonly NextStep[] {
  if (delegationId === null) return []
  const { room } = state
  const { stated } = caucusOf(state, delegationId).positions
  const clauses = new Map<string, PlacedClause>()
  for (const { subject } of stated) {
    if (subject.type !== 'clause') continue
    const { id: clauseId } = subject
    const place = findClause(room.proposals, clauseId)
    const latest = latestOf(stated, delegationId, subject)
    const hash = hashOf(clauseId)
    if (place === undefined || place.clause.withdrawn || latest === undefined) continue
    if (hash === undefined || !isStale(latest, hash)) continue
    clauses.set(clauseId, { clauseId, proposalId: place.proposal.id })
  }
  return clauses.size === 0 ? [] : [{ is: 'confirm-positions', clauses: [...clauses.values()] }]
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
