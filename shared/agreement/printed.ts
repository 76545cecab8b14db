import { clausePlaces, type ClausePlace, type Proposals } from '#shared/proposals'
import type { Ballot } from './model.ts'

/** How a ballot's clause was named at its opening, and how now, where the text has moved it since (AG19). */
export function renamedSince(
  ballot: Ballot,
  clauseId: string,
  proposals: Proposals,
): { readonly printed: ClausePlace; readonly now: ClausePlace } | undefined {
  const printed = ballot.printed.find((one) => one.clauseId === clauseId)
  const proposal = proposals.list.find(({ id }) => id === ballot.proposalId)
  const now = proposal && clausePlaces(proposal).get(clauseId)
  if (printed === undefined || now === undefined) return undefined
  const isSame = printed.number === now.number && printed.ordinal === now.ordinal
  return isSame ? undefined : { printed, now }
}
