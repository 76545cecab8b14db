import type { Clause, ClausePlace } from '#shared/proposals'
import type { TwoKeyAct } from './acts-model.ts'
import type { StrawPoll } from './straw.ts'

/** What a delegation can answer to an agreement ballot. */
export const ANSWERS = [
  'agree',
  'agree-ad-referendum',
  'no-objection',
  'reserve',
  'object',
  'abstain',
] as const

/** An answer to an agreement ballot. */
export type Answer = (typeof ANSWERS)[number]

/** How a ballot may end. */
export const BALLOT_RESULTS = ['agreed', 'agreed-ad-referendum', 'not-agreed'] as const

/** What a closed ballot came to. */
export type BallotResult = (typeof BALLOT_RESULTS)[number]

/** A delegation's answer, with the reason that an objection needs. */
export interface BallotAnswer {
  readonly delegationId: string
  readonly answer: Answer
  readonly reason: string
}

/** The state of a ballot: what can be known in it. */
export type BallotStatus =
  | {
      readonly state: 'open'
      /** Delegations whose answer is in. */
      readonly answered: readonly string[]
      /** The answers that are revealed already: all that are in, unless the ballot is sealed. */
      readonly answers: readonly BallotAnswer[]
    }
  | {
      readonly state: 'closed'
      readonly result: BallotResult
      readonly answers: readonly BallotAnswer[]
      readonly at: string
      /** Delegations that agreed ad referendum and have not confirmed yet. */
      readonly awaiting: readonly string[]
      /** Whether an ad referendum agreement lapsed unconfirmed. */
      readonly lapsed: boolean
    }

/** The exact words of one clause, by their hash. */
export interface NamedWords {
  readonly clauseId: string
  readonly hash: string
}

/** The rule of a ballot, fixed at opening. */
export type BallotRule =
  | {
      readonly kind: 'agreement' | 'package'
      readonly secrecy: 'open' | 'sealed'
      readonly closesAt: string | null
    }
  | { readonly kind: 'silence'; readonly secrecy: 'open'; readonly closesAt: string }
  | { readonly kind: 'double-blind'; readonly secrecy: 'sealed'; readonly closesAt: string }

/** How a clause was named in its text as it stood when a ballot on it was opened. */
export interface PrintedClause extends ClausePlace {
  readonly clauseId: string
}

/** A question for a decision on exact words. Words, rule and roll are fixed at opening. */
export type Ballot = BallotRule & {
  readonly id: string
  readonly number: number
  readonly proposalId: string
  /** The clause, or a package's first one. */
  readonly clauseId: string
  /** The hash that an answer names: the words', or that of all words of a package. */
  readonly hash: string
  /** Every clause it decides on, with its words. */
  readonly clauses: readonly NamedWords[]
  /** How its clauses were named when it was opened (AG19). */
  readonly printed: readonly PrintedClause[]
  readonly roll: readonly string[]
  readonly openedAt: string
  /** Until when an agreement ad referendum is to be confirmed; without one it waits. */
  readonly adReferendumUntil: string | null
  readonly status: BallotStatus
}

/** The ballots of a dialogue, in the order of their numbers; what takes two keys; straw polls. */
export interface Agreement {
  readonly ballots: readonly Ballot[]
  readonly acts: readonly TwoKeyAct[]
  readonly polls: readonly StrawPoll[]
}

/** What only the delegation itself sees of its ballots: its answers, also sealed ones. */
export interface CaucusAgreement {
  readonly answers: readonly (BallotAnswer & { readonly ballotId: string })[]
  /** Indicative polls inside the delegation; nobody else learns of them. */
  readonly polls: readonly StrawPoll[]
}

/** Before any ballot. */
export const NO_AGREEMENT: Agreement = { ballots: [], acts: [], polls: [] }

/** A delegation that has answered nothing. */
export const NO_CAUCUS_AGREEMENT: CaucusAgreement = { answers: [], polls: [] }

/** A clause's standing. Computed, never typed in. */
export type ClauseStatus =
  'open' | 'bracketed' | 'agreed-ad-referendum' | 'agreed' | 'reserved' | 'reopened' | 'withdrawn'

/** Consensus is the absence of formal objection, once every delegation on the roll has answered (AG5). */
export function tally(roll: readonly string[], answers: readonly BallotAnswer[]): BallotResult {
  const answered = roll.map((id) => answers.find(({ delegationId }) => delegationId === id)?.answer)
  const joined = answered.some(
    (answer) => answer !== undefined && answer !== 'abstain' && answer !== 'object',
  )
  if (!joined || answered.includes(undefined) || answered.includes('object')) return 'not-agreed'
  return answered.includes('agree-ad-referendum') ? 'agreed-ad-referendum' : 'agreed'
}

/** A clause's standing, from ballots, lock and brackets alone (AG8). */
export function clauseStatus(
  clause: Clause,
  ballots: readonly Ballot[],
  brackets: number,
): ClauseStatus {
  if (clause.withdrawn) return 'withdrawn'
  const ballot = ballots.find(({ id }) => id === clause.lock?.ballotId)
  if (ballot !== undefined && stands(ballot.status)) {
    if (ballot.status.awaiting.length > 0) return 'agreed-ad-referendum'
    return ballot.status.answers.some(({ answer }) => answer === 'reserve') ? 'reserved' : 'agreed'
  }
  if (brackets > 0) return 'bracketed'
  return wasAgreed(clause, ballots) ? 'reopened' : 'open'
}

/** Whether a clause's words stand as agreed, with or without reservations or pending confirmation. */
export function isAgreed(status: ClauseStatus): boolean {
  return status === 'agreed' || status === 'agreed-ad-referendum' || status === 'reserved'
}

/** The ballot that is open on a clause. */
export function openBallotOn(agreement: Agreement, clauseId: string): Ballot | undefined {
  return agreement.ballots.find(
    (ballot) =>
      ballot.status.state === 'open' && ballot.clauses.some((named) => named.clauseId === clauseId),
  )
}

/** Whether a ballot came to an agreement that has not lapsed. */
export function stands(status: BallotStatus): status is Extract<BallotStatus, { state: 'closed' }> {
  return status.state === 'closed' && status.result !== 'not-agreed' && !status.lapsed
}

function wasAgreed(clause: Clause, ballots: readonly Ballot[]): boolean {
  return ballots.some(
    ({ clauses, status }) =>
      stands(status) && clauses.some(({ clauseId }) => clauseId === clause.id),
  )
}
