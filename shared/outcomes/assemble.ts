import { clauseStatus, isAgreed, type Agreement, type ClauseStatus } from '#shared/agreement'
import { activeMember, type Dialogue } from '#shared/dialogues'
import { refuse, type Bilingual, type Decision, type Sha256 } from '#shared/kernel'
import {
  bracketLabels,
  clauseNumbers,
  findProposal,
  type Clause,
  type ClauseWords,
  type Proposal,
  type Proposals,
  type WordsAtHand,
} from '#shared/proposals'
import { canonicalOutcome, type CanonicalOutcome, type ClauseParts } from './canonical.ts'
import type { AlternatRule, OutcomeForm, OutcomeKind, Outcomes } from './model.ts'
import { attributionsIn, unattributed, type HolderNames } from './unattributed.ts'

/** What assembling looks at. */
export interface AssemblyView {
  readonly dialogue: Dialogue
  readonly proposals: Proposals
  readonly agreement: Agreement
  readonly outcomes: Outcomes
}

/** What a clause comes to in an outcome. */
export interface AssemblyRow {
  readonly clauseId: string
  /** Its number in the text, and the one that it would have in the outcome. */
  readonly numberInText: string | null
  readonly number: string | null
  readonly kind: Clause['kind']
  readonly status: ClauseStatus
  /** How it would stand in the outcome; null when it does not enter. */
  readonly standing: ClauseParts['status'] | null
  /** What in words that are not agreed may yet say whose they are (OU33). */
  readonly attributions: readonly string[]
}

/** The kinds of outcomes that also state what was not agreed, without attribution (OU21). */
const STATES_DISAGREEMENT: readonly OutcomeKind[] = ['co-chairs-summary', 'rapporteurs-report']

/** Assembles the canonical form from a proposal's clauses as they stand (OU20, OU21). */
export function assemble(
  view: AssemblyView,
  form: OutcomeForm & { readonly sides: readonly string[] },
  words: WordsAtHand,
  sha256: Sha256,
): Decision<CanonicalOutcome> {
  const proposal = findProposal(view.proposals, form.proposalId)
  if (proposal === undefined) return refuse('proposals/unknown-proposal')
  const drifted = keptClauses(view, form.kind, proposal, words).find(isDrifted)
  if (drifted !== undefined) {
    const clause = clauseNumbers(proposal).get(drifted.clause.id) ?? ''
    return refuse('outcomes/not-as-agreed', { clause })
  }
  const clauses = clausesOf(view, form.kind, proposal, words)
  if (!clauses.some(({ status }) => status !== 'heading')) return refuse('outcomes/nothing-agreed')
  const { kind, reference, title, date, place, convening, preamble } = form
  const { supersedes, recommendations, disclaimer } = form
  return canonicalOutcome(
    {
      ...{ kind, reference, title, date, place, convening, preamble, supersedes, clauses },
      dialogue: view.dialogue.title,
      topics: topicsOf(view.dialogue, proposal.topicId),
      sides: form.sides.flatMap((id) => nameOf(view.dialogue, id)),
      participants: participantsOf(view),
      recommendations,
      ...(disclaimer === null ? {} : { disclaimer }),
    },
    sha256,
  )
}

/** What every clause of a text comes to in an outcome of a kind, and why (OU20, OU21). */
export function assemblyRows(
  view: AssemblyView,
  kind: OutcomeKind,
  proposal: Proposal,
  words: WordsAtHand,
): AssemblyRow[] {
  const kept = keptClauses(view, kind, proposal, words)
  const numbers = numbersOf(proposal, kept)
  const inText = clauseNumbers(proposal)
  const holders = holdersOf(view)
  return proposal.clauses.flatMap((clause) => {
    const now = words.get(clause.id)
    if (clause.withdrawn || now === undefined) return []
    const standing = kept.find((one) => one.clause.id === clause.id)?.standing ?? null
    const bare = standing === 'not-agreed' ? unattributed(now.words, holders) : undefined
    return {
      clauseId: clause.id,
      numberInText: inText.get(clause.id) ?? null,
      number: standing === null ? null : (numbers.get(clause.id) ?? null),
      kind: clause.kind,
      status: clauseStatus(clause, view.agreement.ballots, now.brackets),
      standing,
      attributions: bare === undefined ? [] : attributionsIn(bare, holders),
    }
  })
}

/** The delegations in the order in which the next published copy names them (OU7). */
export function sidesInOrder(dialogue: Dialogue, outcomes: Outcomes): string[] {
  const listed = dialogue.delegations
  const name = (words: Bilingual) => words.en || words.zh
  const rules: Readonly<Record<AlternatRule, () => typeof listed>> = {
    listed: () => listed,
    alphabetical: () => [...listed].sort((a, b) => (name(a.name) < name(b.name) ? -1 : 1)),
    rotating: () => {
      const published = outcomes.list.filter(({ status }) => status === 'published').length
      const first = listed.length === 0 ? 0 : published % listed.length
      return [...listed.slice(first), ...listed.slice(0, first)]
    },
  }
  return rules[outcomes.alternat]().map(({ id }) => id)
}

/** Those who consented to be named and still take part, in no order that tells anything (OU25). */
export function participantsOf({
  dialogue,
  outcomes,
}: Pick<AssemblyView, 'dialogue' | 'outcomes'>): Bilingual[] {
  return outcomes.named.flatMap((accountId) => {
    const member = activeMember(dialogue, accountId)
    return member === undefined || member.role === 'observer' ? [] : [member.name]
  })
}

function nameOf(dialogue: Dialogue, delegationId: string): Bilingual[] {
  return dialogue.delegations.filter(({ id }) => id === delegationId).map(({ name }) => name)
}

interface Kept {
  readonly clause: Clause
  readonly now: ClauseWords
  readonly standing: ClauseParts['status']
}

function clausesOf(
  view: AssemblyView,
  kind: OutcomeKind,
  proposal: Proposal,
  words: WordsAtHand,
): ClauseParts[] {
  const kept = keptClauses(view, kind, proposal, words)
  const numbers = numbersOf(proposal, kept)
  const holders = holdersOf(view)
  return kept.map(({ clause, now, standing }) => ({
    number: numbers.get(clause.id) ?? null,
    kind: clause.kind,
    level: clause.level,
    text: standing === 'not-agreed' ? unattributed(now.words, holders) : now.words,
    status: standing,
  }))
}

function holdersOf({ dialogue }: AssemblyView): HolderNames {
  return {
    labels: bracketLabels(dialogue),
    names: dialogue.delegations.map(({ name }) => name),
  }
}

function numbersOf(proposal: Proposal, kept: readonly Kept[]): ReadonlyMap<string, string> {
  return clauseNumbers({ ...proposal, clauses: kept.map(({ clause }) => clause) })
}

function keptClauses(
  view: AssemblyView,
  kind: OutcomeKind,
  proposal: Proposal,
  words: WordsAtHand,
): Kept[] {
  const standing = proposal.clauses.flatMap((clause): Kept[] => {
    const now = words.get(clause.id)
    if (now === undefined) return []
    const status = publishedStanding(view, { kind, text: proposal.kind }, clause, now)
    return status === undefined ? [] : [{ clause, now, standing: status }]
  })
  return standing.filter((one, index) => !isEmptyHeading(one, standing.slice(index + 1)))
}

/** Whether words that are called agreed are others than those that were agreed, or corrected since (OU20). */
function isDrifted({ clause, now, standing }: Kept): boolean {
  const isCalledAgreed =
    standing === 'agreed' || standing === 'agreed-ad-referendum' || standing === 'reserved'
  return isCalledAgreed && clause.lock?.hash !== now.hash
}

/** A heading under which nothing entered is left out with what it headed. */
function isEmptyHeading({ clause, standing }: Kept, after: readonly Kept[]): boolean {
  if (standing !== 'heading') return false
  const first = after.find((one) => one.standing !== 'heading' || one.clause.level <= clause.level)
  return first === undefined || first.standing === 'heading'
}

function publishedStanding(
  view: AssemblyView,
  { kind, text }: { readonly kind: OutcomeKind; readonly text: Proposal['kind'] },
  clause: Clause,
  now: ClauseWords,
): ClauseParts['status'] | undefined {
  const status = clauseStatus(clause, view.agreement.ballots, now.brackets)
  if (status === 'withdrawn') return undefined
  if (isAgreed(status)) return status as 'agreed' | 'agreed-ad-referendum' | 'reserved'
  if (clause.kind === 'heading') return now.brackets === 0 ? 'heading' : undefined
  // What the rapporteur wrote is put to no ballot: it stands as reported, once no bracket is left (SE20).
  if (text === 'rapporteurs-report' && kind === 'rapporteurs-report') {
    return now.brackets === 0 ? 'reported' : undefined
  }
  return STATES_DISAGREEMENT.includes(kind) ? 'not-agreed' : undefined
}

function topicsOf(dialogue: Dialogue, topicId: string | null): Bilingual[] {
  const topics: Bilingual[] = []
  let topic = dialogue.topics.find(({ id }) => id === topicId)
  while (topic !== undefined && topics.length < 10) {
    topics.unshift(topic.title)
    const { parentId } = topic
    topic = dialogue.topics.find(({ id }) => id === parentId)
  }
  return topics
}
