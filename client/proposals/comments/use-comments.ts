import { findClause, type Comment } from '#shared/proposals'
import { useMemo } from 'react'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { useOwnSide } from '../../platform/record/side.ts'

/** A comment as somebody sees it: in the room's stream or in that of their own side. */
export interface CommentView {
  readonly comment: Comment
  readonly isPrivate: boolean
  /** The clause that it is about, by way of a wording or a note where it stands on one. */
  readonly clauseId: string | undefined
  /** Whether it stands on the clause's own words. */
  readonly isOnClause: boolean
}

/** The comments of a proposal that I see, oldest first. */
export function useComments(proposalId: string | undefined): readonly CommentView[] {
  const { room } = useDialogue()
  const own = useOwnSide()?.instruments
  const { instruments, proposals } = room
  return useMemo(() => {
    const texts = [...instruments.amendments, ...(own?.drafts ?? []), ...(own?.notes ?? [])]
    const view = (comment: Comment, isPrivate: boolean): CommentView => {
      const { textId } = comment.passage
      const isOnClause = findClause(proposals, textId) !== undefined
      const about = isOnClause ? textId : texts.find(({ id }) => id === textId)?.clauseId
      return { comment, isPrivate, clauseId: about ?? undefined, isOnClause }
    }
    return [
      ...instruments.comments.map((comment) => view(comment, false)),
      ...(own?.comments ?? []).map((comment) => view(comment, true)),
    ]
      .filter(({ comment }) => comment.proposalId === proposalId)
      .sort((a, b) => (a.comment.at < b.comment.at ? -1 : 1))
  }, [instruments, proposals, own, proposalId])
}
