import { clauseStatus, isAgreed } from '#shared/agreement'
import type { Proposal } from '#shared/proposals'
import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { classes } from '../ui/classes.ts'
import { StackedBar } from '../ui/marks.tsx'
import styles from './proposals.module.css'

/** The texts under negotiation and how far each one is; `brackets` counts those of a text once they are known. */
export function TextsList(props: {
  readonly selected: string | undefined
  readonly brackets: (proposal: Proposal) => { clauses: number; marks: number } | undefined
  readonly onSelect: (proposalId: string) => void
}) {
  const { t } = useWords()
  const { room } = useDialogue()
  if (room.proposals.list.length === 0) {
    return <p className="small muted">{t(($) => $.room.texts.empty)}</p>
  }
  return (
    <ul>
      {room.proposals.list.map((proposal) => (
        <li key={proposal.id}>
          <AriaButton
            className={classes(
              styles['textEntry'],
              proposal.id === props.selected && styles['textNow'],
            )}
            {...(proposal.id === props.selected ? { 'aria-current': 'true' as const } : {})}
            onPress={() => props.onSelect(proposal.id)}
          >
            <TextSummary proposal={proposal} brackets={props.brackets(proposal)} />
          </AriaButton>
        </li>
      ))}
    </ul>
  )
}

/** A text's title, its revision and its progress. */
export function TextSummary(props: {
  readonly proposal: Proposal
  readonly brackets: { clauses: number; marks: number } | undefined
}) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const { proposal } = props
  const counted = proposal.clauses.filter(({ kind, withdrawn }) => kind !== 'heading' && !withdrawn)
  const statuses = counted.map((clause) => clauseStatus(clause, room.agreement.ballots, 0))
  const agreed = statuses.filter(isAgreed).length
  const reserved = statuses.filter((status) => status === 'reserved').length
  const total = counted.length
  const share = (count: number) => (total === 0 ? 0 : count / total)
  const progress = t(($) => $.room.texts.progress, { agreed, total })
  const marks =
    props.brackets === undefined
      ? ''
      : ` · ${t(($) => $.room.texts.brackets, { count: props.brackets.marks })}`
  const last = proposal.revisions.at(-1)
  return (
    <span className={styles['summary']}>
      <span className={styles['summaryHead']}>
        <span>{say(proposal.title)}</span>
        <span className="small muted">
          {last === undefined
            ? t(($) => $.room.texts.draft)
            : t(($) => $.room.texts.revision, { number: last.number })}
        </span>
      </span>
      {/* A report is not agreed: nothing of it is counted. */}
      {proposal.kind === 'rapporteurs-report' ? (
        <span className={styles['summaryNote']}>
          {t(($) => $.terms.proposalKind[proposal.kind])}
        </span>
      ) : (
        <>
          <StackedBar
            text={progress}
            parts={[
              { tone: 'agreed', share: share(agreed - reserved) },
              { tone: 'bracketed', share: share(props.brackets?.clauses ?? 0) },
              { tone: 'reserved', share: share(reserved) },
            ]}
          />
          <span className={styles['summaryNote']}>
            {progress}
            {marks}
          </span>
        </>
      )}
    </span>
  )
}
