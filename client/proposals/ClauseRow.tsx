import type { ClausePlace } from '#shared/proposals'
import { useClauseName } from '../platform/record/clause-name.ts'
import { LANGUAGES } from '#shared/kernel'
import { CLAUSE_KINDS, structureRefusal, type Proposal } from '#shared/proposals'
import { MoreHorizontal } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { classes } from '../ui/classes.ts'
import { Chip } from '../ui/marks.tsx'
import { useNarrow } from '../ui/narrow.ts'
import { Menu } from '../ui/overlays.tsx'
import { ConcordanceNote } from './Concordance.tsx'
import type { ClauseView } from './clause-view.ts'
import styles from './proposals.module.css'
import { StatusChip } from './StatusChip.tsx'

const CHINESE_FIRST = ['zh', 'en'] as const

/** Which languages are shown. */
export type LanguageView = 'en' | 'both' | 'zh'

/** What stands in the margin beside a clause: its number, or which preambular paragraph it is. */
function Margin({ place }: { readonly place: ClausePlace }) {
  const { t } = useWords()
  const { kind, number, ordinal } = place
  if (number !== null) return <>{number}</>
  if (kind === 'heading') return <>§</>
  return <>{ordinal === null ? '¶' : t(($) => $.terms.clauseMargin.preambular, { nth: ordinal })}</>
}

/** One clause: its number, its words in the languages shown, and its standing below. */
export function ClauseRow(props: {
  readonly view: ClauseView
  readonly proposal: Proposal
  readonly languages: LanguageView
  readonly isSelected: boolean
  readonly onSelect: () => void
  readonly onAddAfter: () => void
  readonly en: ReactNode
  readonly zh: ReactNode
  readonly actions?: ReactNode
  /** What stands among its standing, also when it is not chosen. */
  readonly notes?: ReactNode
  /** What stands below it when it is chosen. */
  readonly below?: ReactNode
}) {
  const { t, language } = useWords()
  const isNarrow = useNarrow()
  const may = useMay()
  const { view, languages } = props
  const order = isNarrow && language === 'zh' ? CHINESE_FIRST : LANGUAGES
  const { clause, place } = view
  const name = useClauseName()(place)
  return (
    <article
      className={classes(
        styles['clause'],
        languages === 'both' && styles['both'],
        props.isSelected && styles['selected'],
        clause.withdrawn && styles['withdrawn'],
        clause.kind === 'heading' && styles['heading'],
      )}
      aria-label={name}
      data-clause={clause.id}
      onClick={props.onSelect}
    >
      <AriaButton
        className={styles['number'] ?? ''}
        aria-label={name}
        aria-pressed={props.isSelected}
        onPress={props.onSelect}
      >
        <Margin place={place} />
      </AriaButton>
      {order
        .filter((shown) => languages === 'both' || languages === shown)
        .map((shown) => (
          <div key={shown} className={styles['cell']}>
            {props[shown]}
          </div>
        ))}
      {props.isSelected && may('proposals/add-clauses') && (
        <div className={styles['more']}>
          <ClauseMenu view={view} proposal={props.proposal} onAddAfter={props.onAddAfter} />
        </div>
      )}
      {clause.kind !== 'heading' && (
        <div className={styles['meta']}>
          <StatusChip view={view} />
          {view.openBallot !== undefined && (
            <Chip tone="accent" sign="▣">
              {t(($) => $.ballots.number, { number: view.openBallot.number })}
            </Chip>
          )}
          {view.unbalanced && (
            <Chip tone="reserved" sign="!">
              {t(($) => $.room.clause.unbalanced)}
            </Chip>
          )}
          <ConcordanceNote view={view} isSelected={props.isSelected} />
          {props.notes}
          {props.isSelected && props.actions}
        </div>
      )}
      {props.isSelected && props.below !== undefined && (
        <div className={styles['strip']}>{props.below}</div>
      )}
    </article>
  )
}

function ClauseMenu(props: {
  readonly view: ClauseView
  readonly proposal: Proposal
  readonly onAddAfter: () => void
}) {
  const { t, refusal } = useWords()
  const { room, me } = useDialogue()
  const act = useAct()
  const { clause } = props.view
  const code = structureRefusal(room, props.proposal, clause.id, me.accountId)
  const rests = code !== undefined
  const { clauses } = props.proposal
  const index = clauses.findIndex(({ id }) => id === clause.id)
  const clauseId = clause.id
  const move = (afterId: string | null) => void act('proposals/move-clause', { clauseId, afterId })
  const fixed = clause.lock !== null
  return (
    <Menu
      label={t(($) => $.room.clause.actions)}
      trigger={<MoreHorizontal size={16} aria-hidden="true" />}
      sections={[
        {
          id: 'place',
          ...(rests ? { title: refusal({ code }) } : {}),
          entries: [
            {
              id: 'add',
              label: t(($) => $.room.clause.addAfter),
              isDisabled: rests,
              onAction: props.onAddAfter,
            },
            {
              id: 'up',
              label: t(($) => $.room.clause.moveUp),
              isDisabled: fixed || rests || index <= 0,
              onAction: () => move(clauses[index - 2]?.id ?? null),
            },
            {
              id: 'down',
              label: t(($) => $.room.clause.moveDown),
              isDisabled: fixed || rests || index >= clauses.length - 1,
              onAction: () => move(clauses[index + 1]?.id ?? null),
            },
            clause.withdrawn
              ? {
                  id: 'restore',
                  label: t(($) => $.room.clause.restore),
                  isDisabled: rests,
                  onAction: () => void act('proposals/restore-clause', { clauseId }),
                }
              : {
                  id: 'withdraw',
                  label: t(($) => $.room.clause.withdraw),
                  isDisabled: fixed || rests,
                  onAction: () => void act('proposals/withdraw-clause', { clauseId }),
                },
          ],
        },
        {
          id: 'kind',
          title: t(($) => $.room.clause.kind),
          entries: CLAUSE_KINDS.map((kind) => ({
            id: kind,
            label: t(($) => $.terms.clauseKind[kind]),
            isSelected: kind === clause.kind,
            isDisabled: fixed || rests,
            onAction: () =>
              void act('proposals/change-clause', { clauseId, kind, level: clause.level }),
          })),
        },
      ]}
    />
  )
}
