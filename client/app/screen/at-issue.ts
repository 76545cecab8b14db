import type { RoomState } from '#shared/app'
import { findClause, type Clause, type Proposal } from '#shared/proposals'
import { openSession } from '#shared/sessions'

/** The clause under discussion and the text it stands in. */
export interface AtIssue {
  readonly proposal: Proposal
  readonly clause: Clause
}

/**
 * The clause under discussion, from the room's state alone: the one that is asked for; else the one an open
 * ballot asks about; else the first unsettled one of the text on the agenda, or of the first text.
 */
export function clauseAtIssue(room: RoomState, asked: string | undefined): AtIssue | undefined {
  const named = asked === undefined ? undefined : findClause(room.proposals, asked)
  if (named !== undefined) return named
  const ballot = room.agreement.ballots.findLast(({ status }) => status.state === 'open')
  const balloted = ballot && findClause(room.proposals, ballot.clauseId)
  if (balloted !== undefined) return balloted
  const item = openSession(room.sessions)?.agenda.find(({ status }) => status === 'current')
  const { list } = room.proposals
  const proposal = list.find(({ id }) => item?.proposalIds.includes(id)) ?? list[0]
  const clauses = proposal === undefined ? [] : shown(proposal)
  const clause = clauses.find(({ lock }) => lock === null) ?? clauses[0]
  return proposal === undefined || clause === undefined ? undefined : { proposal, clause }
}

/** The clause before or after the one under discussion, in its text. */
export function neighbour({ proposal, clause }: AtIssue, step: 1 | -1): string | undefined {
  const clauses = shown(proposal)
  return clauses[clauses.findIndex(({ id }) => id === clause.id) + step]?.id
}

function shown({ clauses }: Proposal): readonly Clause[] {
  return clauses.filter(({ withdrawn, kind }) => !withdrawn && kind !== 'heading')
}
