import type { FollowUpNote, Outcome } from '#shared/outcomes'
import { useWords } from '../platform/i18n/index.ts'
import { dateOnly } from '../platform/time/index.ts'
import { Chip, DateTime, type ChipTone } from '../ui/marks.tsx'
import styles from './outcomes.module.css'

const TONES: Readonly<Record<FollowUpNote['status'], ChipTone>> = {
  referred: 'accent',
  received: 'open',
  'under-discussion': 'adref',
  'taken-up': 'agreed',
  'not-taken-up': 'reserved',
}

/** To which channels an outcome was referred, and what became of it and of each recommendation. */
export function FollowUps(props: { readonly outcome: Outcome }) {
  const { t, say, language } = useWords()
  const { followUps } = props.outcome
  return (
    <section aria-label={t(($) => $.outcomes.log)} className={styles['log']}>
      <h3>{t(($) => $.outcomes.log)}</h3>
      {followUps.length === 0 && <p className="small muted">{t(($) => $.outcomes.logNone)}</p>}
      <ol>
        {followUps.map((note) => (
          <li key={`${note.at} ${note.words.en}`}>
            <DateTime instant={note.at} text={dateOnly(note.at, language)} />
            <Chip tone={TONES[note.status]}>{t(($) => $.outcomes.fate[note.status])}</Chip>
            <span>
              {note.recommendation !== null && (
                <b>{t(($) => $.outcomes.recommendation, { number: note.recommendation })}: </b>
              )}
              {say(note.words)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}
