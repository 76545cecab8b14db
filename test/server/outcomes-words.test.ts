import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import { XmlDocument } from 'libxml2-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES, type Language } from '#shared/kernel'
import { canonicalOutcomeText, documentTree, type CanonicalOutcome } from '#shared/outcomes'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { publishOutcome } from '../../server/outcomes/index.ts'
import { runSite, someOutcome, type RunningSite } from '../support/outcomes.ts'
import { id } from '../support/world.ts'

const PIECES: Readonly<Record<Language, readonly string[]>> = {
  en: [
    ...['shall', 'notify', 'data', 'the Parties’ “essential” ‘flow’', '[shall][should]', 'naïve'],
    ...[
      'office affluent fjord',
      'αβγ',
      'ő ș ß ñ ç Ł ệ Ж',
      'nu\u0308\u030c e\u0301',
      '№ 5 ≤ 6 ≥ 3 ℃',
      '50% ± 2',
    ],
    ...['<b>bold</b>', '&amp;', '<!-- note -->', ']]>', '<script>x</script>', '&#60;', '"quoted"'],
    ...['#let x = 1', '$a_1$', '@reference', '*strong* _em_', '`raw`', '= Heading', '// comment'],
    ...[
      '/* not */',
      '#import "x"',
      '<label>',
      '~',
      '---',
      '1. first',
      '- item',
      '+ item',
      '> said',
    ],
    ...['[text](address)', '![picture](x)', '| a | b |', '\\emph{x}', '{{curly}}', '^up^', 'a\\b'],
    ...['# title', '(a) (i)', 'https://example.org/a?b=c&d=e#f', 'semi;colon: yes', 'x'.repeat(90)],
  ],
  zh: [
    ...[
      '双方',
      '应当',
      '通知',
      '数据跨境流动',
      '“重要数据”',
      '‘清单’',
      '［应］［宜］',
      '《办法》第十条',
      '龘靐',
    ],
    ...[
      '（一）',
      '、；：？！',
      '……',
      '——',
      '２０２６年',
      'ＡＩ芯片',
      'GPU芯片',
      '第1条',
      '〔附〕',
      '・',
      '①②',
      '々',
    ],
    ...[
      '<甲>',
      '#标题',
      '$式$',
      '*着重*',
      '_线_',
      '@引用',
      '`码`',
      '&乙;',
      '【丙】',
      '条'.repeat(70),
    ],
  ],
}

let folder: string
let database: FreshDatabase
let site: RunningSite
let published = 0

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'outcome-words-'))
  database = await freshDatabase()
  site = await runSite(database.sql)
})
afterAll(async () => {
  await site.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

const line = (language: Language) =>
  fc
    .array(fc.constantFrom(...PIECES[language]), { minLength: 1, maxLength: 6 })
    .map((pieces) => pieces.join(language === 'en' ? ' ' : ''))
const words = fc.record({
  en: fc.array(line('en'), { minLength: 1, maxLength: 2 }).map((lines) => lines.join('\n')),
  zh: fc.array(line('zh'), { minLength: 1, maxLength: 2 }).map((lines) => lines.join('\n')),
})
const oneLine = fc.record({ en: line('en'), zh: line('zh') })
const STANDINGS = ['agreed', 'agreed-ad-referendum', 'reserved', 'not-agreed'] as const
const outcomes = fc.record({
  title: oneLine,
  topics: fc.array(oneLine, { maxLength: 2 }),
  convening: words,
  preamble: words,
  texts: fc.array(fc.tuple(words, fc.constantFrom(...STANDINGS)), { minLength: 1, maxLength: 4 }),
  recommendations: fc.array(words, { maxLength: 2 }),
  participants: fc.array(oneLine, { maxLength: 2 }),
  /** What no font of the published files has a sign for. */
  unsigned: fc.option(fc.constantFrom('q\u0323\u0307', '\u0416\u0301', 'x\u0304', 'अ'), {
    freq: 3,
  }),
})

/** What is left of a text when spaces, hyphens at the ends of lines and the width of letters do not count. */
const bare = (text: string) => text.normalize('NFKC').replace(/[\s\u00ad\u200b\u2010-]/g, '')

/** Every line that a copy in these languages must hold, in its order. */
function linesOf(outcome: CanonicalOutcome, languages: readonly Language[]): string[] {
  const { blocks } = documentTree(outcome, { languages })
  return blocks
    .flatMap(({ text }) => languages.map((language) => text[language]))
    .flatMap((text) => text.split('\n'))
    .map(bare)
    .filter((text) => text !== '')
}

function holds(text: string, outcome: CanonicalOutcome, languages: readonly Language[]): void {
  const squeezed = bare(text)
  let at = 0
  for (const wanted of linesOf(outcome, languages)) {
    const found = squeezed.indexOf(wanted, at)
    if (found < 0) expect(squeezed.slice(at)).toContain(wanted)
    at = found + wanted.length
  }
  for (const language of languages) expect(squeezed).toContain(bare(outcome.title[language]))
}

const plain = (markup: string) =>
  markup
    .replace(/<(script|style|head|aside)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
const fromMarkdown = (text: string) =>
  text
    .replace(/^#+ /gm, '')
    .replace(/^\*\*([\d.]+)\*\*/gm, '$1')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')

function fromXml(xml: string): string {
  using document = XmlDocument.fromString(xml)
  return document.root.content
}

function fromWord(bytes: Uint8Array): string {
  return fromXml(strFromU8(unzipSync(bytes)['word/document.xml']!))
}

function fromPdf(bytes: Uint8Array): string {
  const file = path.join(folder, 'read.pdf')
  writeFileSync(file, bytes)
  const text = execFileSync('pdftotext', ['-raw', '-nopgbrk', file, '-'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return text.toString()
}

describe('the words of an outcome', () => {
  it('OU6 OU36 are the same in every format, in both languages and in each, whatever is written', async () => {
    await fc.assert(
      fc.asyncProperty(outcomes, async ({ texts, unsigned, ...parts }) => {
        published += 1
        const reference = `WD-${published}`
        if (unsigned !== null) {
          const place = { en: `Near ${unsigned}`, zh: '日内瓦' }
          expect(() => someOutcome({ ...parts, place })).toThrow('outcomes/not-publishable')
        }
        const outcome = someOutcome({
          ...parts,
          reference,
          clauses: texts.map(([text, status], n) => ({
            number: String(n + 1),
            kind: 'operative' as const,
            level: 1,
            text,
            status,
          })),
        })
        await database.sql.begin((tx) =>
          publishOutcome(tx, outcome, {
            dialogueId: id(1),
            distribution: 'public',
            publishedAt: '2026-11-24',
          }),
        )
        const get = async (ending: string) => {
          const answer = await site.get(`/outcomes/${reference}${ending}`)
          expect(answer.status).toBe(200)
          return new Uint8Array(await answer.arrayBuffer())
        }
        expect(strFromU8(await get('.json'))).toBe(canonicalOutcomeText(outcome))
        for (const languages of [LANGUAGES, ['en'], ['zh']] as const) {
          const lang = languages.length > 1 ? '' : `?lang=${languages[0]}`
          const read = {
            html: plain(strFromU8(await get(lang))),
            md: fromMarkdown(strFromU8(await get(`.md${lang}`))),
            akn: fromXml(strFromU8(await get(`.akn.xml${lang}`))),
            docx: fromWord(await get(`.docx${lang}`)),
            pdf: fromPdf(await get(`.pdf${lang}`)),
          }
          for (const text of Object.values(read)) holds(text, outcome, languages)
        }
      }),
      { numRuns: 6, interruptAfterTimeLimit: 150_000, endOnFailure: true },
    )
  })
})
