import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  applyEdits,
  bracketSelection,
  liftBracket,
  parseBrackets,
  takeAlternative,
  takeThis,
} from './index.ts'

const LABELS = { A: ['A', '甲方'], B: ['B', '乙方'] }
const piece = fc.constantFrom(
  '[', ']', '［', '］', '[A: ', '［乙方：', 'shall ', 'not', ' ', '\n', '应当', 'Option 1: ', 'Option 2: ',
) // prettier-ignore
const messy = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
const words = (text: string) => text.replace(/[\s[\]［］]|A: |乙方：/gu, '')

describe('commands on brackets', () => {
  test('BR13 taking a bracket keeps its words and drops its competitors and the marks', () => {
    const text = 'Parties [A: shall] [B: should][Option 3: may] act [now]'
    const take = (offset: number) => applyEdits(text, takeThis(text, { offset }, LABELS))
    expect(take(10)).toBe('Parties shall act [now]')
    expect(take(22)).toBe('Parties should act [now]')
    expect(take(33)).toBe('Parties may act [now]')
    expect(take(52)).toBe('Parties [A: shall] [B: should][Option 3: may] act now')
    expect(take(0)).toBe(text)
    expect(applyEdits(text, takeThis(text, { id: 0 }, LABELS))).toBe('Parties shall act [now]')
  })

  test('BR13 an empty attributed bracket deletes when taken, and what is nested stays', () => {
    expect(applyEdits('x[y][A:]', takeThis('x[y][A:]', { id: 1 }, LABELS))).toBe('x')
    expect(applyEdits('[a [b]][c]', takeThis('[a [b]][c]', { id: 0 }))).toBe('a [b]')
  })

  test('BR14 lifting a bracket keeps its words and its neighbours, and words never run together', () => {
    const text = '[A: shall][B: should] act'
    expect(applyEdits(text, liftBracket(text, { id: 0 }, LABELS))).toBe('shall [B: should] act')
    expect(applyEdits(text, liftBracket(text, { id: 1 }, LABELS))).toBe('[A: shall] should act')
    expect(applyEdits('communication[s]', liftBracket('communication[s]', { id: 0 }))).toBe(
      'communications',
    )
    expect(applyEdits('［应当］［可以］', liftBracket('［应当］［可以］', { id: 0 }))).toBe(
      '应当［可以］',
    )
  })

  test('BR14 lifting never loses or changes a word, whatever the text', () => {
    fc.assert(
      fc.property(messy, fc.nat(), (text, pick) => {
        const { spans, count } = parseBrackets(text, LABELS)
        const span = spans[pick % Math.max(1, spans.length)]
        if (!span) return
        const lifted = applyEdits(text, liftBracket(text, { id: span.id }, LABELS))
        expect(words(lifted)).toBe(words(text))
        expect(parseBrackets(lifted, LABELS).count).toBe(count - 1)
      }),
    )
  })

  test('BR13 taking never changes a word outside the brackets that compete', () => {
    fc.assert(
      fc.property(messy, fc.nat(), (text, pick) => {
        const { spans, groups } = parseBrackets(text, LABELS)
        const span = spans[pick % Math.max(1, spans.length)]
        if (!span) return
        const whole = groups[span.group ?? -1] ?? span
        const kept = text.slice(span.wordsFrom, span.innerTo)
        expect(applyEdits(text, takeThis(text, { id: span.id }, LABELS))).toBe(
          text.slice(0, whole.from) + kept + text.slice(whole.to),
        )
      }),
    )
  })

  test('BR15 a selection is bracketed for a delegation, without the spaces at its ends', () => {
    const bracket = (text: string, from: number, to: number, label: string) =>
      applyEdits(text, bracketSelection(text, from, to, label, LABELS))
    expect(bracket('Parties shall act', 7, 14, 'A')).toBe('Parties [A: shall] act')
    expect(bracket('Parties shall act', 14, 7, '')).toBe('Parties [shall] act')
    expect(bracket('各方应当行动', 2, 4, '甲方')).toBe('各方［甲方：应当］行动')
    expect(bracket('各方应当行动', 2, 4, '')).toBe('各方［应当］行动')
    expect(bracket('a [b c] d', 0, 4, 'A')).toBe('[A: a [b c]] d')
    expect(bracket('a [A: b c] d', 6, 7, 'B')).toBe('a [A: [B: b] c] d')
    expect(bracket('a [A: b c] d', 4, 7, 'B')).toBe('a [B: [A: b c]] d')
    expect(bracket('a b', 1, 2, 'A')).toBe('a b')
  })

  test('BR15 what is bracketed nests, adds one to the count and is lifted again to the same text', () => {
    fc.assert(
      fc.property(messy, fc.nat(60), fc.nat(60), (text, one, two) => {
        const from = Math.min(one, text.length)
        const edits = bracketSelection(text, from, Math.min(two, text.length), 'A', LABELS)
        if (edits.length === 0) return
        const before = parseBrackets(text, LABELS)
        fc.pre(before.problems.length === 0)
        const bracketed = applyEdits(text, edits)
        const after = parseBrackets(bracketed, LABELS)
        expect(after.problems).toEqual([])
        expect(after.count).toBe(before.count + 1)
        const id = after.spans.find((span) => span.from === edits[0]?.from)?.id ?? -1
        expect(words(applyEdits(bracketed, liftBracket(bracketed, { id }, LABELS)))).toBe(
          words(text),
        )
      }),
    )
  })

  test('BR16 taking an option drops the others and the marks', () => {
    const text = 'Intro\nOption 1: one\nmore\nOption 2: two\nafter'
    expect(applyEdits(text, takeAlternative(text, 8))).toBe('Intro\none\nmore\nafter')
    expect(applyEdits(text, takeAlternative(text, 30))).toBe('Intro\ntwo\nafter')
    expect(applyEdits(text, takeAlternative(text, 0))).toBe(text)
    const inside = '[Option 1: a Option 2: b] c'
    expect(applyEdits(inside, takeAlternative(inside, 3))).toBe('[a] c')
  })
})
