import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdits, mergeAsBracketed, parseBrackets, takeThis } from './index.ts'

const LABELS = { A: ['A', '甲方'], B: ['B', '乙方'] }

function merged(base: string, a: string, b = base, language = 'en'): string {
  const zh = language === 'zh'
  const result = mergeAsBracketed(
    base,
    [
      { label: zh ? '甲方' : 'A', text: a },
      { label: zh ? '乙方' : 'B', text: b },
    ],
    language,
  )
  if (!result.ok) throw new Error(result.code)
  return result.text
}

/** Settles every bracket the merge made the way one side wants it; '' asks for the base. */
function settle(text: string, base: string, side: 'A' | 'B' | ''): string {
  const atomic = new Set(parseBrackets(base).tree.map((span) => base.slice(span.from, span.to)))
  for (;;) {
    const { tree, groups } = parseBrackets(text, LABELS)
    const next = tree.find(
      (span) => span.holders.length > 0 || !atomic.has(text.slice(span.from, span.to)),
    )
    if (!next) return text
    const rivals = tree.filter((span) => span.group === next.group && (span.group !== null || span === next)) // prettier-ignore
    const own =
      rivals.find((span) => span.holders.includes(side)) ??
      rivals.find((span) => span.holders.length === 0)
    const whole = groups[next.group ?? -1] ?? next
    text = own
      ? applyEdits(text, takeThis(text, { id: own.id }, LABELS))
      : text.slice(0, whole.from) + text.slice(whole.to)
  }
}

describe('merging tabled wordings', () => {
  test('BR17 only the words that differ are bracketed, the base unattributed', () => {
    expect(merged('Parties shall act.', 'Parties should act.', 'Parties may act now.')).toBe(
      'Parties [shall][A: should][B: may] act[B:  now].',
    )
    expect(merged('Parties shall act', 'Parties shall not act')).toBe('Parties shall [A: not ]act')
    expect(merged('Parties shall not act', 'Parties shall act')).toBe(
      'Parties shall [not ][A: ]act',
    )
    expect(merged('same', 'same')).toBe('same')
  })

  test('BR18 the same wording from two sides is written once', () => {
    expect(merged('shall act', 'should act', 'should act')).toBe('[shall][A, B: should] act')
  })

  test('BR19 Chinese is merged by words, with full-width marks', () => {
    expect(merged('各方应当采取措施。', '各方可以采取措施。', '各方必须采取措施。', 'zh')).toBe(
      '各方［应当］［甲方：可以］［乙方：必须］采取措施。',
    )
  })

  test('BR20 a text with unmatched brackets is refused and named', () => {
    expect(mergeAsBracketed('a', [{ label: 'A', text: 'b]' }])).toEqual({
      ok: false,
      code: 'proposals/unbalanced-brackets',
      source: 1,
      problems: [{ kind: 'unopened', at: 1 }],
    })
  })

  const word = fc.constantFrom('shall', 'should', 'act', 'now', 'data', '.', ',')
  const joined = fc.array(word, { maxLength: 9 }).map((list) => list.join(' '))
  test('BR17 settling every bracket one way gives back that side’s wording, and the base', () => {
    fc.assert(
      fc.property(joined, joined, joined, (base, a, b) => {
        const text = merged(base, a, b)
        expect(settle(text, base, '')).toBe(base)
        expect(settle(text, base, 'A')).toBe(a)
        expect(settle(text, base, 'B')).toBe(b)
      }),
      { numRuns: 400 },
    )
  })

  test('BR20 a bracket of the base beside a change is repeated, so that it never competes with the merge', () => {
    expect(merged('act now [x] y', 'act later [x] y')).toBe('act [now [x]][A: later [x]] y')
    expect(merged('act [x] now', 'act [x] later')).toBe('act [[x] now][A: [x] later]')
  })

  const bracketed = fc.constantFrom('shall', '[x]', '[y [z]]', 'act', '[^1]', '/', 'data')
  test('BR20 merged brackets nest with those that were there', () => {
    const texts = fc.array(bracketed, { maxLength: 8 }).map((list) => list.join(' '))
    fc.assert(
      fc.property(texts, texts, texts, (base, a, b) => {
        const { problems, footnotes } = parseBrackets(merged(base, a, b), LABELS)
        expect(problems).toEqual([])
        expect(footnotes.length).toBeGreaterThanOrEqual(parseBrackets(base).footnotes.length)
      }),
    )
  })
})
