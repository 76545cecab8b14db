import { Link } from '@tanstack/react-router'
import { openSession } from '#shared/sessions'
import { ActCard } from '../../agreement/ActCard.tsx'
import { BallotCard } from '../../agreement/BallotCard.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { Agenda } from '../../sessions/Agenda.tsx'
import { PlanSession, SessionControl } from '../../sessions/SessionControl.tsx'
import { Speakers } from '../../sessions/Speakers.tsx'
import { Card, EmptyState, PageHead, Row } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { Switch } from '../../ui/fields.tsx'
import { Chip, Kbd } from '../../ui/marks.tsx'
import pages from '../dialogue/pages.module.css'
import styles from './chair.module.css'
import { ChairQuestions } from './ChairQuestions.tsx'
import { NEXT_KEY, useShortcuts } from './shortcuts.ts'
import { useChair, useStepWords } from './use-chair.tsx'

/** The chair's desk: every step that can be taken now, the agenda, the floor, and what is open. */
export function DeskPage() {
  const { t } = useWords()
  const { dialogueId, room } = useDialogue()
  const session = openSession(room.sessions)
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
              <Agenda session={session} />
              <Speakers session={session} />
            </Card>
          )}
          <Planned />
        </div>
      </div>
    </main>
  )
}

function Steps() {
  const { t } = useWords()
  const chair = useChair()
  const { on, turn } = useShortcuts(chair.steps, chair.take)
  const words = useStepWords()
  if (chair.steps.length === 0) return <EmptyState title={t(($) => $.chair.nothing)} />
  return (
    <Card title={t(($) => $.chair.next)}>
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
      <Switch
        label={t(($) => $.chair.keys, { key: NEXT_KEY.toUpperCase() })}
        isSelected={on}
        onChange={turn}
      />
      <ChairQuestions {...chair} />
    </Card>
  )
}

function Planned() {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const list = room.sessions.list.filter(({ status }) => status !== 'closed')
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
            <SessionControl session={session} />
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
