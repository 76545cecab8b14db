import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { alignImports, clauseRuns, clauseText, importMarkdown, type ImportedText } from './index.ts'

const FIXTURES = new URL('../../test/fixtures/', import.meta.url)
const fixture = readFileSync(new URL('negotiating-text.md', FIXTURES), 'utf8')
const chinese = readFileSync(new URL('negotiating-text.zh.md', FIXTURES), 'utf8')

// A long real text may lie beside the repository; the fixture holds every rule when it does not.
const real = new URL('../../../shared/data/cop21-draft-2015-10-23.md', import.meta.url)
const sources = [fixture, chinese, ...(existsSync(real) ? [readFileSync(real, 'utf8')] : [])]

const count = (text: string, mark: RegExp) => text.match(mark)?.length ?? 0
const lexicon = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []
const kept = ({ clauses }: ImportedText) =>
  clauses.map((clause) => `${clause.number ?? ''} ${clauseText(clause)}`).join('\n')
const noted = ({ notes }: ImportedText) => notes.map(({ what }) => what).join('\n')

function expectNothingLost(source: string): void {
  const text = importMarkdown(source)
  const found = lexicon(`${kept(text)}\n${noted(text)}`.replace(/\*/g, ''))
  // Emphasis within a word (`r*eaffirming*`) is no gap; a Chinese line that is broken is one word again.
  const plain = source.replace(/\*/g, '').replace(/(\p{Script=Han})\n(\p{Script=Han})/gu, '$1$2')
  expect(found.sort()).toEqual(lexicon(plain).sort())
  const raw = count(source, /[[［]/g)
  const { brackets, footnotes } = text.report
  expect(brackets + footnotes + count(noted(text), /\[/g)).toBe(raw)
}

describe('importing Markdown', () => {
  test.each(sources.map((source) => [source.slice(0, 40), source]))(
    'IM1 no word and no bracket of %j is lost',
    (_, source) => expectNothingLost(source),
  )

  test('IM1 no word and no bracket is lost, whatever the order of the lines', () => {
    const line = fc.constantFrom(
      ...fixture.split('\n'),
      '',
      '',
      '```',
      '    1. deep *a',
      '~~~',
      '---',
    )
    const source = fc.array(line, { maxLength: 40 }).map((lines) => lines.join('\n'))
    fc.assert(fc.property(source, expectNothingLost), { numRuns: 500 })
  })

  const text = importMarkdown(fixture)
  const outline = text.clauses.map(({ kind, level, number }) => `${kind} ${level} ${number ?? '-'}`)

  test('IM2 headings, preambular, operative and defining paragraphs become clauses in their order', () => {
    expect(text.title).toBe('Draft joint statement on data security')
    expect(outline).toEqual([
      'operative 1 -',
      'heading 2 -',
      'heading 2 -',
      ...Array.from({ length: 5 }, () => 'preambular 1 -'),
      'heading 2 -',
      'operative 1 -',
      'definition 1 1',
      'definition 1 2',
      'heading 2 -',
      'operative 1 1',
      'operative 1 2',
      'operative 1 3',
      'operative 1 -',
      'operative 1 -',
      'heading 1 -',
      'operative 1 -',
    ])
  })

  test('IM2 without a heading that says so, a participle opens a preambular paragraph', () => {
    const { clauses } = importMarkdown(
      '*Recalling* that\n\n［忆及第一次会议］\n\nPlain words\n\n1. Text\n\nHaving said',
    )
    expect(clauses.map(({ kind }) => kind)).toEqual([
      'preambular',
      'preambular',
      'operative',
      'operative',
      'operative',
    ])
  })

  test('IM3 what is indented under a paragraph belongs to its clause, with the marks of its items', () => {
    const scope = text.clauses.find(({ number, kind }) => number === '1' && kind === 'operative')
    expect(scope && clauseText(scope).split('\n')).toEqual([
      'Scope Each side [A: shall][B: should][other] keep the list of categories:',
      '1. [narrow [and precise]];',
      '2. open to review [every [two][three] years];',
      'as the parties may decide.',
    ])
  })

  test('IM4 options of one passage stay together, and so do bullets after a colon', () => {
    expect(text.clauses.map(clauseText)).toContain(
      'Option 1: Noting the laws of both sides,\nOption 2: Taking note of the [relevant] laws of both sides,',
    )
    expect(text.clauses.map(clauseText).find((words) => words.includes('genomic'))).toBe(
      'The experts will consider:\n- genomic data [and health data];\n- precise geolocation at ±10 m & better.',
    )
  })

  test('IM5 emphasis becomes runs, also within a word and across a bracket', () => {
    const [clause] = importMarkdown(
      '*[Taking* account and r*eaffirming*] **bold *both*** 2*3 _x_ a_b_c',
    ).clauses
    expect(clause?.paragraphs).toEqual([
      [
        { text: '[Taking', em: true },
        { text: ' account and r' },
        { text: 'eaffirming', em: true },
        { text: '] ' },
        { text: 'bold ', strong: true },
        { text: 'both', em: true, strong: true },
        { text: ' 2*3 ' },
        { text: 'x', em: true },
        { text: ' a_b_c' },
      ],
    ])
    const [zh] = importMarkdown('保持**“精简”**且明确').clauses
    expect(zh?.paragraphs[0]?.[1]).toEqual({ text: '“精简”', strong: true })
  })

  test('IM6 brackets side by side are brackets; only a link whose target is known is one', () => {
    const { clauses, notes, report } = importMarkdown(
      '[a][b] [c](d) [e](https://x.org) ![f](/g.png) [h] \\[i\\]\n\n[h]: https://y.org',
    )
    expect(clauses.map(clauseText)).toEqual(['[a][b] [c](d) e f h [i]'])
    expect(report.brackets).toBe(4)
    expect(notes).toEqual([
      { line: 1, code: 'link-target', what: '[…](https://x.org)' },
      { line: 1, code: 'image', what: '![…](/g.png)' },
      { line: 1, code: 'link-target', what: '[…]' },
      { line: 3, code: 'link-target', what: '[h]: https://y.org' },
    ])
  })

  test('IM7 a hard break parts paragraphs; Chinese lines join without a space', () => {
    expect(importMarkdown('a  \nb\\\nc\nd').clauses.map(clauseText)).toEqual(['a\nb\nc d'])
    expect(importMarkdown('国家\n安全').clauses.map(clauseText)).toEqual(['国家安全'])
  })

  test('IM8 HTML is never kept as such: its words stay, its tags, comments and scripts are noted', () => {
    const { clauses, notes } = importMarkdown(
      'a <b onclick="x()">b</b> <script>\nalert("c")\n</script> d <!-- e\nf --> &lt;g&gt; &#x202E;',
    )
    expect(clauses.map(clauseText)).toEqual(['a b', 'd <g> &#x202E;'])
    expect(notes.map(({ line, code, what }) => [line, code, what])).toEqual([
      [1, 'html', '<script>\nalert("c")\n</script>'],
      [1, 'html', '<b onclick="x()">'],
      [1, 'html', '</b>'],
      [3, 'html', '<!-- e\nf -->'],
    ])
  })

  test('IM9 front matter, contents, attribute lists, rules and quotation marks are noted, with their lines', () => {
    expect(text.notes.map(({ line, code }) => `${line} ${code}`)).toEqual([
      '1 front-matter',
      '6 link-target',
      '8 link-target',
      '11 attribute-list',
      '13 table-of-contents',
      '14 attribute-list',
      '54 html',
      '54 html',
      '54 html',
      '54 html',
      '62 quotation-mark',
      '65 table-rule',
      '68 rule',
    ])
  })

  test('IM10 characters that no text may hold are left out and named', () => {
    const { clauses, notes } = importMarkdown('\ufeffa\u0000b\tc\r\nd\u202ee\ud800')
    expect(clauses.map(clauseText)).toEqual(['ab    c de'])
    expect(notes.map(({ line, what }) => [line, what])).toEqual([
      [1, 'U+0000'],
      [2, 'U+202E'],
      [2, 'U+D800'],
    ])
  })

  test('IM11 a footnote stands in the clause that refers to it, or at the end', () => {
    expect(text.clauses.map(clauseText).find((words) => words.startsWith('Recalling'))).toBe(
      'Recalling the [understanding][consensus] reached at the first session,[^1]\n[^1]: The understanding of May[, as revised].',
    )
    expect(clauseText(text.clauses.at(-1)!)).toBe('[^2]: A footnote nobody [refers] to.')
    expect(text.report.footnotes).toBe(3)
  })

  test('IM12 the report counts brackets and points at those that do not match', () => {
    const { unbalanced, characters } = text.report
    expect(unbalanced).toHaveLength(1)
    const [{ clause, at, kind } = { clause: -1, at: -1, kind: '' }] = unbalanced
    expect(kind).toBe('unclosed')
    expect(clauseText(text.clauses[clause]!).slice(at)).toBe('[of its adoption.')
    expect(characters).toBe(text.clauses.map(clauseText).join('').length)
  })

  test('IM13 the runs of a clause are its words, paragraphs parted by line feeds, none too long', () => {
    for (const clause of text.clauses) {
      expect(clauseRuns(clause).map((run) => run.text).join('')).toBe(clauseText(clause)) // prettier-ignore
    }
    const [long] = importMarkdown('😀'.repeat(60_000)).clauses
    const parts = clauseRuns(long!).map((run) => run.text)
    expect(parts.every((part) => part.length <= 50_000 && !/\p{Cs}/u.test(part))).toBe(true)
  })

  test('IM14 hostile files are read in proportion to their length', () => {
    for (const piece of [
      '*a',
      '[',
      '![](',
      '<!--',
      '<a ',
      '> ',
      '&#',
      '[x][',
      '**_',
      '\\',
      '`',
      '- ',
      ' ',
      '-|--',
      '# ',
    ]) {
      const long = piece.repeat(60_000 / piece.length)
      for (const source of [`${long}x`, `a${long}b\\\nc`]) {
        expect(importMarkdown(source).report.characters).toBeLessThan(250_000)
      }
    }
  }, 60_000)
})

describe('importing a second language', () => {
  const pair = (first: string, second: string) =>
    alignImports(importMarkdown(first), importMarkdown(second))

  test('IM16 clauses are matched in order, afresh at every heading', () => {
    const { rows, mismatches } = pair(
      '# A\n\n1. a\n2. b\n\n# B\n\n1. c',
      '# 甲\n\n1. 一\n\n# 乙\n\n1. 三',
    )
    expect(rows.map(({ first, second }) => [first, second].map((c) => c && clauseText(c)))).toEqual(
      [
        ['A', '甲'],
        ['a', '一'],
        ['b', null],
        ['B', '乙'],
        ['c', '三'],
      ],
    )
    expect(mismatches).toEqual([{ row: 2, code: 'only-in-first' }])
  })

  test('IM17 every difference of shape is reported, and no clause of either file is dropped', () => {
    const { mismatches } = pair('# A\n\n1. [a]\n\nx', '## 甲\n\n2. 一\n\n1. y\n\n1. z')
    expect(mismatches.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '0 level',
      '1 number',
      '1 brackets',
      '2 number',
      '3 only-in-second',
    ])
    const files = [fixture, chinese].map(importMarkdown) as [ImportedText, ImportedText]
    const { rows } = alignImports(...files)
    expect(rows.filter(({ first }) => first)).toHaveLength(files[0].clauses.length)
    expect(rows.filter(({ second }) => second)).toHaveLength(files[1].clauses.length)
  })
})
