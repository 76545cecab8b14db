import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  COMPROMISE,
  bracketSeries,
  changedSinceConfirmed,
  compareProposal,
  concordanceState,
  markTerms,
  mergeAsBracketed,
  readingOf,
  sidesDiffer,
  thinSeries,
  whoWrote,
} from './index.ts'

const LABELS = { A: ['A', '甲方'], B: ['B', '乙方'] }
const words = (en: string, zh = '') => ({ en, zh })
const clause = (id: string, en: string, zh = '') => ({
  id,
  kind: 'operative' as const,
  level: 1,
  number: '1',
  words: words(en, zh),
})

describe('concordance', () => {
  const confirmed = { hashes: words('e1', 'z1'), by: 'someone', at: '2026-01-01T00:00:00.000Z' }

  test('CO1 a clause that nobody confirmed is unconfirmed', () => {
    expect(concordanceState(null, words('e1', 'z1'))).toEqual({ status: 'unconfirmed' })
  })

  test('CO2 any change of either language lapses it, and the languages that changed are named', () => {
    const { by, at } = confirmed
    expect(concordanceState(confirmed, words('e1', 'z1'))).toEqual({ status: 'confirmed', by, at })
    expect(concordanceState(confirmed, words('e2', 'z1'))).toEqual({ status: 'lapsed', by, at, changed: ['en'] }) // prettier-ignore
    expect(concordanceState(confirmed, words('e2', 'z2'))).toMatchObject({ changed: ['en', 'zh'] })
  })

  test('CO3 what changed since is the redline of the languages that changed', () => {
    expect(changedSinceConfirmed(words('a b', '应当'), words('a c', '应当'))).toEqual({
      en: [
        { kind: 'same', text: 'a ' },
        { kind: 'del', text: 'b' },
        { kind: 'ins', text: 'c' },
      ],
    })
  })
})

describe('comparison', () => {
  test('BR21 a delegation’s reading takes its brackets, drops the others’ and leaves the unsigned', () => {
    const text = 'x [A: shall [B: not] act][B: may][z] y [B: now] and [[A: p][B: q] r]'
    expect(readingOf(text, 'A', LABELS)).toBe('x shall  act y  and [p r]')
    expect(readingOf(text, 'B', LABELS)).toBe('x may y now and [q r]')
    expect(readingOf(text, 'C', LABELS)).toBe('x z y  and [ r]')
  })

  const word = fc.constantFrom('shall', 'should', 'act', 'now', 'data')
  const joined = fc.array(word, { minLength: 1, maxLength: 8 }).map((list) => list.join(' '))
  test('BR21 the reading of merged wordings is the wording that was merged', () => {
    fc.assert(
      fc.property(joined, joined, joined, (base, a, b) => {
        const merged = mergeAsBracketed(base, [
          { label: 'A', text: a },
          { label: 'B', text: b },
        ])
        if (!merged.ok) throw new Error(merged.code)
        const settled = (holder: string) =>
          readingOf(merged.text, holder, LABELS).replace(/\[([^[\]]*)\]/g, '$1')
        if (a !== base) expect(settled('A')).toBe(a)
        if (b !== base) expect(settled('B')).toBe(b)
      }),
    )
  })

  const clauses = [
    clause('1', 'Parties [A: shall][B: should] act', '双方应当'),
    clause('2', 'Open'),
  ]
  const rows = compareProposal(
    clauses,
    [
      { clauseId: '2', from: 'B', words: words('Closed') },
      { clauseId: '2', from: 'B', words: words('Shut') },
      { clauseId: '1', from: COMPROMISE, words: words('Parties are to act', '双方应当') },
    ],
    LABELS,
  )

  test('CM1 there is a row for every clause, in order, with the base and its brackets', () => {
    expect(rows.map((row) => [row.clause.id, row.brackets])).toEqual([
      ['1', 2],
      ['2', 0],
    ])
  })

  test('CM2 a delegation’s wording is what it tabled last', () => {
    expect(rows[1]?.wordings['B']).toMatchObject({ source: 'tabled', words: words('Shut') })
    expect(rows[1]?.wordings['A']).toMatchObject({ source: 'none', words: words('Open') })
  })

  test('CM3 without one it is what the delegation holds in the brackets of the base', () => {
    expect(rows[0]?.wordings['A']).toMatchObject({
      source: 'brackets',
      words: words('Parties shall act', '双方应当'),
    })
  })

  test('CM4 the compromise stands in its own column, with what each cell changes in the base', () => {
    expect(rows[0]?.compromise.source).toBe('tabled')
    expect(rows[1]?.compromise.source).toBe('none')
    expect(rows[1]?.wordings['B']?.redline.en).toEqual([
      { kind: 'del', text: 'Open' },
      { kind: 'ins', text: 'Shut' },
    ])
  })

  test('CM8 sides differ where something stands beside the clause or a bracket in it', () => {
    const row = (words: { en: string; zh: string }) =>
      compareProposal([{ id: 'x', kind: 'operative', level: 1, number: '1', words }], [], {
        A: ['A'],
      })[0]!
    expect(rows.map(sidesDiffer)).toEqual([true, true])
    expect(sidesDiffer(row({ en: 'Clean', zh: '' }))).toBe(false)
    expect(sidesDiffer(row({ en: 'One [bracket]', zh: '' }))).toBe(true)
  })

  test('CM5 who wrote which words: the text whole, neighbours joined, shares of all characters', () => {
    const run = (text: string, by: string, at = '1') => ({ text, by, at })
    expect(whoWrote([run('ab', 'x'), run('', 'y'), run('c', 'x', '2'), run('d', 'y')])).toEqual({
      runs: [run('abc', 'x', '2'), run('d', 'y')],
      shares: [
        { by: 'x', characters: 3, share: 0.75, last: '2' },
        { by: 'y', characters: 1, share: 0.25, last: '1' },
      ],
    })
  })
})

describe('brackets over time', () => {
  const change = (at: string, clauseId: string, brackets: number) => ({ at, clauseId, brackets })

  test('BR22 the series is the sum over clauses after each instant, whatever the order it is given in', () => {
    const changes = [
      change('2', 'b', 5),
      { ...change('1', 'a', 3), held: { A: 2 } },
      change('3', 'a', 0),
      { ...change('3', 'b', 4), held: { B: 1 } },
    ]
    expect(bracketSeries(changes)).toEqual([
      { at: '1', brackets: 3, held: { A: 2 } },
      { at: '2', brackets: 8, held: { A: 2 } },
      { at: '3', brackets: 4, held: { A: 0, B: 1 } },
    ])
  })

  test('BR23 a thinned series keeps its ends and only true points', () => {
    const series = Array.from({ length: 100 }, (_, index) => ({ at: `${index}`, brackets: index }))
    const thin = thinSeries(series, 7)
    expect(thin).toHaveLength(7)
    expect([thin[0], thin.at(-1)]).toEqual([series[0], series[99]])
    expect(thin.every((point) => series.includes(point))).toBe(true)
  })
})

describe('terms of the glossary', () => {
  const terms = [
    { id: 'data', text: 'data' },
    { id: 'important', text: 'Important data' },
    { id: 'category', text: 'category' },
    { id: 'chip', text: 'chip' },
    { id: '数据', text: '数据' },
    { id: '重要数据', text: '重要数据' },
  ]
  const marked = (text: string) => markTerms(text, terms).map(({ from, to, id }) => `${id}:${text.slice(from, to)}`) // prettier-ignore

  test('GL1 the longest term wins and spans never overlap', () => {
    expect(marked('[important data] and data')).toEqual(['important:important data', 'data:data'])
  })

  test('GL2 in English whole words count, whatever their capitals, and the plain plural', () => {
    expect(marked('Data, metadata, database, DATA. Chips chipset')).toEqual(['data:Data', 'data:DATA', 'chip:Chips']) // prettier-ignore
  })

  test('GL3 in Chinese the characters count, wherever they stand', () => {
    expect(marked('保护重要数据和数据安全')).toEqual(['重要数据:重要数据', '数据:数据'])
  })

  test('GL4 offsets are those of the text, also beside letters that grow in lower case', () => {
    expect(marked('İİ data 数据data')).toEqual(['data:data', '数据:数据', 'data:data'])
  })
})
