import {
  clauseStatus,
  openBallotOn,
  type Agreement,
  type Ballot,
  type ClauseStatus,
} from '#shared/agreement'
import { LANGUAGES, type Language } from '#shared/kernel'
import {
  clauseHash,
  languageHash,
  parseBrackets,
  type Clause,
  type ClausePlace,
  type DelegationLabels,
  type Words,
} from '#shared/proposals'
import { sha256 } from '../platform/record/hash.ts'

/** What the languages of a clause say about each other. */
type ConcordanceView =
  | { readonly is: 'confirmed' }
  | { readonly is: 'never' }
  | { readonly is: 'lapsed'; readonly changed: Language | 'both' }

/** A clause as the screen shows it: its place in the record and its present words, taken together. */
export interface ClauseView {
  readonly clause: Clause
  /** How it is named in its text. */
  readonly place: ClausePlace
  readonly words: Words | undefined
  /** The hash of the words, computed when it is asked for. */
  readonly hash: () => string | undefined
  readonly brackets: number
  readonly unbalanced: boolean
  readonly status: ClauseStatus
  readonly concordance: ConcordanceView
  readonly openBallot: Ballot | undefined
  /** The ballot whose words the clause is locked to. */
  readonly ballot: Ballot | undefined
}

/** Takes a clause and its words together. */
export function viewClause(
  clause: Clause,
  place: ClausePlace | undefined,
  words: Words | undefined,
  agreement: Agreement,
  labels: DelegationLabels,
): ClauseView {
  const read = LANGUAGES.map((language) => parseBrackets(words?.[language] ?? '', labels))
  const brackets = Math.max(...read.map(({ count }) => count))
  let hash: string | undefined
  return {
    clause,
    place: place ?? { kind: clause.kind, number: null, ordinal: null },
    words,
    hash: () => (hash ??= words === undefined ? undefined : clauseHash(clause.kind, words, sha256)),
    brackets,
    unbalanced: read.some(({ problems }) => problems.length > 0),
    status: clauseStatus(clause, agreement.ballots, brackets),
    concordance: concordanceOf(clause, words),
    openBallot: openBallotOn(agreement, clause.id),
    ballot: agreement.ballots.find(({ id }) => id === clause.lock?.ballotId),
  }
}

/** Whether two views of a clause say the same, so that the older one may stay. */
export function isSameView(one: ClauseView, other: ClauseView): boolean {
  return (
    one.clause === other.clause &&
    one.place.number === other.place.number &&
    one.place.ordinal === other.place.ordinal &&
    one.words?.en === other.words?.en &&
    one.words?.zh === other.words?.zh &&
    one.brackets === other.brackets &&
    one.unbalanced === other.unbalanced &&
    one.status === other.status &&
    one.openBallot === other.openBallot &&
    one.ballot === other.ballot &&
    JSON.stringify(one.concordance) === JSON.stringify(other.concordance)
  )
}

function concordanceOf(clause: Clause, words: Words | undefined): ConcordanceView {
  const { concordance } = clause
  if (concordance === null || words === undefined) return { is: 'never' }
  const changed = LANGUAGES.filter(
    (language) => languageHash(words[language], sha256) !== concordance.hashes[language],
  )
  const [first, second] = changed
  if (first === undefined) return { is: 'confirmed' }
  return { is: 'lapsed', changed: second === undefined ? first : 'both' }
}
