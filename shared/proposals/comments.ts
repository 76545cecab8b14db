import { activeMember } from '#shared/dialogues'
import { accept, idSchema, refuse, type Context, type Decision } from '#shared/kernel'
import type { Audience, Step } from '#shared/record'
import * as z from 'zod'
import { bodySchema, instrumentDraft, passageSchema } from './instruments-events.ts'
import { sideOf, type Comment, type Side } from './instruments-model.ts'
import type { InstrumentsView } from './instruments.ts'
import { findClause } from './model.ts'

const ofComment = { commentId: idSchema }

/** The commands on comments. */
export const COMMENT_COMMANDS = {
  'comments/make': z.strictObject({
    /** Who sees it: the own side, or everyone in the room. */
    to: z.enum(['side', 'room']),
    passage: passageSchema,
    body: bodySchema,
  }),
  'comments/reply': z.strictObject({ ...ofComment, body: bodySchema }),
  'comments/resolve': z.strictObject(ofComment),
  'comments/reopen': z.strictObject(ofComment),
}

/** A command on comments, with its payload. */
export type CommentCommand = {
  [T in keyof typeof COMMENT_COMMANDS]: {
    readonly type: T
    readonly payload: z.infer<(typeof COMMENT_COMMANDS)[T]>
  }
}[keyof typeof COMMENT_COMMANDS]

/** Decides a command on comments (CT1–CT5). */
export function decideComments(
  view: InstrumentsView,
  command: CommentCommand,
  context: Context,
): Decision<Step> {
  const side = sideOf(view.dialogue, context.actor)
  if (command.type === 'comments/make') return makeComment(view, side, command.payload, context)
  const found = findComment(view, side, command.payload.commentId)
  if (found === undefined) return refuse('comments/unknown')
  const { comment, audience } = found
  const { id: commentId } = comment
  switch (command.type) {
    case 'comments/reply': {
      const payload = { commentId, replyId: context.newId(), body: command.payload.body }
      const event = instrumentDraft(audience, 'CommentReplied', payload)
      return accept({ events: [event], result: { id: payload.replyId } })
    }
    case 'comments/resolve':
    case 'comments/reopen': {
      const resolve = command.type === 'comments/resolve'
      if (!maySettle(view, comment, audience, context.actor)) return refuse('comments/not-yours')
      if ((comment.resolved !== null) === resolve) return accept({ events: [] })
      const type = resolve ? 'CommentResolved' : 'CommentReopened'
      return accept({ events: [instrumentDraft(audience, type, { commentId })] })
    }
  }
}

function makeComment(
  view: InstrumentsView,
  side: Side | undefined,
  { to, passage, body }: z.infer<(typeof COMMENT_COMMANDS)['comments/make']>,
  context: Context,
): Decision<Step> {
  const audience = to === 'room' ? 'room' : side?.audience
  if (audience === undefined) return refuse('proposals/no-side')
  const proposalId = proposalOfText(view, audience, passage.textId)
  if (proposalId === undefined) return refuse('comments/unknown-text')
  const commentId = context.newId()
  const payload = { commentId, proposalId, passage, body }
  const event = instrumentDraft(audience, 'CommentMade', payload)
  return accept({ events: [event], result: { id: commentId } })
}

/** The proposal of a text that everyone in an audience can read: a clause, a tabled wording, or its own. */
function proposalOfText(
  view: InstrumentsView,
  audience: Audience,
  textId: string,
): string | undefined {
  const clause = findClause(view.proposals, textId)
  if (clause !== undefined) return clause.proposal.id
  const own = audience === 'room' ? { drafts: [], notes: [] } : view.privateOf(audience)
  const texts = [...view.instruments.amendments, ...own.drafts, ...own.notes]
  return texts.find(({ id }) => id === textId)?.proposalId
}

function findComment(
  view: InstrumentsView,
  side: Side | undefined,
  id: string,
): { readonly comment: Comment; readonly audience: Audience } | undefined {
  const common = view.instruments.comments.find((comment) => comment.id === id)
  if (common !== undefined) return { comment: common, audience: 'room' }
  if (side === undefined) return undefined
  const own = view.privateOf(side.audience).comments.find((comment) => comment.id === id)
  return own && { comment: own, audience: side.audience }
}

/** Within a side everybody settles comments; in the room who made it, or a moderator (CT4). */
function maySettle(
  view: InstrumentsView,
  comment: Comment,
  audience: Audience,
  actor: string,
): boolean {
  if (audience !== 'room' || comment.by === actor) return true
  return activeMember(view.dialogue, actor)?.role === 'moderator'
}
