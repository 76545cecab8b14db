import { Link } from '@tanstack/react-router'
import { openSession } from '#shared/sessions'
import { AssembleMinutes } from '../minutes/AssembleMinutes.tsx'
import { ActCard } from '../../agreement/ActCard.tsx'
import { BallotCard } from '../../agreement/BallotCard.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { Agenda } from '../../sessions/Agenda.tsx'
import { AttendanceCard } from '../../sessions/Attendance.tsx'
import { Groups } from '../../sessions/Groups.tsx'
import { PlanSession, SessionControl } from '../../sessions/SessionControl.tsx'
import { Speakers } from '../../sessions/Speakers.tsx'
import { Card, PageHead, Row } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { Switch } from '../../ui/fields.tsx'
import { Chip, Kbd } from '../../ui/marks.tsx'
import { useAgendaLinks } from '../agenda-links.tsx'
import pages from '../dialogue/pages.module.css'
import styles from './chair.module.css'
import { ChairQuestions } from './ChairQuestions.tsx'
import { ScreenSwitch } from './ScreenSwitch.tsx'
import { NEXT_KEY, useShortcuts } from './shortcuts.ts'
import { UndoButton } from './UndoButton.tsx'
import { useChair, useStepWords } from './use-chair.tsx'
import { useBracketsLeft, WaitingList } from './WaitingList.tsx'

/** The chair's desk; whoever does not lead the session is told where to find the same. */
export function DeskPage() {
  const { t } = useWords()
  const { dialogueId, me } = useDialogue()
  if (me.role === 'moderator') return <Desk />
  return (
    <main className={pages['page']}>
      <PageHead title={t(($) => $.chair.title)} />
      <p>{t(($) => $.chair.notYours)}</p>
      <p>
        <Link to="/dialogues/$dialogueId/sessions" params={{ dialogueId }}>
          {t(($) => $.dialogue.sessions)}
        </Link>
      </p>
    </main>
  )
}

/** Every step that can be taken now, the agenda, the floor, and what is open. */
function Desk() {
  const { t } = useWords()
  const { dialogueId, room } = useDialogue()
  const session = openSession(room.sessions)
  const links = useAgendaLinks()
  const ballots = room.agreement.ballots.filter(({ status }) => status.state === 'open')
  const acts = room.agreement.acts.filter(({ status }) => status === 'proposed')
  return (
    <main className={pages['page']}>
      <PageHead title={t(($) => $.chair.title)}>
        <Link
          to="/dialogues/$dialogueId/screen"
          params={{ dialogueId }}
          target="_blank"
          className={pages['enter']}
        >
          {t(($) => $.chair.screen.open)}
        </Link>
      </PageHead>
      <div className={pages['columns']}>
        <div>
          <Waiting />
          <Steps />
          {acts.map((pending) => (
            <ActCard key={pending.id} pending={pending} />
          ))}
          {ballots.map((ballot) => (
            <BallotCard key={ballot.id} ballot={ballot} />
          ))}
        </div>
        <div>
          {session !== undefined && (
            <Card>
              <Agenda session={session} links={links} />
              <Groups />
              <Speakers session={session} />
            </Card>
          )}
          {session !== undefined && <AttendanceCard session={session} />}
          <Planned />
        </div>
      </div>
    </main>
  )
}

function Waiting() {
  const { t } = useWords()
  return (
    <Card title={t(($) => $.sessions.waiting.title)}>
      <WaitingList brackets={useBracketsLeft()} />
    </Card>
  )
}

function Steps() {
  const { t } = useWords()
  const may = useMay()
  const chair = useChair()
  const { on, turn } = useShortcuts(chair.steps, chair.take)
  const words = useStepWords()
  return (
    <Card title={t(($) => $.chair.next)}>
      {chair.steps.length === 0 && <p className="muted">{t(($) => $.chair.nothing)}</p>}
      <UndoButton undo={chair.undo} keys={on} />
      <ol className={styles['steps']}>
        {chair.steps.map((step, index) => {
          const { name, why } = words(step)
          return (
            <li key={step.id}>
              <span>
                <Button kind={index === 0 ? 'primary' : 'plain'} onPress={() => chair.take(step)}>
                  {name}
                </Button>
                <span className="small muted">{why}</span>
              </span>
              {on && <Kbd>{(index === 0 ? NEXT_KEY : step.key).toUpperCase()}</Kbd>}
            </li>
          )
        })}
      </ol>
      {may('sessions/show-on-screen') && (
        <>
          <p className="small muted">{t(($) => $.sessions.screen.show)}</p>
          <ScreenSwitch on={on} />
          <div className={styles['keys']}>
            <Switch
              label={t(($) => $.chair.keys, { key: NEXT_KEY.toUpperCase() })}
              isSelected={on}
              onChange={turn}
            />
          </div>
        </>
      )}
      <ChairQuestions {...chair} />
    </Card>
  )
}

function Planned() {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const list = room.sessions.list.filter(
    ({ status, number }, _, all) =>
      status === 'planned' ||
      status === 'open' ||
      number === all.findLast((each) => each.status === 'closed')?.number,
  )
  return (
    <>
      <Card title={t(($) => $.dialogue.sessions)} note={<PlanSession />}>
        {list.length === 0 && <p className="muted">{t(($) => $.dialogue.noSessions)}</p>}
        {list.map((session) => (
          <Row key={session.id}>
            <span>
              {t(($) => $.room.session, { number: session.number })} · {say(session.title)}{' '}
              <Chip tone={session.status === 'open' ? 'accent' : 'open'}>
                {t(($) => $.dialogue.sessionStatus[session.status])}
              </Chip>
            </span>
            <span className={styles['step']}>
              <AssembleMinutes session={session} />
              <SessionControl session={session} />
            </span>
          </Row>
        ))}
      </Card>
      {list
        .filter(({ status }) => status === 'planned')
        .map((session) => (
          <Card key={session.id}>
            <p className="small muted">{t(($) => $.room.session, { number: session.number })}</p>
            <Agenda session={session} />
          </Card>
        ))}
    </>
  )
}
