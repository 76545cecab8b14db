import * as Y from 'yjs'
import type { Sql } from '../db.ts'
import { unpack, type Body } from './bodies.ts'
import { readStates } from './store.ts'

/** The present state of a text as it is stored: a snapshot, and what came after it. */
export interface StoredState {
  readonly snapshot: Body | null
  readonly tail: readonly Uint8Array[]
  /** The number of the last update in it. */
  readonly seq: number
}

/** Reads the stored states of some texts, without building a document. */
export async function storedStates(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredState>> {
  const states = new Map<string, { snapshot: Body | null; tail: Uint8Array[]; seq: number }>()
  for (const { textId, seq, body, packed, isSnapshot } of await readStates(sql, ids)) {
    const state = states.get(textId) ?? { snapshot: null, tail: [], seq: 0 }
    if (isSnapshot) state.snapshot = { body, packed }
    else state.tail.push(body)
    state.seq = seq
    states.set(textId, state)
  }
  return states
}

/** Builds the document of a stored state. */
export function openDocument(state: StoredState | undefined): Y.Doc {
  const doc = new Y.Doc()
  if (state === undefined) return doc
  doc.transact(() => {
    for (const update of [...begunWith(state), ...state.tail]) {
      Y.applyUpdate(doc, update)
    }
  })
  return doc
}

/** The snapshot of a stored state as an update, if there is one. */
export function begunWith({ snapshot }: StoredState): Uint8Array[] {
  return snapshot === null ? [] : [unpack(snapshot)]
}
