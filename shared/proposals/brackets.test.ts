import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseBrackets, type Bracket } from './index.ts'

const LABELS = { A: ['A', '甲方'], B: ['B', '乙方'] }
const inner = (text: string, span: Bracket | undefined) =>
  text.slice(span?.innerFrom, span?.innerTo)

const piece = fc.constantFrom(
  '[', ']', '［', '］', '[A: ', '［乙方：', '[^1]', 'shall ', 'not', ' ', '\n', '应当', 'Option 1: ', 'Option 2: ', '备选一：',
) // prettier-ignore
const messy = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

describe('reading brackets', () => {
  test('BR1 both widths count, also when they meet', () => {
    const { count, spans, problems } = parseBrackets('a [b] ［c］ [d］')
    expect(count).toBe(3)
    expect(spans.map(({ from, to }) => [from, to])).toEqual([[2, 5], [6, 9], [10, 13]]) // prettier-ignore
    expect(problems).toEqual([{ kind: 'mixed', at: 12 }])
  })

  test('BR2 brackets nest and the tree says how', () => {
    const { tree, spans } = parseBrackets('[a [b] [c [d]]]')
    expect(tree).toHaveLength(1)
    expect(tree[0]?.children.map((child) => child.children.length)).toEqual([0, 1])
    expect(spans.map((span) => span.depth)).toEqual([0, 1, 1, 2])
    expect(spans.map((span) => span.parent)).toEqual([null, 0, 0, 2])
  })

  test('BR3 a mark without its counterpart is pointed out where it stands, the others still match', () => {
    const { spans, problems, count } = parseBrackets(']a [b [c] d')
    expect(problems).toEqual([
      { kind: 'unopened', at: 0 },
      { kind: 'unclosed', at: 3 },
    ])
    expect(spans.map(({ from, to, depth }) => [from, to, depth])).toEqual([[6, 9, 0]])
    expect(count).toBe(2)
  })

  test('BR4 the count is the number of opening brackets, and a copy has as many again', () => {
    fc.assert(
      fc.property(messy, (text) => {
        const { count, footnotes } = parseBrackets(text)
        expect(count + footnotes.length).toBe(
          Array.from(text).filter((c) => c === '[' || c === '［').length,
        )
        expect(parseBrackets(`${text}\n${text}`).count).toBe(2 * count)
      }),
    )
  })

  test('BR5 a footnote reference is no bracket', () => {
    const { count, footnotes, problems } = parseBrackets('[support[^9]] [^x y]')
    expect(count).toBe(2)
    expect(footnotes).toEqual([{ from: 8, to: 12 }])
    expect(problems).toEqual([])
  })

  test('BR6 a label of the list attributes a bracket, in either script and to several holders', () => {
    const text = '[A: shall]［乙方：应当］[A, B: may]［甲方、乙方：可以］[C: will][Annex]'
    const { spans } = parseBrackets(text, LABELS)
    expect(spans.map((span) => span.holders)).toEqual([
      ['A'],
      ['B'],
      ['A', 'B'],
      ['A', 'B'],
      [],
      [],
    ])
    expect(spans.map((span) => inner(text, span))).toEqual(['shall', '应当', 'may', '可以', 'C: will', 'Annex']) // prettier-ignore
  })

  test('BR7 a label eats one space, so that words may begin with one; without words it proposes to delete', () => {
    const text = '[A:  not][B:]'
    expect(parseBrackets(text, LABELS).spans.map((span) => inner(text, span))).toEqual([' not', ''])
  })

  test('BR8 brackets side by side compete: parted by nothing, spaces or one stroke, not by words or lines', () => {
    const { groups } = parseBrackets('[a][b] / [c] x [d]\n[e] [[f][g]]')
    expect(groups.map((group) => group.members)).toEqual([[0, 1, 2], [4, 5], [6, 7]]) // prettier-ignore
  })

  test('BR9 options stand at the head of a paragraph and last until the next one', () => {
    const text = 'Intro\nOption 1: one\nmore\n  2. Option 2: two\nafter'
    const { options } = parseBrackets(text)
    expect(options.map(({ number, from, to }) => [number, text.slice(from, to)])).toEqual([
      ['1', 'Option 1: one\nmore\n  2. '],
      ['2', 'Option 2: two'],
    ])
    expect(parseBrackets('See Option 1: it is better').options).toEqual([])
  })

  test('BR9 the last option takes the next paragraph when its own is empty, and the whole of a bracket it opens', () => {
    const text = 'Option 1:\n[a\nb]\nrest'
    const [option] = parseBrackets(text).options
    expect(text.slice(option?.from, option?.to)).toBe('Option 1:\n[a\nb]')
  })

  test('BR10 options inside a bracket, Chinese options, and a lone one at the head of a bracket', () => {
    const { options } = parseBrackets('[Option 1: a Option 2: b] 备选一：x\n备选案文二：y')
    expect(options.map(({ number, bracket }) => [number, bracket])).toEqual([
      ['1', 0],
      ['2', 0],
      ['二', null],
    ])
    const { spans } = parseBrackets('[Option 1: a][Option 2: b]')
    expect(spans.map((span) => span.wordsFrom)).toEqual([11, 24])
  })

  test('BR11 a number that comes again opens a new set of options', () => {
    const { options } = parseBrackets('Option 1: a\nOption 2: b\nOption 1: c\nOption 2: d')
    const groups = options.map((option) => option.group)
    expect(groups[0]).toBe(groups[1])
    expect(groups[2]).toBe(groups[3])
    expect(groups[0]).not.toBe(groups[2])
  })

  test('BR2 spans nest whatever the text', () => {
    fc.assert(
      fc.property(messy, (text) => {
        const { spans, options } = parseBrackets(text, LABELS)
        for (const one of spans) {
          expect(one.from < one.innerFrom && one.innerFrom <= one.wordsFrom).toBe(true)
          expect(one.wordsFrom <= one.innerTo && one.innerTo < one.to).toBe(true)
          for (const two of spans) {
            if (two.id <= one.id) continue
            expect(two.from >= one.to || two.to <= one.innerTo).toBe(true)
          }
        }
        for (const option of options) {
          expect(option.from < option.wordsFrom && option.wordsFrom <= option.to + 1).toBe(true)
          expect(option.to).toBeLessThanOrEqual(text.length)
        }
      }),
    )
  })

  test('BR12 a hostile text of 120 kB is read: all open, all closed, deep, all options', () => {
    const size = 120_000
    expect(parseBrackets('['.repeat(size)).problems).toHaveLength(size)
    expect(parseBrackets(']'.repeat(size)).problems).toHaveLength(size)
    const half = size / 2
    expect(parseBrackets('['.repeat(half) + ']'.repeat(half)).spans.at(-1)?.depth).toBe(half - 1)
    expect(parseBrackets('[Option 1: a]'.repeat(size / 13)).groups).toHaveLength(1)
    expect(parseBrackets('[Option 1: '.repeat(10_000) + ']'.repeat(10_000)).options).toHaveLength(
      10_000,
    )
    expect(parseBrackets('[A:'.repeat(size / 3), LABELS).count).toBe(size / 3)
  })
})
