import { inflateSync } from 'fflate'
import { fromBase64 as decode, toBase64 as encode } from 'lib0/buffer'
import * as Y from 'yjs'
import * as z from 'zod'

/** How a state is served: a large one in Yjs' second format, deflated; `tail` is applied after it. */
const served = {
  form: z.literal('v2-deflated').optional(),
  tail: z.array(z.string()).optional(),
}

/** What the server answers and pushes about texts. */
export const opened = z.object({
  ok: z.literal(true),
  texts: z.array(
    z.object({
      id: z.string(),
      epoch: z.number(),
      seq: z.number(),
      roots: z.array(z.string()),
      locked: z.boolean(),
      writable: z.boolean(),
      reason: z.string().optional(),
      /** Null when the client has it already. */
      state: z.string().nullable(),
      ...served,
    }),
  ),
})

/** One text as the server opens it. */
export type OpenedText = z.infer<typeof opened>['texts'][number]

/** What a text missed, or the whole of it. */
export const caughtUp = z.object({
  epoch: z.number(),
  seq: z.number(),
  locked: z.boolean(),
  whole: z.boolean(),
  update: z.string(),
  ...served,
})

/** The client id that was issued. */
export const claimed = z.object({ clientId: z.number(), epoch: z.number() })
/** The number under which an update is durable. */
export const written = z.object({ seq: z.number() })
/** What the server's words hash to, and at which number. */
export const checked = z.object({ epoch: z.number(), seq: z.number(), hash: z.string() })

/** A committed update, as it is published. */
export const frame = z.object({
  id: z.string(),
  epoch: z.number(),
  from: z.number(),
  seq: z.number(),
  update: z.string(),
})

/** A committed update, as it is published. */
export type Frame = z.infer<typeof frame>

/** The news that a command locked, unlocked or rebuilt a text. */
export const changed = z.object({
  id: z.string(),
  seq: z.number(),
  epoch: z.number(),
  locked: z.boolean(),
})

/** Reads base64. */
export const fromBase64 = decode
/** Writes base64. */
export const toBase64 = encode

/** A state as it is served, and what came after it. */
export interface Served {
  readonly update: string
  readonly form?: 'v2-deflated' | undefined
  readonly tail?: readonly string[] | undefined
}

/** Applies what was served to a document. */
export function applyServed(
  doc: Y.Doc,
  { update, form, tail = [] }: Served,
  origin: unknown,
): void {
  if (form === undefined) Y.applyUpdate(doc, fromBase64(update), origin)
  else Y.applyUpdateV2(doc, inflateSync(fromBase64(update)), origin)
  for (const each of tail) Y.applyUpdate(doc, fromBase64(each), origin)
}
