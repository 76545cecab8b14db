import { useClauseName } from '../../platform/record/clause-name.ts'
import { Link } from '@tanstack/react-router'
import { clausePlaces, findClause, findProposal } from '#shared/proposals'
import { useState, type ReactNode } from 'react'
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
  const [isWhole, setWhole] = useState(false)
  if (seen === undefined) {
    return (
      <Card level={2} title={t(($) => $.chair.since.title)}>
        <p className="small muted">{t(($) => $.chair.since.first)}</p>
      </Card>
    )
  }
  const changes = changesSince(room, history, { ...seen, reader: me.accountId })
  const when = dateAndTime(seen.baseAt, language)
  const shown = isWhole ? changes : changes.slice(-MOST_LINES)
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
        {shown.map((change) => (
          <li key={JSON.stringify(change)}>
            <Line change={change} />
          </li>
        ))}
      </ul>
      {shown.length < changes.length && (
        <Button size="small" kind="quiet" onPress={() => setWhole(true)}>
          {t(($) => $.chair.since.all, { count: changes.length })}
        </Button>
      )}
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
      const clauseId = change.is === 'words-changed' ? { clauseId: change.clauseId } : {}
      return (
        <ToText proposalId={change.proposalId} {...clauseId}>
          {textLine(t, change, title)}
        </ToText>
      )
    }
    case 'ballot-opened':
    case 'ballot-closed':
      return <BallotLine change={change} />
    case 'replies':
      return (
        <ToText proposalId={change.proposalId} clauseId={change.clauseId}>
          {t(($) => $.between.replies, { count: change.count })}
        </ToText>
      )
    case 'positions':
      return <PositionsLine change={change} />
    case 'outcome':
    case 'outcome-assembled': {
      const { reference } = change
      return (
        <ToOutcomes>
          {change.is === 'outcome'
            ? t(($) => $.chair.since.outcome, { reference })
            : t(($) => $.chair.since.outcomeAssembled, { reference })}
        </ToOutcomes>
      )
    }
    case 'session': {
      const status = t(($) => $.dialogue.sessionStatus[change.status])
      return (
        <ToSession change={change}>
          {t(($) => $.chair.since.session, { number: change.number, status })}
        </ToSession>
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
  const nameOf = useClauseName()
  const { room } = useDialogue()
  const { change } = props
  const ballot = room.agreement.ballots.find(({ id }) => id === change.ballotId)
  const place = ballot && findClause(room.proposals, ballot.clauseId)
  if (ballot === undefined || place === undefined) return null
  const clause = nameOf(clausePlaces(place.proposal).get(ballot.clauseId))
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

function ToOutcomes(props: { readonly children: ReactNode }) {
  const { dialogueId } = useDialogue()
  return (
    <Link to="/dialogues/$dialogueId/outcomes" params={{ dialogueId }}>
      {props.children}
    </Link>
  )
}

/** An open session leads into the room, any other to its agenda. */
function ToSession(props: {
  readonly change: Extract<Change, { is: 'session' }>
  readonly children: ReactNode
}) {
  const { dialogueId } = useDialogue()
  const { status, sessionId: session } = props.change
  const params = { dialogueId }
  return status === 'open' ? (
    <Link to="/dialogues/$dialogueId/room" params={params}>
      {props.children}
    </Link>
  ) : (
    <Link to="/dialogues/$dialogueId/sessions" params={params} search={{ session }}>
      {props.children}
    </Link>
  )
}

/** Positions on a question lead to its row, those on a clause to the clause. */
function PositionsLine({ change }: { readonly change: Extract<Change, { is: 'positions' }> }) {
  const { t, say } = useWords()
  const { room, dialogueId } = useDialogue()
  const { subject, count } = change
  if (subject.type === 'clause') {
    const place = findClause(room.proposals, subject.id)
    if (place === undefined) return null
    const what = say(place.proposal.title)
    return (
      <ToText proposalId={place.proposal.id} clauseId={subject.id}>
        {t(($) => $.chair.since.positions, { count, what })}
      </ToText>
    )
  }
  const question = room.dialogue.questions.find(({ id }) => id === subject.id)
  const what = question === undefined ? '' : say(question.text)
  return (
    <Link
      to="/dialogues/$dialogueId/positions"
      params={{ dialogueId }}
      search={{ question: subject.id }}
    >
      {t(($) => $.chair.since.positions, { count, what })}
    </Link>
  )
}
