import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react'
import { LANGUAGES } from '#shared/kernel'
import { useEffect, useState } from 'react'
import { LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { dateAndTime, inUtc } from '../../platform/time/index.ts'
import { IconButton } from '../../ui/Button.tsx'
import { Card } from '../../ui/blocks.tsx'
import { DateTime } from '../../ui/marks.tsx'
import { Author } from '../comments/Author.tsx'
import { Redline } from '../instruments/Redline.tsx'
import { useHistory, type HistoryStep } from './api.ts'
import { Reading } from './Reading.tsx'
import styles from './versions.module.css'

/** Milliseconds for which each change is shown while the history plays. */
const PACE = 1600

/** The changes of a clause's words, one at a time: by steps, or played from one to the next. */
export function ClauseStepper(props: {
  readonly proposalId: string
  readonly clauseId: string
  /** Moves when the words do. */
  readonly stamp: unknown
}) {
  const { t } = useWords()
  const query = useHistory(props.proposalId, props.clauseId, props.stamp)
  return (
    <Reading query={query}>
      {({ steps, count }) =>
        steps.length === 0 ? (
          <p className="muted">{t(($) => $.versions.noChanges)}</p>
        ) : (
          <Stepper steps={steps} count={count} />
        )
      }
    </Reading>
  )
}

function Stepper(props: { readonly steps: readonly HistoryStep[]; readonly count: number }) {
  const { t, language } = useWords()
  const { steps, count } = props
  const last = steps.length - 1
  // Nothing chosen: the latest, also when a later one comes.
  const [chosen, setChosen] = useState<number>()
  const [playing, setPlaying] = useState(false)
  const at = Math.min(chosen ?? last, last)
  const step = steps[at]
  useEffect(() => {
    if (!playing) return
    const timer = setInterval(() => {
      setChosen((now) => {
        const next = Math.min((now ?? last) + 1, last)
        if (next === last) setPlaying(false)
        return next
      })
    }, PACE)
    return () => clearInterval(timer)
  }, [playing, last])
  const go = (to: number) => {
    setPlaying(false)
    setChosen(to === last ? undefined : Math.max(0, to))
  }
  const play = () => {
    if (at === last) setChosen(0)
    setPlaying(!playing)
  }
  if (step === undefined) return null
  const icon = { size: 16, 'aria-hidden': true } as const
  return (
    <Card>
      <div className={styles['stepper']}>
        <IconButton label={t(($) => $.versions.first)} isDisabled={at === 0} onPress={() => go(0)}>
          <ChevronFirst {...icon} />
        </IconButton>
        <IconButton
          label={t(($) => $.versions.previous)}
          isDisabled={at === 0}
          onPress={() => go(at - 1)}
        >
          <ChevronLeft {...icon} />
        </IconButton>
        <IconButton
          label={t(($) => (playing ? $.versions.pause : $.versions.play))}
          isDisabled={last === 0}
          onPress={play}
        >
          {playing ? <Pause {...icon} /> : <Play {...icon} />}
        </IconButton>
        <IconButton
          label={t(($) => $.versions.next)}
          isDisabled={at === last}
          onPress={() => go(at + 1)}
        >
          <ChevronRight {...icon} />
        </IconButton>
        <IconButton
          label={t(($) => $.versions.latest)}
          isDisabled={at === last}
          onPress={() => go(last)}
        >
          <ChevronLast {...icon} />
        </IconButton>
        <span className="small muted mono" aria-live="polite">
          {t(($) => $.versions.steps, { at: count - last + at, all: count })}
        </span>
      </div>
      <p className="small">
        <Author accountId={step.by} />{' '}
        <span className="muted">
          <DateTime
            instant={step.to}
            text={dateAndTime(step.to, language)}
            title={inUtc(step.to)}
          />
        </span>
      </p>
      <div className={styles['words']}>
        {LANGUAGES.filter((each) => step.redline[each].some(({ kind }) => kind !== 'same')).map(
          (each) => (
            <Redline key={each} segments={step.redline[each]} lang={LANGUAGE_TAGS[each]} />
          ),
        )}
      </div>
      {count > steps.length && (
        <p className="small muted">{t(($) => $.versions.shownLast, { count: steps.length })}</p>
      )}
    </Card>
  )
}
