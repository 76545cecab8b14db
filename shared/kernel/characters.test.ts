import fc from 'fast-check'
import { expect, it } from 'vitest'
import { holdsForbidden } from './index.ts'

const FORBIDDEN = ['\u0000', '\u0007', '\u007f', '\u0085', '\u202e', '\u2066', '\ud800', '\udc00']

it('T5 finds a forbidden character wherever it lies', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...FORBIDDEN),
      fc.string({ unit: fc.constantFrom('a', '中', '😀', '\n', '\t', '\r', ' ', '\u200d') }),
      (character, around) => {
        expect(holdsForbidden({ a: [around, { b: around }], [`k${around}`]: 1 })).toBe(false)
        const hidden = `${around}${character}${around}`
        expect(holdsForbidden(hidden)).toBe(true)
        expect(holdsForbidden({ a: [{ b: hidden }] })).toBe(true)
        expect(holdsForbidden({ [hidden]: 1 })).toBe(true)
      },
    ),
  )
})
