import { activeMember } from '#shared/dialogues'
import { accept, refuse, type Context, type Decision } from '#shared/kernel'
import type { TextEffect } from '#shared/proposals'
import { delegationAudience, type Draft, type Step } from '#shared/record'
import { answersOf, closeBallot } from './close.ts'
import { agreementDraft } from './events.ts'
import type { Answer, Ballot, BallotAnswer } from './model.ts'
import type { AgreementView } from './view.ts'

/** What a head says in a ballot. */
export interface Said {
  readonly hash: string
  readonly answer: Answer
  readonly reason: string
}

/** Takes a delegation's answer; with the last one an agreement ballot closes (AG4, AG7, AG9, AG12). */
export function answerBallot(
  view: AgreementView,
  ballot: Ballot,
  said: Said,
  context: Context,
): Decision<Step<TextEffect>> {
  const delegationId = activeMember(view.dialogue, context.actor)?.delegationId ?? null
  if (delegationId === null) return refuse('agreement/not-on-roll')
  const refusal = answerRefusal(view, ballot, said, delegationId, context.now)
  if (refusal !== undefined) return refuse(refusal)
  const given: BallotAnswer = { delegationId, answer: said.answer, reason: said.reason }
  const events = answerEvents(ballot, given)
  if (ballot.kind === 'double-blind') return accept({ events })
  const answers = [...answersOf(view, ballot), given]
  const last = ballot.roll.every((id) => answers.some((other) => other.delegationId === id))
  if (!last) return accept({ events })
  const closing = closeBallot(view, ballot, answers, 'answered')
  return accept({ ...closing, events: [...events, ...closing.events] })
}

/** Breaks silence: the procedure ends at once, without agreement (AG10). */
export function breakSilence(
  view: AgreementView,
  ballot: Ballot,
  said: { readonly hash: string; readonly reason: string },
  context: Context,
): Decision<Step<TextEffect>> {
  if (ballot.kind !== 'silence') return refuse('agreement/not-offered')
  const delegationId = activeMember(view.dialogue, context.actor)?.delegationId ?? null
  if (delegationId === null) return refuse('agreement/not-on-roll')
  const refusal = commonRefusal(ballot, said.hash, delegationId, context.now)
  if (refusal !== undefined) return refuse(refusal)
  const given: BallotAnswer = { delegationId, answer: 'object', reason: said.reason }
  const broken = agreementDraft('room', 'BallotAnswered', { ballotId: ballot.id, ...given })
  const closing = closeBallot(view, ballot, [given], 'broken')
  return accept({ ...closing, events: [broken, ...closing.events] })
}

/** Confirms an agreement ad referendum before its deadline (AG6, AG11). */
export function confirmAdReferendum(
  view: AgreementView,
  ballot: Ballot,
  context: Context,
): Decision<Step<TextEffect>> {
  const delegationId = activeMember(view.dialogue, context.actor)?.delegationId ?? null
  const { status, adReferendumUntil } = ballot
  if (delegationId === null || status.state !== 'closed' || status.lapsed) {
    return refuse('agreement/nothing-to-confirm')
  }
  if (!status.awaiting.includes(delegationId)) return refuse('agreement/nothing-to-confirm')
  if (adReferendumUntil !== null && context.now >= adReferendumUntil) {
    return refuse('agreement/too-late')
  }
  const payload = { ballotId: ballot.id, delegationId }
  return accept({ events: [agreementDraft('room', 'AdReferendumConfirmed', payload)] })
}

function commonRefusal(
  ballot: Ballot,
  hash: string,
  delegationId: string,
  now: string,
): string | undefined {
  if (!ballot.roll.includes(delegationId)) return 'agreement/not-on-roll'
  if (ballot.status.state !== 'open') return 'agreement/ballot-closed'
  if (ballot.closesAt !== null && now >= ballot.closesAt) return 'agreement/too-late'
  return hash === ballot.hash ? undefined : 'agreement/text-changed'
}

function answerRefusal(
  view: AgreementView,
  ballot: Ballot,
  said: Said,
  delegationId: string,
  now: string,
): string | undefined {
  const refusal = commonRefusal(ballot, said.hash, delegationId, now)
  if (refusal !== undefined) return refusal
  const answered = answersOf(view, ballot).some((other) => other.delegationId === delegationId)
  if (answered || ballot.status.state !== 'open') return 'agreement/already-answered'
  if (ballot.status.answered.includes(delegationId)) return 'agreement/already-answered'
  if (ballot.kind === 'silence') return 'agreement/not-offered'
  if (ballot.kind === 'double-blind') {
    return said.answer === 'agree' || said.answer === 'object' ? undefined : 'agreement/not-offered'
  }
  const bare = said.reason === '' && (said.answer === 'object' || said.answer === 'reserve')
  return bare ? 'agreement/reason-required' : undefined
}

function answerEvents(ballot: Ballot, given: BallotAnswer): Draft[] {
  const payload = { ballotId: ballot.id, ...given }
  if (ballot.secrecy === 'open') return [agreementDraft('room', 'BallotAnswered', payload)]
  const own = agreementDraft(delegationAudience(given.delegationId), 'BallotAnswered', payload)
  if (ballot.kind === 'double-blind') return [own]
  const { delegationId } = given
  const received = { ballotId: ballot.id, delegationId }
  return [own, agreementDraft('room', 'BallotAnswerReceived', received)]
}
