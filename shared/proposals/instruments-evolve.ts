import type { Cause } from '#shared/record'
import type { InstrumentEvent } from './instruments-events.ts'
import type {
  Comment,
  GlossaryEntry,
  Instruments,
  PrivateInstruments,
} from './instruments-model.ts'

/** The room's instruments after an event of the room's stream. */
export function evolveInstruments(
  instruments: Instruments,
  event: InstrumentEvent,
  cause: Cause,
): Instruments {
  const { amendments, comments, glossary } = instruments
  if (event.type === 'AmendmentTabled') {
    const tabled = { ...event.payload, by: cause.actor, at: cause.at, withdrawn: false }
    return { ...instruments, amendments: [...amendments, tabled] }
  }
  if (event.type === 'AmendmentWithdrawn') {
    const { id } = event.payload
    const withdraw = amendments.map((one) => (one.id === id ? { ...one, withdrawn: true } : one))
    return { ...instruments, amendments: withdraw }
  }
  const after = evolveGlossary(glossary, event)
  if (after !== glossary) return { ...instruments, glossary: after }
  return { ...instruments, comments: evolveComments(comments, event, cause) }
}

/** A side's own instruments after an event of its stream. */
export function evolvePrivateInstruments(
  own: PrivateInstruments,
  event: InstrumentEvent,
  cause: Cause,
): PrivateInstruments {
  switch (event.type) {
    case 'AmendmentDrafted': {
      const draft = { ...event.payload, by: cause.actor, at: cause.at, baseAt: cause.at }
      return { ...own, drafts: [...own.drafts, draft] }
    }
    case 'AmendmentDiscarded':
      return { ...own, drafts: own.drafts.filter(({ id }) => id !== event.payload.id) }
    case 'AmendmentRebased': {
      const { id, baseHash } = event.payload
      const moved = own.drafts.map((draft) =>
        draft.id === id ? { ...draft, baseHash, baseAt: cause.at } : draft,
      )
      return { ...own, drafts: moved }
    }
    case 'NoteOpened':
      return { ...own, notes: [...own.notes, { ...event.payload, at: cause.at }] }
    default:
      return { ...own, comments: evolveComments(own.comments, event, cause) }
  }
}

function evolveComments(
  comments: readonly Comment[],
  event: InstrumentEvent,
  { actor, at }: Cause,
): readonly Comment[] {
  switch (event.type) {
    case 'CommentMade': {
      const { commentId: id, proposalId, passage, body } = event.payload
      const said = { by: actor, at, body, replies: [], resolved: null }
      return [...comments, { id, proposalId, passage, ...said }]
    }
    case 'CommentReplied': {
      const { commentId, replyId, body } = event.payload
      const reply = { id: replyId, by: actor, at, body }
      return comments.map((comment) =>
        comment.id === commentId ? { ...comment, replies: [...comment.replies, reply] } : comment,
      )
    }
    case 'CommentResolved':
    case 'CommentReopened': {
      const resolved = event.type === 'CommentResolved' ? { by: actor, at } : null
      return comments.map((comment) =>
        comment.id === event.payload.commentId ? { ...comment, resolved } : comment,
      )
    }
    default:
      return comments
  }
}

function evolveGlossary(
  glossary: readonly GlossaryEntry[],
  event: InstrumentEvent,
): readonly GlossaryEntry[] {
  switch (event.type) {
    case 'TermProposed': {
      const { entryId: id, term } = event.payload
      return [...glossary, { id, term, definitions: {}, joint: null }]
    }
    case 'TermDefined':
    case 'JointDefinitionProposed':
    case 'JointDefinitionConfirmed':
      return glossary.map((entry) =>
        entry.id === event.payload.entryId ? evolveEntry(entry, event) : entry,
      )
    default:
      return glossary
  }
}

function evolveEntry(
  entry: GlossaryEntry,
  event: Extract<
    InstrumentEvent,
    { type: 'TermDefined' | 'JointDefinitionProposed' | 'JointDefinitionConfirmed' }
  >,
): GlossaryEntry {
  switch (event.type) {
    case 'TermDefined': {
      const { delegationId, definition } = event.payload
      return { ...entry, definitions: { ...entry.definitions, [delegationId]: definition } }
    }
    case 'JointDefinitionProposed': {
      const { version, definition } = event.payload
      return { ...entry, joint: { version, definition, confirmedBy: [] } }
    }
    case 'JointDefinitionConfirmed': {
      const { joint } = entry
      if (joint?.version !== event.payload.version) return entry
      const confirmedBy = [...joint.confirmedBy, event.payload.delegationId]
      return { ...entry, joint: { ...joint, confirmedBy } }
    }
  }
}
