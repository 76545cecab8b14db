import { hashSchema, idSchema } from '#shared/kernel'
import { draftWith, readWith, type EventOf } from '#shared/record'
import * as z from 'zod'
import { STANCES } from './model.ts'

const words = z.strictObject({ en: z.string().trim().max(4000), zh: z.string().trim().max(4000) })

/** Parses what a position is about. */
const subjectSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('question'), id: idSchema }),
  z.strictObject({ type: z.literal('clause'), id: idSchema, hash: hashSchema }),
])

/** The fields a delegation fills in. */
export const statementShape = {
  subject: subjectSchema,
  stance: z.enum(STANCES),
  rationale: words,
  interests: words,
  conditions: words,
  sources: z.array(z.string().trim().min(1).max(500)).max(20),
}

const position = z.strictObject({
  id: idSchema,
  delegationId: idSchema,
  ...statementShape,
  session: z.int().min(0),
})

/** The payload of every event of this room, by type. */
export const POSITION_EVENTS = { PositionStated: position, PositionTabled: position }

/** An event of this room: `PositionStated` in the delegation's stream, `PositionTabled` in the room's. */
export type PositionEvent = EventOf<typeof POSITION_EVENTS>

/** Drafts an event of this room. */
export const positionDraft = draftWith(POSITION_EVENTS)

/** Reads an event of this room; `undefined` for another room's. */
export const readPositionEvent = readWith(POSITION_EVENTS)
