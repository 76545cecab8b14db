import { mergeLog } from '#shared/proposals'
import * as Y from 'yjs'
import type { Database } from '../db.ts'
import { SYSTEM } from '../ledger.ts'
import { pack } from './bodies.ts'
import { openFaithfully } from './faithful.ts'
import { begunWith, storedStates, type StoredState } from './states.ts'
import { findTexts, holdText, keepSnapshot, type TextRow } from './store.ts'
import { isLong, tailOf } from './tails.ts'
import { rebuildText } from './words.ts'

/** Makes snapshots behind the writers' backs. */
export interface Compactor {
  /** Asks for a snapshot of a text; asking twice makes one. */
  ask(textId: string): void
  /** Asks for a snapshot of a text as soon as nobody changes it, or when this process stops. */
  askWhenQuiet(textId: string): void
  /** Asks whether a text reads the same in whichever way it is put together; asking twice looks once. */
  compare(textId: string): void
  /** Settles when nothing is left to do. */
  settled(): Promise<void>
}

/** Up to this many bytes a document is built, which drops what was deleted; beyond, updates are only merged. */
const LARGEST_DOCUMENT = 512 * 1024
/** Texts of which it is remembered where they were compared. */
const MOST_PLACES = 500
/** Milliseconds before work begins that was asked for: whoever opens the text meanwhile does not wait for it. */
const BEGIN_AFTER = 1000
/** Milliseconds without a change after which a text is quiet. */
const QUIET = 3000

/** Builds the compactor: one text after another, never inside a commit. */
export function createCompactor({
  db,
  report,
  onAfresh,
}: {
  readonly db: Database
  readonly report: (error: unknown) => void
  /** Is told of a text that had to begin afresh. */
  readonly onAfresh: (textId: string) => Promise<void>
}): Compactor {
  const wanted = new Map<string, 'snapshot' | 'comparison'>()
  /** Where texts stood that were found to read the same. */
  const compared = new Map<string, string>()
  /** Those that wait for quiet. */
  const restless = new Map<string, NodeJS.Timeout>()
  let running: Promise<void> | undefined
  let beginNow = (): void => undefined

  async function work(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, BEGIN_AFTER)
      beginNow = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    for (const [textId, what] of wanted) {
      wanted.delete(textId)
      await look(textId, what).catch(report)
    }
    running = undefined
  }

  async function look(textId: string, what: 'snapshot' | 'comparison'): Promise<void> {
    const read = await readStored(db, textId)
    if (read === undefined || read.state.tail.length === 0) return
    const { row, state } = read
    // Somebody else may have made one since it was asked for, or it was made for an earlier pause (T16).
    if (what === 'snapshot' && !isLong(tailOf(state.tail))) return
    const place = { textId, epoch: row.epoch, seq: state.seq }
    const stands = `${row.epoch}/${state.seq}`
    if (what === 'comparison' && compared.get(textId) === stands) return
    const size = tailOf([...begunWith(state), ...state.tail]).bytes
    if (size > LARGEST_DOCUMENT && what === 'snapshot') {
      await keepSnapshot(db, { ...(await pack(merged(state))), ...place })
      return
    }
    const doc = await openFaithfully(state, row.roots)
    if (doc === undefined) {
      if (await beginAfresh(db, row)) await onAfresh(textId)
      return
    }
    remember(compared, textId, stands)
    if (what === 'comparison') return
    await keepSnapshot(db, { ...(await pack(Y.encodeStateAsUpdate(doc))), ...place })
  }

  function begin(textId: string, what: 'snapshot' | 'comparison'): void {
    if (what === 'snapshot') {
      clearTimeout(restless.get(textId))
      restless.delete(textId)
    }
    if (wanted.get(textId) !== 'snapshot') wanted.set(textId, what)
    running ??= work()
  }

  return {
    ask: (textId) => begin(textId, 'snapshot'),
    askWhenQuiet: (textId) => {
      const timer = restless.get(textId)
      if (timer !== undefined) timer.refresh()
      else
        restless.set(
          textId,
          setTimeout(() => begin(textId, 'snapshot'), QUIET),
        )
    },
    compare: (textId) => begin(textId, 'comparison'),
    settled: async () => {
      for (const textId of restless.keys()) begin(textId, 'snapshot')
      while (running !== undefined) {
        beginNow()
        await running
      }
    },
  }
}

function readStored(db: Database, textId: string) {
  return db.begin('isolation level repeatable read read only', async (tx) => {
    const [row] = await findTexts(tx, [textId])
    const state = (await storedStates(tx, [textId])).get(textId)
    if (row === undefined || state === undefined) return undefined
    const [begun] = begunWith(state)
    return { row, state: { ...state, snapshot: begun ? { body: begun, packed: false } : null } }
  })
}

/** Begins a text afresh from its words as its log reads in order, unless somebody else did; answers whether it did. */
function beginAfresh(db: Database, { id, epoch }: TextRow): Promise<boolean> {
  return db.begin(async (tx) => {
    const now = await holdText(tx, id)
    if (now?.epoch !== epoch) return false
    await rebuildText(tx, id, SYSTEM, new Date().toISOString())
    return true
  })
}

function remember(places: Map<string, string>, textId: string, place: string): void {
  places.delete(textId)
  places.set(textId, place)
  const [oldest] = places.keys()
  if (places.size > MOST_PLACES && oldest !== undefined) places.delete(oldest)
}

function merged(state: StoredState): Uint8Array {
  return Y.mergeUpdates([...begunWith(state), mergeLog(state.tail)])
}
