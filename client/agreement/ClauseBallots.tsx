import { openBallotOn, type Ballot } from '#shared/agreement'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { dateAndTime } from '../platform/time/index.ts'
import { Card, Row } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, DateTime, Party } from '../ui/marks.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import { AnswerBallot } from './AnswerBallot.tsx'
import styles from './agreement.module.css'

/** The ballots on a clause, the open one first. */
export function ClauseBallots(props: {
  readonly clauseId: string
  readonly hash: string | undefined
}) {
  const { t } = useWords()
  const { room } = useDialogue()
  const open = openBallotOn(room.agreement, props.clauseId)
  const closed = room.agreement.ballots
    .filter((ballot) => ballot.clauseId === props.clauseId && ballot.status.state === 'closed')
    .reverse()
  if (open === undefined && closed.length === 0) {
    return <p className="muted">{t(($) => $.ballots.none)}</p>
  }
  return (
    <>
      {open !== undefined && <OpenBallotCard ballot={open} />}
      {closed.map((ballot) => (
        <ClosedBallotCard key={ballot.id} ballot={ballot} hash={props.hash} />
      ))}
    </>
  )
}

function OpenBallotCard(props: { readonly ballot: Ballot }) {
  const { t, language } = useWords()
  const { parties } = useDialogue()
  const { ballot } = props
  const { status } = ballot
  if (status.state !== 'open') return null
  return (
    <Card
      title={t(($) => $.ballots.number, { number: ballot.number })}
      note={
        <Chip tone="accent" sign="▣">
          {t(($) => (ballot.secrecy === 'sealed' ? $.ballots.stateSealed : $.ballots.stateOpen))}
        </Chip>
      }
    >
      <Hash hash={ballot.hash} />
      <p className="small muted">
        <DateTime instant={ballot.openedAt} text={dateAndTime(ballot.openedAt, language)} />
      </p>
      {parties
        .filter(({ id }) => ballot.roll.includes(id))
        .map((party) => {
          const shown = status.answers.find(({ delegationId }) => delegationId === party.id)
          return (
            <Row small key={party.id}>
              <Party tone={party.tone}>
                {t(($) => $.terms.delegation, { label: party.label })}
              </Party>
              <span>
                {shown !== undefined
                  ? t(($) => $.terms.answer[shown.answer])
                  : status.answered.includes(party.id)
                    ? `✓ ${t(($) => $.ballots.answered)}`
                    : t(($) => $.ballots.waiting)}
              </span>
            </Row>
          )
        })}
      <AnswerBallot ballot={ballot} />
      <CloseBallot ballot={ballot} />
    </Card>
  )
}

function Hash(props: { readonly hash: string }) {
  const { t } = useWords()
  return (
    <p className={styles['hash']} title={t(($) => $.room.clause.hash)}>
      <span className="visually-hidden">{t(($) => $.room.clause.hash)}: </span>
      <code>
        sha-256 {props.hash.slice(0, 8)}…{props.hash.slice(-4)}
      </code>
    </p>
  )
}

function CloseBallot(props: { readonly ballot: Ballot }) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  if (!may('agreement/close-ballot')) return null
  const close = async () => {
    setAsking(false)
    await act('agreement/close-ballot', { ballotId: props.ballot.id })
  }
  const { number } = props.ballot
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t(($) => $.ballots.close)}</Button>
      <Dialog
        title={t(($) => $.ballots.close)}
        closeLabel={t(($) => $.app.close)}
        isOpen={asking}
        onClose={() => setAsking(false)}
      >
        <p>{t(($) => $.ballots.closeAsk, { number })}</p>
        <Actions>
          <Button onPress={() => setAsking(false)}>{t(($) => $.app.cancel)}</Button>
          <Button kind="primary" onPress={() => void close()}>
            {t(($) => $.ballots.close)}
          </Button>
        </Actions>
      </Dialog>
    </>
  )
}

function ClosedBallotCard(props: { readonly ballot: Ballot; readonly hash: string | undefined }) {
  const { t, language } = useWords()
  const { parties, me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const { ballot } = props
  const { status } = ballot
  if (status.state !== 'closed') return null
  const tone =
    status.result === 'not-agreed' ? 'reserved' : status.result === 'agreed' ? 'agreed' : 'adref'
  const awaiting = parties
    .filter(({ id }) => status.awaiting.includes(id))
    .map(({ label }) => label)
  const mine = me.delegationId !== null && status.awaiting.includes(me.delegationId)
  return (
    <Card
      title={t(($) => $.ballots.number, { number: ballot.number })}
      note={
        <Chip tone={tone} sign={status.result === 'not-agreed' ? '✕' : '✓'}>
          {t(($) => $.ballots.result[status.result])}
        </Chip>
      }
    >
      <Hash hash={ballot.hash} />
      <p className="small muted">
        <DateTime instant={status.at} text={dateAndTime(status.at, language)} />
        {props.hash !== undefined &&
          props.hash !== ballot.hash &&
          ` · ${t(($) => $.ballots.otherWords)}`}
      </p>
      {status.answers.map(({ delegationId, answer, reason }) => {
        const party = parties.find(({ id }) => id === delegationId)
        return (
          <div key={delegationId}>
            <Row small>
              {party === undefined ? (
                <span />
              ) : (
                <Party tone={party.tone}>
                  {t(($) => $.terms.delegation, { label: party.label })}
                </Party>
              )}
              <span>{t(($) => $.terms.answer[answer])}</span>
            </Row>
            {reason !== '' && <p className={styles['reason']}>{reason}</p>}
          </div>
        )
      })}
      {status.lapsed && <p className="small">{t(($) => $.ballots.lapsed)}</p>}
      {awaiting.length > 0 && (
        <p className="small muted">
          {t(($) => $.ballots.awaiting, { labels: awaiting.join(', ') })}
        </p>
      )}
      {mine && may('agreement/confirm-ad-referendum') && (
        <Button
          kind="primary"
          onPress={() => void act('agreement/confirm-ad-referendum', { ballotId: ballot.id })}
        >
          {t(($) => $.ballots.confirm)}
        </Button>
      )}
    </Card>
  )
}
