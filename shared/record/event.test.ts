import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_HEAD, GENESIS, chain, checkChain, eventHash, type Draft } from './index.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const DIALOGUE = '00000000-0000-4000-8000-000000000001'
const stamp = { actor: 'system', at: '2026-01-01T00:00:00.000Z' }

const draft = (audience: Draft['audience'], n: number): Draft => ({
  audience,
  type: 'Noted',
  v: 1,
  payload: { n },
})

describe('the record', () => {
  it('RC2 the hash covers every other member', () => {
    const [event] = chain(DIALOGUE, [draft('room', 1)], new Map(), stamp, sha256)
    const { hash, ...body } = event!
    expect(eventHash(body, sha256)).toBe(hash)
    for (const change of [
      { seq: 2 },
      { actor: DIALOGUE },
      { payload: { n: 2 } },
      { type: 'Other' },
    ]) {
      expect(eventHash({ ...body, ...change }, sha256)).not.toBe(hash)
    }
  })

  it('RC3 every stream is numbered by itself, from the zeros on', () => {
    const events = chain(
      DIALOGUE,
      [draft('room', 1), draft('moderators', 2), draft('room', 3)],
      new Map(),
      stamp,
      sha256,
    )
    expect(events.map((e) => [e.audience, e.seq])).toEqual([
      ['room', 1],
      ['moderators', 1],
      ['room', 2],
    ])
    expect(events[1]!.prevHash).toBe(GENESIS)
    expect(events[2]!.prevHash).toBe(events[0]!.hash)
  })

  it('RC3 a stream is the same whatever is written to the others', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<Draft['audience']>('room', 'moderators')),
        (audiences) => {
          const drafts = audiences.map((audience) => draft(audience, 7))
          const mixed = chain(DIALOGUE, drafts, new Map(), stamp, sha256)
          const alone = chain(
            DIALOGUE,
            drafts.filter((d) => d.audience === 'room'),
            new Map(),
            stamp,
            sha256,
          )
          expect(mixed.filter((e) => e.audience === 'room')).toEqual(alone)
        },
      ),
    )
  })

  it('RC4 a whole stream passes; a gap, a broken link and a changed event are found', () => {
    const events = chain(
      DIALOGUE,
      [1, 2, 3].map((n) => draft('room', n)),
      new Map(),
      stamp,
      sha256,
    )
    expect(checkChain(events, sha256)).toMatchObject({ ok: true, head: { seq: 3 } })
    expect(checkChain([events[0]!, events[2]!], sha256)).toEqual({ ok: false, seq: 3, why: 'gap' })
    const changed = events.map((e) => (e.seq === 2 ? { ...e, payload: { n: 9 } } : e))
    expect(checkChain(changed, sha256)).toEqual({ ok: false, seq: 2, why: 'hash' })
    const relinked = events.map((e) => (e.seq === 2 ? { ...e, prevHash: GENESIS } : e))
    expect(checkChain(relinked, sha256)).toEqual({ ok: false, seq: 2, why: 'link' })
    expect(checkChain([], sha256)).toEqual({ ok: true, head: EMPTY_HEAD })
  })
})
