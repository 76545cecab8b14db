import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { queryTerms, searchTerms } from './search.ts'

const finds = (query: string, text: string) => {
  const terms = new Set(searchTerms(text))
  return queryTerms(query).every((term) => terms.has(term))
}

describe('search terms', () => {
  it('OU30 finds English words by their stem, whatever their case and accents', () => {
    const text = 'Cross-border data flows should be restricted only where interests are at stake.'
    for (const query of ['data flow', 'RESTRICTING', 'Interest', 'cross-border', 'flóws']) {
      expect(finds(query, text)).toBe(true)
    }
    expect(finds('semiconductors', text)).toBe(false)
  })

  it('OU30 finds every passage of a Chinese text, and mixed ones', () => {
    const text = '双方认识到，数据跨境流动对商业运营至关重要，AI芯片除外。'
    for (const query of ['数据', '跨境流动', '数', '数据 商业', 'ai芯片']) {
      expect(finds(query, text)).toBe(true)
    }
    expect(finds('动流', text)).toBe(false)
  })

  it('OU30 every stretch of a text finds it', () => {
    const han = fc.string({
      unit: fc.constantFrom('数', '据', '安', '全', '跨', '境', '流', '动'),
      minLength: 1,
    })
    fc.assert(
      fc.property(han, fc.nat(), fc.nat(), (text, from, length) => {
        const start = from % text.length
        expect(finds(text.slice(start, start + 1 + (length % 5)), text)).toBe(true)
      }),
    )
  })
})
