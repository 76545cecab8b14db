import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  applyEdits,
  bySession,
  countBrackets,
  counterpart,
  counterpartMember,
  editsForAct,
  listBrackets,
  parseBrackets,
  type BracketSet,
} from './index.ts'

const LABELS = { A: ['A', '甲方'], B: ['B', '乙方'] }
const list = (text: string) => listBrackets(text, LABELS)
const told = ({ kind, depth, members }: BracketSet) =>
  `${depth} ${kind} ${members.map(({ holders, option, words }) => `${holders.join('&')}${option ?? ''}:${words}`).join(' | ')}`

describe('what has to be decided in a text', () => {
  test('BR24 competing brackets and options are one set each, nested ones have a depth, loose marks stand apart', () => {
    const { sets, problems } = list(
      'Data [A: shall be listed][B: may [in due time] be listed] and [x] of [\nOption 1: first\nOption 2: [second]\n] ]',
    )
    expect(sets.map(told)).toEqual([
      '0 alternatives A:shall be listed | B:may [in due time] be listed',
      '1 bracket :in due time',
      '0 bracket :x',
      '1 options 1:first | 2:[second]',
      '1 bracket :second',
    ])
    expect(problems.map(({ kind }) => kind)).toEqual(['unopened'])
    expect(list('［备选案文一：甲］［备选案文二：乙］').sets.map(told)).toEqual([
      '0 alternatives 一:甲 | 二:乙',
    ])
  })

  const piece = fc.constantFrom('[', ']', '［', '］', 'A: ', '乙方：', 'word', '\n', 'Option 1: ', '备选二：', '/', ' ') // prettier-ignore
  const texts = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(''))
  test('BR24 every bracket is in exactly one set, or is decided by its options; nothing throws', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { sets } = list(text)
        const { spans } = parseBrackets(text, LABELS)
        const shown = sets.filter(({ kind }) => kind !== 'options').flatMap((set) => set.members)
        expect(new Set(shown.map(({ from }) => from)).size).toBe(shown.length)
        for (const { from } of spans) {
          const inOptions = sets.some(
            (set) => set.kind === 'options' && set.depth > 0 && set.from > from,
          )
          expect(shown.some((one) => one.from === from) || inOptions).toBe(true)
        }
        for (const one of sets.flatMap((set) => set.members)) {
          expect(text.slice(one.from, one.to)).toBe(one.source)
        }
      }),
    )
  })

  test('BR25 the set that answers in the other language has its kind, depth and holders, and its place among those alike', () => {
    const en = list('[A: one][B: two] and [B: normal], [A: three][B: four]').sets
    const zh = list('［乙方：正常］［乙方：四］').sets
    const other = list('［甲方：一］［乙方：二］、［甲方：三］［乙方：四］与［乙方：正常］').sets
    expect(counterpart(en, en[2]!, other)?.members.map(({ words }) => words)).toEqual(['三', '四'])
    expect(counterpart(en, en[1]!, other)?.members[0]?.words).toBe('正常')
    expect(counterpart(en, en[0]!, zh)).toBeUndefined()
    const answer = counterpart(en, en[0]!, other)!
    expect(counterpartMember(en[0]!, en[0]!.members[1]!, answer)?.words).toBe('二')
  })

  test('BR26 BR31 an act follows its words when the text has moved, and is refused when they are gone', () => {
    const text = 'We [A: shall][B: should] act'
    const [set] = list(text).sets
    const take = { type: 'take' as const, kind: set!.kind, member: set!.members[1]! }
    const settled = (now: string) => {
      const edits = editsForAct(now, take, LABELS)
      return edits && applyEdits(now, edits)
    }
    expect(settled(text)).toBe('We should act')
    expect(settled(`Today, ${text}, or else`)).toBe('Today, We should act, or else')
    expect(settled('We [A: shall] act')).toBeUndefined()
    const lift = { ...take, type: 'lift' as const, member: set!.members[0]! }
    const lifted = editsForAct(text, lift, LABELS)!
    expect(applyEdits(text, lifted)).toBe('We shall [B: should] act')
    const struck = editsForAct(text, { ...take, type: 'strike' }, LABELS)!
    expect(applyEdits(text, struck)).toBe('We [A: shall] act')
    const options = 'Option 1: this\nOption 2: that'
    const [choice] = list(options).sets
    const chosen = editsForAct(options, {
      type: 'take',
      kind: 'options',
      member: choice!.members[1]!,
    })
    expect(applyEdits(options, chosen!)).toBe('that')
  })

  test('BR27 a clause counts the brackets of the language that has more, and for each who holds them', () => {
    expect(countBrackets({ en: '[A: x][B: y] [z]', zh: '［甲方：一］' }, LABELS)).toEqual({
      brackets: 3,
      held: { A: 1, B: 1 },
    })
    expect(countBrackets({ en: '', zh: '［甲方、乙方：一］' }, LABELS)).toEqual({
      brackets: 1,
      held: { A: 1, B: 1 },
    })
    expect(countBrackets({ en: 'x', zh: '' }, LABELS)).toEqual({ brackets: 0, held: {} })
  })

  test('BR29 a series is cut where sessions began; what a session found is what the one before left', () => {
    const point = (at: string, brackets: number) => ({ at, brackets, held: {} })
    const series = [point('1', 2), point('3', 9), point('4', 5), point('8', 1)]
    const cut = bySession(series, ['2', '5', '9'])
    expect(cut.map(({ from, to, most }) => [from, to, most])).toEqual([
      [0, 1, 2],
      [1, 3, 9],
      [3, 4, 5],
      [4, 4, 1],
    ])
    expect(cut.map(({ start, end }) => [start?.brackets, end?.brackets])).toEqual([
      [undefined, 2],
      [2, 5],
      [5, 1],
      [1, 1],
    ])
  })
})
