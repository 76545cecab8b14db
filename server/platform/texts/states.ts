import * as Y from 'yjs'
import type { Sql } from '../db.ts'
import { readStates } from './store.ts'

/** The present state of a text as it is stored: a snapshot, and what came after it. */
export interface StoredState {
  readonly snapshot: Uint8Array | null
  readonly tail: readonly Uint8Array[]
  /** The number of the last update in it. */
  readonly seq: number
}

/** Merges updates as a tree: a flat merge of many is quadratic. */
export function mergeTree(updates: readonly Uint8Array[]): Uint8Array {
  if (updates.length === 0) return EMPTY
  let level = [...updates]
  while (level.length > 1) {
    const next: Uint8Array[] = []
    for (let at = 0; at < level.length; at += BRANCHES) {
      next.push(Y.mergeUpdates(level.slice(at, at + BRANCHES)))
    }
    level = next
  }
  return level[0] ?? EMPTY
}

const BRANCHES = 8
/** The update that holds nothing. */
const EMPTY = Uint8Array.of(0, 0)

/** Reads the stored states of some texts, without building a document. */
export async function storedStates(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredState>> {
  const { snapshots, tails } = await readStates(sql, ids)
  const states = new Map<string, { snapshot: Uint8Array | null; tail: Uint8Array[]; seq: number }>()
  for (const { textId, seq, body } of snapshots) {
    states.set(textId, { snapshot: body, tail: [], seq })
  }
  for (const { textId, seq, body } of tails) {
    const state = states.get(textId) ?? { snapshot: null, tail: [], seq: 0 }
    state.tail.push(body)
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
    for (const update of [...(state.snapshot ? [state.snapshot] : []), ...state.tail]) {
      Y.applyUpdate(doc, update)
    }
  })
  return doc
}
