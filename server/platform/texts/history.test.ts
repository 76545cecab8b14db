import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { historySteps, type HistoryRow } from './history.ts'
import { Replay } from './replay.ts'

const ROOTS = ['en', 'zh']

/** A log as it is written: each edit one update of its author, in one document for each epoch. */
function logOf(edits: [epoch: number, author: string, second: number, (text: Y.Text) => void][]) {
  const rows: HistoryRow[] = []
  const docs = new Map<number, Y.Doc>()
  for (const [epoch, author, second, edit] of edits) {
    const doc = docs.get(epoch) ?? new Y.Doc()
    docs.set(epoch, doc)
    const before = Y.encodeStateVector(doc)
    doc.transact(() => {
      edit(doc.getText('en'))
    })
    const body = Y.encodeStateAsUpdate(doc, before)
    const at = new Date(Date.parse('2026-03-02T09:00:00.000Z') + second * 1000)
    rows.push({ textId: 't', seq: rows.length + 1, epoch, author, at, body })
  }
  return rows
}

function words(rows: HistoryRow[]) {
  const replay = new Replay(ROOTS)
  for (const row of rows) replay.take(row)
  replay.settle()
  return replay.written['en']!.map(({ by, text }) => `${by}:${text}`)
}

describe('the history of a text', () => {
  const rows = logOf([
    [1, 'ann', 0, (text) => text.insert(0, 'The sides shall notify.')],
    [1, 'bob', 10, (text) => text.insert(9, ', promptly,')],
    [1, 'ann', 20, (text) => text.delete(0, 4)],
    [1, 'ann', 30, (text) => text.insert(0, 'All ')],
    [1, 'ann', 90, (text) => text.insert(text.length, ' Soon.')],
  ])

  it('RV4 puts neighbours by one hand within one minute together', () => {
    expect(historySteps(rows, ROOTS).map(({ by, seq, text }) => [by, seq, text['en']])).toEqual([
      ['ann', 1, 'The sides shall notify.'],
      ['bob', 2, 'The sides, promptly, shall notify.'],
      ['ann', 4, 'All sides, promptly, shall notify.'],
      ['ann', 5, 'All sides, promptly, shall notify. Soon.'],
    ])
    expect(historySteps(rows, ROOTS)[2]).toMatchObject({
      from: '2026-03-02T09:00:20.000Z',
      to: '2026-03-02T09:00:30.000Z',
    })
  })

  it('RV5 says who wrote the words that stand, across a beginning afresh', () => {
    const stands = ['ann:All ', 'ann:sides', 'bob:, promptly,', 'ann: shall notify.', 'ann: Soon.']
    expect(words(rows)).toEqual(stands)
    const afresh = logOf([
      [2, 'eve', 200, (text) => text.insert(0, 'All sides, promptly, shall notify. Soon.')],
      [2, 'bob', 210, (text) => text.insert(0, 'Now ')],
    ])
    expect(words([...rows, ...afresh])).toEqual(['bob:Now ', ...stands])
    const replaced = logOf([
      [2, 'eve', 200, (text) => text.insert(0, 'All sides, promptly, shall tell. Soon.')],
    ])
    expect(words([...rows, ...replaced])).toContain('eve:tell')
    expect(words([...rows, ...replaced])).toContain('bob:, promptly,')
  })
})
