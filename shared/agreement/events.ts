import { hashSchema, idSchema } from '#shared/kernel'
import { draftWith, readWith, type EventOf } from '#shared/record'
import * as z from 'zod'
import { ANSWERS } from './model.ts'

const answer = {
  delegationId: idSchema,
  answer: z.enum(ANSWERS),
  reason: z.string().trim().max(4000),
}

const EVENTS = {
  BallotOpened: z.strictObject({
    id: idSchema,
    number: z.int().min(1),
    kind: z.literal('agreement'),
    secrecy: z.enum(['open', 'sealed']),
    proposalId: idSchema,
    clauseId: idSchema,
    hash: hashSchema,
    roll: z.array(idSchema).min(2),
    /** Whether it was opened although the languages' concordance had lapsed. */
    despiteConcordance: z.boolean(),
  }),
  BallotAnswered: z.strictObject({ ballotId: idSchema, ...answer }),
  BallotAnswerReceived: z.strictObject({ ballotId: idSchema, delegationId: idSchema }),
  BallotClosed: z.strictObject({
    ballotId: idSchema,
    result: z.enum(['agreed', 'agreed-ad-referendum', 'not-agreed']),
    answers: z.array(z.strictObject(answer)),
  }),
  AdReferendumConfirmed: z.strictObject({ ballotId: idSchema, delegationId: idSchema }),
  AdReferendumLapsed: z.strictObject({ ballotId: idSchema }),
}

/** An event of this room. */
export type AgreementEvent = EventOf<typeof EVENTS>

/** Drafts an event of this room. */
export const agreementDraft = draftWith(EVENTS)

/** Reads an event of this room; `undefined` for another room's. */
export const readAgreementEvent = readWith(EVENTS)
