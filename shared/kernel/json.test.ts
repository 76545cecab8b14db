import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type Json } from './json.ts'

describe('canonical JSON', () => {
  it('RC1 sorts keys, drops undefined and writes no white space', () => {
    expect(canonicalJson({ b: [1, 'x'], a: { d: null, c: true }, e: undefined })).toBe(
      '{"a":{"c":true,"d":null},"b":[1,"x"]}',
    )
  })

  it('RC1 is the same for every order of keys and reads back as the same value', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.maxSafeInteger())),
        (object) => {
          const turned = Object.fromEntries(Object.entries(object).reverse())
          expect(canonicalJson(turned as Json)).toBe(canonicalJson(object as Json))
          expect(JSON.parse(canonicalJson(object as Json))).toEqual({ ...object })
        },
      ),
    )
  })

  it('RC1 refuses fractions and numbers beyond the safe integers', () => {
    expect(() => canonicalJson(0.5)).toThrow(RangeError)
    expect(() => canonicalJson(2 ** 60)).toThrow(RangeError)
  })
})
