import { activeMember } from '#shared/dialogues'
import {
  LANGUAGES,
  accept,
  refuse,
  type Context,
  type Decision,
  type Language,
} from '#shared/kernel'
import {
  clauseHash,
  findClause,
  plainWords,
  type Clause,
  type TextEffect,
  type WordsAtHand,
} from '#shared/proposals'
import type { Step } from '#shared/record'
import type { Act, ActInput, TwoKeyAct } from './acts-model.ts'
import { unlockClauses } from './close.ts'
import { agreementDraft } from './events.ts'
import { stands, type Ballot } from './model.ts'
import { openBallot } from './open.ts'
import type { AgreementView } from './view.ts'

type Answer = Decision<Step<TextEffect>>

/** Turns the first key (AG13–AG15). */
export function proposeAct(
  view: AgreementView,
  input: ActInput,
  context: Context,
  words: WordsAtHand,
): Answer {
  const made = actOf(view, input, context.now, words)
  if (!made.ok) return made
  const id = context.newId()
  const event = agreementDraft('room', 'ActProposed', { id, act: made.value })
  return accept({ events: [event], result: { id } })
}

/** Turns the second key: another moderator, and everything as it was when the first was turned (AG13). */
export function secondAct(
  view: AgreementView,
  pending: TwoKeyAct,
  context: Context,
  words: WordsAtHand,
): Answer {
  if (pending.status !== 'proposed') return refuse('agreement/act-settled')
  if (pending.by === context.actor) return refuse('agreement/second-key-is-anothers')
  if (activeMember(view.dialogue, pending.by)?.role !== 'moderator') {
    return refuse('agreement/first-key-void')
  }
  const done = carryOut(view, pending.act, context, words)
  if (!done.ok) return done
  const seconded = agreementDraft('room', 'ActSeconded', { actId: pending.id })
  return accept({ ...done.value, events: [seconded, ...done.value.events] })
}

/** Takes the first key back. */
export function withdrawAct(pending: TwoKeyAct, context: Context): Answer {
  if (pending.status !== 'proposed') return refuse('agreement/act-settled')
  if (pending.by !== context.actor) return refuse('agreement/not-your-key')
  return accept({ events: [agreementDraft('room', 'ActWithdrawn', { actId: pending.id })] })
}

/** Revokes an editorial correction: the agreed words stand (AG15). */
export function revokeCorrection(
  view: AgreementView,
  pending: TwoKeyAct,
  reason: string,
  context: Context,
): Answer {
  const { act } = pending
  const delegationId = activeMember(view.dialogue, context.actor)?.delegationId ?? null
  if (delegationId === null) return refuse('agreement/not-on-roll')
  if (act.type !== 'correction' || pending.status !== 'revocable') {
    return refuse('agreement/act-settled')
  }
  if (context.now >= act.revocableUntil) return refuse('agreement/too-late')
  const payload = { actId: pending.id, delegationId, reason }
  return accept({ events: [agreementDraft('room', 'CorrectionRevoked', payload)] })
}

/** The clause and ballot of an agreement that stands on these very words. */
export function agreedWords(
  view: Pick<AgreementView, 'proposals' | 'agreement'>,
  clauseId: string,
  hash?: string,
): { readonly clause: Clause; readonly ballot: Ballot } | undefined {
  const clause = findClause(view.proposals, clauseId)?.clause
  const ballot = view.agreement.ballots.find(({ id }) => id === clause?.lock?.ballotId)
  if (clause?.lock == null || ballot === undefined || !stands(ballot.status)) return undefined
  return hash === undefined || clause.lock.hash === hash ? { clause, ballot } : undefined
}

function actOf(
  view: AgreementView,
  input: ActInput,
  now: string,
  words: WordsAtHand,
): Decision<Act> {
  if (input.type === 'package') {
    const ids = new Set(input.clauses.map(({ clauseId }) => clauseId))
    const known = input.clauses.every(
      ({ clauseId }) => findClause(view.proposals, clauseId)?.proposal.id === input.proposalId,
    )
    if (!known || ids.size < input.clauses.length) return refuse('proposals/unknown-clause')
    return accept(input)
  }
  const agreed = agreedWords(view, input.clauseId, input.hash)
  if (agreed === undefined) return refuse('agreement/not-agreed')
  const { clause, ballot } = agreed
  const { clauseId } = input
  if (input.type === 'reopening') {
    const { hash, reason } = input
    return accept({ type: 'reopening', clauseId, ballotId: ballot.id, hash, reason })
  }
  const plain = plainWords(input.runs)
  if (input.revocableUntil <= now) return refuse('agreement/deadline-past')
  if (/[[\]［］]/u.test(plain.en + plain.zh)) return refuse('agreement/brackets-left')
  const to = clauseHash(clause.kind, plain, view.sha256)
  if (to === input.hash) return refuse('agreement/nothing-corrected')
  const agreedNow = words.get(clauseId)?.words
  const isEmptied = (language: Language) =>
    plain[language].trim() === '' && agreedNow?.[language].trim() !== ''
  if (LANGUAGES.some(isEmptied)) return refuse('agreement/no-words')
  const { runs, statement, revocableUntil } = input
  const said = { runs, statement, revocableUntil }
  return accept({
    type: 'correction',
    clauseId,
    ballotId: ballot.id,
    from: input.hash,
    to,
    ...said,
  })
}

function carryOut(view: AgreementView, act: Act, context: Context, words: WordsAtHand): Answer {
  switch (act.type) {
    case 'reopening': {
      const agreed = agreedWords(view, act.clauseId, act.hash)
      if (agreed?.ballot.id !== act.ballotId) return refuse('agreement/not-agreed')
      return accept(unlockClauses(view, agreed.ballot))
    }
    case 'package': {
      const { clauses, secrecy, closesAt, adReferendumUntil, despiteConcordance } = act
      const rule = { kind: 'package' as const, secrecy, closesAt }
      const opening = { rule, clauses, adReferendumUntil, despiteConcordance }
      return openBallot(view, opening, context, words)
    }
    case 'correction': {
      if (agreedWords(view, act.clauseId, act.from)?.ballot.id !== act.ballotId) {
        return refuse('agreement/not-agreed')
      }
      if (act.revocableUntil <= context.now) return refuse('agreement/deadline-past')
      return accept({ events: [] })
    }
  }
}
