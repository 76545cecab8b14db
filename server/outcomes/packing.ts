import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request } from 'express'
import type { Rendered } from './answer.ts'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** How bytes are packed for the way. */
type Packing = 'br' | 'gzip'

/** What is smaller than this many bytes is sent as it is. */
const WORTH_PACKING = 1000
/** Brotli's effort, of 11: the last small gains cost most of the time. */
const EFFORT = 5
const IS_TEXT = /^(?:text\/|application\/(?:json|xml|atom\+xml|akn\+xml))/

const made = new WeakMap<Rendered, Map<Packing, Promise<Buffer>>>()

/** Whether an answer of this type may come packed; caches are told so. */
export function isPackable(type: string): boolean {
  return IS_TEXT.test(type)
}

/** The packing in which these bytes are sent to this asker; `undefined` for none. */
export function packingFor(req: Request, { type, bytes }: Rendered): Packing | undefined {
  if (!isPackable(type) || bytes.length < WORTH_PACKING) return undefined
  const accepted = req.acceptsEncodings()
  return (['br', 'gzip'] as const).find((one) => accepted.includes(one))
}

/** The packed bytes, made once for as long as the page is kept; the same bytes are packed the same. */
export function packed(what: Rendered, packing: Packing): Promise<Buffer> {
  const known = made.get(what) ?? new Map<Packing, Promise<Buffer>>()
  made.set(what, known)
  const making = known.get(packing) ?? pack(what.bytes, packing)
  known.set(packing, making)
  return making
}

function pack(bytes: Buffer, packing: Packing): Promise<Buffer> {
  if (packing === 'gzip') return zip(bytes)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: EFFORT,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  }
  return brotli(bytes, { params })
}
