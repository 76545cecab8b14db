import type { Context } from '#shared/kernel'
import { findClause, proposalDraft, type TextEffect } from '#shared/proposals'
import type { Draft, Step } from '#shared/record'
import { agreedWords } from './acts.ts'
import type { TwoKeyAct } from './acts-model.ts'
import { answersOf, closeBallot, unlockClauses } from './close.ts'
import { agreementDraft } from './events.ts'
import type { Agreement, Ballot } from './model.ts'
import type { AgreementView } from './view.ts'

/** The instants at which something comes due, earliest first: one timer for the first is enough (AG16). */
export function dueInstants(agreement: Agreement): readonly string[] {
  const instants = [
    ...agreement.ballots.map(dueOf),
    ...agreement.acts.map(({ act, status }) =>
      act.type === 'correction' && status === 'revocable' ? act.revocableUntil : null,
    ),
  ]
  return [...new Set(instants.filter((instant) => instant !== null))].sort()
}

/** Carries out everything that is due now, in the order in which it came due (AG16). */
export function comeDue(view: AgreementView, { now }: Context): Step<TextEffect> {
  const isDue = (instant: string | null): instant is string => instant !== null && instant <= now
  const steps = [
    ...view.agreement.ballots.flatMap((ballot) => {
      const at = dueOf(ballot)
      return isDue(at) ? [{ at, step: () => ballotDue(view, ballot) }] : []
    }),
    ...view.agreement.acts.flatMap((pending) => {
      const { act, status } = pending
      const due = act.type === 'correction' && status === 'revocable' && act.revocableUntil <= now
      return due ? [{ at: act.revocableUntil, step: () => correctionDue(view, pending) }] : []
    }),
  ]
  const done = steps
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .map(({ step }) => step())
  return {
    events: done.flatMap(({ events }) => events),
    effects: done.flatMap(({ effects }) => effects ?? []),
  }
}

function dueOf({ status, closesAt, adReferendumUntil }: Ballot): string | null {
  if (status.state === 'open') return closesAt
  return status.awaiting.length > 0 && !status.lapsed ? adReferendumUntil : null
}

function ballotDue(view: AgreementView, ballot: Ballot): Step<TextEffect> {
  if (ballot.status.state === 'open') {
    return closeBallot(view, ballot, answersOf(view, ballot), 'due')
  }
  const freed = unlockClauses(view, ballot)
  const lapsed = agreementDraft('room', 'AdReferendumLapsed', { ballotId: ballot.id })
  return { ...freed, events: [lapsed, ...freed.events] }
}

function correctionDue(view: AgreementView, { id, act }: TwoKeyAct): Step<TextEffect> {
  if (act.type !== 'correction') return { events: [] }
  const { clauseId, ballotId, from, to, runs } = act
  const place = findClause(view.proposals, clauseId)
  if (agreedWords(view, clauseId, from)?.ballot.id !== ballotId || place === undefined) {
    return { events: [agreementDraft('room', 'ActWithdrawn', { actId: id })] }
  }
  const proposalId = place.proposal.id
  const events: Draft[] = [
    agreementDraft('room', 'CorrectionInForce', { actId: id }),
    proposalDraft('room', 'ClauseLocked', { proposalId, clauseId, ballotId, hash: to }),
  ]
  return { events, effects: [{ type: 'text/replace', textId: clauseId, runs }] }
}
