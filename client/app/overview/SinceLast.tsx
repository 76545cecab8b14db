import { Link } from '@tanstack/react-router'
import { clauseNumbers, findClause, findProposal } from '#shared/proposals'
import type { ReactNode } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { dateAndTime } from '../../platform/time/index.ts'
import { Card } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './overview.module.css'
import { useSeen } from './seen.ts'
import { changesSince, type Change } from './since.ts'

const MOST_LINES = 8

/** What has changed since the person was last here, in few lines that lead to the place. */
export function SinceLast() {
  const { t, language } = useWords()
  const { room, history, me } = useDialogue()
  const { seen, markSeen } = useSeen()
  if (seen === undefined) {
    return (
      <Card level={2} title={t(($) => $.chair.since.title)}>
        <p className="small muted">{t(($) => $.chair.since.first)}</p>
      </Card>
    )
  }
  const changes = changesSince(room, history, { ...seen, reader: me.accountId })
  const when = dateAndTime(seen.baseAt, language)
  if (changes.length === 0) {
    return (
      <Card level={2} title={t(($) => $.chair.since.title)}>
        <p className="small muted">{t(($) => $.chair.since.nothing, { when })}</p>
      </Card>
    )
  }
  return (
    <Card
      level={2}
      title={t(($) => $.chair.since.title)}
      note={
        <Button size="small" kind="quiet" onPress={markSeen}>
          {t(($) => $.chair.since.seen)}
        </Button>
      }
    >
      <p className="small muted">{t(($) => $.chair.since.from, { when })}</p>
      <ul className={styles['lines']}>
        {changes.slice(-MOST_LINES).map((change) => (
          <li key={JSON.stringify(change)}>
            <Line change={change} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Line(props: { readonly change: Change }) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const { change } = props
  switch (change.is) {
    case 'text-opened':
    case 'text-changed':
    case 'words-changed':
    case 'revision': {
      const proposal = findProposal(room.proposals, change.proposalId)
      const title = proposal === undefined ? '' : say(proposal.title)
      return <ToText proposalId={change.proposalId}>{textLine(t, change, title)}</ToText>
    }
    case 'ballot-opened':
    case 'ballot-closed':
      return <BallotLine change={change} />
    case 'replies':
      return (
        <ToText proposalId={change.proposalId}>
          {t(($) => $.between.replies, { count: change.count })}
        </ToText>
      )
    case 'positions':
      return (
        <ToPage page="positions">
          {t(($) => $.chair.since.positions, { count: change.count })}
        </ToPage>
      )
    case 'outcome':
    case 'outcome-assembled': {
      const { reference } = change
      return (
        <ToPage page="outcomes">
          {change.is === 'outcome'
            ? t(($) => $.chair.since.outcome, { reference })
            : t(($) => $.chair.since.outcomeAssembled, { reference })}
        </ToPage>
      )
    }
    case 'session': {
      const status = t(($) => $.dialogue.sessionStatus[change.status])
      return (
        <ToPage page="room">
          {t(($) => $.chair.since.session, { number: change.number, status })}
        </ToPage>
      )
    }
  }
}

type TextChange = Extract<
  Change,
  { is: 'text-opened' | 'text-changed' | 'words-changed' | 'revision' }
>

function textLine(t: ReturnType<typeof useWords>['t'], change: TextChange, title: string): string {
  if (change.is === 'text-opened') return t(($) => $.chair.since.textOpened, { title })
  if (change.is === 'words-changed')
    return t(($) => $.between.words, { title, count: change.count })
  return change.is === 'revision'
    ? t(($) => $.chair.since.revision, { title, number: change.number })
    : t(($) => $.chair.since.textsChanged, { title, count: change.count })
}

function BallotLine(props: {
  readonly change: Extract<Change, { is: 'ballot-opened' | 'ballot-closed' }>
}) {
  const { t } = useWords()
  const { room } = useDialogue()
  const { change } = props
  const ballot = room.agreement.ballots.find(({ id }) => id === change.ballotId)
  const place = ballot && findClause(room.proposals, ballot.clauseId)
  if (ballot === undefined || place === undefined) return null
  const number = clauseNumbers(place.proposal).get(ballot.clauseId)
  const clause =
    number === undefined
      ? t(($) => $.terms.clauseKind[place.clause.kind])
      : t(($) => $.votes.clause, { number })
  return (
    <ToText proposalId={place.proposal.id} clauseId={ballot.clauseId}>
      {change.is === 'ballot-opened'
        ? t(($) => $.chair.since.ballotOpened, { number: ballot.number, clause })
        : t(($) => $.chair.since.ballotClosed, {
            number: ballot.number,
            clause,
            result: t(($) => $.ballots.result[change.result]),
          })}
    </ToText>
  )
}

function ToText(props: {
  readonly proposalId: string
  readonly clauseId?: string
  readonly children: ReactNode
}) {
  const { dialogueId } = useDialogue()
  const { clauseId } = props
  return (
    <Link
      to="/dialogues/$dialogueId/room"
      params={{ dialogueId }}
      search={{ text: props.proposalId, ...(clauseId === undefined ? {} : { clause: clauseId }) }}
    >
      {props.children}
    </Link>
  )
}

function ToPage(props: {
  readonly page: 'room' | 'positions' | 'outcomes'
  readonly children: ReactNode
}) {
  const { dialogueId } = useDialogue()
  return (
    <Link to={`/dialogues/$dialogueId/${props.page}`} params={{ dialogueId }}>
      {props.children}
    </Link>
  )
}
