import * as Y from 'yjs'
import type { Sql } from '../db.ts'
import { logsAfter, rowsBetween } from './history-store.ts'
import { wordsOf } from './history.ts'
import { Replay, type TextHistory } from './replay.ts'

/** The histories of texts, each replayed once: what is asked for again begins where the last answer ended (RV7). */
export interface Histories {
  /** The histories of some texts up to now, by text. */
  read(sql: Sql, ids: readonly string[]): Promise<ReadonlyMap<string, TextHistory>>
  /** The words that some texts had at an instant, by text; those that were not there yet are left out. */
  at(
    sql: Sql,
    ids: readonly string[],
    instant: string,
  ): Promise<ReadonlyMap<string, Readonly<Record<string, string>>>>
  /** How many updates have been replayed since the start. */
  replayed(): number
}

/** Texts whose histories are kept in memory, and answers about instants. */
const KEPT_TEXTS = 600
const KEPT_ANSWERS = 2000

/** Keeps the histories of texts. */
export function createHistories(roots: readonly string[]): Histories {
  const followed = new Map<string, Replay>()
  const answers = new Map<string, Readonly<Record<string, string>>>()
  let replayed = 0
  // One replay at a time: two that extend the same history would tear it apart.
  let queue: Promise<unknown> = Promise.resolve()

  async function follow(sql: Sql, asked: readonly string[]): Promise<Map<string, Replay>> {
    // What is kept in memory is answered to those alone who may read the text now.
    const seen = await sql<
      { id: string }[]
    >`SELECT id FROM texts WHERE id = ANY(${[...asked]}::uuid[])`
    const ids = seen.map(({ id }) => id)
    const found = new Map(ids.map((id) => [id, followed.get(id) ?? new Replay(roots)]))
    const after = ids.map((id) => ({ id, seq: found.get(id)?.seq ?? 0 }))
    for (const row of await logsAfter(sql, after)) {
      found.get(row.textId)?.take(row)
      replayed += 1
    }
    for (const [id, own] of found) {
      own.settle()
      if (own.seq === 0) continue
      followed.delete(id)
      followed.set(id, own)
    }
    trim(followed, KEPT_TEXTS)
    return found
  }

  async function wordsAt(sql: Sql, id: string, { seq, epoch }: { seq: number; epoch: number }) {
    const key = `${id}/${seq}`
    const known = answers.get(key)
    if (known !== undefined) return known
    const start = followed.get(id)?.checkpointBefore(seq, epoch)
    const doc = new Y.Doc()
    if (start !== undefined) Y.applyUpdate(doc, start.state)
    const rows = await rowsBetween(sql, id, { epoch, after: start?.seq ?? 0, until: seq })
    doc.transact(() => {
      for (const { body } of rows) Y.applyUpdate(doc, body)
    })
    replayed += rows.length
    const words = wordsOf(doc, roots)
    answers.set(key, words)
    trim(answers, KEPT_ANSWERS)
    return words
  }

  return {
    read: (sql, ids) => {
      const found = queue.then(() => follow(sql, ids))
      queue = found.catch(() => undefined)
      return found
    },
    at: async (sql, ids, instant) => {
      const ends = await sql<{ id: string; seq: number; epoch: number }[]>`
        SELECT DISTINCT ON (text_id) text_id AS id, seq::int, epoch FROM text_updates
        WHERE text_id = ANY(${[...ids]}::uuid[]) AND at <= ${instant}
        ORDER BY text_id, seq DESC`
      const words = await Promise.all(
        ends.map(async (end) => [end.id, await wordsAt(sql, end.id, end)] as const),
      )
      return new Map(words)
    },
    replayed: () => replayed,
  }
}

/** Lets the oldest go; a map keeps the order in which its entries were set. */
function trim(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return
    map.delete(key)
  }
}
