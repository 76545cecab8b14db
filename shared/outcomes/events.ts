import { bilingualSchema, hashSchema, idSchema } from '#shared/kernel'
import { draftWith, readWith, type EventOf } from '#shared/record'
import * as z from 'zod'
import { DISTRIBUTIONS, OUTCOME_KINDS } from './model.ts'

const optionalWords = z.strictObject({
  en: z.string().trim().max(4000),
  zh: z.string().trim().max(4000),
})

/** What the bureau fills in when it assembles an outcome. */
export const outcomeShape = {
  proposalId: idSchema,
  kind: z.enum(OUTCOME_KINDS),
  /** The permanent reference under which it will be found, for instance `PD-2026-03`. */
  reference: z.string().regex(/^[A-Z0-9](?:[A-Z0-9-]{1,30})[A-Z0-9]$/),
  title: bilingualSchema,
  convening: optionalWords,
  place: optionalWords,
  date: z.iso.date(),
  distribution: z.enum(DISTRIBUTIONS),
  supersedes: z.string().max(32).nullable(),
}

const EVENTS = {
  OutcomeAssembled: z.strictObject({ id: idSchema, ...outcomeShape, digest: hashSchema }),
  OutcomeApproved: z.strictObject({ outcomeId: idSchema, digest: hashSchema }),
  OutcomePublished: z.strictObject({ outcomeId: idSchema, digest: hashSchema }),
  OutcomeDiscarded: z.strictObject({ outcomeId: idSchema }),
}

/** An event of this room. */
export type OutcomeEvent = EventOf<typeof EVENTS>

/** Drafts an event of this room. */
export const outcomeDraft = draftWith(EVENTS)

/** Reads an event of this room; `undefined` for another room's. */
export const readOutcomeEvent = readWith(EVENTS)
