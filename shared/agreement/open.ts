import { headOf } from '#shared/dialogues'
import { accept, canonicalJson, refuse, type Context, type Decision } from '#shared/kernel'
import {
  clausePlaces,
  findClause,
  proposalDraft,
  type Clause,
  type ClauseWords,
  type Proposal,
  type TextEffect,
  type WordsAtHand,
} from '#shared/proposals'
import type { Step } from '#shared/record'
import { phaseRuleOf, type Sessions } from '#shared/sessions'
import { agreementDraft } from './events.ts'
import type { BallotRule, NamedWords, PrintedClause } from './model.ts'
import type { AgreementView } from './view.ts'

/** What is asked for when a ballot is opened. */
export interface Opening {
  readonly rule: BallotRule
  readonly clauses: readonly NamedWords[]
  readonly adReferendumUntil: string | null
  readonly despiteConcordance: boolean
}

/** Opens a ballot on one clause or a package of clauses (AG1–AG4). */
export function openBallot(
  view: AgreementView,
  opening: Opening,
  context: Context,
  words: WordsAtHand,
): Decision<Step<TextEffect>> {
  const { rule, clauses, adReferendumUntil, despiteConcordance } = opening
  const found = clauses.map(({ clauseId }) => findClause(view.proposals, clauseId))
  const [first] = found
  const [named] = clauses
  if (first === undefined || named === undefined) return refuse('proposals/unknown-clause')
  let lapsed = false
  for (const [index, { clauseId, hash }] of clauses.entries()) {
    const now = words.get(clauseId)
    const clause = found[index]?.clause
    if (clause === undefined || now === undefined) return refuse('proposals/unknown-clause')
    const refusal = clauseRefusal(view.sessions, clause, now, { hash, despiteConcordance })
    if (refusal !== undefined) return refuse(refusal)
    lapsed ||= !concordant(clause, now)
  }
  const refusal = rollRefusal(view, opening) ?? deadlineRefusal(opening, context.now)
  if (refusal !== undefined) return refuse(refusal)
  const id = context.newId()
  const number = view.agreement.ballots.length + 1
  const proposalId = first.proposal.id
  const fixed = {
    id,
    number,
    proposalId,
    clauseId: named.clauseId,
    roll: view.dialogue.delegations.map((delegation) => delegation.id),
    adReferendumUntil,
    despiteConcordance: lapsed,
    printed: clauses.flatMap(({ clauseId }) => printed(first.proposal, clauseId)),
  }
  const hash =
    rule.kind === 'package'
      ? view.sha256(canonicalJson(clauses.map((each) => ({ ...each }))))
      : named.hash
  const payload =
    rule.kind === 'package'
      ? { ...rule, kind: rule.kind, ...fixed, hash, clauses: [...clauses] }
      : { ...rule, ...fixed, hash }
  const locks = clauses.map((each) =>
    proposalDraft('room', 'ClauseLocked', { proposalId, ...each, ballotId: id }),
  )
  return accept({
    events: [agreementDraft('room', 'BallotOpened', payload as Opened), ...locks],
    effects: clauses.map(({ clauseId }) => ({ type: 'text/lock', textId: clauseId })),
    result: { id, number },
  })
}

function printed(proposal: Proposal, clauseId: string): PrintedClause[] {
  const place = clausePlaces(proposal).get(clauseId)
  return place === undefined ? [] : [{ clauseId, ...place }]
}

type Opened = Parameters<typeof agreementDraft<'BallotOpened'>>[2]

function clauseRefusal(
  sessions: Sessions,
  clause: Clause,
  now: ClauseWords,
  asked: { readonly hash: string; readonly despiteConcordance: boolean },
): string | undefined {
  if (!phaseRuleOf(sessions).ballots) return 'agreement/phase-forbids'
  if (clause.withdrawn) return 'agreement/clause-withdrawn'
  if (clause.lock !== null) return 'agreement/clause-locked'
  if (now.hash !== asked.hash) return 'agreement/text-changed'
  if (now.words.en.trim() === '' && now.words.zh.trim() === '') return 'agreement/no-words'
  if (now.brackets > 0) return 'agreement/brackets-left'
  if (!asked.despiteConcordance && !concordant(clause, now)) return 'agreement/concordance-lapsed'
  return undefined
}

/** A roll has two delegations at least; silence binds only those whose head could break it (AG10). */
function rollRefusal(view: AgreementView, { rule }: Opening): string | undefined {
  const { dialogue } = view
  if (dialogue.delegations.length < 2) return 'agreement/roll-too-short'
  const headless = dialogue.delegations.some(({ id }) => headOf(dialogue, id) === undefined)
  return rule.kind === 'silence' && headless ? 'agreement/head-missing' : undefined
}

function deadlineRefusal({ rule, adReferendumUntil }: Opening, now: string): string | undefined {
  if (rule.closesAt !== null && rule.closesAt <= now) return 'agreement/deadline-past'
  const end = rule.closesAt ?? now
  return adReferendumUntil !== null && adReferendumUntil <= end
    ? 'agreement/deadline-past'
    : undefined
}

function concordant(clause: Clause, now: ClauseWords): boolean {
  const hashes = clause.concordance?.hashes
  return hashes?.en === now.languageHashes.en && hashes.zh === now.languageHashes.zh
}
