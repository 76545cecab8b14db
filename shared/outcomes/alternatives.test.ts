import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unattributed, type HolderNames } from './unattributed.ts'

const HOLDERS: HolderNames = {
  labels: { A: ['A', '甲方'], B: ['B', '乙方'], C: ['C', '丙方'] },
  names: [{ en: 'Alphaland', zh: '甲国' }],
}
const KEYS = ['A', 'B', 'C'] as const
const CHINESE = { A: '甲方', B: '乙方', C: '丙方' }
const plain = (en: string, zh: string) => unattributed({ en, zh }, HOLDERS)

const words = fc.uniqueArray(
  fc.record({
    en: fc.constantFrom('shall', 'should', 'may', 'will endeavour to', 'Shall, where feasible,'),
    zh: fc.constantFrom('应当', '宜', '可以', '将努力', '应在可行时'),
  }),
  { minLength: 2, maxLength: 3, selector: ({ en, zh }) => `${en}\n${zh}` },
)
const order = fc.shuffledSubarray([0, 1, 2], { minLength: 3 })
/** Who holds which words, and in which order each language has them. */
const told = fc.record({ holders: order, inEn: order, inZh: order })
const frame = fc.constantFrom(
  { en: ['[', ': ', ']', ''], zh: ['［', '：', '］', ''] },
  { en: ['[', ':', ']', ' / '], zh: ['［', '：', '］', '/'] },
  { en: ['[', ': ', ']', ' or '], zh: ['[', ': ', ']', '或'] },
  { en: ['[[', ': ', ']]', ' '], zh: ['［［', '：', '］］', ''] },
)

type Words = readonly { readonly en: string; readonly zh: string }[]
type Told = typeof told extends fc.Arbitrary<infer T> ? T : never
type Frame = typeof frame extends fc.Arbitrary<infer T> ? T : never

/** One passage whose alternatives are held and stand as told. */
function written(all: Words, { holders, inEn, inZh }: Told, { en, zh }: Frame) {
  const holder = (n: number) => KEYS[holders[n] ?? 0] ?? 'A'
  const places = (some: readonly number[]) => some.filter((n) => n < all.length)
  const [open = '', end = '', close = '', gap = ''] = en
  const [auf = '', ende = '', zu = '', between = ''] = zh
  return {
    en: places(inEn)
      .map((n) => `${open}${holder(n)}${end}${all[n]?.en ?? ''}${close}`)
      .join(gap),
    zh: places(inZh)
      .map((n) => `${auf}${CHINESE[holder(n)]}${ende}${all[n]?.zh ?? ''}${zu}`)
      .join(between),
  }
}

describe('the order of competing alternatives', () => {
  it('OU39 follows from the words alone: not from who holds which, nor from the order they were written in', () => {
    fc.assert(
      fc.property(words, told, told, frame, (all, one, other, marks) => {
        const [first, second] = [one, other].map((each) => {
          const { en, zh } = written(all, each, marks)
          return plain(`Each side ${en} notify.`, `各方${zh}通知。`)
        })
        expect(first).toEqual(second)
      }),
    )
  })

  it('OU39 keeps one order in both languages, whatever order each was written in', () => {
    expect(
      plain('They [B: shall][A: may] notify.', '各方［甲方：可以］［乙方：应当］通知。'),
    ).toEqual({
      en: 'They [may][shall] notify.',
      zh: '各方［可以］［应当］通知。',
    })
  })

  it('OU39 an alternative within another moves with it, and is put in order too', () => {
    const one = plain('[A: shall [B: soon][C: now] act][B: may act]', '［甲方：应］［乙方：可］')
    const other = plain('[A: may act][B: shall [A: now][B: soon] act]', '［甲方：可］［乙方：应］')
    expect(one.en).toBe('[may act][shall [now][soon] act]')
    expect(other).toEqual(one)
  })

  it('OU39 options keep their marks, and their words are put in order', () => {
    const one = plain(
      'Option 1: A: shall\nOption 2: B: may',
      '备选一：甲方：应当\n备选二：乙方：可以',
    )
    const other = plain(
      'Option 1: A: may\nOption 2: B: shall',
      '备选一：甲方：可以\n备选二：乙方：应当',
    )
    expect(one).toEqual(other)
    expect(one.en.replace(/ +/g, ' ')).toBe('Option 1: may\nOption 2: shall')
  })

  it('OU39 what does not compete stays where it is', () => {
    const text = 'Each side [shall] notify [the other] of [B: an incident] and [A: a breach].'
    expect(plain(text, text).en).toBe(
      'Each side [shall] notify [the other] of [an incident] and [a breach].',
    )
  })
})
