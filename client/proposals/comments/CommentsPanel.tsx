import { useState } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { Segmented } from '../../ui/fields.tsx'
import styles from './comments.module.css'
import { Thread } from './Thread.tsx'
import { useComments, type CommentView } from './use-comments.ts'

const FILTERS = ['open', 'resolved', 'mine'] as const
type Filter = (typeof FILTERS)[number]

/** The comments on a text, filtered. */
export function CommentsPanel(props: {
  readonly proposalId: string
  /** What a clause is called. */
  readonly nameOf: (clauseId: string) => string
}) {
  const { t } = useWords()
  const { me } = useDialogue()
  const [filter, setFilter] = useState<Filter>('open')
  const shown = useComments(props.proposalId).filter((view) => passes(view, filter, me.accountId))
  return (
    <>
      <div className={styles['filters']}>
        <Segmented
          label={t(($) => $.comments.filter)}
          value={filter}
          onChange={setFilter}
          choices={FILTERS.map((id) => ({ id, label: t(($) => $.comments.filters[id]) }))}
        />
      </div>
      {shown.length === 0 && <p className="muted">{t(($) => $.comments.none[filter])}</p>}
      <ul className={styles['list']}>
        {shown.map((view) => (
          <Thread
            key={view.comment.id}
            view={view}
            place={
              <div className={styles['place']}>
                <span className="small muted">
                  {view.clauseId !== undefined && props.nameOf(view.clauseId)}
                </span>
                <span className={styles['quote']}>{view.comment.passage.quote}</span>
              </div>
            }
          />
        ))}
      </ul>
    </>
  )
}

function passes({ comment }: CommentView, filter: Filter, me: string): boolean {
  if (filter === 'open') return comment.resolved === null
  if (filter === 'resolved') return comment.resolved !== null
  return comment.by === me || comment.replies.some(({ by }) => by === me)
}
