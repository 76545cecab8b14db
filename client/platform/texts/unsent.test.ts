import { fillText, plainRoot } from '#shared/proposals'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { unsentOf } from './unsent.ts'

const edits = fc.array(
  fc.record({ at: fc.nat(40), cut: fc.nat(5), word: fc.constantFrom('', 'a', 'freely', '数据') }),
  { maxLength: 8 },
)
type Edits = typeof edits extends fc.Arbitrary<infer T> ? T : never

function type(doc: Y.Doc, all: Edits): void {
  const text = doc.getText('en')
  for (const { at, cut, word } of all) {
    const from = Math.min(at, text.length)
    text.delete(from, Math.min(cut, text.length - from))
    text.insert(from, word)
  }
}

function afresh(words: string): Y.Doc {
  const doc = new Y.Doc()
  fillText(doc, { en: [{ text: words }] })
  return doc
}

function typed(before: Edits, after: Edits) {
  const doc = new Y.Doc({ gc: false })
  type(doc, before)
  const words = plainRoot(doc, 'en')
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  type(doc, after)
  return { lost: { doc, updates, isSameEpoch: false }, words }
}

describe('words that the server did not take', () => {
  it('TY4 fit a text that begins afresh with the very words on which they were written', () => {
    fc.assert(
      fc.property(edits, edits, (before, after) => {
        const { lost, words } = typed(before, after)
        const unsent = unsentOf('text/locked', lost, afresh(words), ['en'])
        expect(unsent?.fits ?? true).toBe(true)
        expect(unsent === undefined).toBe(plainRoot(lost.doc, 'en') === words)
      }),
    )
  })

  it('TY4 do not fit a text that begins afresh with other words', () => {
    fc.assert(
      fc.property(edits, edits, (before, after) => {
        const { lost, words } = typed(before, after)
        const unsent = unsentOf('text/begun-afresh', lost, afresh(`${words}.`), ['en'])
        expect(unsent?.fits ?? false).toBe(false)
      }),
    )
  })
})
