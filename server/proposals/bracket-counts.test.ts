import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { countBrackets } from '#shared/proposals'
import { historySteps, Replay, type HistoryRow } from '../platform/texts/index.ts'
import { BracketCounts } from './bracket-counts.ts'

const ROOTS = ['en', 'zh']
const LABELS = { A: ['A'], B: ['B'] }

/** A log of so many updates, one in each half minute, every third of which opens a bracket. */
function logOf(length: number): HistoryRow[] {
  const doc = new Y.Doc()
  const rows: HistoryRow[] = []
  doc.on('update', (body: Uint8Array) => {
    const at = new Date(Date.parse('2026-03-02T09:00:00.000Z') + rows.length * 30_000)
    rows.push({ textId: 't', seq: rows.length + 1, epoch: 1, author: 'ann', at, body })
  })
  for (let index = 0; index < length; index++) {
    doc.getText('en').insert(0, index % 3 === 0 ? `[${index % 2 === 0 ? 'A' : 'B'}: x] ` : 'y ')
  }
  return rows
}

const expected = (rows: readonly HistoryRow[], labels: Record<string, string[]>) =>
  historySteps(rows, ROOTS).map(({ to, text }) => {
    return { at: to, clauseId: 't', ...countBrackets(text, labels) }
  })

describe('the number of brackets after each step', () => {
  it('RV7 is counted once for each step, also of a step that goes on, and says what the whole log says', async () => {
    const rows = logOf(60)
    const replay = new Replay(ROOTS)
    const counts = new BracketCounts(ROOTS)
    for (const [index, row] of rows.entries()) {
      replay.take(row)
      replay.settle()
      const read = await counts.read(new Map([['t', replay]]), LABELS, () => {
        throw new Error('the whole log is not needed')
      })
      expect(read).toEqual(expected(rows.slice(0, index + 1), LABELS))
    }
    expect(counts.steps).toBeLessThan(3 * rows.length)
  })

  it('RV7 is read from the whole log where steps are missing, and counted anew when names change', async () => {
    const rows = logOf(1300)
    const replay = new Replay(ROOTS)
    for (const row of rows) replay.take(row)
    replay.settle()
    expect(replay.steps.length).toBeLessThan(replay.count)
    const counts = new BracketCounts(ROOTS)
    const whole = () => Promise.resolve(rows)
    for (const labels of [LABELS, LABELS, { A: ['C'], B: ['B'] }]) {
      expect(await counts.read(new Map([['t', replay]]), labels, whole)).toEqual(
        expected(rows, labels),
      )
    }
    expect(counts.steps).toBe(2 * replay.count + 1)
  })
})
