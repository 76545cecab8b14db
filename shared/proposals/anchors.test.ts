import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { fillText, passageOf, placeOfPassage, plainRoot, type Passage } from './index.ts'

const TEXT = '00000000-0000-4000-8000-00000000000a'

function textOf(words: string): Y.Doc {
  const doc = new Y.Doc()
  fillText(doc, { en: [{ text: words }] })
  return doc
}

function fix(doc: Y.Doc, from: number, to: number): Passage {
  return passageOf(doc, { textId: TEXT, language: 'en' }, { from, to })!
}

function quoted(doc: Y.Doc, passage: Passage): string | undefined {
  const place = placeOfPassage(doc, passage)
  return place.is === 'standing' ? plainRoot(doc, 'en').slice(place.from, place.to) : undefined
}

function sync(one: Y.Doc, two: Y.Doc): void {
  const vectors = [Y.encodeStateVector(one), Y.encodeStateVector(two)] as const
  const updates = [Y.encodeStateAsUpdate(one, vectors[1]), Y.encodeStateAsUpdate(two, vectors[0])]
  Y.applyUpdate(two, updates[0]!)
  Y.applyUpdate(one, updates[1]!)
}

/** What a text is to the oracle: every character that ever stood, in order, and whether it still does. */
class Oracle {
  readonly units: { readonly unit: string; stands: boolean }[]
  constructor(words: string) {
    this.units = Array.from(words).map((unit) => ({ unit, stands: true }))
  }
  insert(offset: number, words: string): void {
    const fresh = Array.from(words).map((unit) => ({ unit, stands: true }))
    this.units.splice(offset === 0 ? 0 : this.#index(offset - 1) + 1, 0, ...fresh)
  }
  delete(offset: number, count: number): void {
    for (let left = count; left > 0; left--) this.units[this.#index(offset)]!.stands = false
  }
  /** Whether nothing was struck at this very place, so that there is one place to write at. */
  isPlain(offset: number): boolean {
    const before = offset === 0 ? -1 : this.#index(offset - 1)
    const behind = offset === this.words.length ? this.units.length : this.#index(offset)
    return behind === before + 1
  }
  get words(): string {
    return between(this.units)
  }
  #index(offset: number): number {
    let at = -1
    for (let left = offset; left >= 0; left--) {
      do at++
      while (!this.units[at]!.stands)
    }
    return at
  }
}

function between(units: readonly { readonly unit: string; readonly stands: boolean }[]): string {
  return units.map(({ unit, stands }) => (stands ? unit : '')).join('')
}

const edits = fc.array(
  fc.record({
    at: fc.nat(60),
    cut: fc.nat(6),
    add: fc.string({ maxLength: 5, unit: 'grapheme-ascii' }),
  }),
  { maxLength: 40 },
)
const passages = fc.record({
  words: fc.string({ minLength: 2, maxLength: 40, unit: 'grapheme-ascii' }),
  a: fc.nat(39),
  b: fc.nat(39),
})

function bounds({ words, a, b }: { words: string; a: number; b: number }) {
  const [one, two] = [a % words.length, b % words.length]
  return { from: Math.min(one, two), to: Math.max(one, two) + 1 }
}

describe('the passage of a comment', () => {
  it('CT3 begins and ends with its own characters whatever is written and struck around and in it', () => {
    fc.assert(
      fc.property(passages, edits, (start, changes) => {
        const { from, to } = bounds(start)
        const doc = textOf(start.words)
        const oracle = new Oracle(start.words)
        // The oracle says nothing of quotes, so the passage has one that is nowhere in the text.
        const passage = { ...fix(doc, from, to), quote: '☞' }
        const [first, last] = [oracle.units[from]!, oracle.units[to - 1]!]
        for (const { at, cut, add } of changes) {
          const length = oracle.words.length
          const offset = at % (length + 1)
          const count = Math.min(cut, length - offset)
          const text = doc.getText('en')
          text.delete(offset, count)
          oracle.delete(offset, count)
          const place = [offset, at % (oracle.words.length + 1)].find((one) => oracle.isPlain(one))
          if (place !== undefined) {
            text.insert(place, add)
            oracle.insert(place, add)
          }
          const own = between(
            oracle.units.slice(oracle.units.indexOf(first), oracle.units.indexOf(last) + 1),
          )
          expect(plainRoot(doc, 'en')).toBe(oracle.words)
          expect(quoted(doc, passage)).toBe(own === '' ? undefined : own)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('CT3 is the same for everyone, and keeps every surviving character and no other’s', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz'
    fc.assert(
      fc.property(fc.nat(25), fc.nat(25), edits, edits, (a, b, mine, theirs) => {
        const { from, to } = bounds({ words: letters, a, b })
        const one = textOf(letters)
        const two = new Y.Doc()
        sync(one, two)
        const passage = fix(one, from, to)
        for (const [doc, changes] of [
          [one, mine],
          [two, theirs],
        ] as const) {
          for (const { at, cut, add } of changes) {
            const text = doc.getText('en')
            const offset = at % (text.length + 1)
            text.delete(offset, Math.min(cut, text.length - offset))
            text.insert(offset, add.toUpperCase().replace(/[^A-Z]/g, '#'))
          }
        }
        sync(one, two)
        expect(placeOfPassage(one, passage)).toEqual(placeOfPassage(two, passage))
        const place = placeOfPassage(one, passage)
        const words = plainRoot(one, 'en')
        const [left, inside, right] =
          place.is === 'standing'
            ? [words.slice(0, place.from), words.slice(place.from, place.to), words.slice(place.to)]
            : [words, '', '']
        const survivors = Array.from(letters.slice(from, to)).filter((letter) =>
          words.includes(letter),
        )
        const kept = inside.replace(/[^a-z]/g, '')
        expect(kept).toBe(survivors.join(''))
        expect((left + right).replace(/[^a-z]/g, '')).toBe(
          Array.from(letters)
            .filter((each) => words.includes(each) && !kept.includes(each))
            .join(''),
        )
      }),
      { numRuns: 80 },
    )
  })

  it('CT5 is found by its quote in a text that began afresh', () => {
    const doc = textOf('Each side shall retain data. Each side shall publish a list.')
    const passage = fix(doc, 39, 44)
    expect(passage.quote).toBe('shall')
    doc.getText('en').insert(0, 'Recalling that: ')
    const fresh = textOf(plainRoot(doc, 'en'))
    expect(placeOfPassage(fresh, passage)).toEqual({
      is: 'standing',
      isAsQuoted: true,
      from: 55,
      to: 60,
    })
  })

  it('CT5 comes back when its words are put back, and not before', () => {
    const doc = textOf('Definitions will be prepared by experts of both sides.')
    const passage = fix(doc, 12, 28)
    const undo = new Y.UndoManager(doc.getText('en'))
    doc.getText('en').delete(10, 20)
    expect(placeOfPassage(doc, passage)).toEqual({ is: 'detached' })
    undo.undo()
    expect(quoted(doc, passage)).toBe('will be prepared')
  })

  it('CT5 is detached rather than put beside words that it never stood among', () => {
    const doc = textOf('The parties shall meet. They may agree. Nobody shall leave.')
    const passage = fix(doc, 12, 17)
    doc.getText('en').delete(4, 16)
    expect(placeOfPassage(doc, passage)).toEqual({ is: 'detached' })
    expect(placeOfPassage(textOf('x shall x shall x'), passage)).toEqual({ is: 'detached' })
  })

  it('CT5 is detached when equal words stand in several places alike', () => {
    const passage = fix(textOf('normal commercial flows'), 0, 23)
    const twice = textOf('normal commercial flows; normal commercial flows')
    expect(placeOfPassage(twice, passage)).toEqual({ is: 'detached' })
  })

  it('CT6 whose words changed says so', () => {
    const doc = textOf('a list of ten categories')
    const passage = fix(doc, 2, 24)
    expect(placeOfPassage(doc, passage)).toMatchObject({ isAsQuoted: true })
    doc.getText('en').insert(10, 'exactly ')
    expect(placeOfPassage(doc, passage)).toMatchObject({ isAsQuoted: false, from: 2, to: 32 })
  })

  it('CT5 stands nowhere when its places cannot be read', () => {
    const doc = textOf('words')
    const passage = { ...fix(doc, 0, 5), anchor: '////', head: 'AAAA', quote: 'other words' }
    expect(placeOfPassage(doc, passage)).toEqual({ is: 'detached' })
  })
})
