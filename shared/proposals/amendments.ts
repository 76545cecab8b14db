import { activeMember } from '#shared/dialogues'
import { accept, hashSchema, idSchema, refuse, type Context, type Decision } from '#shared/kernel'
import type { Step } from '#shared/record'
import * as z from 'zod'
import type { TextEffect } from './decide.ts'
import { instrumentDraft } from './instruments-events.ts'
import { openDrafts, sideOf, type DraftAmendment, type Side } from './instruments-model.ts'
import type { InstrumentsView } from './instruments.ts'
import { findClause, type Clause, type Proposal } from './model.ts'
import type { WordsAtHand, WordsNeeded } from './words.ts'

/** The commands on wordings that a side drafts for itself and may table, and on its notes. */
export const AMENDMENT_COMMANDS = {
  'proposals/draft-amendment': z.strictObject({ clauseId: idSchema }),
  'proposals/table-amendment': z.strictObject({ amendmentId: idSchema, hash: hashSchema }),
  'proposals/withdraw-amendment': z.strictObject({ amendmentId: idSchema }),
  'proposals/rebase-amendment': z.strictObject({ amendmentId: idSchema, hash: hashSchema }),
  'proposals/open-note': z.strictObject({
    proposalId: idSchema,
    clauseId: idSchema.nullable(),
  }),
}

/** A command on amendments or notes, with its payload. */
export type AmendmentCommand = {
  [T in keyof typeof AMENDMENT_COMMANDS]: {
    readonly type: T
    readonly payload: z.infer<(typeof AMENDMENT_COMMANDS)[T]>
  }
}[keyof typeof AMENDMENT_COMMANDS]

/** How many wordings of one clause a side may have in the drawer at once. */
const MOST_DRAFTS = 20

/** Which words a command on amendments needs: a draft's are held while it is tabled. */
export function wordsForAmendments(
  view: InstrumentsView,
  command: AmendmentCommand,
  actor: string,
): WordsNeeded {
  if (command.type === 'proposals/draft-amendment') return { read: [command.payload.clauseId] }
  const tables = command.type === 'proposals/table-amendment'
  if (!tables && command.type !== 'proposals/rebase-amendment') return {}
  const side = sideOf(view.dialogue, actor)
  const draft = side && findDraft(view, side, command.payload.amendmentId)
  if (draft === undefined) return {}
  return tables ? { read: [draft.clauseId], hold: [draft.id] } : { read: [draft.clauseId] }
}

/** Decides a command on amendments or notes (AM1–AM7, AM10). */
export function decideAmendments(
  view: InstrumentsView,
  command: AmendmentCommand,
  context: Context,
  words: WordsAtHand,
): Decision<Step<TextEffect>> {
  const side = sideOf(view.dialogue, context.actor)
  if (side === undefined) return refuse('proposals/no-side')
  switch (command.type) {
    case 'proposals/draft-amendment':
      return draftAmendment(view, side, command.payload.clauseId, context, words)
    case 'proposals/table-amendment':
      return tableAmendment(view, side, command.payload, words)
    case 'proposals/withdraw-amendment':
      return withdrawAmendment(view, side, command.payload.amendmentId, context.actor)
    case 'proposals/rebase-amendment':
      return rebaseAmendment(view, side, command.payload, words)
    case 'proposals/open-note':
      return openNote(view, side, command.payload, context)
  }
}

function findDraft(view: InstrumentsView, side: Side, id: string): DraftAmendment | undefined {
  const own = view.privateOf(side.audience)
  return openDrafts(own, view.instruments).find((draft) => draft.id === id)
}

function draftAmendment(
  view: InstrumentsView,
  side: Side,
  clauseId: string,
  context: Context,
  words: WordsAtHand,
): Decision<Step<TextEffect>> {
  const found = findClause(view.proposals, clauseId)
  const base = words.get(clauseId)
  if (found === undefined || base === undefined) return refuse('proposals/unknown-clause')
  const drafts = openDrafts(view.privateOf(side.audience), view.instruments)
  if (drafts.filter((draft) => draft.clauseId === clauseId).length >= MOST_DRAFTS) {
    return refuse('proposals/too-many-drafts', { most: MOST_DRAFTS })
  }
  const id = context.newId()
  const payload = { id, proposalId: found.proposal.id, clauseId, baseHash: base.hash }
  const { audience } = side
  return accept({
    events: [instrumentDraft(audience, 'AmendmentDrafted', payload)],
    effects: [{ type: 'text/fork', textId: id, fromId: clauseId, groupId: id, audience }],
    result: { id },
  })
}

function tableAmendment(
  view: InstrumentsView,
  side: Side,
  { amendmentId, hash }: { readonly amendmentId: string; readonly hash: string },
  words: WordsAtHand,
): Decision<Step<TextEffect>> {
  const draft = findDraft(view, side, amendmentId)
  const now = words.get(amendmentId)
  if (draft === undefined || now === undefined) return refuse('proposals/unknown-amendment')
  const found = findClause(view.proposals, draft.clauseId)
  if (found === undefined) return refuse('proposals/unknown-clause')
  const refusal = closedToAmendments(found)
  if (refusal !== undefined) return refuse(refusal)
  if (now.hash !== hash) return refuse('proposals/words-changed')
  if (words.get(draft.clauseId)?.hash === hash) return refuse('proposals/nothing-amended')
  const { proposalId, clauseId, baseHash } = draft
  const { delegationId } = side
  const payload = { id: draft.id, proposalId, clauseId, delegationId, baseHash, hash }
  return accept({
    events: [instrumentDraft('room', 'AmendmentTabled', payload)],
    effects: [{ type: 'text/table', textId: draft.id, audience: 'room' }],
    result: { id: draft.id },
  })
}

/** Records to which words of its clause a side has carried a draft over; the side's own stream alone says so (AM10). */
function rebaseAmendment(
  view: InstrumentsView,
  side: Side,
  { amendmentId, hash }: { readonly amendmentId: string; readonly hash: string },
  words: WordsAtHand,
): Decision<Step<TextEffect>> {
  const draft = findDraft(view, side, amendmentId)
  if (draft === undefined) return refuse('proposals/unknown-amendment')
  if (words.get(draft.clauseId)?.hash !== hash) return refuse('proposals/clause-moved-on')
  if (draft.baseHash === hash) return accept({ events: [] })
  const payload = { id: draft.id, proposalId: draft.proposalId, baseHash: hash }
  return accept({ events: [instrumentDraft(side.audience, 'AmendmentRebased', payload)] })
}

function closedToAmendments({
  clause,
}: {
  readonly clause: Clause
  readonly proposal: Proposal
}): string | undefined {
  if (clause.withdrawn) return 'proposals/clause-withdrawn'
  return clause.lock === null ? undefined : 'proposals/clause-locked'
}

function withdrawAmendment(
  view: InstrumentsView,
  side: Side,
  amendmentId: string,
  actor: string,
): Decision<Step<TextEffect>> {
  const draft = findDraft(view, side, amendmentId)
  if (draft !== undefined) {
    const payload = { id: draft.id, proposalId: draft.proposalId }
    return accept({
      events: [instrumentDraft(side.audience, 'AmendmentDiscarded', payload)],
      effects: [{ type: 'text/lock', textId: draft.id }],
    })
  }
  const tabled = view.instruments.amendments.find(({ id }) => id === amendmentId)
  if (tabled === undefined) return refuse('proposals/unknown-amendment')
  if (tabled.delegationId !== side.delegationId) return refuse('proposals/not-your-amendment')
  if (!isVoice(view, actor)) return refuse('proposals/not-your-voice')
  if (tabled.withdrawn) return accept({ events: [] })
  const payload = { id: tabled.id, proposalId: tabled.proposalId }
  return accept({ events: [instrumentDraft('room', 'AmendmentWithdrawn', payload)] })
}

/** A head speaks for the delegation, a moderator for the moderators (AM5). */
function isVoice(view: InstrumentsView, actor: string): boolean {
  const role = activeMember(view.dialogue, actor)?.role
  return role === 'head' || role === 'moderator'
}

function openNote(
  view: InstrumentsView,
  { audience }: Side,
  { proposalId, clauseId }: { readonly proposalId: string; readonly clauseId: string | null },
  context: Context,
): Decision<Step<TextEffect>> {
  const proposal = view.proposals.list.find(({ id }) => id === proposalId)
  if (proposal === undefined) return refuse('proposals/unknown-proposal')
  if (clauseId !== null && !proposal.clauses.some(({ id }) => id === clauseId)) {
    return refuse('proposals/unknown-clause')
  }
  const there = view
    .privateOf(audience)
    .notes.find((note) => note.proposalId === proposalId && note.clauseId === clauseId)
  if (there !== undefined) return accept({ events: [], result: { id: there.id } })
  const id = context.newId()
  const runs = { en: [], zh: [] }
  return accept({
    events: [instrumentDraft(audience, 'NoteOpened', { id, proposalId, clauseId })],
    effects: [{ type: 'text/create', textId: id, groupId: id, audience, runs }],
    result: { id },
  })
}
