import { bilingualSchema, hashSchema, idSchema, instantSchema } from '#shared/kernel'
import { draftWith, readWith, type EventOf } from '#shared/record'
import * as z from 'zod'
import { ALTERNAT_RULES, DISTRIBUTIONS, FOLLOW_UPS, OUTCOME_KINDS } from './model.ts'

const optionalWords = z.strictObject({
  en: z.string().trim().max(4000),
  zh: z.string().trim().max(4000),
})
const NO_WORDS = { en: '', zh: '' }

/** What the bureau fills in when it assembles an outcome. */
export const outcomeShape = {
  proposalId: idSchema,
  kind: z.enum(OUTCOME_KINDS),
  /** The permanent reference under which it will be found, for instance `PD-2026-03`. */
  reference: z.string().regex(/^[A-Z0-9](?:[A-Z0-9-]{1,30})[A-Z0-9]$/),
  title: bilingualSchema,
  convening: optionalWords.default(NO_WORDS),
  preamble: optionalWords.default(NO_WORDS),
  recommendations: z.array(bilingualSchema).max(50).default([]),
  disclaimer: bilingualSchema.nullable().default(null),
  place: optionalWords.default(NO_WORDS),
  date: z.iso.date(),
  distribution: z.enum(DISTRIBUTIONS),
  supersedes: z.string().max(32).nullable().default(null),
  /** Until this instant nobody may read it. */
  embargoUntil: instantSchema.nullable().default(null),
}

/** The number of a recommendation; `null` for the outcome as a whole. */
export const recommendationSchema = z
  .string()
  .regex(/^[1-9]\d?$/)
  .nullable()

const named = { outcomeId: idSchema, digest: hashSchema }
/** The place of a note that is put right, from 1 on. */
const corrects = z.int().min(1).nullable().default(null)
const noted = { outcomeId: idSchema, recommendation: recommendationSchema, corrects }
/** Left out of notes from before two keys were asked for. */
const noteId = idSchema.optional()

/** The payload of every event of this room, by type. */
export const OUTCOME_EVENTS = {
  OutcomeAssembled: z.strictObject({
    id: idSchema,
    ...outcomeShape,
    sides: z.array(idSchema).max(20).default([]),
    digest: hashSchema,
  }),
  OutcomeApproved: z.strictObject(named),
  OutcomePublished: z.strictObject(named),
  OutcomeDiscarded: z.strictObject({ outcomeId: idSchema }),
  AlternatChosen: z.strictObject({ rule: z.enum(ALTERNAT_RULES) }),
  NamingChosen: z.strictObject({ consents: z.boolean() }),
  WithdrawalProposed: z.strictObject({ outcomeId: idSchema, reason: bilingualSchema }),
  WithdrawalDropped: z.strictObject({ outcomeId: idSchema }),
  OutcomeWithdrawn: z.strictObject({ outcomeId: idSchema }),
  ReferralProposed: z.strictObject({ ...noted, noteId: idSchema, channel: bilingualSchema }),
  FollowUpProposed: z.strictObject({
    ...noted,
    noteId: idSchema,
    status: z.enum(FOLLOW_UPS),
    words: bilingualSchema,
  }),
  NoteDropped: z.strictObject({ outcomeId: idSchema, noteId: idSchema }),
  OutcomeReferred: z.strictObject({ ...noted, noteId, channel: bilingualSchema }),
  OutcomeFollowedUp: z.strictObject({
    ...noted,
    noteId,
    status: z.enum(FOLLOW_UPS),
    words: bilingualSchema,
  }),
}

/** An event of this room. */
export type OutcomeEvent = EventOf<typeof OUTCOME_EVENTS>

/** Drafts an event of this room. */
export const outcomeDraft = draftWith(OUTCOME_EVENTS)

/** Reads an event of this room; `undefined` for another room's. */
export const readOutcomeEvent = readWith(OUTCOME_EVENTS)
