import { Link } from '@tanstack/react-router'
import { pauseAt, type Session } from '#shared/sessions'
import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { clock, useNow } from '../../platform/time/index.ts'
import { FloorClock } from '../../sessions/FloorClock.tsx'
import { AgendaTimer } from '../../sessions/PhaseRibbon.tsx'
import { EmptyState } from '../../ui/blocks.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { Party } from '../../ui/marks.tsx'
import { ClauseScreen } from './ClauseScreen.tsx'
import styles from './screen.module.css'
import { AgendaScreen, BallotScreen, BreakScreen, SpeakersScreen } from './screens.tsx'
import { useOpenSession, useScreen, useScreenKeys, type Shown } from './use-screen.ts'

/** The view for the projector: what everyone in the room may see, large, and nothing else. */
export function ScreenPage(props: {
  readonly clause: string | undefined
  readonly onShow: (clauseId: string) => void
}) {
  const { t, say } = useWords()
  const { dialogueId, room } = useDialogue()
  const [redline, setRedline] = useState(true)
  const shown = useScreen(props.clause, props.onShow)
  useScreenKeys(shown, () => setRedline(!redline))
  const session = useOpenSession()
  return (
    <main className={styles['screen']} data-view={shown.view}>
      <header className={styles['head']}>
        <span className={styles['title']}>
          {say(room.dialogue.title)}
          {session !== undefined && ` · ${t(($) => $.room.session, { number: session.number })}`}
        </span>
        {session !== undefined && <Clocks session={session} />}
        <nav className={styles['nav']}>
          {shown.view === 'clause' && <Steps shown={shown} />}
          <Link
            to="/dialogues/$dialogueId/room"
            params={{ dialogueId }}
            className={styles['leave']}
            aria-label={t(($) => $.chair.screen.leave)}
          >
            <X size={18} aria-hidden="true" />
          </Link>
        </nav>
      </header>
      <View shown={shown} redline={redline} />
    </main>
  )
}

function View(props: { readonly shown: Shown; readonly redline: boolean }) {
  const { t } = useWords()
  const { view, at } = props.shown
  switch (view) {
    case 'clause':
      return at === undefined ? (
        <EmptyState title={t(($) => $.chair.screen.waiting)} />
      ) : (
        <ClauseScreen key={at.proposal.id} at={at} redline={props.redline} />
      )
    case 'agenda':
      return <AgendaScreen />
    case 'ballot':
      return <BallotScreen />
    case 'speakers':
      return <SpeakersScreen />
    case 'break':
      return <BreakScreen />
  }
}

function Steps(props: { readonly shown: Shown }) {
  const { t } = useWords()
  const before = props.shown.step(-1)
  const after = props.shown.step(1)
  const step = (go: (() => void) | undefined, label: string, sign: ReactNode) => (
    <IconButton label={label} isDisabled={go === undefined} onPress={() => go?.()}>
      {sign}
    </IconButton>
  )
  return (
    <>
      {step(
        before,
        t(($) => $.chair.screen.previous),
        <ChevronLeft size={18} aria-hidden="true" />,
      )}
      {step(
        after,
        t(($) => $.chair.screen.next),
        <ChevronRight size={18} aria-hidden="true" />,
      )}
    </>
  )
}

function Clocks(props: { readonly session: Session }) {
  const { t } = useWords()
  const { parties, serverOffset } = useDialogue()
  const { session } = props
  const now = useNow(serverOffset)
  const { phase, phaseSince, floor } = session
  const party = parties.find(({ id }) => id === floor?.delegationId)
  const pause = pauseAt(session, new Date(now).toISOString())
  return (
    <div className={styles['clocks']}>
      <span>
        {t(($) => $.terms.phase[phase])}{' '}
        {phaseSince !== null && (
          <span className={styles['clock']}>{clock(now - Date.parse(phaseSince))}</span>
        )}
      </span>
      {pause !== null ? (
        <span>
          {t(($) => $.sessions.pause.title)}{' '}
          <span className={styles['clock']}>{clock(Date.parse(pause.until) - now)}</span>
        </span>
      ) : (
        <span>
          {floor === null || party === undefined ? (
            <span className="muted">{t(($) => $.chair.screen.nobody)}</span>
          ) : (
            <>
              {t(($) => $.chair.screen.floor)}{' '}
              <Party tone={party.tone}>
                {t(($) => $.terms.delegation, { label: party.label })}
              </Party>{' '}
              <span className={styles['clock']}>
                <FloorClock session={session} floor={floor} />
              </span>
            </>
          )}
        </span>
      )}
      <AgendaTimer session={session} />
    </div>
  )
}
