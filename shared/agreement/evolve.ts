import type { Cause } from '#shared/record'
import type { AgreementEvent } from './events.ts'
import type { Agreement, Ballot, BallotStatus, CaucusAgreement } from './model.ts'

/** The ballots after an event of the room's stream. */
export function evolveAgreement(
  agreement: Agreement,
  event: AgreementEvent,
  cause: Cause,
): Agreement {
  if (event.type === 'BallotOpened') {
    const { id, number, kind, secrecy, proposalId, clauseId, hash, roll } = event.payload
    const fixed = { id, number, kind, secrecy, proposalId, clauseId, hash, roll }
    const status: BallotStatus = { state: 'open', answered: [], answers: [] }
    return { ballots: [...agreement.ballots, { ...fixed, openedAt: cause.at, status }] }
  }
  const { ballotId } = event.payload
  return {
    ballots: agreement.ballots.map((ballot) =>
      ballot.id === ballotId ? evolveBallot(ballot, event, cause) : ballot,
    ),
  }
}

function evolveBallot(
  ballot: Ballot,
  event: Exclude<AgreementEvent, { type: 'BallotOpened' }>,
  { at }: Cause,
): Ballot {
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
    case 'BallotClosed': {
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
  if (event.type !== 'BallotAnswered') return caucus
  return { answers: [...caucus.answers, event.payload] }
}
