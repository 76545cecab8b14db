import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  clauseRuns,
  clauseText,
  exportMarkdown,
  exportPlainText,
  importMarkdown,
  type ExportedClause,
} from './index.ts'

const fixture = readFileSync(
  new URL('../../test/fixtures/negotiating-text.md', import.meta.url),
  'utf8',
)

const piece = fc.constantFrom(
  'shall', ' ', ' ', 'data', '应当', '*', '_', '#', '-', '>', '1.', '(x)', '](http://x)', '[a]', '[h]:', '<b>', '&amp;', '`', '~~~', '|--|', '\\', '{:toc}', '!', '[', ']', '——', '<!--', '=', ':', '•', '"',
) // prettier-ignore
const run = fc.record(
  {
    text: fc.array(piece, { minLength: 1, maxLength: 6 }).map((list) => list.join('')),
    em: fc.constant(true),
    strong: fc.constant(true),
  },
  { requiredKeys: ['text'] },
)
const paragraphs = fc.array(fc.array(run, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }) // prettier-ignore
const clause: fc.Arbitrary<ExportedClause> = fc.record(
  {
    kind: fc.constantFrom('operative' as const, 'preambular' as const),
    level: fc.constant(1),
    number: fc.constantFrom('1', '12'),
    runs: paragraphs.map((list) =>
      list.flatMap((runs, index) => (index > 0 ? [{ text: '\n' }, ...runs] : runs)),
    ),
  },
  { requiredKeys: ['kind', 'level', 'runs'] },
)

const words = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n')

describe('exporting working texts', () => {
  test('EX1 what goes out as Markdown reads back to the same words', () => {
    fc.assert(
      fc.property(fc.array(clause, { minLength: 1, maxLength: 4 }), (clauses) => {
        const texts = clauses
          .map(({ number, runs }) => ({ number, text: words(runs.map((r) => r.text).join('')) }))
          .filter(({ text }) => text !== '')
        fc.pre(texts.length === clauses.length)
        const back = importMarkdown(exportMarkdown('T', clauses))
        expect(back.clauses.map((c) => ({ number: c.number, text: clauseText(c) }))).toEqual(texts)
        expect(back.notes.map(({ code }) => code)).toEqual(['front-matter'])
      }),
      { numRuns: 1000 },
    )
  })

  const text = importMarkdown(fixture)
  const exported = text.clauses.map(({ kind, level, number, ...rest }) => ({
    kind,
    level,
    ...(number === undefined ? {} : { number }),
    runs: clauseRuns({ kind, level, ...rest }),
  }))

  test('EX2 a whole text goes out and comes back: title, headings, numbers, brackets, emphasis', () => {
    const back = importMarkdown(exportMarkdown(text.title, exported))
    expect(back.title).toBe(text.title)
    expect(back.clauses).toEqual(text.clauses)
    expect(back.report).toEqual(text.report)
    expect(importMarkdown(exportMarkdown('Say "A\\B"', [])).title).toBe('Say "A\\B"')
  })

  test('EX3 emphasis that cannot be read back is left out, never the words', () => {
    const runs = [
      { text: 'a' },
      { text: '(b)', em: true },
      { text: 'c ' },
      { text: 'd ', strong: true },
    ]
    expect(exportMarkdown('', [{ kind: 'operative', level: 1, runs }])).toBe('a(b)c **d**\n')
  })

  test('EX4 plain text keeps numbers, paragraphs and brackets', () => {
    const plain = exportPlainText(text.title, exported)
    expect(plain).toContain('\n\n1. Scope Each side [A: shall][B: should][other] keep')
    expect(plain.startsWith('Draft joint statement on data security\n\nThis is')).toBe(true)
  })
})
