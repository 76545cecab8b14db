import { CLAUSE_KINDS } from '#shared/proposals'
import { hashSchema } from '#shared/kernel'
import * as z from 'zod'
import { OUTCOME_KINDS } from './model.ts'

const words = z.strictObject({ en: z.string(), zh: z.string() })

/**
 * The canonical form of an outcome (OU1): all that is published, and nothing else. No account, no delegation,
 * no instant finer than a day. Its canonical JSON is what is hashed, approved with two keys and logged.
 */
export const canonicalOutcomeSchema = z.strictObject({
  kind: z.enum(OUTCOME_KINDS),
  reference: z.string(),
  dialogue: words,
  topics: z.array(words),
  title: words,
  date: z.iso.date(),
  place: words,
  languages: z.array(z.enum(['en', 'zh'])),
  convening: words,
  /** Names of those who consented, without their side, in alphabetical order. */
  participants: z.array(words),
  clauses: z.array(
    z.strictObject({
      number: z.string().nullable(),
      kind: z.enum(CLAUSE_KINDS),
      level: z.int(),
      text: words,
      status: z.enum(['agreed', 'agreed-ad-referendum', 'reserved', 'not-agreed', 'heading']),
      hash: hashSchema,
    }),
  ),
  attribution: z.literal('chatham-house'),
  supersedes: z.string().nullable(),
})

/** An outcome as it is published. */
export type CanonicalOutcome = z.infer<typeof canonicalOutcomeSchema>
