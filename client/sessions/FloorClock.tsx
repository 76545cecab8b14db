import type { Floor, Session } from '#shared/sessions'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue } from '../platform/record/dialogue.tsx'
import { clock, useNow } from '../platform/time/index.ts'
import { Row } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Segmented } from '../ui/fields.tsx'
import styles from './sessions.module.css'

/** How long a speech has gone on, of how long it may take, on the server's clock. */
export function FloorClock(props: { readonly session: Session; readonly floor: Floor }) {
  const { serverOffset } = useDialogue()
  const spoken = useNow(serverOffset) - Date.parse(props.floor.since)
  const limit = props.session.speechLimit
  const over = limit !== null && spoken > limit * 1000
  return (
    <span className={classes('mono', over && styles['over'])} role="timer">
      {clock(spoken)}
      {limit !== null && ` / ${clock(limit * 1000)}`}
    </span>
  )
}

const LIMITS = ['none', '120', '180', '300', '600'] as const
const SHORTEST = 120

/** Sets how long a speech may take. */
export function SpeechLimit(props: { readonly session: Session }) {
  const { t } = useWords()
  const act = useAct()
  const { id: sessionId, speechLimit } = props.session
  const value = LIMITS.find((limit) => limit === String(speechLimit ?? 'none')) ?? 'none'
  return (
    <div className={styles['limit']}>
      <span className="small muted">{t(($) => $.sessions.floor.limit)}</span>
      <Segmented
        label={t(($) => $.sessions.floor.limit)}
        value={value}
        onChange={(limit) =>
          void act('sessions/set-speech-limit', {
            sessionId,
            seconds: limit === 'none' ? null : Math.max(SHORTEST, Number(limit)),
          })
        }
        choices={LIMITS.map((id) => ({ id, label: id === 'none' ? '∞' : `${Number(id) / 60}′` }))}
      />
    </div>
  )
}

/** Tells whoever has the floor so, with their clock large. */
export function MyFloor(props: { readonly session: Session }) {
  const { t } = useWords()
  const { me, serverOffset } = useDialogue()
  const act = useAct()
  const now = useNow(serverOffset)
  const { floor, speechLimit, id: sessionId } = props.session
  if (floor?.accountId !== me.accountId) return null
  const spoken = now - Date.parse(floor.since)
  const left = speechLimit === null ? null : speechLimit * 1000 - spoken
  const over = left !== null && left < 0
  const limit = clock((speechLimit ?? 0) * 1000)
  return (
    <section className={styles['myFloor']} aria-label={t(($) => $.sessions.floor.mine)}>
      <Row>
        <strong>{t(($) => $.sessions.floor.mine)}</strong>
        <span className={classes(styles['bigClock'], over && styles['over'])} role="timer">
          {left === null ? clock(spoken) : over ? `−${clock(-left)}` : clock(left)}
        </span>
        <span className="small muted">
          {left !== null &&
            (over
              ? t(($) => $.sessions.floor.mineOver, { limit })
              : t(($) => $.sessions.floor.mineLeft, { limit }))}
        </span>
        <Button onPress={() => void act('sessions/release-floor', { sessionId })}>
          {t(($) => $.sessions.floor.end)}
        </Button>
      </Row>
    </section>
  )
}
