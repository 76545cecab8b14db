import { plainRoot, redline, type WrittenRun } from '#shared/proposals'
import * as Y from 'yjs'
import type { Sql } from '../db.ts'

/** One update of a text's whole log, of every epoch. */
export interface HistoryRow {
  readonly textId: string
  readonly seq: number
  readonly epoch: number
  readonly author: string
  readonly at: Date
  readonly body: Uint8Array
}

/** A stretch of a text's log, and the words as they stood after it. */
export interface HistoryStep {
  readonly textId: string
  readonly by: string
  readonly from: string
  readonly to: string
  readonly seq: number
  readonly text: Readonly<Record<string, string>>
}

/** Reads the whole logs of some texts, in order, by text. */
export async function wholeLogs(
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly HistoryRow[]>> {
  const rows = await sql<HistoryRow[]>`
    SELECT text_id AS "textId", seq::int, epoch, author, at, body FROM text_updates
    WHERE text_id = ANY(${[...ids]}::uuid[]) ORDER BY text_id, seq`
  return byText(rows)
}

/** Replays a text's log: neighbours by the same hand within the same minute are one step. */
export function historySteps(rows: readonly HistoryRow[], roots: readonly string[]): HistoryStep[] {
  const steps: HistoryStep[] = []
  let doc = new Y.Doc()
  let first = 0
  for (const [index, row] of rows.entries()) {
    if (rows[index - 1]?.epoch !== row.epoch) doc = new Y.Doc()
    Y.applyUpdate(doc, row.body)
    const next = rows[index + 1]
    if (next !== undefined && isSameStep(row, next)) continue
    steps.push({
      textId: row.textId,
      by: row.author,
      from: (rows[first] ?? row).at.toISOString(),
      to: row.at.toISOString(),
      seq: row.seq,
      text: wordsOf(doc, roots),
    })
    first = index + 1
  }
  return steps
}

/** Replays a text's log and answers the words as they stood around an instant, after each update that is near it. */
export function wordsAround(
  rows: readonly HistoryRow[],
  roots: readonly string[],
  { at, within }: { readonly at: number; readonly within: number },
): Readonly<Record<string, string>>[] {
  const found: Readonly<Record<string, string>>[] = []
  let doc = new Y.Doc()
  for (const [index, row] of rows.entries()) {
    if (row.at.getTime() > at + within) break
    if (rows[index - 1]?.epoch !== row.epoch) doc = new Y.Doc()
    Y.applyUpdate(doc, row.body)
    const next = rows[index + 1]
    if (next === undefined || next.at.getTime() >= at - within) found.push(wordsOf(doc, roots))
  }
  return found
}

function byText(rows: readonly HistoryRow[]): Map<string, HistoryRow[]> {
  const logs = new Map<string, HistoryRow[]>()
  for (const row of rows) {
    const log = logs.get(row.textId)
    if (log === undefined) logs.set(row.textId, [row])
    else log.push(row)
  }
  return logs
}

/** A change of a text as Yjs tells of it. */
export interface Change {
  readonly insert?: string | object
  readonly delete?: number
  readonly retain?: number
}

/** Who wrote something, and when. */
export type Hand = Pick<WrittenRun, 'by' | 'at'>

/** Whether two updates that follow one another are one step: by one hand, within one minute. */
export function isSameStep(one: HistoryRow, other: HistoryRow): boolean {
  const minute = ({ at }: HistoryRow) => Math.floor(at.getTime() / 60_000)
  return one.author === other.author && one.epoch === other.epoch && minute(one) === minute(other)
}

/** Who wrote the words of a text that began afresh: whoever wrote them before (RV5). */
export function carriedOver(
  runs: readonly WrittenRun[],
  doc: Y.Doc,
  root: string,
  hand: Hand,
): WrittenRun[] {
  const before = runs.map(({ text }) => text).join('')
  const changes = redline(before, plainRoot(doc, root), root).map(({ kind, text }): Change => {
    if (kind === 'ins') return { insert: text }
    return kind === 'del' ? { delete: text.length } : { retain: text.length }
  })
  return edited(runs, changes, hand)
}

/** Who wrote the words after a change by one hand. */
export function edited(
  runs: readonly WrittenRun[],
  changes: readonly Change[],
  hand: Hand,
): WrittenRun[] {
  const after: WrittenRun[] = []
  const rest = [...runs]
  const take = (length: number, keep: boolean) => {
    while (length > 0) {
      const run = rest.shift()
      if (run === undefined) return
      const text = run.text.slice(0, length)
      if (keep) after.push({ ...run, text })
      if (run.text.length > length) rest.unshift({ ...run, text: run.text.slice(length) })
      length -= text.length
    }
  }
  for (const change of changes) {
    if (typeof change.insert === 'string') after.push({ ...hand, text: change.insert })
    take(change.retain ?? 0, true)
    take(change.delete ?? 0, false)
  }
  return joined([...after, ...rest])
}

function joined(runs: readonly WrittenRun[]): WrittenRun[] {
  const together: WrittenRun[] = []
  for (const run of runs) {
    const last = together.at(-1)
    if (last?.by === run.by && last.at === run.at) {
      together[together.length - 1] = { ...last, text: last.text + run.text }
    } else together.push(run)
  }
  return together
}

/** The plain words of a document's roots. */
export function wordsOf(doc: Y.Doc, roots: readonly string[]): Record<string, string> {
  return Object.fromEntries(roots.map((root) => [root, plainRoot(doc, root)]))
}
