import { supersededBy, type Outcome } from '#shared/outcomes'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { dateAndTime, useNow } from '../platform/time/index.ts'
import { Card } from '../ui/blocks.tsx'
import { classes } from '../ui/classes.ts'
import { Chip } from '../ui/marks.tsx'
import { Copies } from './Copies.tsx'
import { FollowUps } from './FollowUps.tsx'
import { Keys } from './Keys.tsx'
import styles from './outcomes.module.css'
import { PublishedActions, PublishedLinks } from './Published.tsx'

/** One outcome: where it stands, what comes next, and what can be done about it. */
export function OutcomeCard(props: {
  readonly outcome: Outcome
  readonly onSupersede?: () => void
}) {
  const { t, say } = useWords()
  const { serverOffset } = useDialogue()
  const now = useNow(serverOffset)
  const { outcome } = props
  const { status, embargoUntil } = outcome
  const isReadable = embargoUntil === null || Date.parse(embargoUntil) <= now
  return (
    <Card
      level={2}
      title={<span className={styles['title']}>{say(outcome.title)}</span>}
      note={<StatusChip outcome={outcome} isReadable={isReadable} />}
    >
      <p className={styles['line']}>
        <span className="mono">{outcome.reference}</span>
        <span>{t(($) => $.terms.outcomeKind[outcome.kind])}</span>
        <span className="mono">{outcome.date}</span>
        <span>{t(($) => $.terms.distribution[outcome.distribution])}</span>
        {outcome.supersedes !== null && (
          <span>
            {t(($) => $.outcomes.supersedes)} <span className="mono">{outcome.supersedes}</span>
          </span>
        )}
      </p>
      {status !== 'discarded' && (
        <>
          <Steps outcome={outcome} isReadable={isReadable} />
          <p className={styles['digest']}>
            <span className="muted">{t(($) => $.outcomes.digest)}</span>{' '}
            <code>{outcome.digest}</code>
          </p>
        </>
      )}
      {status === 'assembled' && <Keys outcome={outcome} />}
      {status === 'published' && (
        <>
          <PublishedLinks outcome={outcome} isReadable={isReadable} />
          <FollowUps outcome={outcome} />
          <PublishedActions outcome={outcome} {...withSupersede(props)} />
        </>
      )}
      {status !== 'discarded' && <Copies outcome={outcome} />}
    </Card>
  )
}

function withSupersede({ onSupersede }: { readonly onSupersede?: () => void }) {
  return onSupersede === undefined ? {} : { onSupersede }
}

function StatusChip(props: { readonly outcome: Outcome; readonly isReadable: boolean }) {
  const { t } = useWords()
  const { room } = useDialogue()
  const { outcome } = props
  const newer = supersededBy(room.outcomes, outcome)
  if (outcome.withdrawal?.isDone === true) {
    return <Chip tone="reserved">{t(($) => $.outcomes.withdrawn)}</Chip>
  }
  if (outcome.status === 'published' && newer !== undefined) {
    const { reference } = newer
    return <Chip tone="open">{t(($) => $.outcomes.superseded, { reference })}</Chip>
  }
  if (outcome.status === 'published' && !props.isReadable) {
    return <Chip tone="adref">{t(($) => $.outcomes.underEmbargo)}</Chip>
  }
  const tone = ({ assembled: 'bracketed', published: 'agreed', discarded: 'open' } as const)[
    outcome.status
  ]
  return <Chip tone={tone}>{t(($) => $.outcomes.status[outcome.status])}</Chip>
}

function Steps(props: { readonly outcome: Outcome; readonly isReadable: boolean }) {
  const { t, language } = useWords()
  const { status, approvals, embargoUntil, withdrawal } = props.outcome
  const isPublished = status === 'published'
  const instant = embargoUntil === null ? '' : dateAndTime(embargoUntil, language)
  const steps = [
    { name: t(($) => $.outcomes.steps.assembled), isDone: true },
    { name: t(($) => $.outcomes.steps.first), isDone: approvals.length > 0 },
    { name: t(($) => $.outcomes.steps.second), isDone: isPublished },
    {
      name:
        embargoUntil === null
          ? t(($) => $.outcomes.steps.readable)
          : t(($) => $.outcomes.steps.embargo, { instant }),
      isDone: isPublished && props.isReadable,
    },
  ]
  const next = !isPublished
    ? approvals.length === 0
      ? 'first'
      : 'second'
    : props.isReadable
      ? 'follow'
      : 'embargo'
  return (
    <>
      <ol className={styles['steps']} aria-label={t(($) => $.outcomes.steps.label)}>
        {steps.map(({ name, isDone }) => (
          <li key={name} className={classes(styles['step'], isDone && styles['done'])}>
            <span aria-hidden="true">{isDone ? '●' : '○'}</span> {name}
          </li>
        ))}
      </ol>
      {withdrawal === null && !(next === 'follow' && props.outcome.followUps.length > 0) && (
        <p className="small muted">{t(($) => $.outcomes.next[next])}</p>
      )}
    </>
  )
}
