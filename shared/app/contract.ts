import { AGREEMENT_EVENTS, BALLOT_RESULTS } from '#shared/agreement'
import { DIALOGUE_EVENTS, seatedSchema } from '#shared/dialogues'
import { hashSchema, idSchema } from '#shared/kernel'
import { OUTCOME_EVENTS } from '#shared/outcomes'
import { POSITION_EVENTS, WORKSHEET_EVENTS } from '#shared/positions'
import { INSTRUMENT_EVENTS, PROPOSAL_EVENTS } from '#shared/proposals'
import { SESSION_EVENTS } from '#shared/sessions'
import * as z from 'zod'
import type { CommandType } from './decide.ts'

/** Every event of the record, by type, with the schema of its payload. */
export const EVENTS = {
  ...DIALOGUE_EVENTS,
  ...SESSION_EVENTS,
  ...PROPOSAL_EVENTS,
  ...INSTRUMENT_EVENTS,
  ...POSITION_EVENTS,
  ...WORKSHEET_EVENTS,
  ...AGREEMENT_EVENTS,
  ...OUTCOME_EVENTS,
}

const made = z.strictObject({ id: idSchema })
const numbered = z.strictObject({ id: idSchema, number: z.int().min(1) })
const several = z.strictObject({ ids: z.array(idSchema) })
const version = z.strictObject({ version: z.int().min(1) })
const nothing = z.strictObject({})
const closed = z.strictObject({ result: z.enum(BALLOT_RESULTS) })

/** What the answer to a command says beside that it was done; who is not named here answers nothing more. */
const RESULTS: Readonly<Partial<Record<CommandType, z.ZodType>>> = {
  'dialogues/add-delegation': made,
  'dialogues/add-topic': made,
  'dialogues/add-question': made,
  'dialogues/issue-ground-rules': version,
  'dialogues/admit-member': seatedSchema,
  'dialogues/change-member': seatedSchema,
  'dialogues/confirm-seat': seatedSchema,
  'dialogues/restore-member': seatedSchema,
  'sessions/plan': numbered,
  'sessions/add-agenda-item': made,
  'sessions/request-floor': made,
  'sessions/convene-group': made,
  'proposals/open': made,
  'proposals/add-clauses': several,
  'proposals/issue-revision': z.strictObject({ number: z.int().min(1) }),
  'proposals/draft-amendment': made,
  'proposals/table-amendment': made,
  'proposals/open-note': made,
  'comments/make': made,
  'comments/reply': made,
  'glossary/propose-term': made,
  'glossary/propose-joint': version,
  'positions/state': made,
  'positions/add-category': made,
  'positions/turn-category-into-clause': made,
  'positions/seed-categories': several,
  'positions/add-measure': made,
  'positions/add-scenario': made,
  'agreement/open-ballot': numbered,
  // Empty until the answer that closes the ballot.
  'agreement/answer': z.union([nothing, closed]),
  'agreement/break-silence': closed,
  'agreement/close-ballot': closed,
  'agreement/propose-act': made,
  // With a package, the ballot that it opens.
  'agreement/second-act': z.union([nothing, numbered]),
  'agreement/open-straw-poll': numbered,
  'agreement/open-caucus-poll': numbered,
  'outcomes/assemble': z.strictObject({ id: idSchema, digest: hashSchema }),
  'outcomes/approve': z.strictObject({ published: z.boolean() }),
  'outcomes/refer': z.strictObject({ noteId: idSchema }),
  'outcomes/follow-up': z.strictObject({ noteId: idSchema }),
}

/** The schema of a command's result. */
export function resultOf(type: CommandType): z.ZodType {
  return RESULTS[type] ?? nothing
}
