import type { Clause } from '#shared/proposals'

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

/** What a closed ballot came to. */
export type BallotResult = 'agreed' | 'agreed-ad-referendum' | 'not-agreed'

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

/** A question for a decision on the exact words of a clause. Words, rules and roll are fixed at opening. */
export interface Ballot {
  readonly id: string
  readonly number: number
  readonly kind: 'agreement'
  readonly secrecy: 'open' | 'sealed'
  readonly proposalId: string
  readonly clauseId: string
  readonly hash: string
  readonly roll: readonly string[]
  readonly openedAt: string
  readonly status: BallotStatus
}

/** The ballots of a dialogue, in the order of their numbers. */
export interface Agreement {
  readonly ballots: readonly Ballot[]
}

/** What only the delegation itself sees of its ballots: its answers, also sealed ones. */
export interface CaucusAgreement {
  readonly answers: readonly (BallotAnswer & { readonly ballotId: string })[]
}

/** Before any ballot. */
export const NO_AGREEMENT: Agreement = { ballots: [] }

/** A delegation that has answered nothing. */
export const NO_CAUCUS_AGREEMENT: CaucusAgreement = { answers: [] }

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
  if (ballot?.status.state === 'closed' && ballot.status.result !== 'not-agreed') {
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
    (ballot) => ballot.clauseId === clauseId && ballot.status.state === 'open',
  )
}

function wasAgreed(clause: Clause, ballots: readonly Ballot[]): boolean {
  return ballots.some(
    ({ clauseId, status }) =>
      clauseId === clause.id && status.state === 'closed' && status.result !== 'not-agreed',
  )
}
