import type { Context } from '#shared/kernel'
import {
  evolveProposals,
  findClause,
  proposalDraft,
  readProposalEvent,
  type TextEffect,
} from '#shared/proposals'
import type { Draft, Step } from '#shared/record'
import { agreedWords } from './acts.ts'
import type { TwoKeyAct } from './acts-model.ts'
import { answersOf, closeBallot, unlockClauses } from './close.ts'
import { agreementDraft, readAgreementEvent } from './events.ts'
import { evolveAgreement } from './evolve.ts'
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

interface Due {
  readonly id: string
  readonly at: string
  readonly step: () => Step<TextEffect>
}

/**
 * Carries out everything that is due now, in the order in which it came due; each thing is looked at as the
 * ones before it left the words and the ballots (AG16). At equal instants ballots come before corrections.
 */
export function comeDue(view: AgreementView, context: Context): Step<TextEffect> {
  const events: Draft[] = []
  const effects: TextEffect[] = []
  const settled = new Set<string>()
  const next = (present: AgreementView) => firstDue(present, context, settled)
  let present = view
  for (let due = next(present); due !== undefined; due = next(present)) {
    const step = due.step()
    settled.add(due.id)
    events.push(...step.events)
    effects.push(...(step.effects ?? []))
    present = evolved(present, step.events, context)
  }
  return { events, effects }
}

function firstDue(
  view: AgreementView,
  { now }: Context,
  settled: ReadonlySet<string>,
): Due | undefined {
  const isDue = (instant: string | null): instant is string => instant !== null && instant <= now
  const due: Due[] = [
    ...view.agreement.ballots.flatMap((ballot) => {
      const at = dueOf(ballot)
      const { id } = ballot
      return isDue(at) ? [{ id, at, step: () => ballotDue(view, ballot) }] : []
    }),
    ...view.agreement.acts.flatMap((pending) => {
      const { id, act, status } = pending
      return act.type === 'correction' && status === 'revocable' && isDue(act.revocableUntil)
        ? [{ id, at: act.revocableUntil, step: () => correctionDue(view, pending) }]
        : []
    }),
  ].filter(({ id }) => !settled.has(id))
  return due.reduce<Due | undefined>(
    (first, one) => (first === undefined || one.at < first.at ? one : first),
    undefined,
  )
}

/** The view as events leave it that are about to be recorded. */
function evolved(view: AgreementView, drafts: readonly Draft[], context: Context): AgreementView {
  const cause = { actor: context.actor, at: context.now }
  let { agreement, proposals } = view
  for (const { audience, type, payload } of drafts) {
    if (audience !== 'room') continue
    const own = readAgreementEvent(type, payload)
    if (own !== undefined) agreement = evolveAgreement(agreement, own, cause)
    const other = readProposalEvent(type, payload)
    if (other !== undefined) proposals = evolveProposals(proposals, other, cause)
  }
  return { ...view, agreement, proposals }
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
