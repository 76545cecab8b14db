import { expertiseSchema, roleSchema } from '#shared/identity'
import { bilingualSchema, hashSchema, idSchema, instantSchema } from '#shared/kernel'
import { audienceSchema, draftWith, readWith, type EventOf } from '#shared/record'
import * as z from 'zod'

/** Parses a seat: who somebody is in the dialogue. */
export const seatSchema = z.strictObject({
  accountId: idSchema,
  name: bilingualSchema,
  role: roleSchema,
  delegationId: idSchema.nullable(),
  expertise: expertiseSchema.nullable(),
})

/** Who somebody is in the dialogue: role, delegation, field. */
export type Seat = z.infer<typeof seatSchema>

/** Parses the name of a time zone, such as `Asia/Shanghai` or `UTC`. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .regex(/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/)

/** The payload of every event of this room, by type. */
export const DIALOGUE_EVENTS = {
  DialogueOpened: z.strictObject({ title: bilingualSchema }),
  DelegationAdded: z.strictObject({
    id: idSchema,
    label: z.string().regex(/^[A-Z]$/),
    name: bilingualSchema,
  }),
  DialogueRenamed: z.strictObject({ title: bilingualSchema }),
  DelegationRenamed: z.strictObject({ delegationId: idSchema, name: bilingualSchema }),
  DelegationTimeZoneSet: z.strictObject({ delegationId: idSchema, timeZone: timeZoneSchema }),
  MemberAdmitted: seatSchema,
  MemberChanged: seatSchema,
  MemberSuspended: z.strictObject({ accountId: idSchema }),
  MemberRestored: z.strictObject({ accountId: idSchema }),
  SeatAsked: seatSchema.extend({ id: idSchema }),
  SeatDeclined: z.strictObject({ requestId: idSchema, accountId: idSchema }),
  TopicAdded: z.strictObject({
    id: idSchema,
    parentId: idSchema.nullable(),
    title: bilingualSchema,
  }),
  QuestionAdded: z.strictObject({
    id: idSchema,
    topicId: idSchema,
    linkedTopicIds: z.array(idSchema).max(20),
    text: bilingualSchema,
  }),
  GroundRulesIssued: z.strictObject({ version: z.int().min(1), text: bilingualSchema }),
  GroundRulesAccepted: z.strictObject({ version: z.int().min(1), accountId: idSchema }),
  DialogueClosed: z.strictObject({ eraseAfter: instantSchema }),
  PrivateStreamsErased: z.strictObject({
    streams: z.array(
      z.strictObject({ audience: audienceSchema, seq: z.int().min(1), hash: hashSchema }),
    ),
  }),
}

/** An event of this room. */
export type DialogueEvent = EventOf<typeof DIALOGUE_EVENTS>

/** Drafts an event of this room. */
export const dialogueDraft = draftWith(DIALOGUE_EVENTS)

/** Reads an event of this room; `undefined` for another room's. */
export const readDialogueEvent = readWith(DIALOGUE_EVENTS)
