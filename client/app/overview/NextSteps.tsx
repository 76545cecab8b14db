import { Link } from '@tanstack/react-router'
import { nextSteps, type NextStep } from '#shared/app'
import type { ReactNode } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { BindingInstant } from '../../platform/record/BindingInstant.tsx'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { Card } from '../../ui/blocks.tsx'
import styles from './overview.module.css'
import type { Standing } from './standing.ts'

/** What waits for the reader, the most pressing first; each line leads to the place (BT11). */
export function NextSteps(props: { readonly standing: Standing | undefined }) {
  const { t } = useWords()
  const { state, me } = useDialogue()
  // The ground rules have a banner of their own.
  const steps = nextSteps(state, me.accountId, (id) => props.standing?.[id]?.hash).filter(
    ({ is }) => is !== 'accept-rules',
  )
  if (steps.length === 0) return null
  return (
    <Card level={2} title={t(($) => $.between.next.title)}>
      <ol className={styles['steps']}>
        {steps.map((step) => (
          <li key={JSON.stringify(step)}>
            <Step step={step} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Step({ step }: { readonly step: NextStep }) {
  const { t } = useWords()
  switch (step.is) {
    case 'accept-rules':
      return null
    case 'answer-ballot':
    case 'mind-silence':
    case 'confirm-referendum': {
      const { number, until, proposalId, clauseId } = step
      const words = {
        'answer-ballot': t(($) => $.between.next.answer, { number }),
        'mind-silence': t(($) => $.between.next.silence, { number }),
        'confirm-referendum': t(($) => $.between.next.confirm, { number }),
      }[step.is]
      return (
        <span className={styles['step']}>
          <ToClause proposalId={proposalId} clauseId={clauseId}>
            {words}
          </ToClause>
          {until !== null && <BindingInstant instant={until} />}
        </span>
      )
    }
    case 'decide-seats':
      return <ToPage page="people">{t(($) => $.between.next.seats, { count: step.count })}</ToPage>
    case 'approve-outcome':
    case 'second-note':
    case 'second-withdrawal': {
      const { reference } = step
      const words = {
        'approve-outcome': t(($) => $.between.next.outcome, { reference }),
        'second-note': t(($) => $.between.next.note, { reference }),
        'second-withdrawal': t(($) => $.between.next.withdrawal, { reference }),
      }[step.is]
      return <ToPage page="outcomes">{words}</ToPage>
    }
    case 'second-key':
      return <ToPage page="ballots">{t(($) => $.between.next.key)}</ToPage>
    case 'confirm-positions': {
      const [first] = step.clauses
      const words = t(($) => $.between.next.stale, { count: step.clauses.length })
      return first === undefined ? null : <ToClause {...first}>{words}</ToClause>
    }
  }
}

function ToClause(props: {
  readonly proposalId: string
  readonly clauseId: string
  readonly children: ReactNode
}) {
  const { dialogueId } = useDialogue()
  const { proposalId: text, clauseId: clause } = props
  return (
    <Link to="/dialogues/$dialogueId/room" params={{ dialogueId }} search={{ text, clause }}>
      {props.children}
    </Link>
  )
}

function ToPage(props: {
  readonly page: 'ballots' | 'outcomes' | 'people'
  readonly children: ReactNode
}) {
  const { dialogueId } = useDialogue()
  return (
    <Link to={`/dialogues/$dialogueId/${props.page}`} params={{ dialogueId }}>
      {props.children}
    </Link>
  )
}
