import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { letter } from '../../../test/support/attacks.ts'
import { openFaithfully } from './faithful.ts'
import { openDocument } from './states.ts'

const ROOTS = ['en', 'zh']

const edit = fc.record({
  who: fc.nat(2),
  at: fc.nat(),
  text: fc.string({ minLength: 1, maxLength: 3 }),
  strike: fc.boolean(),
  hears: fc.boolean(),
  root: fc.constantFrom('en', 'zh'),
})

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never

/** What three honest people write, who hear of one another late, in the order in which it is recorded. */
function honestLog(edits: readonly Edit[]) {
  const docs = [1, 2, 3].map((client) => Object.assign(new Y.Doc(), { clientID: client }))
  const log: Uint8Array[] = []
  for (const { who, at, text, strike, hears, root } of edits) {
    const doc = docs[who]!
    if (hears) for (const update of log) Y.applyUpdate(doc, update)
    const before = Y.encodeStateVector(doc)
    const words = doc.getText(root)
    doc.transact(() => {
      if (strike && words.length > 0) words.delete(at % words.length, 1)
      else words.insert(at % (words.length + 1), text)
    })
    log.push(Y.encodeStateAsUpdate(doc, before))
  }
  return log
}

describe('a log that is put together in different ways', () => {
  it('T16 reads the same when it was written honestly, whoever hears of whom when', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 40 }), fc.nat(), async (edits, cut) => {
        const log = honestLog(edits)
        const at = log.length === 0 ? 0 : cut % log.length
        const snapshot =
          at === 0
            ? null
            : {
                body: Y.encodeStateAsUpdate(
                  openDocument({ snapshot: null, tail: log.slice(0, at), seq: at }),
                ),
                packed: false,
              }
        const state = { snapshot, tail: log.slice(at), seq: log.length }
        const doc = await openFaithfully(state, ROOTS)
        expect(ROOTS.map((root) => doc?.getText(root).toJSON())).toEqual(
          ROOTS.map((root) => openDocument(state).getText(root).toJSON()),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('Y15 does not when neighbours were made up, and that is found out', async () => {
    let different = 0
    const neighbours = fc.record({ client: fc.nat(1), left: fc.nat(), right: fc.nat() })
    await fc.assert(
      fc.asyncProperty(fc.array(neighbours, { minLength: 14, maxLength: 14 }), async (forged) => {
        const log = forgedLog(forged)
        const state = { snapshot: null, tail: log, seq: log.length }
        const doc = openDocument(state)
        const again = new Y.Doc()
        Y.applyUpdate(again, Y.encodeStateAsUpdate(doc))
        if (again.getText('en').toJSON() === doc.getText('en').toJSON()) return
        different += 1
        expect(await openFaithfully(state, ROOTS)).toBeUndefined()
      }),
      { numRuns: 300 },
    )
    expect(different).toBeGreaterThan(30)
  })
})

type Forged = { readonly client: number; readonly left: number; readonly right: number }

/** Six honest letters, then letters whose neighbours are any that are known. */
function forgedLog(forged: readonly Forged[]): Uint8Array[] {
  const honest = Object.assign(new Y.Doc(), { clientID: 1 })
  honest.getText('en').insert(0, 'abcdef')
  const log = [Y.encodeStateAsUpdate(honest)]
  const known = Array.from({ length: 6 }, (_, clock) => ({ client: 1, clock }))
  const next = [0, 0]
  for (const [index, { client: which, left, right }] of forged.entries()) {
    const client = 2 + which
    const clock = next[which]!
    const origin = known[left % known.length]!
    const rightOrigin = known[right % known.length]!
    log.push(letter({ client, clock }, 'UVWXYZuvwxyz!?'[index]!, { origin, rightOrigin }))
    known.push({ client, clock })
    next[which] = clock + 1
  }
  return log
}
