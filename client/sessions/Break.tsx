import { pauseAt, type Session } from '#shared/sessions'
import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { Said, hasWords } from '../platform/i18n/Said.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { clock, useNow } from '../platform/time/index.ts'
import { Button } from '../ui/Button.tsx'
import { Choices, TextField } from '../ui/fields.tsx'
import { instantOf, localOf, timeOrDay } from './instants.ts'
import styles from './sessions.module.css'

const LENGTHS = ['10', '15', '30', '60', 'other'] as const

/** Announces a break for some minutes or until a stated time, also on another day. */
export function BreakDialog(props: { readonly session: Session; readonly onClose: () => void }) {
  const { t } = useWords()
  const { serverOffset } = useDialogue()
  const act = useAct()
  const [length, setLength] = useState<(typeof LENGTHS)[number]>('15')
  const [until, setUntil] = useState(() => localOf(new Date(Date.now() + 3_600_000).toISOString()))
  const [note, setNote] = useState(NO_WORDS)
  const announce = async () => {
    const instant =
      length === 'other'
        ? instantOf(until)
        : new Date(Date.now() + serverOffset + Number(length) * 60_000).toISOString()
    if (instant === null) return
    const sessionId = props.session.id
    if (await act('sessions/announce-break', { sessionId, until: instant, note })) props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.sessions.pause.announce)}
      submit={t(($) => $.sessions.pause.announce)}
      isDisabled={length === 'other' && instantOf(until) === null}
      onSubmit={announce}
      onClose={props.onClose}
    >
      <Choices
        label={t(($) => $.sessions.pause.until)}
        value={length}
        onChange={setLength}
        choices={LENGTHS.map((id) => ({
          id,
          label:
            id === 'other'
              ? t(($) => $.sessions.pause.other)
              : t(($) => $.sessions.pause.minutes, { count: Number(id) }),
        }))}
      />
      {length === 'other' && (
        <TextField
          label={t(($) => $.sessions.pause.until)}
          type="datetime-local"
          value={until}
          onChange={setUntil}
        />
      )}
      <BilingualField label={t(($) => $.sessions.pause.note)} value={note} onChange={setNote} />
    </AskDialog>
  )
}

/** Tells everyone that the session rests, and for how long yet. */
export function BreakNotice(props: { readonly session: Session }) {
  const { t, language } = useWords()
  const { serverOffset } = useDialogue()
  const may = useMay()
  const act = useAct()
  const [more, setMore] = useState(false)
  const now = useNow(serverOffset)
  const { session } = props
  const pause = pauseAt(session, new Date(now).toISOString())
  if (pause === null) return null
  return (
    <section className={styles['pause']} aria-label={t(($) => $.sessions.pause.title)}>
      <strong>
        {t(($) => $.sessions.pause.ends, { time: timeOrDay(pause.until, now, language) })}
      </strong>
      <span className={styles['bigClock']} role="timer">
        {clock(Date.parse(pause.until) - now)}
      </span>
      <span className="small">
        {hasWords(pause.note) && (
          <>
            <Said words={pause.note} />
            {' · '}
          </>
        )}
        <span className="muted">{t(($) => $.sessions.pause.rest)}</span>
      </span>
      {may('sessions/end-break') && (
        <span className={styles['pauseTools']}>
          <Button size="small" kind="quiet" onPress={() => setMore(true)}>
            {t(($) => $.sessions.pause.longer)}
          </Button>
          <Button
            size="small"
            onPress={() => void act('sessions/end-break', { sessionId: session.id })}
          >
            {t(($) => $.sessions.pause.end)}
          </Button>
        </span>
      )}
      {more && <BreakDialog session={session} onClose={() => setMore(false)} />}
    </section>
  )
}
