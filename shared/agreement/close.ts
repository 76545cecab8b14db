import { headOf } from '#shared/dialogues'
import { findClause, proposalDraft, type TextEffect } from '#shared/proposals'
import type { Step } from '#shared/record'
import { agreementDraft } from './events.ts'
import { tally, type Ballot, type BallotAnswer, type BallotResult } from './model.ts'
import type { AgreementView } from './view.ts'

/** Why a ballot closes: the last answer, a moderator, its stated instant, or broken silence. */
export type Closing = 'answered' | 'moderator' | 'due' | 'broken'

/** The answers that are in: from the room's stream, or from the delegations' own when sealed. */
export function answersOf(view: AgreementView, ballot: Ballot): BallotAnswer[] {
  if (ballot.secrecy === 'open') return [...ballot.status.answers]
  return ballot.roll.flatMap((delegationId) =>
    view
      .caucusAnswers(delegationId)
      .answers.filter(({ ballotId }) => ballotId === ballot.id)
      .map(({ answer, reason }) => ({ delegationId, answer, reason })),
  )
}

/** Closes a ballot: what it came to, what is revealed of it, and what becomes of the words (AG6). */
export function closeBallot(
  view: AgreementView,
  ballot: Ballot,
  answers: readonly BallotAnswer[],
  why: Closing,
): Step<TextEffect> {
  const { result, revealed } = outcomeOf(view, ballot, answers, why)
  const payload = { ballotId: ballot.id, result, answers: [...revealed] }
  const closed = agreementDraft('room', 'BallotClosed', payload)
  if (result === 'not-agreed') {
    const freed = unlockClauses(view, ballot)
    return { ...freed, events: [closed, ...freed.events], result: { result } }
  }
  const effects = ballot.clauses.map(({ clauseId }) => ({
    type: 'text/rebuild' as const,
    textId: clauseId,
  }))
  return { events: [closed], effects, result: { result } }
}

/** Gives the clauses that a ballot still locks back to the floor. */
export function unlockClauses(
  view: Pick<AgreementView, 'proposals'>,
  ballot: Ballot,
): Step<TextEffect> & { readonly effects: readonly TextEffect[] } {
  const held = ballot.clauses.filter(
    ({ clauseId }) => findClause(view.proposals, clauseId)?.clause.lock?.ballotId === ballot.id,
  )
  const { proposalId } = ballot
  return {
    events: held.map(({ clauseId }) =>
      proposalDraft('room', 'ClauseUnlocked', { proposalId, clauseId }),
    ),
    effects: held.map(({ clauseId }) => ({ type: 'text/unlock', textId: clauseId })),
  }
}

function outcomeOf(
  view: AgreementView,
  ballot: Ballot,
  answers: readonly BallotAnswer[],
  why: Closing,
): { readonly result: BallotResult; readonly revealed: readonly BallotAnswer[] } {
  switch (ballot.kind) {
    case 'agreement':
    case 'package': {
      const revealed = ballot.roll.flatMap((id) => answers.filter((a) => a.delegationId === id))
      return { result: tally(ballot.roll, answers), revealed }
    }
    case 'silence': {
      const present = ballot.roll.every((id) => headOf(view.dialogue, id) !== undefined)
      if (why !== 'due' || !present || answers.length > 0) {
        return { result: 'not-agreed', revealed: answers }
      }
      return { result: 'agreed', revealed: allAnswer(ballot, 'no-objection') }
    }
    case 'double-blind': {
      const all = ballot.roll.every((id) =>
        answers.some(({ delegationId, answer }) => delegationId === id && answer === 'agree'),
      )
      if (!all) return { result: 'not-agreed', revealed: [] }
      return { result: 'agreed', revealed: allAnswer(ballot, 'agree') }
    }
  }
}

function allAnswer(ballot: Ballot, answer: 'agree' | 'no-objection'): BallotAnswer[] {
  return ballot.roll.map((delegationId) => ({ delegationId, answer, reason: '' }))
}
