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

/**
 * In which order the published copy names the delegations: by their English names, as they were admitted, or
 * turning by one place from each published outcome to the next.
 */
export const ALTERNAT_RULES = ['alphabetical', 'listed', 'rotating'] as const

/** The dialogue's rule for the published copy's order of delegations (OU7). */
export type AlternatRule = (typeof ALTERNAT_RULES)[number]

/** What can have become of an outcome or of a recommendation. */
export const FOLLOW_UPS = ['received', 'under-discussion', 'taken-up', 'not-taken-up'] as const

/** Something noted of an outcome after its publication: a referral, or what became of it (OU15). */
export interface FollowUpNote {
  readonly kind: 'referral' | 'follow-up'
  /** The number of a recommendation, or null for the whole outcome. */
  readonly recommendation: string | null
  readonly status: 'referred' | (typeof FOLLOW_UPS)[number]
  /** The channel that it was referred to, or what became of it. */
  readonly words: Bilingual
  /** The place of the earlier note in whose place it stands, from 1 on. */
  readonly corrects: number | null
  readonly at: string
}

/** A note that has one key; it is published when another moderator turns the second (OU27). */
export interface ProposedNote extends Omit<FollowUpNote, 'at'> {
  readonly id: string
  /** Who turned the first key. */
  readonly by: string
}

/** A withdrawal on its way, or carried out (OU26). */
interface Withdrawal {
  readonly reason: Bilingual
  /** The moderator who turned the first key. */
  readonly by: string
  readonly isDone: boolean
}

/** What the bureau filled in for an outcome. */
export interface OutcomeForm {
  readonly proposalId: string
  readonly kind: OutcomeKind
  readonly reference: string
  readonly title: Bilingual
  readonly convening: Bilingual
  readonly preamble: Bilingual
  readonly recommendations: readonly Bilingual[]
  /** Words of its own instead of the usual disclaimer. */
  readonly disclaimer: Bilingual | null
  readonly place: Bilingual
  readonly date: string
  readonly distribution: Distribution
  readonly supersedes: string | null
  readonly embargoUntil: string | null
}

/** An outcome on its way: assembled, approved with two keys, published once; or discarded before. */
export interface Outcome extends OutcomeForm {
  readonly id: string
  /** The delegations in the order in which the published copy names them. */
  readonly sides: readonly string[]
  /** SHA-256 of the canonical form that the keys approve. */
  readonly digest: string
  readonly approvals: readonly string[]
  readonly status: 'assembled' | 'published' | 'discarded'
  readonly publishedAt: string | null
  readonly withdrawal: Withdrawal | null
  readonly followUps: readonly FollowUpNote[]
  readonly proposedNotes: readonly ProposedNote[]
}

/** The outcomes of a dialogue, in the order of assembling, and what holds for all of them. */
export interface Outcomes {
  readonly list: readonly Outcome[]
  readonly alternat: AlternatRule
  /** The accounts of those who consented to be named as participants; nobody at first. */
  readonly named: readonly string[]
}

/** Before any outcome. */
export const NO_OUTCOMES: Outcomes = { list: [], alternat: 'alphabetical', named: [] }

/** How many different moderators must approve what cannot be undone. */
export const KEYS = 2

/** The published outcome that took the place of this one, if any. */
export function supersededBy(outcomes: Outcomes, outcome: Outcome): Outcome | undefined {
  return outcomes.list.find(
    ({ status, supersedes }) => status === 'published' && supersedes === outcome.reference,
  )
}

/** Whether an outcome can be superseded: published, standing, and not superseded before (OU14). */
export function canBeSuperseded(outcomes: Outcomes, outcome: Outcome): boolean {
  return (
    outcome.status === 'published' &&
    outcome.withdrawal?.isDone !== true &&
    supersededBy(outcomes, outcome) === undefined
  )
}

/** Whether a later note stands in the place of the one at a place, from 1 on (OU28). */
export function isCorrected(
  notes: readonly Pick<FollowUpNote, 'corrects'>[],
  place: number,
): boolean {
  return notes.some(({ corrects }) => corrects === place)
}

/** What was noted last of an outcome, or of one of its recommendations, and holds. */
export function latestNote<T extends Pick<FollowUpNote, 'recommendation' | 'corrects'>>(
  notes: readonly T[],
  recommendation: string | null,
): T | undefined {
  return notes.findLast(
    (note, index) => note.recommendation === recommendation && !isCorrected(notes, index + 1),
  )
}
