import type { AgendaItem, Session } from '#shared/sessions'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useMay } from '../platform/record/dialogue.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { TextField } from '../ui/fields.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import { RailHead } from '../ui/rail.tsx'
import styles from './sessions.module.css'

/** The agenda of a session; moderators take up and finish its points and add to it. */
export function Agenda(props: { readonly session: Session }) {
  const { t } = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const { session } = props
  return (
    <section>
      <RailHead title={t(($) => $.room.agenda.title)}>
        {may('sessions/add-agenda-item') && (
          <IconButton label={t(($) => $.room.agenda.add)} onPress={() => setAdding(true)}>
            <Plus size={15} aria-hidden="true" />
          </IconButton>
        )}
      </RailHead>
      {session.agenda.length === 0 && (
        <p className="small muted">{t(($) => $.room.agenda.empty)}</p>
      )}
      <ol>
        {session.agenda.map((item, index) => (
          <Point key={item.id} item={item} number={index + 1} session={session} />
        ))}
      </ol>
      {adding && <AddPoint session={session} onClose={() => setAdding(false)} />}
    </section>
  )
}

const SIGNS = { done: '✓', current: '▸' } as const

function Point(props: {
  readonly item: AgendaItem
  readonly number: number
  readonly session: Session
}) {
  const { t, say } = useWords()
  const may = useMay()
  const act = useAct()
  const { item, session } = props
  const steers = may('sessions/start-agenda-item') && session.status === 'open'
  const target = { sessionId: session.id, itemId: item.id }
  return (
    <li
      className={classes(styles['point'], item.status === 'current' && styles['current'])}
      {...(item.status === 'current' ? { 'aria-current': 'step' as const } : {})}
    >
      <span aria-hidden="true">
        {item.status === 'pending' ? props.number : SIGNS[item.status]}
      </span>
      <span>
        {say(item.title)}
        {item.status !== 'pending' && (
          <span className="visually-hidden">
            {' '}
            · {t(($) => $.room.agenda[item.status === 'done' ? 'done' : 'current'])}
          </span>
        )}
        {steers && item.status !== 'done' && (
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
        )}
      </span>
      <span className="small mono muted">
        <span aria-hidden="true">{t(($) => $.room.agenda.minutes, { count: item.minutes })}</span>
        <span className="visually-hidden">
          {t(($) => $.room.agenda.minutesLong, { count: item.minutes })}
        </span>
      </span>
    </li>
  )
}

/** Adds a point to the agenda of a session. */
export function AddPoint(props: { readonly session: Session; readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const [title, setTitle] = useState(NO_WORDS)
  const [minutes, setMinutes] = useState('30')
  const add = async () => {
    const done = await act('sessions/add-agenda-item', {
      sessionId: props.session.id,
      title,
      minutes: Math.round(Number(minutes)),
    })
    if (done) props.onClose()
  }
  return (
    <Dialog
      title={t(($) => $.room.agenda.add)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      onClose={props.onClose}
    >
      <BilingualField
        label={t(($) => $.room.agenda.pointTitle)}
        value={title}
        onChange={setTitle}
      />
      <TextField
        label={t(($) => $.room.agenda.duration)}
        type="number"
        value={minutes}
        onChange={setMinutes}
      />
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={(title.en === '' && title.zh === '') || !(Number(minutes) >= 1)}
          onPress={() => void add()}
        >
          {t(($) => $.room.agenda.add)}
        </Button>
      </Actions>
    </Dialog>
  )
}
