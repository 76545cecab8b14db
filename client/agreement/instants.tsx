import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { BindingInstant } from '../platform/record/BindingInstant.tsx'
import { clock, inUtc, useNow, zoneName } from '../platform/time/index.ts'
import { TextField } from '../ui/fields.tsx'

const DAY = 86_400_000

/** An instant that binds: in the reader's zone, in each delegation's, and how long it is until then (BT4). */
export function Deadline(props: { readonly label: string; readonly instant: string }) {
  const { t } = useWords()
  const { serverOffset } = useDialogue()
  const left = Date.parse(props.instant) - useNow(serverOffset)
  const days = Math.floor(left / DAY)
  return (
    <div className="small">
      <span className="muted">{props.label}</span>{' '}
      <span className="mono">
        {left <= 0
          ? t(($) => $.votes.passed)
          : days >= 2
            ? t(($) => $.votes.daysLeft, { count: days })
            : t(($) => $.votes.left, { time: clock(left) })}
      </span>
      <BindingInstant instant={props.instant} />
    </div>
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
