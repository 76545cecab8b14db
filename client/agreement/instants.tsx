import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { clock, dateAndTime, inUtc, useNow, zoneName } from '../platform/time/index.ts'
import { TextField } from '../ui/fields.tsx'
import styles from './agreement.module.css'

const DAY = 86_400_000

/** An instant that binds: in the reader's zone, in UTC, and how long it is until then. */
export function Deadline(props: { readonly label: string; readonly instant: string }) {
  const { t, language } = useWords()
  const { serverOffset } = useDialogue()
  const left = Date.parse(props.instant) - useNow(serverOffset)
  const local = dateAndTime(props.instant, language)
  const days = Math.floor(left / DAY)
  return (
    <p className="small">
      <span className="muted">{props.label}</span>{' '}
      <time dateTime={props.instant} className={styles['deadline']}>
        {t(($) => $.votes.instant, {
          local,
          zone: zoneName(props.instant, language),
          utc: inUtc(props.instant),
        })}
      </time>{' '}
      <span className="mono">
        {left <= 0
          ? t(($) => $.votes.passed)
          : days >= 2
            ? t(($) => $.votes.daysLeft, { count: days })
            : t(($) => $.votes.left, { time: clock(left) })}
      </span>
    </p>
  )
}

/** Asks for an instant in the reader's zone and says which instant that is in UTC. */
export function InstantField(props: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const { t, language } = useWords()
  const instant = instantOf(props.value)
  const zone = zoneName(instant ?? new Date().toISOString(), language)
  const note = t(($) => $.votes.yourZone, { zone })
  return (
    <TextField
      label={props.label}
      type="datetime-local"
      value={props.value}
      onChange={props.onChange}
      description={instant === null ? note : `${note} · ${inUtc(instant)}`}
    />
  )
}

/** The instant that was entered in the reader's zone; `null` while there is none. */
export function instantOf(local: string): string | null {
  const milliseconds = Date.parse(local)
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString()
}
