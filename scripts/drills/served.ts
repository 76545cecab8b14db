import { inflateRawSync } from 'node:zlib'
import * as Y from 'yjs'

/** A text's state, or what of it is missing, as the server answers it (docs/protocol.md). */
export interface ServedState {
  readonly state: string | null
  readonly form?: 'v2-deflated'
  readonly tail?: readonly string[]
}

/** Applies what was served to a document, as coming from the server. */
export function applyServed(doc: Y.Doc, { state, form, tail = [] }: ServedState): void {
  if (state === null) return
  const bytes = Buffer.from(state, 'base64')
  if (form === undefined) Y.applyUpdate(doc, bytes, 'server')
  else Y.applyUpdateV2(doc, inflateRawSync(bytes), 'server')
  for (const update of tail) Y.applyUpdate(doc, Buffer.from(update, 'base64'), 'server')
}
