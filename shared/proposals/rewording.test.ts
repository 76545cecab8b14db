import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdits, carryOver, clashes, editsBetween } from './index.ts'

const word = fc.constantFrom('shall', 'should', 'act', '[x]', 'data', '.', '各方', '应当', '\n')
const joined = fc.array(word, { maxLength: 12 }).map((list) => list.join(' '))
const language = fc.constantFrom('en', 'zh')

describe('a clause worded anew', () => {
  test('BR28 the edits lead from one text to the other and leave what both have', () => {
    expect(editsBetween('Each side shall act.', 'Each side may act now.', 'en')).toEqual([
      { from: 10, to: 15, insert: 'may' },
      { from: 19, to: 19, insert: ' now' },
    ])
    fc.assert(
      fc.property(joined, joined, language, (before, after, of) => {
        expect(applyEdits(before, editsBetween(before, after, of))).toBe(after)
      }),
    )
  })

  test('AM9 a draft takes over what changed in the clause, and keeps its own words where both changed', () => {
    const base = 'Each side shall notify the other in writing.'
    const draft = 'Each side should notify the other in writing.'
    const clause = 'Each side shall notify the other in writing within thirty days.'
    expect(carryOver({ base, draft, clause }, 'en')).toEqual({
      text: 'Each side should notify the other in writing within thirty days.',
      passages: [],
    })
    expect(carryOver({ base, draft, clause: base.replace('shall', 'may') }, 'en')).toEqual({
      text: draft,
      passages: [{ base: 'shall', draft: 'should', clause: 'may' }],
    })
  })

  test('AM9 when only one of them changed, the result is that one; when both agree nothing is named', () => {
    fc.assert(
      fc.property(joined, joined, language, (base, other, of) => {
        const only = (draft: string, clause: string) => carryOver({ base, draft, clause }, of)
        expect(only(other, base)).toEqual({ text: other, passages: [] })
        expect(only(base, other)).toEqual({ text: other, passages: [] })
        expect(only(other, other)).toEqual({ text: other, passages: [] })
      }),
    )
  })

  test('AM11 wordings clash where two of them have different words of their own', () => {
    const base = 'Each side shall notify the other.'
    const a = { label: 'A', text: 'Each side should notify the other.' }
    const b = { label: 'B', text: 'Each side may notify the other in time.' }
    expect(clashes(base, [a, b], 'en')).toEqual([
      { base: 'shall', words: { A: 'should', B: 'may' } },
    ])
    expect(clashes(base, [a], 'en')).toEqual([])
    expect(clashes(base, [a, { ...a, label: 'B' }], 'en')).toEqual([])
  })
})
