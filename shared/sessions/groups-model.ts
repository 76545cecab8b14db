import type { Bilingual } from '#shared/kernel'

/** Named members of several delegations at work on a text, or on some of its clauses. */
export interface DraftingGroup {
  readonly id: string
  readonly title: Bilingual
  readonly proposalId: string
  /** The clauses it works on; none means the whole text. */
  readonly clauseIds: readonly string[]
  readonly memberIds: readonly string[]
  readonly convenedAt: string
  /** When it is meant to report back. */
  readonly until: string | null
  readonly status:
    | { readonly is: 'working' }
    | { readonly is: 'reported'; readonly at: string; readonly report: Bilingual }
    | { readonly is: 'dissolved'; readonly at: string }
}

/** The group that is at work on a clause, or on the whole text where no clause is named (SE17). */
export function groupAtWork(
  groups: readonly DraftingGroup[],
  proposalId: string,
  clauseId: string | null,
): DraftingGroup | undefined {
  return groups.find(
    (group) =>
      group.status.is === 'working' &&
      group.proposalId === proposalId &&
      (group.clauseIds.length === 0 || clauseId === null || group.clauseIds.includes(clauseId)),
  )
}
