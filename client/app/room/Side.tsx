import { useClauseName } from '../../platform/record/clause-name.ts'
import { Lock } from 'lucide-react'
import type { Proposal } from '#shared/proposals'
import { useWords } from '../../platform/i18n/index.ts'
import { useOwnSide } from '../../platform/record/side.ts'
import type { LanguageView } from '../../proposals/ClauseRow.tsx'
import type { ClauseView } from '../../proposals/clause-view.ts'
import { CommentsPanel } from '../../proposals/comments/CommentsPanel.tsx'
import { useReadMarks } from '../../proposals/comments/read-marks.ts'
import { useComments } from '../../proposals/comments/use-comments.ts'
import { EmptyState } from '../../ui/blocks.tsx'
import { Tabs, type TabSpec } from '../../ui/overlays.tsx'
import { BracketsPanel, type PointedAt } from './brackets/BracketsPanel.tsx'
import { Caucus } from './Caucus.tsx'
import { History } from './History.tsx'
import { ClausePanel } from './ClausePanel.tsx'
import styles from './Room.module.css'
import type { SideState, SideTab } from './side-state.ts'
import { usePlaces, useWholePassage } from './use-places.ts'

/** What a clause is called on screen. */
function useNames(views: readonly ClauseView[]): (clauseId: string) => string {
  const nameOf = useClauseName()
  return (clauseId) => {
    const view = views.find(({ clause }) => clause.id === clauseId)
    return nameOf(view?.place)
  }
}

/** The right column: the chosen clause, comments, history, and what belongs to one's own side alone. */
export function Side(props: {
  readonly proposal: Proposal | undefined
  readonly views: readonly ClauseView[]
  readonly view: ClauseView | undefined
  readonly onPoint: (at: PointedAt) => void
  readonly languages: LanguageView
  readonly state: SideState
  readonly onSelect: (clauseId: string) => void
}) {
  const { t } = useWords()
  const side = useOwnSide()
  const { proposal, view } = props
  const nameOf = useNames(props.views)
  const comments = useComments(proposal?.id)
  const open = comments.filter(({ comment }) => comment.resolved === null).length
  const { isUnread } = useReadMarks()
  const unread = comments.filter(isUnread).length
  const placeOf = usePlaces()
  const readPassage = useWholePassage()
  const { state } = props
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
          {unread > 0 && (
            <span className={styles['unread']} title={t(($) => $.comments.unread)}>
              <span className="visually-hidden">{t(($) => $.comments.unread)}</span>
            </span>
          )}
        </>
      ),
      content: proposal !== undefined && (
        <CommentsPanel
          comments={comments}
          clauseIds={props.views.map(({ clause }) => clause.id)}
          nameOf={nameOf}
          clauseId={view?.clause.id}
          placeOf={placeOf}
          pointedId={state.pointed?.id}
          composing={state.composing}
          onCompose={state.compose}
          onWhole={view && (() => state.compose(readPassage(view.clause.id, props.languages)))}
          onJump={(id, clauseId) => {
            if (clauseId !== undefined) props.onSelect(clauseId)
            state.toPassage(id)
          }}
        />
      ),
    },
    {
      id: 'history',
      label: t(($) => $.side.history),
      content: proposal !== undefined && <History proposal={proposal} view={view} />,
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
          onComments={() => state.show('comments')}
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
  const selected = tabs.some(({ id }) => id === state.tab) ? state.tab : 'clause'
  return (
    <>
      {name !== undefined && <h2 className="visually-hidden">{name}</h2>}
      <div className={styles['sideTabs']}>
        <Tabs
          label={t(($) => $.side.label)}
          tabs={tabs}
          selected={selected}
          onSelect={(tab) => state.show(tab as SideTab)}
        />
      </div>
    </>
  )
}
