import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { redline, redlineClause } from './index.ts'

const shown = (before: string, after: string, language = 'en') =>
  redline(before, after, language)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'ins' ? `+${text}+` : `-${text}-`))
    .join('')

const text = fc
  .array(
    fc.constantFrom(
      'shall',
      'not',
      ' ',
      ' ',
      '\n',
      '.',
      '应当',
      '数据',
      '安全',
      'e\u0301',
      '😀',
      '[',
    ),
    {
      maxLength: 30,
    },
  )
  .map((pieces) => pieces.join(''))

describe('redline', () => {
  test('RL1 kept and deleted words are the old text, kept and inserted words the new one', () => {
    fc.assert(
      fc.property(text, text, fc.constantFrom('en', 'zh'), (before, after, language) => {
        const segments = redline(before, after, language)
        const of = (kind: string) =>
          segments.filter((s) => s.kind === 'same' || s.kind === kind).map((s) => s.text).join('') // prettier-ignore
        expect(of('del')).toBe(before)
        expect(of('ins')).toBe(after)
        expect(segments.every((segment) => segment.text !== '')).toBe(true)
      }),
    )
  })

  test('RL2 English is compared by words, numbers and hyphenated words whole', () => {
    expect(shown('Parties shall act.', 'Parties should act.')).toBe('Parties -shall-+should+ act.')
    expect(shown('low-emission 1.5', 'low-carbon 2.5')).toBe('-low-emission 1.5-+low-carbon 2.5+')
  })

  test('RL3 Chinese is compared by segmented words', () => {
    expect(shown('各方应当保护数据安全', '各方可以保护数据安全', 'zh')).toBe(
      '各方-应当-+可以+保护数据安全',
    )
    expect(redline('重要数据', '重大数据', 'zh')[0]).toEqual({ kind: 'del', text: '重要' })
  })

  test('RL3 without a segmenter Chinese is compared by characters', () => {
    vi.stubGlobal('Intl', { ...Intl, Segmenter: undefined })
    try {
      expect(shown('重要数据', '重大数据', 'zh')).toBe('重-要-+大+数据')
    } finally {
      vi.unstubAllGlobals()
    }
  })

  test('RL4 changes that only a space parts are one change', () => {
    expect(shown('Parties shall not act', 'Parties should never act')).toBe(
      'Parties -shall not-+should never+ act',
    )
  })

  test('RL5 two texts with nothing in common are one deletion and one insertion', () => {
    const before = Array.from({ length: 6000 }, (_, i) => `a${i}`).join(',')
    const after = Array.from({ length: 6000 }, (_, i) => `b${i}`).join(';')
    expect(redline(before, after, 'en').map((segment) => segment.kind)).toEqual(['del', 'ins'])
  })

  test('RL6 a clause is compared in every language that either version has', () => {
    expect(redlineClause({ en: 'shall' }, { en: 'shall', zh: '应当' })).toEqual({
      en: [{ kind: 'same', text: 'shall' }],
      zh: [{ kind: 'ins', text: '应当' }],
    })
  })
})
