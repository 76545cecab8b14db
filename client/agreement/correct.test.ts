import { describe, expect, it } from 'vitest'
import { correctRuns } from './correct.ts'

const runs = [
  { text: 'Each side ' },
  { text: 'shal', strong: true },
  { text: ' inform the other.' },
] as const

describe('a corrected text', () => {
  it('AG15 keeps the marks of what it leaves as it was', () => {
    const corrected = correctRuns([...runs], 'Each side shall inform the other.')
    expect(corrected.map(({ text }) => text).join('')).toBe('Each side shall inform the other.')
    expect(corrected.filter(({ strong }) => strong === true).map(({ text }) => text)).toEqual([
      'shal',
      'l',
    ])
    expect(correctRuns([...runs], 'Each side shal inform the other.')).toEqual([...runs])
  })

  it('AG15 takes away, puts in front, and begins an empty text', () => {
    expect(correctRuns([...runs], 'Each side inform the other.')).toEqual([
      { text: 'Each side ' },
      { text: 'inform the other.' },
    ])
    expect(
      correctRuns([{ text: 'b' }], 'ab')
        .map(({ text }) => text)
        .join(''),
    ).toBe('ab')
    expect(correctRuns([], 'a')).toEqual([{ text: 'a' }])
  })
})
