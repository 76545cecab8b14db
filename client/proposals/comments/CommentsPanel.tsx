import { MessageSquarePlus } from 'lucide-react'
import { findClause, type Passage, type PassagePlace } from '#shared/proposals'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { LANGUAGE_TAGS, useWords } from '../../platform/i18n/index.ts'
import { useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { Segmented } from '../../ui/fields.tsx'
import { Chip } from '../../ui/marks.tsx'
import styles from './comments.module.css'
import { Compose } from './Compose.tsx'
import { FILTERS, inTextOrder, passes, type Filter } from './filter.ts'
import { useReadMarks } from './read-marks.ts'
import { Thread } from './Thread.tsx'
import type { CommentView } from './use-comments.ts'

/** Threads that are shown at once; a long list grows by as many. */
const AT_ONCE = 25

interface Props {
  readonly comments: readonly CommentView[]
  /** The clauses of the text in their order, and what each is called. */
  readonly clauseIds: readonly string[]
  readonly nameOf: (clauseId: string) => string
  /** The chosen clause. */
  readonly clauseId: string | undefined
  /** Where a passage stands now; nothing where its text is not open on this page. */
  readonly placeOf: (passage: Passage) => PassagePlace | undefined
  readonly pointedId: string | undefined
  readonly composing: Passage | undefined
  readonly onCompose: (passage: Passage | undefined) => void
  /** Begins a comment on all the words of the chosen clause. */
  readonly onWhole: (() => void) | undefined
  readonly onJump: (commentId: string, clauseId: string | undefined) => void
}

/** The comments on a text in the order of their passages, filtered; new ones are marked. */
export function CommentsPanel(props: Props) {
  const { t } = useWords()
  const { room } = useDialogue()
  const may = useMay()
  const { composing, onCompose, onWhole } = props
  return (
    <>
      {composing === undefined ? (
        <p className={styles['begin']}>
          {onWhole !== undefined && may('comments/make') && (
            <Button size="small" onPress={onWhole}>
              <MessageSquarePlus size={14} aria-hidden="true" />{' '}
              {t(($) => $.comments.onClause, { clause: props.nameOf(props.clauseId ?? '') })}
            </Button>
          )}
          <span className="small muted">{t(($) => $.comments.hint)}</span>
        </p>
      ) : (
        <Compose
          key={composing.anchor + composing.head}
          passage={composing}
          isCommon={isCommon(room, composing.textId)}
          onDone={() => onCompose(undefined)}
        />
      )}
      <Threads {...props} />
    </>
  )
}

function isCommon(
  { proposals, instruments }: ReturnType<typeof useDialogue>['room'],
  textId: string,
): boolean {
  return (
    findClause(proposals, textId) !== undefined ||
    instruments.amendments.some(({ id }) => id === textId)
  )
}

function Threads(props: Props) {
  const { t } = useWords()
  const { me } = useDialogue()
  const [filter, setFilter] = useState<Filter>('open')
  const [scope, setScope] = useState<'text' | 'clause'>('text')
  const [count, setCount] = useState(AT_ONCE)
  const { comments, clauseId, pointedId } = props
  const filtered = inTextOrder(
    comments.filter(
      (view) =>
        view.comment.id === pointedId ||
        (passes(view, filter, me.accountId) &&
          (scope === 'text' || clauseId === undefined || view.clauseId === clauseId)),
    ),
    props.clauseIds,
    props.placeOf,
  )
  const pointedAt = filtered.findIndex(({ comment }) => comment.id === pointedId)
  const shown = filtered.slice(0, Math.max(count, pointedAt + 1))
  const fresh = useFresh(comments)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (pointedId === undefined) return
    list.current
      ?.querySelector(`[data-comment="${pointedId}"]`)
      ?.scrollIntoView({ block: 'nearest' })
  }, [pointedId])
  const choice = <T extends string>(ids: readonly T[], label: (id: T) => string) =>
    ids.map((id) => ({ id, label: label(id) }))
  return (
    <>
      <div className={styles['filters']}>
        <Segmented
          label={t(($) => $.comments.filter)}
          value={filter}
          onChange={setFilter}
          choices={choice(FILTERS, (id) => t(($) => $.comments.filters[id]))}
        />
        {clauseId !== undefined && (
          <Segmented
            label={t(($) => $.comments.scope)}
            value={scope}
            onChange={setScope}
            choices={choice(['text', 'clause'] as const, (id) => t(($) => $.comments.scopes[id]))}
          />
        )}
      </div>
      {shown.length === 0 && <p className="muted">{t(($) => $.comments.none[filter])}</p>}
      <ul className={styles['list']} ref={list}>
        {shown.map((view) => (
          <Thread
            key={view.comment.id}
            view={view}
            isFocused={view.comment.id === pointedId}
            place={<Place {...props} view={view} isNew={fresh.has(view.comment.id)} />}
          />
        ))}
      </ul>
      {filtered.length > shown.length && (
        <Button size="small" onPress={() => setCount(shown.length + AT_ONCE)}>
          {t(($) => $.comments.more, { count: Math.min(AT_ONCE, filtered.length - shown.length) })}
        </Button>
      )}
    </>
  )
}

/** What was new when the list came on screen, or came since. All of it counts as read from then on. */
function useFresh(comments: readonly CommentView[]): ReadonlySet<string> {
  const { isUnread, markRead } = useReadMarks()
  const [fresh, setFresh] = useState<ReadonlySet<string>>(() => new Set())
  const unread = comments.filter(isUnread).map(({ comment }) => comment.id)
  if (unread.some((id) => !fresh.has(id))) setFresh(new Set([...fresh, ...unread]))
  useEffect(() => markRead(comments))
  return fresh
}

/** What a comment stands on: the clause, the quoted words as a way to them, and how they stand. */
function Place(props: Props & { readonly view: CommentView; readonly isNew: boolean }): ReactNode {
  const { t } = useWords()
  const { comment, clauseId, isOnClause } = props.view
  const { passage } = comment
  const place = props.placeOf(passage)
  const name = clauseId === undefined ? '' : props.nameOf(clauseId)
  const quote = <span lang={LANGUAGE_TAGS[passage.language]}>{passage.quote}</span>
  const isDetached = place?.is === 'detached'
  return (
    <div className={styles['place']}>
      <span className="small muted">
        {isOnClause
          ? name
          : clauseId === undefined
            ? t(($) => $.comments.onNote)
            : t(($) => $.comments.onDraft, { clause: name })}{' '}
        {props.isNew && <Chip tone="accent">{t(($) => $.comments.unread)}</Chip>}
      </span>
      {place?.is === 'standing' ? (
        <button
          type="button"
          className={styles['quote']}
          title={t(($) => $.comments.jump)}
          onClick={() => props.onJump(comment.id, clauseId)}
        >
          {quote}
        </button>
      ) : (
        <span className={classes(styles['quote'], isDetached && styles['detached'])}>{quote}</span>
      )}
      {isDetached && (
        <Chip tone="reserved" sign="⌁">
          {t(($) => $.comments.detached)}
        </Chip>
      )}
      {place?.is === 'standing' && !place.isAsQuoted && (
        <span className="small muted">{t(($) => $.comments.moved)}</span>
      )}
    </div>
  )
}
