import { DateTime, Party } from '../../ui/marks.tsx'
import { useWords } from '../i18n/index.ts'
import { dateAndTime, zoneName } from '../time/index.ts'
import { useDialogue } from './dialogue.tsx'
import styles from './instants.module.css'

/** An instant that binds, in the reader's zone and, where that reads otherwise, in each delegation's (BT4). */
export function BindingInstant(props: { readonly instant: string }) {
  const { t, language } = useWords()
  const { parties } = useDialogue()
  const { instant } = props
  const own = `${dateAndTime(instant, language)} ${zoneName(instant, language)}`
  const others = parties.map(({ id, label, tone, timeZone }) => {
    const zone = timeZone ?? 'UTC'
    const text = `${dateAndTime(instant, language, zone)} ${zoneName(instant, language, zone)}`
    return { id, label, tone, text }
  })
  return (
    <span className={styles['instants']}>
      <DateTime instant={instant} text={own} />
      {others
        .filter(({ text }) => text !== own)
        .map(({ id, label, tone, text }) => (
          <span key={id} className={styles['other']}>
            <Party tone={tone}>
              <span aria-label={t(($) => $.terms.delegation, { label })}>{label}</span>
            </Party>{' '}
            <span className="mono">{text}</span>
          </span>
        ))}
    </span>
  )
}
