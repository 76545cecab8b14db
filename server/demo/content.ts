import type { Bilingual } from '#shared/kernel'
import type { ClauseKind, ProposalKind } from '#shared/proposals'

/** A clause of the demonstration, in both languages. */
export interface DemoClause {
  readonly key: string
  readonly kind: ClauseKind
  readonly level: number
  readonly en: string
  readonly zh: string
}

/** A proposal of the demonstration. */
export interface DemoProposal {
  readonly key: string
  readonly topic: string
  readonly kind: ProposalKind
  readonly title: Bilingual
  readonly clauses: readonly DemoClause[]
}
