import type { Bilingual } from '#shared/kernel'

/** The fewest marks of which totals are shown. */
const FEWEST_MARKS = 3

/** An anonymous question to individuals. It decides nothing; marks are no part of the record. */
export interface StrawPoll {
  readonly id: string
  readonly number: number
  readonly question: Bilingual
  readonly options: readonly Bilingual[]
  readonly status:
    | { readonly state: 'open' }
    | { readonly state: 'closed'; readonly totals: readonly number[] | null }
}

/** What a closed poll shows: how many marks each option has, or nothing from fewer than three (AG17). */
export function strawTotals(options: number, counts: readonly number[]): number[] | null {
  const totals = Array.from({ length: options }, (_, index) => counts[index] ?? 0)
  return totals.reduce((sum, count) => sum + count, 0) < FEWEST_MARKS ? null : totals
}

/** Why a mark cannot be taken: the poll is unknown or closed, or has no such option. */
export function markRefusal(
  polls: readonly StrawPoll[],
  pollId: string,
  option: number,
): string | undefined {
  const poll = polls.find(({ id }) => id === pollId)
  if (poll === undefined) return 'agreement/unknown-poll'
  if (poll.status.state === 'closed') return 'agreement/poll-closed'
  return poll.options[option] === undefined ? 'agreement/unknown-option' : undefined
}
