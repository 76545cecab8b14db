import type { Json } from '#shared/kernel'
import type * as z from 'zod'
import type { Audience, Draft } from './event.ts'

/** The payload schemas of a room's events, by type. */
export type EventSchemas = Readonly<Record<string, z.ZodType>>

/** An event of a room, with its payload typed. */
export type EventOf<S extends EventSchemas> = {
  [T in keyof S & string]: { readonly type: T; readonly payload: z.infer<S[T]> }
}[keyof S & string]

/** Makes a draft of an event, typed by its room's schemas. */
export function draftWith<S extends EventSchemas>(schemas: S) {
  return <T extends keyof S & string>(
    audience: Audience,
    type: T,
    payload: z.infer<S[T]>,
  ): Draft => ({
    audience,
    type,
    v: 1,
    payload: (schemas[type] as z.ZodType).parse(payload) as Json,
  })
}

/** Reads an event by its room's schemas; `undefined` when the type is another room's. */
export function readWith<S extends EventSchemas>(schemas: S) {
  return (type: string, payload: Json): EventOf<S> | undefined => {
    const schema = Object.hasOwn(schemas, type) ? schemas[type] : undefined
    if (schema === undefined) return undefined
    return { type, payload: schema.parse(payload) } as EventOf<S>
  }
}
