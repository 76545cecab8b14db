import { clauseStatus, isAgreed, type Agreement } from '#shared/agreement'
import type { Dialogue } from '#shared/dialogues'
import { refuse, type Bilingual, type Decision, type Sha256 } from '#shared/kernel'
import {
  clauseNumbers,
  findProposal,
  type Clause,
  type ClauseWords,
  type Proposal,
  type Proposals,
  type WordsAtHand,
} from '#shared/proposals'
import { canonicalOutcome, type CanonicalOutcome, type ClauseParts } from './canonical.ts'
import type { OutcomeKind } from './model.ts'

/** What assembling looks at. */
export interface AssemblyView {
  readonly dialogue: Dialogue
  readonly proposals: Proposals
  readonly agreement: Agreement
}

/** What the bureau filled in. */
export interface OutcomeForm {
  readonly proposalId: string
  readonly kind: OutcomeKind
  readonly reference: string
  readonly title: Bilingual
  readonly convening: Bilingual
  readonly place: Bilingual
  readonly date: string
  readonly supersedes: string | null
}

/** The kinds of outcomes that also state what was not agreed, without attribution (OU21). */
const STATES_DISAGREEMENT: readonly OutcomeKind[] = ['co-chairs-summary', 'rapporteurs-report']

/** Assembles the canonical form from a proposal's clauses as they stand (OU20, OU21). */
export function assemble(
  view: AssemblyView,
  form: OutcomeForm,
  words: WordsAtHand,
  sha256: Sha256,
): Decision<CanonicalOutcome> {
  const proposal = findProposal(view.proposals, form.proposalId)
  if (proposal === undefined) return refuse('proposals/unknown-proposal')
  const clauses = clausesOf(view, form, proposal, words)
  if (!clauses.some(({ status }) => status !== 'heading')) return refuse('outcomes/nothing-agreed')
  const { kind, reference, title, date, place, convening, supersedes } = form
  const parts = { kind, reference, title, date, place, convening, supersedes, clauses }
  const topics = topicsOf(view.dialogue, proposal.topicId)
  return canonicalOutcome({ ...parts, dialogue: view.dialogue.title, topics }, sha256)
}

function clausesOf(
  view: AssemblyView,
  form: OutcomeForm,
  proposal: Proposal,
  words: WordsAtHand,
): ClauseParts[] {
  const kept = proposal.clauses.flatMap((clause) => {
    const now = words.get(clause.id)
    if (now === undefined) return []
    const status = publishedStatus(view, form, proposal.kind, clause, now)
    return status === undefined ? [] : [{ clause, now, status }]
  })
  const numbers = clauseNumbers({ ...proposal, clauses: kept.map(({ clause }) => clause) })
  return kept.map(({ clause, now, status }) => ({
    number: numbers.get(clause.id) ?? null,
    kind: clause.kind,
    level: clause.level,
    text: now.words,
    status,
  }))
}

function publishedStatus(
  view: AssemblyView,
  form: OutcomeForm,
  text: Proposal['kind'],
  clause: Clause,
  now: ClauseWords,
): ClauseParts['status'] | undefined {
  const status = clauseStatus(clause, view.agreement.ballots, now.brackets)
  if (status === 'withdrawn') return undefined
  if (isAgreed(status)) return status as 'agreed' | 'agreed-ad-referendum' | 'reserved'
  if (clause.kind === 'heading') return now.brackets === 0 ? 'heading' : undefined
  // What the rapporteur wrote is put to no ballot: it stands as reported, once no bracket is left (SE20).
  if (text === 'rapporteurs-report') return now.brackets === 0 ? 'reported' : undefined
  return STATES_DISAGREEMENT.includes(form.kind) ? 'not-agreed' : undefined
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
