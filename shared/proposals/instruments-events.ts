import { hashSchema, idSchema } from '#shared/kernel'
import { draftWith, readWith, type EventOf } from '#shared/record'
import * as z from 'zod'

const ofClause = { id: idSchema, proposalId: idSchema, clauseId: idSchema }
const ofAmendment = z.strictObject({ id: idSchema, proposalId: idSchema })
const ofComment = { commentId: idSchema }
const ofEntry = { entryId: idSchema }

/** Parses what somebody says in a comment. */
export const bodySchema = z.string().trim().min(1).max(4000)

/** Parses a passage of a text. */
export const passageSchema = z.strictObject({
  textId: idSchema,
  language: z.enum(['en', 'zh']),
  anchor: z.base64().min(4).max(200),
  head: z.base64().min(4).max(200),
  quote: z.string().min(1).max(2000),
  /** The words around it, by which it is found in a text that began afresh. */
  before: z.string().max(200).optional(),
  after: z.string().max(200).optional(),
})

/** Parses a term in both languages. */
export const termSchema = z.strictObject({
  en: z.string().trim().min(1).max(200),
  zh: z.string().trim().min(1).max(200),
})

/** Parses a definition in both languages. */
export const definitionSchema = z.strictObject({
  en: z.string().trim().min(1).max(2000),
  zh: z.string().trim().min(1).max(2000),
})

/** The payload of every event of instruments, by type. */
export const INSTRUMENT_EVENTS = {
  AmendmentDrafted: z.strictObject({ ...ofClause, baseHash: hashSchema }),
  AmendmentDiscarded: ofAmendment,
  AmendmentRebased: z.strictObject({ id: idSchema, proposalId: idSchema, baseHash: hashSchema }),
  AmendmentTabled: z.strictObject({
    ...ofClause,
    delegationId: idSchema.nullable(),
    baseHash: hashSchema,
    hash: hashSchema,
  }),
  AmendmentWithdrawn: ofAmendment,
  NoteOpened: z.strictObject({
    id: idSchema,
    proposalId: idSchema,
    clauseId: idSchema.nullable(),
  }),
  CommentMade: z.strictObject({
    ...ofComment,
    proposalId: idSchema,
    passage: passageSchema,
    body: bodySchema,
  }),
  CommentReplied: z.strictObject({ ...ofComment, replyId: idSchema, body: bodySchema }),
  CommentResolved: z.strictObject(ofComment),
  CommentReopened: z.strictObject(ofComment),
  TermProposed: z.strictObject({ ...ofEntry, term: termSchema }),
  TermDefined: z.strictObject({
    ...ofEntry,
    delegationId: idSchema,
    definition: definitionSchema,
  }),
  JointDefinitionProposed: z.strictObject({
    ...ofEntry,
    version: z.int().min(1),
    definition: definitionSchema,
  }),
  JointDefinitionConfirmed: z.strictObject({
    ...ofEntry,
    version: z.int().min(1),
    delegationId: idSchema,
  }),
}

/** An event of the negotiators' instruments, in the stream of those who see it. */
export type InstrumentEvent = EventOf<typeof INSTRUMENT_EVENTS>

/** Drafts an event of the instruments. */
export const instrumentDraft = draftWith(INSTRUMENT_EVENTS)

/** Reads an event of the instruments; `undefined` for another's. */
export const readInstrumentEvent = readWith(INSTRUMENT_EVENTS)
