import { mergeLog } from '#shared/proposals'
import * as Y from 'yjs'
import type { Database } from '../db.ts'
import { openDocument, storedStates, type StoredState } from './states.ts'
import { findTexts, keepSnapshot } from './store.ts'

/** Makes snapshots behind the writers' backs. */
export interface Compactor {
  /** Asks for a snapshot of a text; asking twice makes one. */
  ask(textId: string): void
  /** Settles when nothing is left to do. */
  settled(): Promise<void>
}

/** Up to this many bytes a document is built, which drops what was deleted; beyond, updates are only merged. */
const LARGEST_DOCUMENT = 512 * 1024

/** Builds the compactor: one text after another, never inside a commit. */
export function createCompactor({
  db,
  report,
}: {
  readonly db: Database
  readonly report: (error: unknown) => void
}): Compactor {
  const wanted = new Set<string>()
  let running: Promise<void> | undefined

  async function work(): Promise<void> {
    for (const textId of wanted) {
      wanted.delete(textId)
      await compact(db, textId).catch(report)
    }
    running = undefined
  }

  return {
    ask: (textId) => {
      wanted.add(textId)
      running ??= work()
    },
    settled: async () => {
      while (running !== undefined) await running
    },
  }
}

async function compact(db: Database, textId: string): Promise<void> {
  const read = await db.begin('isolation level repeatable read read only', async (tx) => {
    const [row] = await findTexts(tx, [textId])
    const states = await storedStates(tx, [textId])
    return { row, state: states.get(textId) }
  })
  const { row, state } = read
  if (row === undefined || state === undefined || state.tail.length === 0) return
  const size = [state.snapshot ?? [], ...state.tail].reduce((sum, { length }) => sum + length, 0)
  const body = size <= LARGEST_DOCUMENT ? Y.encodeStateAsUpdate(openDocument(state)) : merged(state)
  await keepSnapshot(db, { textId, epoch: row.epoch, seq: state.seq, body })
}

function merged({ snapshot, tail }: StoredState): Uint8Array {
  const behind = mergeLog(tail)
  return snapshot === null ? behind : Y.mergeUpdates([snapshot, behind])
}
