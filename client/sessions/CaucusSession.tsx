import { Lock } from 'lucide-react'
import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { clock, useNow } from '../platform/time/index.ts'
import { Button } from '../ui/Button.tsx'
import { Switch, TextField } from '../ui/fields.tsx'
import { Party } from '../ui/marks.tsx'
import { RailHead } from '../ui/rail.tsx'
import { instantOf, timeOrDay } from './instants.ts'
import styles from './sessions.module.css'

/** A delegation's own caucus: whether it is called, until when, and whether the room was told. */
export function CaucusSession() {
  const { t, language } = useWords()
  const { caucus, me, room, serverOffset } = useDialogue()
  const may = useMay()
  const act = useAct()
  const [calling, setCalling] = useState(false)
  const now = useNow(serverOffset)
  if (caucus === null || me.delegationId === null) return null
  const { current } = caucus.caucus
  const told = Object.hasOwn(room.sessions.inCaucus, me.delegationId)
  const leads = may('sessions/call-caucus')
  return (
    <section aria-label={t(($) => $.sessions.caucus.title)}>
      <RailHead title={t(($) => $.sessions.caucus.title)} />
      {current === null ? (
        <>
          <p className="small muted">{t(($) => $.sessions.caucus.none)}</p>
          {leads && (
            <Button size="small" onPress={() => setCalling(true)}>
              {t(($) => $.sessions.caucus.call)}
            </Button>
          )}
        </>
      ) : (
        <>
          <p className="small">
            <strong>
              {t(($) => $.sessions.caucus.since, {
                time: timeOrDay(current.since, now, language),
              })}
            </strong>
            {current.until !== null && (
              <>
                {' · '}
                {t(($) => $.sessions.caucus.until, {
                  time: timeOrDay(current.until, now, language),
                })}{' '}
                <span className="mono" role="timer">
                  {clock(Date.parse(current.until) - now)}
                </span>
              </>
            )}
          </p>
          <p className="small muted">
            {t(($) => (told ? $.sessions.caucus.told : $.sessions.caucus.quiet))}
          </p>
          {leads && (
            <span className={styles['tools']}>
              <Button size="small" onPress={() => void act('sessions/end-caucus', {})}>
                {t(($) => $.sessions.caucus.end)}
              </Button>
              {!told && (
                <Button
                  size="small"
                  kind="quiet"
                  onPress={() => void act('sessions/announce-caucus', {})}
                >
                  {t(($) => $.sessions.caucus.tellNow)}
                </Button>
              )}
            </span>
          )}
        </>
      )}
      {calling && <CallCaucus onClose={() => setCalling(false)} />}
    </section>
  )
}

function CallCaucus(props: { readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const [until, setUntil] = useState('')
  const [announce, setAnnounce] = useState(false)
  const call = async () => {
    const payload = { until: instantOf(until), announce }
    if (await act('sessions/call-caucus', payload)) props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.sessions.caucus.call)}
      submit={t(($) => $.sessions.caucus.call)}
      onSubmit={call}
      onClose={props.onClose}
    >
      <p>{t(($) => $.sessions.caucus.callAsk)}</p>
      <TextField
        label={`${t(($) => $.sessions.pause.until)} · ${t(($) => $.sessions.caucus.noUntil)}`}
        type="datetime-local"
        value={until}
        onChange={setUntil}
      />
      <Switch
        label={t(($) => $.sessions.caucus.tellRoom)}
        isSelected={announce}
        onChange={setAnnounce}
      />
    </AskDialog>
  )
}

/** Delegations that have let the room know that they are in caucus; and my own, which only we see. */
export function CaucusNotices() {
  const { t, language } = useWords()
  const { room, caucus, me, parties, serverOffset } = useDialogue()
  const now = useNow(serverOffset)
  const told = parties.filter(({ id }) => Object.hasOwn(room.sessions.inCaucus, id))
  const mine = caucus?.caucus.current ?? null
  const quiet = mine !== null && !told.some(({ id }) => id === me.delegationId)
  if (told.length === 0 && !quiet) return null
  return (
    <p className={styles['caucuses']} role="status">
      {told.map(({ id, tone, label }) => {
        const until = room.sessions.inCaucus[id]?.until ?? null
        return (
          <span key={id}>
            <Party tone={tone}>{t(($) => $.sessions.caucus.room, { label })}</Party>
            {until !== null &&
              ` · ${t(($) => $.sessions.caucus.until, { time: timeOrDay(until, now, language) })}`}
          </span>
        )
      })}
      {quiet && (
        <span data-private>
          <Lock size={12} aria-hidden="true" /> {t(($) => $.sessions.caucus.quiet)}
        </span>
      )}
    </p>
  )
}
