import { bilingualSchema, hashSchema, idSchema, instantSchema, reasonSchema } from '#shared/kernel'
import { runsSchema } from '#shared/proposals'
import * as z from 'zod'

/** The words of several clauses, by their hashes. */
export const namedWordsSchema = z
  .array(z.strictObject({ clauseId: idSchema, hash: hashSchema }))
  .min(1)
  .max(500)

const packageShape = {
  type: z.literal('package'),
  proposalId: idSchema,
  clauses: namedWordsSchema.min(2),
}
const correctionShape = {
  type: z.literal('correction'),
  clauseId: idSchema,
  runs: runsSchema,
  /** What differs and why it changes nothing of substance, in the signers' words. */
  statement: bilingualSchema,
  revocableUntil: instantSchema,
}

/** Parses what a moderator proposes to do with two keys. */
export const actInputSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('reopening'),
    clauseId: idSchema,
    hash: hashSchema,
    reason: reasonSchema,
  }),
  z.strictObject({
    ...packageShape,
    secrecy: z.enum(['open', 'sealed']).default('open'),
    closesAt: instantSchema.nullable().default(null),
    adReferendumUntil: instantSchema.nullable().default(null),
    despiteConcordance: z.boolean().default(false),
  }),
  z.strictObject({ ...correctionShape, hash: hashSchema }),
])

/** What a moderator proposes to do with two keys. */
export type ActInput = z.infer<typeof actInputSchema>

/** Parses an act as the record has it. */
export const actSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('reopening'),
    clauseId: idSchema,
    ballotId: idSchema,
    /** The words that are reopened; older records do not name them. */
    hash: hashSchema.exactOptional(),
    reason: reasonSchema,
  }),
  z.strictObject({
    ...packageShape,
    secrecy: z.enum(['open', 'sealed']),
    closesAt: instantSchema.nullable(),
    adReferendumUntil: instantSchema.nullable(),
    despiteConcordance: z.boolean(),
  }),
  z.strictObject({
    ...correctionShape,
    ballotId: idSchema,
    /** The agreed words, and the words that shall stand in their place. */
    from: hashSchema,
    to: hashSchema,
  }),
])

/** What takes two keys: reopening agreed words, calling a package, correcting an editorial mistake. */
export type Act = z.infer<typeof actSchema>

/** An act on its way: proposed by one moderator, carried out when another turns the second key. */
export interface TwoKeyAct {
  readonly id: string
  readonly act: Act
  readonly by: string
  readonly at: string
  readonly secondedBy: string | null
  /** `revocable`: a correction both have signed, while delegations may still revoke it. */
  readonly status: 'proposed' | 'withdrawn' | 'done' | 'revocable' | 'revoked'
}
