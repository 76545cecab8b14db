import type { Passage, PassagePlace } from '#shared/proposals'
import type { CommentView } from './use-comments.ts'

/** Which comments are shown. */
export const FILTERS = ['open', 'resolved', 'mine'] as const
/** One of them. */
export type Filter = (typeof FILTERS)[number]

/** Whether a comment passes a filter; mine are those in which I said something. */
export function passes({ comment }: CommentView, filter: Filter, me: string): boolean {
  if (filter === 'open') return comment.resolved === null
  if (filter === 'resolved') return comment.resolved !== null
  return comment.by === me || comment.replies.some(({ by }) => by === me)
}

/** Comments in the order of the text: by clause, then by passage; detached ones behind the others of their clause. */
export function inTextOrder(
  views: readonly CommentView[],
  clauseIds: readonly string[],
  placeOf: (passage: Passage) => PassagePlace | undefined,
): readonly CommentView[] {
  const order = new Map(clauseIds.map((id, index) => [id, index]))
  const placed = views.map((view) => {
    const place = placeOf(view.comment.passage)
    return {
      view,
      clause: order.get(view.clauseId ?? '') ?? clauseIds.length,
      from: place?.is === 'standing' ? place.from : Infinity,
    }
  })
  placed.sort(
    (a, b) =>
      a.clause - b.clause ||
      (a.from === b.from ? 0 : a.from - b.from) ||
      (a.view.comment.at < b.view.comment.at ? -1 : 1),
  )
  return placed.map(({ view }) => view)
}
