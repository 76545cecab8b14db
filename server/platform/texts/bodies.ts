import { promisify } from 'node:util'
import { deflateRaw, inflateRawSync } from 'node:zlib'
import * as Y from 'yjs'

/** The state of a text as it is kept and sent. */
export interface Body {
  readonly body: Uint8Array
  /** Whether `body` is in Yjs' second format and deflated (RFC 1951); else it is an update in the first. */
  readonly packed: boolean
}

/** From this many bytes on a state is packed: a smaller one is as quick to send as it is. */
const PACK_FROM = 32 * 1024

const deflate = promisify(deflateRaw)

/** Packs a large update; a small one stays as it is. */
export async function pack(update: Uint8Array): Promise<Body> {
  if (update.length < PACK_FROM) return { body: update, packed: false }
  return { body: await deflate(Y.convertUpdateFormatV1ToV2(update)), packed: true }
}

/** The update in Yjs' first format. */
export function unpack({ body, packed }: Body): Uint8Array {
  return packed ? Y.convertUpdateFormatV2ToV1(inflateRawSync(body)) : body
}
