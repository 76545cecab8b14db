import { bilingualSchema, hashSchema, idSchema } from '#shared/kernel'
import { draftWith, readWith, type EventOf } from '#shared/record'
import * as z from 'zod'
import { PROPOSAL_KINDS } from './model.ts'
import { CLAUSE_KINDS } from './words.ts'

const clauseShape = { kind: z.enum(CLAUSE_KINDS), level: z.int().min(1).max(6) }

/** The payload of every event of this room, by type. */
export const PROPOSAL_EVENTS = {
  ProposalOpened: z.strictObject({
    id: idSchema,
    title: bilingualSchema,
    kind: z.enum(PROPOSAL_KINDS),
    topicId: idSchema.nullable(),
    /** The session whose minutes it holds. */
    sessionId: idSchema.nullable().default(null),
  }),
  ClausesAdded: z.strictObject({
    proposalId: idSchema,
    afterId: idSchema.nullable(),
    clauses: z.array(z.strictObject({ id: idSchema, ...clauseShape })).min(1),
  }),
  ClauseMoved: z.strictObject({
    proposalId: idSchema,
    clauseId: idSchema,
    afterId: idSchema.nullable(),
  }),
  ClauseChanged: z.strictObject({ proposalId: idSchema, clauseId: idSchema, ...clauseShape }),
  ClauseWithdrawn: z.strictObject({ proposalId: idSchema, clauseId: idSchema }),
  ClauseRestored: z.strictObject({ proposalId: idSchema, clauseId: idSchema }),
  ClauseLocked: z.strictObject({
    proposalId: idSchema,
    clauseId: idSchema,
    ballotId: idSchema,
    hash: hashSchema,
  }),
  ClauseUnlocked: z.strictObject({ proposalId: idSchema, clauseId: idSchema }),
  ConcordanceConfirmed: z.strictObject({
    proposalId: idSchema,
    clauseId: idSchema,
    hashes: z.strictObject({ en: hashSchema, zh: hashSchema }),
  }),
  RevisionIssued: z.strictObject({
    proposalId: idSchema,
    number: z.int().min(1),
    note: z.strictObject({ en: z.string().max(2000), zh: z.string().max(2000) }),
    clauses: z.array(z.strictObject({ clauseId: idSchema, hash: hashSchema })),
  }),
}

/** An event of this room. */
export type ProposalEvent = EventOf<typeof PROPOSAL_EVENTS>

/** Drafts an event of this room. */
export const proposalDraft = draftWith(PROPOSAL_EVENTS)

/** Reads an event of this room; `undefined` for another room's. */
export const readProposalEvent = readWith(PROPOSAL_EVENTS)
