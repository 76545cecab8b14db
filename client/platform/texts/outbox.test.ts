import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Outbox } from './outbox.ts'
import { fromBase64 } from './wire.ts'

describe('what is written while four updates are on their way is gathered into one', () => {
  it('TY11 lets four go out one by one, and the rest as one whose words are whole', () => {
    const { outbox, type } = page()
    const sent = []
    for (const letter of 'abcdefgh') {
      type(letter)
      sent.push(...outbox.due())
    }
    expect(sent.map(({ mid }) => mid)).toEqual(['1', '2', '3', '4'])
    expect([outbox.length, outbox.changes]).toEqual([5, 8])
    outbox.acknowledged('2')
    sent.push(...outbox.due())
    expect(sent.map(({ mid }) => mid)).toEqual(['1', '2', '3', '4', '5'])
    expect(wordsOf(sent)).toBe('abcdefgh')
    expect(outbox.due()).toEqual([])
  })

  it('never changes an update that the server may know', () => {
    const { outbox, type } = page()
    type('a')
    const [first] = outbox.due()
    outbox.again()
    type('b')
    expect(outbox.all()[0]).toEqual(first)
    expect(outbox.due().map(({ mid }) => mid)).toEqual(['1', '2'])
  })

  it('leaves what an earlier page kept as it was, and takes it once', () => {
    const before = page()
    before.type('a')
    const left = before.outbox.all()
    const { outbox, type } = page()
    expect(outbox.restore(left)).toEqual(left)
    expect(outbox.restore(left)).toEqual([])
    type('b')
    expect(outbox.length).toBe(2)
    expect(outbox.all()[0]).toEqual(left[0])
  })

  it('gathers no more than the server takes at once', () => {
    const { outbox, type } = page()
    for (let written = 0; written < 40; written++) type('x'.repeat(1000))
    expect(outbox.length).toBe(3)
    expect(outbox.all().every(({ update }) => fromBase64(update).length < 17_000)).toBe(true)
    expect(wordsOf(outbox.all())).toHaveLength(40_000)
  })
})

function page() {
  let ids = 0
  const outbox = new Outbox(() => `${++ids}`)
  const doc = new Y.Doc({ gc: false })
  doc.on('update', (update: Uint8Array) => outbox.add(update, 0))
  const type = (words: string) => doc.getText('en').insert(doc.getText('en').length, words)
  return { outbox, type }
}

function wordsOf(sent: readonly { readonly update: string }[]): string {
  const doc = new Y.Doc()
  for (const { update } of sent) Y.applyUpdate(doc, fromBase64(update))
  return doc.getText('en').toJSON()
}
