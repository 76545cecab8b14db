import { Lock } from 'lucide-react'
import type { Comment, CommentReply } from '#shared/proposals'
import { useState, type ReactNode } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { useOwnSide } from '../../platform/record/side.ts'
import { dateAndTime, inUtc } from '../../platform/time/index.ts'
import { Button } from '../../ui/Button.tsx'
import { classes } from '../../ui/classes.ts'
import { Chip, DateTime } from '../../ui/marks.tsx'
import { Author } from './Author.tsx'
import styles from './comments.module.css'
import type { CommentView } from './use-comments.ts'
import { WriteBox } from './WriteBox.tsx'

/** A comment with its answers, and what can be done with it. */
export function Thread(props: {
  readonly view: CommentView
  /** What it stands on, in words. */
  readonly place: ReactNode
  readonly isFocused?: boolean
}) {
  const { t } = useWords()
  const [replying, setReplying] = useState(false)
  const act = useAct()
  const may = useMay()
  const { comment, isPrivate } = props.view
  const { id: commentId, resolved } = comment
  const maySettle = useMaySettle(comment, isPrivate)
  const reply = async (body: string) => {
    const done = await act('comments/reply', { commentId, body })
    if (done) setReplying(false)
    return done
  }
  return (
    <li
      className={classes(
        styles['thread'],
        isPrivate && styles['private'],
        resolved !== null && styles['resolved'],
        props.isFocused === true && styles['focused'],
      )}
      data-comment={commentId}
    >
      {isPrivate && <PrivateMark />}
      {props.place}
      <Said said={comment} />
      {comment.replies.length > 0 && (
        <ul className={styles['replies']}>
          {comment.replies.map((one) => (
            <li key={one.id}>
              <Said said={one} />
            </li>
          ))}
        </ul>
      )}
      {resolved !== null && <ResolvedBy {...resolved} />}
      {replying ? (
        <WriteBox
          label={t(($) => $.comments.replyBody)}
          send={t(($) => $.comments.replySend)}
          onSend={reply}
          onCancel={() => setReplying(false)}
        />
      ) : (
        <div className={styles['tools']}>
          {may('comments/reply') && (
            <Button size="small" kind="quiet" onPress={() => setReplying(true)}>
              {t(($) => $.comments.reply)}
            </Button>
          )}
          {maySettle && (
            <Button
              size="small"
              kind="quiet"
              onPress={() =>
                void act(resolved === null ? 'comments/resolve' : 'comments/reopen', { commentId })
              }
            >
              {t(($) => (resolved === null ? $.comments.resolve : $.comments.reopen))}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}

/** The same rule as the server's (CT4): in the room whoever made it or a moderator, within a side everybody. */
function useMaySettle(comment: Comment, isPrivate: boolean): boolean {
  const { me } = useDialogue()
  const may = useMay()
  return (
    may('comments/resolve') && (isPrivate || comment.by === me.accountId || me.role === 'moderator')
  )
}

function PrivateMark() {
  const { t } = useWords()
  const label = useOwnSide()?.party?.label
  return (
    <Chip tone="open" sign={<Lock size={11} />}>
      {label === undefined
        ? t(($) => $.comments.privateBureau)
        : t(($) => $.comments.private, { side: t(($) => $.terms.delegation, { label }) })}
    </Chip>
  )
}

function Said(props: { readonly said: CommentReply }) {
  const { language } = useWords()
  const { by, at, body } = props.said
  return (
    <>
      <p className={styles['who']}>
        <Author accountId={by} />{' '}
        <span className="small muted">
          <DateTime instant={at} text={dateAndTime(at, language)} title={inUtc(at)} />
        </span>
      </p>
      <p className={styles['body']}>{body}</p>
    </>
  )
}

function ResolvedBy(props: { readonly by: string; readonly at: string }) {
  const { t, say, language } = useWords()
  const { room } = useDialogue()
  const name = room.dialogue.members[props.by]?.name
  return (
    <p className="small muted">
      {t(($) => $.comments.resolvedBy, {
        name: name === undefined ? t(($) => $.comments.someone) : say(name),
        when: dateAndTime(props.at, language),
      })}
    </p>
  )
}
