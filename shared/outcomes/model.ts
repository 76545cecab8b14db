import type { Bilingual } from '#shared/kernel'

/** Kinds of outcomes. */
export const OUTCOME_KINDS = [
  'consensus-document',
  'joint-statement',
  'co-chairs-summary',
  'rapporteurs-report',
] as const

/** An outcome's kind. */
export type OutcomeKind = (typeof OUTCOME_KINDS)[number]

/** Who may read a published outcome. */
export const DISTRIBUTIONS = ['participants', 'observers', 'public'] as const

/** Who may read a published outcome: those in the dialogue, registered observers too, or the world. */
export type Distribution = (typeof DISTRIBUTIONS)[number]

/** An outcome on its way: assembled, approved with two keys, published once; or discarded before. */
export interface Outcome {
  readonly id: string
  readonly proposalId: string
  readonly kind: OutcomeKind
  readonly reference: string
  readonly title: Bilingual
  readonly convening: Bilingual
  readonly place: Bilingual
  readonly date: string
  readonly distribution: Distribution
  readonly supersedes: string | null
  /** SHA-256 of the canonical form that the keys approve. */
  readonly digest: string
  readonly approvals: readonly string[]
  readonly status: 'assembled' | 'published' | 'discarded'
}

/** The outcomes of a dialogue, in the order of assembling. */
export interface Outcomes {
  readonly list: readonly Outcome[]
}

/** Before any outcome. */
export const NO_OUTCOMES: Outcomes = { list: [] }

/** How many different moderators must approve what cannot be undone. */
export const KEYS = 2
