import { useCallback, useMemo, useSyncExternalStore } from 'react'
import * as z from 'zod'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import type { CommentView } from './use-comments.ts'

/** How many contributions of each comment somebody has read, in this browser. */
const schema = z.record(z.string(), z.int().min(1))

const listeners = new Set<() => void>()
const known = new Map<string, Readonly<Record<string, number>>>()

function readKept(key: string): Readonly<Record<string, number>> {
  let kept = known.get(key)
  if (kept === undefined) {
    try {
      kept = schema.parse(JSON.parse(localStorage.getItem(key) ?? '{}'))
    } catch {
      // What cannot be read was not written here: everything counts as new.
      kept = {}
    }
    known.set(key, kept)
  }
  return kept
}

/** Whether somebody else has said something in a comment since I read it, and how it is marked as read. */
export function useReadMarks(): {
  readonly isUnread: (view: CommentView) => boolean
  readonly markRead: (views: readonly CommentView[]) => void
} {
  const { me, dialogueId } = useDialogue()
  const { accountId } = me
  const key = `comments-read/${accountId}/${dialogueId}`
  const kept = useSyncExternalStore(
    useCallback((listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }, []),
    () => readKept(key),
  )
  return useMemo(
    () => ({
      isUnread: ({ comment }) => {
        const said = [comment, ...comment.replies].slice(kept[comment.id] ?? 0)
        return said.some(({ by }) => by !== accountId)
      },
      markRead: (views) => {
        const before = readKept(key)
        const more = views.flatMap(({ comment }) => {
          const count = 1 + comment.replies.length
          return before[comment.id] === count ? [] : [[comment.id, count] as const]
        })
        if (more.length === 0) return
        const after = { ...before, ...Object.fromEntries(more) }
        known.set(key, after)
        localStorage.setItem(key, JSON.stringify(after))
        for (const listener of listeners) listener()
      },
    }),
    [kept, key, accountId],
  )
}
