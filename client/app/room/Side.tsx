import { Lock } from 'lucide-react'
import type { Proposal } from '#shared/proposals'
import { useWords } from '../../platform/i18n/index.ts'
import { useOwnSide } from '../../platform/record/side.ts'
import type { ClauseView } from '../../proposals/clause-view.ts'
import { CommentsPanel } from '../../proposals/comments/CommentsPanel.tsx'
import { useComments } from '../../proposals/comments/use-comments.ts'
import { ClauseChanges } from '../../proposals/instruments/ClauseChanges.tsx'
import { EmptyState } from '../../ui/blocks.tsx'
import { Tabs, type TabSpec } from '../../ui/overlays.tsx'
import { BracketsPanel, type PointedAt } from './brackets/BracketsPanel.tsx'
import { Caucus } from './Caucus.tsx'
import { ClauseHistory } from './ClauseHistory.tsx'
import { ClausePanel } from './ClausePanel.tsx'
import styles from './Room.module.css'

/** The tabs beside the text. */
export type SideTab = 'clause' | 'comments' | 'history' | 'caucus' | 'brackets'

/** What a clause is called on screen. */
function useClauseNames(views: readonly ClauseView[]): (clauseId: string) => string {
  const { t } = useWords()
  return (clauseId) => {
    const view = views.find(({ clause }) => clause.id === clauseId)
    if (view === undefined) return t(($) => $.room.clause.untitled)
    return view.number === undefined
      ? t(($) => $.terms.clauseKind[view.clause.kind])
      : t(($) => $.room.clause.title, { number: view.number })
  }
}

/** The right column: the chosen clause, comments, history, and what belongs to one's own side alone. */
export function Side(props: {
  readonly proposal: Proposal | undefined
  readonly views: readonly ClauseView[]
  readonly view: ClauseView | undefined
  readonly tab: SideTab
  readonly onTab: (tab: SideTab) => void
  readonly onPoint: (at: PointedAt) => void
}) {
  const { t } = useWords()
  const side = useOwnSide()
  const { proposal, view } = props
  const nameOf = useClauseNames(props.views)
  const open = useComments(proposal?.id).filter(({ comment }) => comment.resolved === null).length
  const choose = <EmptyState title={t(($) => $.room.clause.choose)} />
  const name = view && nameOf(view.clause.id)
  const tabs: TabSpec[] = [
    {
      id: 'clause',
      label: name ?? t(($) => $.side.clause),
      content:
        view === undefined || name === undefined ? (
          choose
        ) : (
          <ClausePanel proposalId={proposal?.id ?? ''} view={view} name={name} />
        ),
    },
    {
      id: 'comments',
      label: (
        <>
          {t(($) => $.side.comments)}{' '}
          {open > 0 && (
            <span className="mono" title={t(($) => $.side.commentsOpen, { count: open })}>
              {open}
            </span>
          )}
        </>
      ),
      content: proposal !== undefined && <CommentsPanel proposalId={proposal.id} nameOf={nameOf} />,
    },
    {
      id: 'history',
      label: t(($) => $.side.history),
      content:
        view === undefined ? (
          choose
        ) : (
          <>
            <ClauseHistory clauseId={view.clause.id} />
            <ClauseChanges clauseId={view.clause.id} />
          </>
        ),
    },
  ]
  if (side !== undefined) {
    tabs.push({
      id: 'caucus',
      label: (
        <>
          {t(($) => (side.party === undefined ? $.side.bureau : $.side.caucus))}{' '}
          <Lock size={12} aria-hidden="true" />
        </>
      ),
      content: proposal !== undefined && (
        <Caucus
          side={side}
          proposal={proposal}
          clauseId={view?.clause.id}
          nameOf={nameOf}
          onComments={() => props.onTab('comments')}
        />
      ),
    })
  }
  tabs.push({
    id: 'brackets',
    label: (
      <span title={t(($) => $.brackets.tab)}>
        <span aria-hidden="true">[ ]</span>
        <span className="visually-hidden">{t(($) => $.brackets.tab)}</span>
      </span>
    ),
    content: proposal !== undefined && (
      <BracketsPanel
        proposal={proposal}
        views={props.views}
        nameOf={nameOf}
        onPoint={props.onPoint}
      />
    ),
  })
  const selected = tabs.some(({ id }) => id === props.tab) ? props.tab : 'clause'
  return (
    <>
      {name !== undefined && <h2 className="visually-hidden">{name}</h2>}
      <div className={styles['sideTabs']}>
        <Tabs
          label={t(($) => $.side.label)}
          tabs={tabs}
          selected={selected}
          onSelect={(tab) => props.onTab(tab as SideTab)}
        />
      </div>
    </>
  )
}
