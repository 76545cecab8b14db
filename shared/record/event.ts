import {
  canonicalJson,
  hashSchema,
  idSchema,
  instantSchema,
  type Json,
  type Sha256,
} from '#shared/kernel'
import * as z from 'zod'

/** Who receives a stream: everyone admitted, one delegation, or the moderators. */
export type Audience = 'room' | 'moderators' | `delegation:${string}`

/** The stream of one delegation. */
export function delegationAudience(delegationId: string): Audience {
  return `delegation:${delegationId}`
}

/** Parses an audience's name. */
export const audienceSchema = z.union([
  z.literal('room'),
  z.literal('moderators'),
  z.templateLiteral(['delegation:', z.uuid()]),
])

/** An event before it has its place in a stream: what `decide` returns. */
export interface Draft {
  readonly audience: Audience
  readonly type: string
  readonly v: number
  readonly payload: Json
}

/** An event of the record, with its place in its stream and its link in the hash chain. */
export interface RecordedEvent {
  readonly dialogueId: string
  readonly audience: Audience
  readonly seq: number
  readonly type: string
  readonly v: number
  readonly payload: Json
  /** The account that caused it, or `system`. */
  readonly actor: string
  readonly at: string
  readonly prevHash: string
  readonly hash: string
}

/** Parses an event's envelope, as it is read from storage or the wire. */
export const recordedEventSchema = z.strictObject({
  dialogueId: idSchema,
  audience: audienceSchema,
  seq: z.int().min(1),
  type: z.string().regex(/^[A-Z][A-Za-z]+$/),
  v: z.int().min(1),
  payload: z.json(),
  actor: z.union([z.literal('system'), idSchema]),
  at: instantSchema,
  prevHash: hashSchema,
  hash: hashSchema,
})

/** What stands in `prevHash` of a stream's first event. */
export const GENESIS = '0'.repeat(64)

/** The last event of a stream that somebody has: its number and hash. */
export interface Head {
  readonly seq: number
  readonly hash: string
}

/** The head of a stream without events. */
export const EMPTY_HEAD: Head = { seq: 0, hash: GENESIS }

/** The hash of an event: SHA-256 of the canonical JSON of all its other members (RC2). */
export function eventHash(event: Omit<RecordedEvent, 'hash'>, sha256: Sha256): string {
  const { dialogueId, audience, seq, type, v, payload, actor, at, prevHash } = event
  return sha256(canonicalJson({ dialogueId, audience, seq, type, v, payload, actor, at, prevHash }))
}

/** Gives drafts their places behind the heads of their streams (RC3). */
export function chain(
  dialogueId: string,
  drafts: readonly Draft[],
  heads: ReadonlyMap<string, Head>,
  stamp: { readonly actor: string; readonly at: string },
  sha256: Sha256,
): RecordedEvent[] {
  const moving = new Map(heads)
  return drafts.map(({ audience, type, v, payload }) => {
    const head = moving.get(audience) ?? EMPTY_HEAD
    const body = {
      dialogueId,
      audience,
      seq: head.seq + 1,
      type,
      v,
      payload,
      ...stamp,
      prevHash: head.hash,
    }
    const event = { ...body, hash: eventHash(body, sha256) }
    moving.set(audience, { seq: event.seq, hash: event.hash })
    return event
  })
}

/** What a check of a stream found: whole, or the first event that does not fit. */
export type ChainCheck =
  | { readonly ok: true; readonly head: Head }
  | { readonly ok: false; readonly seq: number; readonly why: 'gap' | 'link' | 'hash' }

/** Checks that events follow a head without a gap and that every hash is right (RC4). */
export function checkChain(
  events: readonly RecordedEvent[],
  sha256: Sha256,
  from: Head = EMPTY_HEAD,
): ChainCheck {
  let head = from
  for (const event of events) {
    if (event.seq !== head.seq + 1) return { ok: false, seq: event.seq, why: 'gap' }
    if (event.prevHash !== head.hash) return { ok: false, seq: event.seq, why: 'link' }
    if (eventHash(event, sha256) !== event.hash) return { ok: false, seq: event.seq, why: 'hash' }
    head = { seq: event.seq, hash: event.hash }
  }
  return { ok: true, head }
}
