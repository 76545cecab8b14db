import type { Cause } from '#shared/record'
import type { AgreementEvent } from './events.ts'
import type { TwoKeyAct } from './acts-model.ts'
import type { Agreement, Ballot, BallotStatus, CaucusAgreement } from './model.ts'
import type { StrawPoll } from './straw.ts'

/** The ballots after an event of the room's stream. */
export function evolveAgreement(
  agreement: Agreement,
  event: AgreementEvent,
  cause: Cause,
): Agreement {
  switch (event.type) {
    case 'BallotOpened': {
      const { payload } = event
      const { clauseId, hash } = payload
      const clauses = payload.kind === 'package' ? payload.clauses : [{ clauseId, hash }]
      const status: BallotStatus = { state: 'open', answered: [], answers: [] }
      const ballot: Ballot = { ...payload, clauses, openedAt: cause.at, status }
      return { ...agreement, ballots: [...agreement.ballots, ballot] }
    }
    case 'StrawPollOpened':
    case 'StrawPollClosed':
      return { ...agreement, polls: evolvePolls(agreement.polls, event) }
    case 'ActProposed':
    case 'ActSeconded':
    case 'ActWithdrawn':
    case 'CorrectionRevoked':
    case 'CorrectionInForce':
      return evolveActs(agreement, event, cause)
    default: {
      const { ballotId } = event.payload
      return { ...agreement, ballots: changeBallot(agreement.ballots, ballotId, event, cause) }
    }
  }
}

function changeBallot(
  ballots: readonly Ballot[],
  ballotId: string,
  event: OfOneBallot,
  cause: Cause,
): Ballot[] {
  return ballots.map((ballot) =>
    ballot.id === ballotId ? evolveBallot(ballot, event, cause) : ballot,
  )
}

function evolveActs(
  agreement: Agreement,
  event: Extract<
    AgreementEvent,
    {
      type:
        'ActProposed' | 'ActSeconded' | 'ActWithdrawn' | 'CorrectionRevoked' | 'CorrectionInForce'
    }
  >,
  { actor, at }: Cause,
): Agreement {
  if (event.type === 'ActProposed') {
    const proposed = {
      ...event.payload,
      by: actor,
      at,
      secondedBy: null,
      status: 'proposed' as const,
    }
    return { ...agreement, acts: [...agreement.acts, proposed] }
  }
  const { actId } = event.payload
  const change = (act: TwoKeyAct): TwoKeyAct => {
    switch (event.type) {
      case 'ActSeconded': {
        const status = act.act.type === 'correction' ? 'revocable' : 'done'
        return { ...act, secondedBy: actor, status }
      }
      case 'ActWithdrawn':
        return { ...act, status: 'withdrawn' }
      case 'CorrectionRevoked':
        return { ...act, status: 'revoked' }
      case 'CorrectionInForce':
        return { ...act, status: 'done' }
    }
  }
  const acts = agreement.acts.map((act) => (act.id === actId ? change(act) : act))
  const seconded = event.type === 'ActSeconded' && acts.find(({ id }) => id === actId)?.act
  if (!seconded || seconded.type !== 'reopening') return { ...agreement, acts }
  const ballots = agreement.ballots.map((ballot) =>
    ballot.id === seconded.ballotId && ballot.status.state === 'closed'
      ? { ...ballot, status: { ...ballot.status, awaiting: [] } }
      : ballot,
  )
  return { ...agreement, acts, ballots }
}

type OfOneBallot = Extract<
  AgreementEvent,
  {
    type:
      | 'BallotAnswered'
      | 'BallotAnswerReceived'
      | 'BallotExtended'
      | 'BallotClosed'
      | 'AdReferendumConfirmed'
      | 'AdReferendumLapsed'
  }
>

function evolveBallot(ballot: Ballot, event: OfOneBallot, { at }: Cause): Ballot {
  const { status } = ballot
  switch (event.type) {
    case 'BallotAnswered': {
      if (status.state !== 'open') return ballot
      const { delegationId, answer, reason } = event.payload
      const answers = [...status.answers, { delegationId, answer, reason }]
      return {
        ...ballot,
        status: { ...status, answers, answered: [...status.answered, delegationId] },
      }
    }
    case 'BallotAnswerReceived':
      if (status.state !== 'open') return ballot
      return {
        ...ballot,
        status: { ...status, answered: [...status.answered, event.payload.delegationId] },
      }
    case 'BallotExtended':
      return { ...ballot, closesAt: event.payload.closesAt }
    case 'BallotClosed': {
      if (status.state !== 'open') return ballot
      const { result, answers } = event.payload
      const awaiting =
        result === 'agreed-ad-referendum'
          ? answers.filter((a) => a.answer === 'agree-ad-referendum').map((a) => a.delegationId)
          : []
      return {
        ...ballot,
        status: { state: 'closed', result, answers, at, awaiting, lapsed: false },
      }
    }
    case 'AdReferendumConfirmed': {
      if (status.state !== 'closed') return ballot
      const awaiting = status.awaiting.filter((id) => id !== event.payload.delegationId)
      return { ...ballot, status: { ...status, awaiting } }
    }
    case 'AdReferendumLapsed':
      if (status.state !== 'closed') return ballot
      return { ...ballot, status: { ...status, lapsed: true } }
  }
}

/** A delegation's own answers after an event of its stream. */
export function evolveCaucusAgreement(
  caucus: CaucusAgreement,
  event: AgreementEvent,
): CaucusAgreement {
  switch (event.type) {
    case 'BallotAnswered':
      return { ...caucus, answers: [...caucus.answers, event.payload] }
    case 'StrawPollOpened':
    case 'StrawPollClosed':
      return { ...caucus, polls: evolvePolls(caucus.polls, event) }
    default:
      return caucus
  }
}

function evolvePolls(
  polls: readonly StrawPoll[],
  event: Extract<AgreementEvent, { type: 'StrawPollOpened' | 'StrawPollClosed' }>,
): readonly StrawPoll[] {
  if (event.type === 'StrawPollOpened') {
    return [...polls, { ...event.payload, status: { state: 'open' } }]
  }
  const { pollId, totals } = event.payload
  return polls.map((poll) =>
    poll.id === pollId && poll.status.state === 'open'
      ? { ...poll, status: { state: 'closed', totals } }
      : poll,
  )
}
