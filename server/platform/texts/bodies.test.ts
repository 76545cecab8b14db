import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { pack, unpack } from './bodies.ts'

describe('T16 a packed state', () => {
  it('is the same update when it is unpacked, and much smaller', async () => {
    const update = typed(5000)
    const packed = await pack(update)
    expect(packed.packed).toBe(true)
    expect(packed.body.length).toBeLessThan(update.length / 2)
    const doc = new Y.Doc()
    Y.applyUpdate(doc, unpack(packed))
    const before = new Y.Doc()
    Y.applyUpdate(before, update)
    expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(before))
    expect(doc.getText('en').toJSON()).toBe(before.getText('en').toJSON())
  })

  it('stays as it is while it is small', async () => {
    const update = typed(20)
    expect(await pack(update)).toEqual({ body: update, packed: false })
    expect(unpack({ body: update, packed: false })).toBe(update)
  })
})

/** Writes and strikes here and there, so that the update is made of many pieces. */
function typed(edits: number): Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = 7
  const text = doc.getText('en')
  for (let edit = 0; edit < edits; edit++) {
    text.insert((edit * 7919) % (text.length + 1), 'abc字'[edit % 4] ?? 'a')
    if (edit % 9 === 8) text.delete((edit * 31) % text.length, 1)
  }
  return Y.encodeStateAsUpdate(doc)
}
