import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributionsIn, unattributed, type HolderNames } from './unattributed.ts'

const HOLDERS: HolderNames = {
  labels: { A: ['A', '甲方', '甲'], B: ['B', '乙方', '乙'] },
  names: [
    { en: 'Alphaland', zh: '甲国' },
    { en: 'Betaland (north)', zh: '乙国' },
  ],
}
const bare = (text: string) => unattributed({ en: text, zh: text }, HOLDERS).en

/** Where an option's mark takes a space, a label's own may stay. */
const tight = (text: string) => text.replace(/[\s\u200b]/g, '')

const NAMES = [
  'A',
  'b',
  'Ａ',
  '甲方',
  '乙',
  'Alphaland',
  'BETALAND (north)',
  '乙国',
  'the Alphaland',
]
const label = fc
  .tuple(
    fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }),
    fc.constantFrom(', ', '、', '/', ' & ', ' and ', '和', '；', ' + '),
    fc.constantFrom('', ' ', '\u200b', '　'),
    fc.constantFrom('', ' (reserves)', '（保留）'),
    fc.constantFrom(':', ': ', '：', ' :', ' – ', '——'),
  )
  .map(([names, joint, space, aside, end]) => space + names.join(joint) + aside + end)
const place = fc.constantFrom(
  ['[', ']'],
  ['［', '］'],
  ['[', ''],
  ['[[', ']]'],
  ['[Option 1: ', ']'],
  ['［备选一：', '］'],
  ['', '\n'],
)

describe('words without attribution', () => {
  it('OU33 whoever’s label stands wherever it can stand, the same words come out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, label, label), { minLength: 1, maxLength: 4 }),
        (parts) => {
          const written = (which: 0 | 1 | undefined) =>
            parts
              .map(([[open = '', close = ''], ...labels], n) => {
                const said = which === undefined ? '' : labels[which]
                return `${open}${said}canary${n} stays${close}\n`
              })
              .join('')
          expect(tight(bare(written(0)))).toBe(tight(written(undefined)))
          expect(tight(bare(written(1)))).toBe(tight(written(undefined)))
        },
      ),
    )
  })

  it('OU33 words that only look like labels stay', () => {
    for (const text of [
      '[Option 1: shall][Option 2: should]',
      '[A list of categories: health]',
      '[^1] Both sides [shall] act: now',
      'Abroad: [Bodies: two]',
      '［附件：清单］',
    ]) {
      expect(bare(text)).toBe(text)
    }
  })

  it('OU33 what may yet say it is shown: unknown labels, parentheses, names', () => {
    const text =
      '[MOFCOM: shall] be [should (A)] as Alphaland asked［商务部：应］（乙方）[Option 1: x]'
    expect(attributionsIn({ en: text, zh: '' }, HOLDERS)).toEqual([
      'MOFCOM',
      '商务部',
      '(A)',
      '（乙方）',
      'Alphaland',
    ])
    expect(attributionsIn({ en: '[shall] act', zh: '［应］行动' }, HOLDERS)).toEqual([])
  })
})
