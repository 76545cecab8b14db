import { Link } from '@tanstack/react-router'
import type { Session } from '#shared/sessions'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { dateAndTime } from '../../platform/time/index.ts'
import { PlanSession, SessionControl } from '../../sessions/SessionControl.tsx'
import { Card, Cluster, Row } from '../../ui/blocks.tsx'
import { Chip, DateTime } from '../../ui/marks.tsx'
import { AssembleMinutes } from '../minutes/AssembleMinutes.tsx'
import { MinutesLink } from '../minutes/MinutesLink.tsx'
import styles from './sessions.module.css'

/** The sessions of the dialogue, the latest first, each with the way to its agenda and its minutes. */
export function SessionsCard() {
  const { t } = useWords()
  const { room } = useDialogue()
  const list = [...room.sessions.list].reverse()
  return (
    <Card level={2} title={t(($) => $.dialogue.sessions)} note={<PlanSession />}>
      {list.length === 0 && <p className="muted">{t(($) => $.dialogue.noSessions)}</p>}
      <ul>
        {list.map((session) => (
          <li key={session.id} className={styles['session']}>
            <Line session={session} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Line({ session }: { readonly session: Session }) {
  const { t, say, language } = useWords()
  const { dialogueId } = useDialogue()
  const { id, number, status, startsAt } = session
  return (
    <>
      <Row>
        <span>
          {t(($) => $.room.session, { number })} · {say(session.title)}
        </span>
        <StatusChip session={session} />
      </Row>
      <Row small>
        <span className="muted">
          <DateTime instant={startsAt} text={dateAndTime(startsAt, language)} />
        </span>
        <Cluster>
          {status === 'open' && (
            <Link to="/dialogues/$dialogueId/room" params={{ dialogueId }}>
              {t(($) => $.sessions.list.enter, { number })}
            </Link>
          )}
          <Link
            to="/dialogues/$dialogueId/sessions"
            params={{ dialogueId }}
            search={{ session: id }}
            aria-label={t(($) => $.sessions.list.agendaOf, { number })}
          >
            {t(($) => $.room.agenda.title)}
          </Link>
          <MinutesLink session={session} />
        </Cluster>
      </Row>
      <Cluster>
        <AssembleMinutes session={session} />
        <SessionControl session={session} />
      </Cluster>
    </>
  )
}

/** Where a session stands. */
export function StatusChip({ session }: { readonly session: Session }) {
  const { t } = useWords()
  const { status } = session
  const tone = status === 'open' ? 'accent' : status === 'cancelled' ? 'reserved' : 'open'
  return <Chip tone={tone}>{t(($) => $.dialogue.sessionStatus[status])}</Chip>
}
