import type { Ballot, BallotAnswer } from '#shared/agreement'
import type { ReactNode } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { dateAndTime, inUtc } from '../platform/time/index.ts'
import { Card, Row } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, DateTime, Party } from '../ui/marks.tsx'
import styles from './agreement.module.css'
import { AnswerBallot } from './AnswerBallot.tsx'
import { CloseBallot, ExtendBallot } from './EndBallot.tsx'
import { Deadline } from './instants.tsx'

/** A ballot: what it asks, how it stands or what it came to, and what one may do in it. */
export function BallotCard(props: {
  readonly ballot: Ballot
  /** The hash of the clause's present words, where they are at hand. */
  readonly hash?: string | undefined
  /** What it is about, where the page does not say so. */
  readonly about?: ReactNode
  /** Whether the words that it asks about are still on their way: it is answered when they can be read. */
  readonly isComing?: boolean
}) {
  const { ballot } = props
  return ballot.status.state === 'open' ? (
    <OpenCard ballot={ballot} about={props.about} isComing={props.isComing ?? false} />
  ) : (
    <ClosedCard ballot={ballot} status={ballot.status} about={props.about} hash={props.hash} />
  )
}

function OpenCard(props: {
  readonly ballot: Ballot
  readonly about: ReactNode
  readonly isComing: boolean
}) {
  const { t, language } = useWords()
  const { ballot } = props
  return (
    <Card
      title={t(($) => $.ballots.number, { number: ballot.number })}
      note={
        <Chip tone="accent" sign="▣">
          {t(($) => (ballot.secrecy === 'sealed' ? $.ballots.stateSealed : $.ballots.stateOpen))}
        </Chip>
      }
    >
      <About ballot={ballot}>{props.about}</About>
      <p className="small muted">
        {t(($) => $.votes.openedAt)}{' '}
        <DateTime
          instant={ballot.openedAt}
          text={dateAndTime(ballot.openedAt, language)}
          title={inUtc(ballot.openedAt)}
        />
      </p>
      {ballot.closesAt !== null && (
        <Deadline label={t(($) => $.votes.closesAt)} instant={ballot.closesAt} />
      )}
      {ballot.adReferendumUntil !== null && (
        <Deadline label={t(($) => $.votes.confirmUntil)} instant={ballot.adReferendumUntil} />
      )}
      {ballot.kind === 'double-blind' ? (
        <p className="small muted">{t(($) => $.votes.blindNote)}</p>
      ) : (
        <Roll ballot={ballot} />
      )}
      {!props.isComing && <AnswerBallot ballot={ballot} />}
      <div className={styles['steer']}>
        <ExtendBallot ballot={ballot} />
        <CloseBallot ballot={ballot} />
      </div>
    </Card>
  )
}

function About(props: { readonly ballot: Ballot; readonly children: ReactNode }) {
  const { t } = useWords()
  const { ballot } = props
  const { kind: id } = ballot
  const kind = id === 'package' ? t(($) => $.votes.packageKind) : t(($) => $.terms.ballotKind[id])
  return (
    <>
      {props.children}
      <p className={styles['hash']} title={t(($) => $.room.clause.hash)}>
        {kind}
        {ballot.clauses.length > 1 &&
          ` · ${t(($) => $.votes.clauses, { count: ballot.clauses.length })}`}
        {' · '}
        <span className="visually-hidden">{t(($) => $.room.clause.hash)}: </span>
        <code>
          sha-256 {ballot.hash.slice(0, 8)}…{ballot.hash.slice(-4)}
        </code>
      </p>
    </>
  )
}

function Roll(props: { readonly ballot: Ballot }) {
  const { t } = useWords()
  const { parties } = useDialogue()
  const { ballot } = props
  const { status } = ballot
  if (status.state !== 'open') return null
  return parties
    .filter(({ id }) => ballot.roll.includes(id))
    .map((party) => {
      const shown = status.answers.find(({ delegationId }) => delegationId === party.id)
      if (shown !== undefined) return <Given key={party.id} given={shown} />
      return (
        <Row small key={party.id}>
          <Party tone={party.tone}>{t(($) => $.terms.delegation, { label: party.label })}</Party>
          <span>
            {status.answered.includes(party.id)
              ? `✓ ${t(($) => $.ballots.answered)}`
              : t(($) => (ballot.kind === 'silence' ? $.votes.silenceHolds : $.ballots.waiting))}
          </span>
        </Row>
      )
    })
}

function Given(props: { readonly given: BallotAnswer }) {
  const { t } = useWords()
  const { parties } = useDialogue()
  const { delegationId, answer, reason } = props.given
  const party = parties.find(({ id }) => id === delegationId)
  return (
    <div>
      <Row small>
        {party === undefined ? (
          <span />
        ) : (
          <Party tone={party.tone}>{t(($) => $.terms.delegation, { label: party.label })}</Party>
        )}
        <span>{t(($) => $.terms.answer[answer])}</span>
      </Row>
      {reason !== '' && <p className={styles['reason']}>{reason}</p>}
    </div>
  )
}

function ClosedCard(props: {
  readonly ballot: Ballot
  readonly status: Extract<Ballot['status'], { state: 'closed' }>
  readonly hash: string | undefined
  readonly about: ReactNode
}) {
  const { t, language } = useWords()
  const { ballot, status } = props
  const refused = status.result === 'not-agreed' || status.lapsed
  const tone = refused ? 'reserved' : status.awaiting.length > 0 ? 'adref' : 'agreed'
  const reservations = status.answers.filter(({ answer }) => answer === 'reserve').length
  const changed = props.hash !== undefined && props.hash !== ballot.hash
  return (
    <Card
      title={t(($) => $.ballots.number, { number: ballot.number })}
      note={
        <Chip tone={tone} sign={refused ? '✕' : '✓'}>
          {t(($) => $.ballots.result[status.result])}
        </Chip>
      }
    >
      <About ballot={ballot}>{props.about}</About>
      <p className="small muted">
        {t(($) => $.votes.closedAt)}{' '}
        <DateTime
          instant={status.at}
          text={dateAndTime(status.at, language)}
          title={inUtc(status.at)}
        />
        {changed && ballot.kind !== 'package' && ` · ${t(($) => $.ballots.otherWords)}`}
        {reservations > 0 && ` · ${t(($) => $.votes.reservations, { count: reservations })}`}
      </p>
      {status.answers.map((given) => (
        <Given key={given.delegationId} given={given} />
      ))}
      {ballot.kind === 'double-blind' && status.result === 'not-agreed' && (
        <p className="small muted">{t(($) => $.votes.nothingRevealed)}</p>
      )}
      {status.lapsed && <p className="small">{t(($) => $.ballots.lapsed)}</p>}
      {!status.lapsed && status.awaiting.length > 0 && (
        <Awaiting ballot={ballot} awaiting={status.awaiting} />
      )}
    </Card>
  )
}

function Awaiting(props: { readonly ballot: Ballot; readonly awaiting: readonly string[] }) {
  const { t } = useWords()
  const { parties, me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const { ballot, awaiting } = props
  const labels = parties.filter(({ id }) => awaiting.includes(id)).map(({ label }) => label)
  const mine = me.delegationId !== null && awaiting.includes(me.delegationId)
  return (
    <>
      <p className="small muted">{t(($) => $.ballots.awaiting, { labels: labels.join(', ') })}</p>
      {ballot.adReferendumUntil !== null && (
        <>
          <Deadline label={t(($) => $.votes.confirmUntil)} instant={ballot.adReferendumUntil} />
          <p className="small muted">{t(($) => $.votes.lapse)}</p>
        </>
      )}
      {mine && may('agreement/confirm-ad-referendum') && (
        <Button
          kind="primary"
          onPress={() => void act('agreement/confirm-ad-referendum', { ballotId: ballot.id })}
        >
          {t(($) => $.ballots.confirm)}
        </Button>
      )}
    </>
  )
}
