import type { Cause } from '#shared/record'
import type { ProposalEvent } from './events.ts'
import type { Clause, Proposal, Proposals } from './model.ts'

/** The proposals after an event. */
export function evolveProposals(
  proposals: Proposals,
  event: ProposalEvent,
  cause: Cause,
): Proposals {
  if (event.type === 'ProposalOpened') {
    return { list: [...proposals.list, { ...event.payload, clauses: [], revisions: [] }] }
  }
  const { proposalId } = event.payload
  return {
    list: proposals.list.map((proposal) =>
      proposal.id === proposalId ? evolveProposal(proposal, event, cause) : proposal,
    ),
  }
}

function evolveProposal(
  proposal: Proposal,
  event: Exclude<ProposalEvent, { type: 'ProposalOpened' }>,
  cause: Cause,
): Proposal {
  switch (event.type) {
    case 'ClausesAdded': {
      const added = event.payload.clauses.map((clause) => ({
        ...clause,
        withdrawn: false,
        lock: null,
        concordance: null,
      }))
      return { ...proposal, clauses: insertAfter(proposal.clauses, event.payload.afterId, added) }
    }
    case 'ClauseMoved': {
      const { clauseId, afterId } = event.payload
      const moved = proposal.clauses.filter(({ id }) => id === clauseId)
      const rest = proposal.clauses.filter(({ id }) => id !== clauseId)
      return { ...proposal, clauses: insertAfter(rest, afterId, moved) }
    }
    case 'RevisionIssued': {
      const { number, note, clauses } = event.payload
      return {
        ...proposal,
        revisions: [...proposal.revisions, { number, note, clauses, at: cause.at }],
      }
    }
    case 'ClauseChanged':
    case 'ClauseWithdrawn':
    case 'ClauseRestored':
    case 'ClauseLocked':
    case 'ClauseUnlocked':
    case 'ConcordanceConfirmed': {
      const { clauseId } = event.payload
      return {
        ...proposal,
        clauses: proposal.clauses.map((clause) =>
          clause.id === clauseId ? evolveClause(clause, event, cause) : clause,
        ),
      }
    }
  }
}

function insertAfter(
  clauses: readonly Clause[],
  afterId: string | null,
  added: readonly Clause[],
): Clause[] {
  const index = afterId === null ? 0 : clauses.findIndex(({ id }) => id === afterId) + 1
  return [...clauses.slice(0, index), ...added, ...clauses.slice(index)]
}

type OfOneClause = Extract<
  ProposalEvent,
  {
    type:
      | 'ClauseChanged'
      | 'ClauseWithdrawn'
      | 'ClauseRestored'
      | 'ClauseLocked'
      | 'ClauseUnlocked'
      | 'ConcordanceConfirmed'
  }
>

function evolveClause(clause: Clause, event: OfOneClause, { actor, at }: Cause): Clause {
  switch (event.type) {
    case 'ClauseChanged':
      return { ...clause, kind: event.payload.kind, level: event.payload.level }
    case 'ClauseWithdrawn':
      return { ...clause, withdrawn: true }
    case 'ClauseRestored':
      return { ...clause, withdrawn: false }
    case 'ClauseLocked':
      return { ...clause, lock: { ballotId: event.payload.ballotId, hash: event.payload.hash } }
    case 'ClauseUnlocked':
      return { ...clause, lock: null }
    case 'ConcordanceConfirmed':
      return { ...clause, concordance: { hashes: event.payload.hashes, by: actor, at } }
  }
}
