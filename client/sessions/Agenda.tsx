import { timedAgenda, type KeptItem, type Session, type TimedItem } from '#shared/sessions'
import { FileText, HelpCircle, Lock, MoreHorizontal, Plus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { clock, useNow } from '../platform/time/index.ts'
import { Row } from '../ui/blocks.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Menu } from '../ui/overlays.tsx'
import { RailHead } from '../ui/rail.tsx'
import { AddPoint, PointDialog } from './AgendaPoint.tsx'
import { dayOf, timeOfDay } from './instants.ts'
import { pointMenu } from './point-menu.ts'
import type { PlannedPoint } from './point-form.ts'
import styles from './sessions.module.css'

/** How what belongs to a point is opened. */
export interface AgendaLinks {
  readonly text: (proposalId: string, name: string, content: ReactNode) => ReactNode
  readonly question: (questionId: string, name: string, content: ReactNode) => ReactNode
}

/** The agenda of a session, by day; moderators steer its course and what is planned. */
export function Agenda(props: { readonly session: Session; readonly links?: AgendaLinks }) {
  const { t, language } = useWords()
  const { serverOffset } = useDialogue()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const { session } = props
  const now = useNow(serverOffset)
  const timed = timedAgenda(session, new Date(now).toISOString())
  const days = timed.map(({ plannedAt }) => dayOf(plannedAt, language))
  const severalDays = new Set(days).size > 1
  const changes = may('sessions/add-agenda-item') && isChangeable(session)
  return (
    <section>
      <RailHead title={t(($) => $.room.agenda.title)}>
        {changes && (
          <IconButton label={t(($) => $.sessions.agenda.add)} onPress={() => setAdding(true)}>
            <Plus size={15} aria-hidden="true" />
          </IconButton>
        )}
      </RailHead>
      {timed.length === 0 && <p className="small muted">{t(($) => $.room.agenda.empty)}</p>}
      <ol className={styles['points']}>
        {timed.map((each, index) => (
          <Point
            key={each.item.id}
            timed={each}
            number={index + 1}
            session={session}
            day={severalDays && days[index] !== days[index - 1] ? days[index] : undefined}
            links={props.links}
          />
        ))}
      </ol>
      <Kept session={session} />
      {adding && <AddPoint session={session} onClose={() => setAdding(false)} />}
    </section>
  )
}

function isChangeable({ status }: Session): boolean {
  return status === 'planned' || status === 'open'
}

const SIGNS = { done: '✓', current: '▸' } as const

function Point(props: {
  readonly timed: TimedItem
  readonly number: number
  readonly session: Session
  readonly day: string | undefined
  readonly links: AgendaLinks | undefined
}) {
  const { t, say, language } = useWords()
  const may = useMay()
  const { timed, session } = props
  const { item } = timed
  const title = say(item.title)
  return (
    <li
      className={classes(styles['point'], item.status === 'current' && styles['current'])}
      {...(item.status === 'current' ? { 'aria-current': 'step' as const } : {})}
    >
      {props.day !== undefined && <b className={styles['day']}>{props.day}</b>}
      <span aria-hidden="true">
        {item.status === 'pending' ? props.number : SIGNS[item.status]}
      </span>
      <span>
        {title}
        {item.status !== 'pending' && (
          <span className="visually-hidden">
            {' '}
            · {t(($) => $.room.agenda[item.status === 'done' ? 'done' : 'current'])}
          </span>
        )}
        {timed.over > 0 && (
          <span className={styles['overNote']}>
            {t(($) => $.sessions.agenda.over, { time: clock(timed.over) })}
          </span>
        )}
        <Course timed={timed} session={session} />
      </span>
      <span className={styles['pointEnd']}>
        <span className="small mono muted">
          <span
            title={t(($) => $.sessions.agenda.planned, {
              time: timeOfDay(timed.plannedAt, language),
            })}
          >
            {timeOfDay(timed.plannedAt, language)}
          </span>{' '}
          <span aria-hidden="true">{t(($) => $.room.agenda.minutes, { count: item.minutes })}</span>
          <span className="visually-hidden">
            {t(($) => $.room.agenda.minutesLong, { count: item.minutes })}
          </span>
        </span>
        {may('sessions/change-agenda-item') && isChangeable(session) && (
          <PointMenu timed={timed} session={session} />
        )}
      </span>
      <Linked timed={timed} links={props.links} />
    </li>
  )
}

function Course(props: { readonly timed: TimedItem; readonly session: Session }) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  const { session, timed } = props
  const { item } = timed
  if (!may('sessions/start-agenda-item') || session.status !== 'open' || item.status === 'done') {
    return null
  }
  const target = { sessionId: session.id, itemId: item.id }
  return (
    <span className={styles['pointAction']}>
      {item.status === 'pending' ? (
        <Button
          size="small"
          kind="quiet"
          onPress={() => void act('sessions/start-agenda-item', target)}
        >
          {t(($) => $.room.agenda.start)}
        </Button>
      ) : (
        <Button size="small" onPress={() => void act('sessions/finish-agenda-item', target)}>
          {t(($) => $.room.agenda.finish)}
        </Button>
      )}
    </span>
  )
}

function Linked(props: { readonly timed: TimedItem; readonly links: AgendaLinks | undefined }) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const { links } = props
  const { proposalIds, questionIds } = props.timed.item
  const texts = room.proposals.list.filter(({ id }) => proposalIds.includes(id))
  const questions = room.dialogue.questions.filter(({ id }) => questionIds.includes(id))
  if (links === undefined || texts.length + questions.length === 0) return null
  const count = texts.length + questions.length
  const list = (
    <span className={styles['linked']}>
      {texts.map(({ id, title }) => (
        <span key={id}>
          {links.text(
            id,
            t(($) => $.sessions.agenda.openText, { title: say(title) }),
            <>
              <FileText size={12} aria-hidden="true" /> {say(title)}
            </>,
          )}
        </span>
      ))}
      {questions.map(({ id, text }) => (
        <span key={id}>
          {links.question(
            id,
            t(($) => $.sessions.agenda.openQuestion, { title: say(text) }),
            <>
              <HelpCircle size={12} aria-hidden="true" /> {say(text)}
            </>,
          )}
        </span>
      ))}
    </span>
  )
  if (props.timed.item.status === 'current') return list
  return (
    <details className={styles['more']}>
      <summary>{t(($) => $.sessions.agenda.linked, { count })}</summary>
      {list}
    </details>
  )
}

function PointMenu(props: { readonly timed: TimedItem; readonly session: Session }) {
  const { t, say } = useWords()
  const act = useAct()
  const [editing, setEditing] = useState(false)
  const { item } = props.timed
  const entries = pointMenu(props.session, item, {
    edit: () => setEditing(true),
    move: (afterId) => void act('sessions/move-agenda-item', { ...target(props), afterId }),
    remove: () => void act('sessions/remove-agenda-item', target(props)),
    putBack: () => void act('sessions/return-agenda-item', target(props)),
  })
  if (entries.length === 0) return null
  return (
    <>
      <Menu
        label={t(($) => $.sessions.agenda.more, { title: say(item.title) })}
        trigger={<MoreHorizontal size={15} aria-hidden="true" />}
        sections={[
          {
            id: 'point',
            entries: entries.map(({ id, onAction }) => ({
              id,
              label: t(($) => $.sessions.agenda[id]),
              onAction,
            })),
          },
        ]}
      />
      {editing && (
        <PointDialog session={props.session} point={item} onClose={() => setEditing(false)} />
      )}
    </>
  )
}

function target(props: { readonly timed: TimedItem; readonly session: Session }) {
  return { sessionId: props.session.id, itemId: props.timed.item.id }
}

function Kept(props: { readonly session: Session }) {
  const { t } = useWords()
  const { state, me } = useDialogue()
  const kept = state.moderators.kept.filter(({ sessionId }) => sessionId === props.session.id)
  if (me.role !== 'moderator' || kept.length === 0) return null
  return (
    <div className={styles['kept']} data-private>
      <p className="small muted">
        <Lock size={12} aria-hidden="true" /> {t(($) => $.sessions.agenda.kept)}
      </p>
      {kept.map((item) => (
        <KeptPoint key={item.id} item={item} session={props.session} />
      ))}
    </div>
  )
}

function KeptPoint(props: { readonly item: KeptItem; readonly session: Session }) {
  const { t, say } = useWords()
  const act = useAct()
  const may = useMay()
  const [editing, setEditing] = useState<PlannedPoint>()
  const { item, session } = props
  const named = { sessionId: session.id, itemId: item.id }
  return (
    <div>
      <Row small>
        <span>{say(item.title)}</span>
        <span className={classes('mono muted', styles['brief'])}>
          {t(($) => $.room.agenda.minutes, { count: item.minutes })}
        </span>
      </Row>
      {may('sessions/release-agenda-item') && (
        <>
          <Button size="small" onPress={() => void act('sessions/release-agenda-item', named)}>
            {t(($) => $.sessions.agenda.release)}
          </Button>{' '}
          <Button size="small" kind="quiet" onPress={() => setEditing(item)}>
            {t(($) => $.sessions.agenda.edit)}
          </Button>{' '}
          <Button
            size="small"
            kind="quiet"
            onPress={() => void act('sessions/remove-agenda-item', named)}
          >
            {t(($) => $.sessions.agenda.remove)}
          </Button>
        </>
      )}
      {editing !== undefined && (
        <PointDialog session={session} point={editing} onClose={() => setEditing(undefined)} />
      )}
    </div>
  )
}
