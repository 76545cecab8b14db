import { clausePlaces, type ClausePlace, type Proposal } from '#shared/proposals'
import { useWords } from '../i18n/index.ts'

/** Names clauses: “Clause 3.1”, “Preambular paragraph 2”, or by the kind alone (PR9). */
export function useClauseName(): (place: ClausePlace | undefined) => string {
  const { t } = useWords()
  return (place) => {
    if (place === undefined) return t(($) => $.room.clause.untitled)
    const { kind, number, ordinal } = place
    if (number !== null) return t(($) => $.room.clause.title, { number })
    if (ordinal === null) return t(($) => $.terms.clauseKind[kind])
    return t(($) => $.terms.clauseOrdinal[kind === 'heading' ? 'heading' : 'preambular'], {
      nth: ordinal,
    })
  }
}

/** Names the clauses of a proposal by their ids. */
export function useClauseNames(proposal: Proposal | undefined): (clauseId: string) => string {
  const nameOf = useClauseName()
  const places = proposal === undefined ? undefined : clausePlaces(proposal)
  return (clauseId) => nameOf(places?.get(clauseId))
}
