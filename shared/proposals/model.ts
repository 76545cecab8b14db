import type { Bilingual, Language } from '#shared/kernel'
import * as z from 'zod'
import { CLAUSE_KINDS, type ClauseKind } from './words.ts'

/** Kinds of proposals. */
export const PROPOSAL_KINDS = [
  'position-paper',
  'non-paper',
  'compilation',
  'chairs-text',
  'joint-statement',
  'consensus-document',
  'rapporteurs-report',
] as const

/** A proposal's kind. */
export type ProposalKind = (typeof PROPOSAL_KINDS)[number]

/** Why a clause's words cannot change: a ballot is open on them, or they were agreed. */
export interface ClauseLock {
  readonly ballotId: string
  readonly hash: string
}

/** The confirmed statement that a clause's languages say the same: each language's hash as confirmed. */
export interface Concordance {
  readonly hashes: Readonly<Record<Language, string>>
  readonly by: string
  readonly at: string
}

/** The unit that is numbered, discussed, locked, agreed and published. Its words are the text's. */
export interface Clause {
  readonly id: string
  readonly kind: ClauseKind
  readonly level: number
  readonly withdrawn: boolean
  readonly lock: ClauseLock | null
  readonly concordance: Concordance | null
}

/** A numbered, immutable issue of a proposal: which clauses, in which order, with which words. */
export interface Revision {
  readonly number: number
  readonly note: Bilingual
  readonly at: string
  readonly clauses: readonly { readonly clauseId: string; readonly hash: string }[]
}

/** A text under negotiation, made of clauses in their order. */
export interface Proposal {
  readonly id: string
  readonly title: Bilingual
  readonly kind: ProposalKind
  readonly topicId: string | null
  /** The session whose minutes it holds; `null` for every other text. */
  readonly sessionId: string | null
  readonly clauses: readonly Clause[]
  readonly revisions: readonly Revision[]
}

/** The proposals of a dialogue, in the order in which they were opened. */
export interface Proposals {
  readonly list: readonly Proposal[]
}

/** Before any proposal is opened. */
export const NO_PROPOSALS: Proposals = { list: [] }

/** A clause and the proposal it stands in. */
export function findClause(
  proposals: Proposals,
  clauseId: string,
): { proposal: Proposal; clause: Clause; index: number } | undefined {
  for (const proposal of proposals.list) {
    const index = proposal.clauses.findIndex(({ id }) => id === clauseId)
    const clause = proposal.clauses[index]
    if (clause !== undefined) return { proposal, clause, index }
  }
  return undefined
}

/**
 * The printed numbers of a proposal's clauses, by clause id (PR2): operative clauses and definitions
 * count 1, 2, 3 …, deeper levels 1.1, 1.2 …; headings, preambular and withdrawn clauses carry none.
 */
export function clauseNumbers(proposal: Proposal): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>()
  const counters: number[] = []
  for (const clause of proposal.clauses) {
    const counted = clause.kind === 'operative' || clause.kind === 'definition'
    if (clause.withdrawn || !counted) continue
    const depth = Math.min(clause.level, counters.length + 1)
    counters.length = depth
    counters[depth - 1] = (counters[depth - 1] ?? 0) + 1
    numbers.set(clause.id, counters.join('.'))
  }
  return numbers
}

/** How a clause is named in its text as it stands: by its number, by which preambular paragraph or heading it is, or by its kind alone. */
export interface ClausePlace {
  readonly kind: ClauseKind
  /** The printed number (PR2). */
  readonly number: string | null
  /** The how-many-eth of its kind it is, of those that carry no number (PR9). */
  readonly ordinal: number | null
}

/** Parses how a clause was named, as events keep it. */
export const clausePlaceSchema = z.strictObject({
  kind: z.enum(CLAUSE_KINDS),
  number: z.string().max(40).nullable(),
  ordinal: z.int().min(1).nullable(),
})

/** How each clause of a proposal is named, by clause id (PR9); a withdrawn one by its kind alone. */
export function clausePlaces(proposal: Proposal): ReadonlyMap<string, ClausePlace> {
  const numbers = clauseNumbers(proposal)
  const counts = new Map<ClauseKind, number>()
  return new Map<string, ClausePlace>(
    proposal.clauses.map(({ id, kind, withdrawn }) => {
      const number = numbers.get(id) ?? null
      if (withdrawn || number !== null) return [id, { kind, number, ordinal: null }]
      const ordinal = (counts.get(kind) ?? 0) + 1
      counts.set(kind, ordinal)
      return [id, { kind, number, ordinal }]
    }),
  )
}
