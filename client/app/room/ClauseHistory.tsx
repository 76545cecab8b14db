import { readAgreementEvent } from '#shared/agreement'
import { readPositionEvent } from '#shared/positions'
import { readProposalEvent } from '#shared/proposals'
import type { RecordedEvent } from '#shared/record'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { dateAndTime, inUtc } from '../../platform/time/index.ts'
import { Row } from '../../ui/blocks.tsx'
import { DateTime } from '../../ui/marks.tsx'

/** What happened to a clause, the latest first, from the room's record. */
export function ClauseHistory(props: { readonly clauseId: string }) {
  const { t, language } = useWords()
  const { history } = useDialogue()
  const sentence = useSentence(props.clauseId)
  const entries = history
    .filter(({ audience }) => audience === 'room')
    .flatMap((event) => {
      const text = sentence(event)
      return text === undefined ? [] : [{ event, text }]
    })
    .reverse()
  if (entries.length === 0) return <p className="muted">{t(($) => $.room.history.empty)}</p>
  return (
    <ol>
      {entries.map(({ event, text }) => (
        <li key={event.seq}>
          <Row small>
            <span>{text}</span>
            <span className="muted">
              <DateTime
                instant={event.at}
                text={dateAndTime(event.at, language)}
                title={inUtc(event.at)}
              />
            </span>
          </Row>
        </li>
      ))}
    </ol>
  )
}

function useSentence(clauseId: string) {
  const { t } = useWords()
  const { room, parties } = useDialogue()
  const ballotOn = (id: string) =>
    room.agreement.ballots.find((ballot) => ballot.id === id && ballot.clauseId === clauseId)
  return (event: RecordedEvent): string | undefined => {
    const proposal = readProposalEvent(event.type, event.payload)
    if (proposal !== undefined) {
      const { type, payload } = proposal
      if (type === 'ClausesAdded') {
        return payload.clauses.some(({ id }) => id === clauseId)
          ? t(($) => $.room.history.ClausesAdded)
          : undefined
      }
      const about = 'clauseId' in payload ? payload.clauseId : undefined
      if (about !== clauseId || type === 'ProposalOpened' || type === 'RevisionIssued') return
      return t(($) => $.room.history[type])
    }
    const ballot = readAgreementEvent(event.type, event.payload)
    if (ballot?.type === 'BallotOpened') {
      const { number } = ballot.payload
      if (ballot.payload.clauseId === clauseId)
        return t(($) => $.room.history.BallotOpened, { number })
      return undefined
    }
    if (ballot?.type === 'BallotClosed') {
      const closed = ballotOn(ballot.payload.ballotId)
      const result = t(($) => $.ballots.result[ballot.payload.result])
      return closed && t(($) => $.room.history.BallotClosed, { number: closed.number, result })
    }
    if (ballot?.type === 'AdReferendumConfirmed' || ballot?.type === 'AdReferendumLapsed') {
      return ballotOn(ballot.payload.ballotId) && t(($) => $.room.history[ballot.type])
    }
    const position = readPositionEvent(event.type, event.payload)
    if (position?.type !== 'PositionTabled' || position.payload.subject.id !== clauseId) return
    const party = parties.find(({ id }) => id === position.payload.delegationId)
    return t(($) => $.room.history.PositionTabled, {
      label: party?.label ?? '',
      stance: t(($) => $.terms.position[position.payload.stance]),
    })
  }
}
