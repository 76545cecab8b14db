import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  EMPTY_HEAD,
  chain,
  checkRecordFile,
  recordFile,
  recordFileSchema,
  type Draft,
  type RecordFile,
  type RecordedEvent,
} from './index.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const DIALOGUE = '00000000-0000-4000-8000-000000000001'
const stamp = { actor: 'system', at: '2026-01-01T00:00:00.000Z' }
const SIDE: Draft['audience'] = 'delegation:00000000-0000-4000-8000-000000000002'

function fileOf(audiences: readonly Draft['audience'][]): RecordFile {
  const drafts = audiences.map((audience, n) => ({ audience, type: 'Noted', v: 1, payload: { n } }))
  const events = chain(DIALOGUE, drafts, new Map(), stamp, sha256)
  const last = (audience: string) => {
    const event = events.filter((one) => one.audience === audience).at(-1)
    return event === undefined ? EMPTY_HEAD : { seq: event.seq, hash: event.hash }
  }
  const of = { dialogueId: DIALOGUE, title: { en: 'A', zh: '甲' }, savedAt: stamp.at }
  return recordFile(of, events, last)
}

function withEvents(
  file: RecordFile,
  change: (events: readonly RecordedEvent[]) => readonly RecordedEvent[],
) {
  const streams = file.streams.map((stream, n) =>
    n === 0 ? { ...stream, events: [...change(stream.events)] } : stream,
  )
  return { ...file, streams }
}

describe('a record as a file', () => {
  const file = fileOf(['room', SIDE, 'room', 'moderators', 'room'])

  it('RC11 a file survives being written and read, and passes', () => {
    const read = recordFileSchema.parse(JSON.parse(JSON.stringify(file)))
    expect(read).toEqual(file)
    const found = checkRecordFile(read, sha256)
    expect(found.map(({ audience, check }) => [audience, check.ok])).toEqual([
      ['room', true],
      [SIDE, true],
      ['moderators', true],
    ])
  })

  it('RC11 what was changed, taken out, cut off or put elsewhere is named', () => {
    const first = (changed: RecordFile) => checkRecordFile(changed, sha256)[0]?.check
    const tampered = withEvents(file, (events) =>
      events.map((e) => (e.seq === 2 ? { ...e, payload: { n: 99 } } : e)),
    )
    expect(first(tampered)).toEqual({ ok: false, seq: 2, why: 'hash' })
    const without = withEvents(file, (events) => events.filter(({ seq }) => seq !== 2))
    expect(first(without)).toEqual({ ok: false, seq: 3, why: 'gap' })
    const short = withEvents(file, (events) => events.slice(0, 2))
    expect(first(short)).toEqual({ ok: false, seq: 3, why: 'head' })
    const elsewhere = withEvents(file, () => file.streams[1]?.events ?? [])
    expect(first(elsewhere)).toEqual({ ok: false, seq: 1, why: 'place' })
  })

  it('RC11 whichever event is changed, it is the first that is named', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (seq) => {
        const long = fileOf(Array.from({ length: 12 }, () => 'room' as const))
        const changed = withEvents(long, (events) =>
          events.map((e) => (e.seq === seq ? { ...e, at: '2026-02-02T00:00:00.000Z' } : e)),
        )
        expect(checkRecordFile(changed, sha256)[0]?.check).toMatchObject({ ok: false, seq })
      }),
    )
  })
})
