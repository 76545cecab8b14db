import { Link, useSearch } from '@tanstack/react-router'
import type { Session } from '#shared/sessions'
import { Said } from '../../platform/i18n/Said.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { BindingInstant } from '../../platform/record/BindingInstant.tsx'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { Agenda } from '../../sessions/Agenda.tsx'
import { PlanSession, SessionControl } from '../../sessions/SessionControl.tsx'
import { Banner, Cluster, EmptyState, PageHead, Row } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { useSought } from '../../ui/use-sought.ts'
import { useAgendaLinks } from '../agenda-links.tsx'
import { AssembleMinutes } from '../minutes/AssembleMinutes.tsx'
import { MinutesLink } from '../minutes/MinutesLink.tsx'
import { useCalendarFile } from '../overview/calendar-files.ts'
import styles from './sessions.module.css'
import { StatusChip } from './SessionsCard.tsx'

/** Every session with its times, its agenda, its minutes and its calendar file; the address names one of them. */
export function SessionsPage() {
  const { t } = useWords()
  const { room } = useDialogue()
  const { session: chosen } = useSearch({ from: '/signed-in/dialogues/$dialogueId/sessions' })
  const list = [...room.sessions.list].reverse()
  return (
    <main className={styles['page']}>
      <PageHead title={t(($) => $.dialogue.sessions)} note={t(($) => $.sessions.list.note)}>
        <Cluster>
          <Link to="/account" hash="calendar">
            {t(($) => $.sessions.list.subscribe)}
          </Link>
          <PlanSession />
        </Cluster>
      </PageHead>
      {list.length === 0 && <EmptyState title={t(($) => $.dialogue.noSessions)} />}
      {list.map((session) => (
        <Entry key={session.id} session={session} chosen={session.id === chosen} />
      ))}
    </main>
  )
}

function Entry(props: { readonly session: Session; readonly chosen: boolean }) {
  const { t, say } = useWords()
  const links = useAgendaLinks()
  const save = useCalendarFile()
  const { session, chosen } = props
  const { number, cancelled } = session
  const ref = useSought<HTMLElement>(chosen, 'start')
  const name = `${t(($) => $.room.session, { number })} · ${say(session.title)}`
  return (
    <section
      ref={ref}
      className={styles['entry']}
      tabIndex={-1}
      aria-label={name}
      data-session={session.id}
      data-chosen={chosen}
    >
      <Row>
        <h2 className={styles['name']}>{name}</h2>
        <StatusChip session={session} />
      </Row>
      <div className={styles['times']}>
        <BindingInstant instant={session.startsAt} />
        <span aria-hidden="true">–</span>
        <BindingInstant instant={session.endsAt} />
      </div>
      {cancelled !== null && (
        <Banner tone="info">
          {t(($) => $.sessions.cancel.was)} <Said words={cancelled.reason} />
        </Banner>
      )}
      {(cancelled === null || session.agenda.length > 0) && (
        <Agenda session={session} links={links} />
      )}
      <div className={styles['tools']}>
        <Cluster>
          <Button size="small" onPress={() => save(`session-${number}.ics`, [session.id])}>
            {t(($) => $.sessions.list.calendar)}
          </Button>
          <MinutesLink session={session} />
          <AssembleMinutes session={session} />
          <SessionControl session={session} />
        </Cluster>
      </div>
    </section>
  )
}
