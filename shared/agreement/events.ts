import { bilingualSchema, hashSchema, idSchema, instantSchema, reasonSchema } from '#shared/kernel'
import { clausePlaceSchema } from '#shared/proposals'
import { draftWith, readWith, type EventOf } from '#shared/record'
import * as z from 'zod'
import { actSchema, namedWordsSchema } from './acts-model.ts'
import { ANSWERS, BALLOT_RESULTS } from './model.ts'

const answer = {
  delegationId: idSchema,
  answer: z.enum(ANSWERS),
  reason: z.string().trim().max(4000),
}

const openingShape = {
  id: idSchema,
  number: z.int().min(1),
  proposalId: idSchema,
  clauseId: idSchema,
  hash: hashSchema,
  roll: z.array(idSchema).min(2),
  adReferendumUntil: instantSchema.nullable().default(null),
  /** Whether it was opened although the languages' concordance had lapsed. */
  despiteConcordance: z.boolean(),
  /** How its clauses were named in the text as it stood (AG19); none of ballots that were opened before this was kept. */
  printed: z
    .array(clausePlaceSchema.extend({ clauseId: idSchema }))
    .max(500)
    .default([]),
}
const deadline = instantSchema.nullable().default(null)

/** The payload of every event of this room, by type. */
export const AGREEMENT_EVENTS = {
  BallotOpened: z.discriminatedUnion('kind', [
    z.strictObject({
      ...openingShape,
      kind: z.literal('agreement'),
      secrecy: z.enum(['open', 'sealed']),
      closesAt: deadline,
    }),
    z.strictObject({
      ...openingShape,
      kind: z.literal('silence'),
      secrecy: z.literal('open'),
      closesAt: instantSchema,
    }),
    z.strictObject({
      ...openingShape,
      kind: z.literal('double-blind'),
      secrecy: z.literal('sealed'),
      closesAt: instantSchema,
    }),
    z.strictObject({
      ...openingShape,
      kind: z.literal('package'),
      secrecy: z.enum(['open', 'sealed']),
      closesAt: deadline,
      clauses: namedWordsSchema,
    }),
  ]),
  BallotExtended: z.strictObject({ ballotId: idSchema, closesAt: instantSchema }),
  BallotAnswered: z.strictObject({ ballotId: idSchema, ...answer }),
  BallotAnswerReceived: z.strictObject({ ballotId: idSchema, delegationId: idSchema }),
  BallotClosed: z.strictObject({
    ballotId: idSchema,
    result: z.enum(BALLOT_RESULTS),
    answers: z.array(z.strictObject(answer)),
  }),
  AdReferendumConfirmed: z.strictObject({ ballotId: idSchema, delegationId: idSchema }),
  AdReferendumLapsed: z.strictObject({ ballotId: idSchema }),
  ActProposed: z.strictObject({ id: idSchema, act: actSchema }),
  ActSeconded: z.strictObject({ actId: idSchema }),
  ActWithdrawn: z.strictObject({ actId: idSchema }),
  CorrectionRevoked: z.strictObject({
    actId: idSchema,
    delegationId: idSchema,
    reason: reasonSchema,
  }),
  CorrectionInForce: z.strictObject({ actId: idSchema }),
  StrawPollOpened: z.strictObject({
    id: idSchema,
    number: z.int().min(1),
    question: bilingualSchema,
    options: z.array(bilingualSchema).min(2).max(10),
  }),
  StrawPollClosed: z.strictObject({
    pollId: idSchema,
    totals: z.array(z.int().min(0)).nullable(),
  }),
}

/** An event of this room. */
export type AgreementEvent = EventOf<typeof AGREEMENT_EVENTS>

/** Drafts an event of this room. */
export const agreementDraft = draftWith(AGREEMENT_EVENTS)

/** Reads an event of this room; `undefined` for another room's. */
export const readAgreementEvent = readWith(AGREEMENT_EVENTS)
