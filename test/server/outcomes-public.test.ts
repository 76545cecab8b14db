import { XmlDocument, XmlElement } from 'libxml2-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishOutcome, withdrawOutcome } from '../../server/outcomes/index.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { runSite, someOutcome, type RunningSite } from '../support/outcomes.ts'
import { id } from '../support/world.ts'

const ORIGIN = 'https://parley.example'
const TITLE = {
  en: 'Data & <chips>: 50% of {the} list_#1 ~ $5 \\ “end”',
  zh: '数据与芯片：“百分之五十”',
}
const AT = '2026-11-24T08:15:27.123Z'

let database: FreshDatabase
let site: RunningSite

const text = async (path: string) => (await site.get(path)).text()
const publish = (changes: Parameters<typeof someOutcome>[0]) =>
  database.sql.begin((tx) =>
    publishOutcome(tx, someOutcome(changes), {
      dialogueId: id(1),
      distribution: 'public',
      publishedAt: AT,
    }),
  )

beforeAll(async () => {
  database = await freshDatabase()
  site = await runSite(database.sql)
  await publish({ reference: 'PB-2026-1' })
  await publish({ reference: 'PB-2026-2', title: TITLE, supersedes: 'PB-2026-1' })
})
afterAll(async () => {
  await site.close()
  await database.close()
})

const NAMES = { a: 'http://www.w3.org/2005/Atom', s: 'http://www.sitemaps.org/schemas/sitemap/0.9' }

/** Every element at a path of an XML document, as its text and attributes. */
function every(xml: string, path: string): { content: string; attr: (name: string) => string }[] {
  const document = XmlDocument.fromString(xml)
  return document.find(path, NAMES).map((node) => ({
    content: node.content,
    attr: (name) => (node instanceof XmlElement ? (node.attr(name)?.value ?? '') : ''),
  }))
}

const INSTANT = /^\d{4}-\d\d-\d\dT00:00:00Z$/

describe('what feeds, engines and catalogues read', () => {
  it('OU34 the feed is Atom: every element that RFC 4287 asks for, once, with ids that stay', async () => {
    const xml = await text('/outcomes.atom')
    const once = (path: string) => {
      const found = every(xml, path)
      expect(found, path).toHaveLength(1)
      return found[0]!
    }
    expect(once('/a:feed/a:id').content).toBe(`${ORIGIN}/outcomes`)
    expect(once('/a:feed/a:title').content).not.toBe('')
    expect(once('/a:feed/a:updated').content).toMatch(INSTANT)
    expect(once('/a:feed/a:author/a:name').content).toBe('Parley')
    expect(once('/a:feed/a:link[@rel="self"]').attr('href')).toBe(`${ORIGIN}/outcomes.atom`)
    const entries = every(xml, '/a:feed/a:entry')
    expect(entries).toHaveLength(2)
    for (const n of [1, 2]) {
      const at = `/a:feed/a:entry[${n}]`
      expect(once(`${at}/a:id`).content).toMatch(/^urn:sha256:[0-9a-f]{64}$/)
      expect(once(`${at}/a:title`).content).not.toBe('')
      expect(once(`${at}/a:updated`).content).toMatch(INSTANT)
      expect(once(`${at}/a:published`).content).toMatch(INSTANT)
      expect(once(`${at}/a:link[@rel="alternate"]`).attr('href')).toMatch(/\/outcomes\/PB-2026-\d$/)
      expect(once(`${at}/a:summary`).content).not.toBe('')
    }
    expect(every(xml, '/a:feed/a:entry/a:title').map(({ content }) => content)).toContain(
      `${TITLE.en} · ${TITLE.zh}`,
    )
    const ids = (feed: string) => every(feed, '//a:entry/a:id').map(({ content }) => content)
    expect(new Set(ids(xml)).size).toBe(2)
    const reason = { en: 'A figure was wrong.', zh: '有一处数字有误。' }
    await database.sql.begin((tx) => withdrawOutcome(tx, 'PB-2026-1', { reason, at: AT }))
    await publish({ reference: 'PB-2026-3' })
    expect(ids(await text('/outcomes.atom'))).toEqual(expect.arrayContaining(ids(xml)))
  })

  it('OU34 the sitemap names every page that everybody may read, once, with a day', async () => {
    const xml = await text('/sitemap.xml')
    const places = every(xml, '/s:urlset/s:url/s:loc').map(({ content }) => content)
    expect(new Set(places).size).toBe(places.length)
    expect(places).toContain(`${ORIGIN}/outcomes/PB-2026-2`)
    for (const { content } of every(xml, '/s:urlset/s:url/s:lastmod')) {
      expect(content).toMatch(/^\d{4}-\d\d-\d\d$/)
    }
    for (const place of places) {
      expect((await site.get(place.slice(ORIGIN.length))).status, place).toBe(200)
    }
  })

  it('OU34 a page tells engines and previews its address, languages, title and files', async () => {
    const page = await text('/outcomes/PB-2026-2?lang=zh')
    const attribute = (pattern: RegExp) => {
      const value = pattern.exec(page)?.[1]
      return value?.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    }
    const address = `${ORIGIN}/outcomes/PB-2026-2`
    expect(attribute(/rel="canonical" href="([^"]*)"/)).toBe(`${address}?lang=zh`)
    expect(attribute(/hreflang="en" href="([^"]*)"/)).toBe(`${address}?lang=en`)
    expect(attribute(/hreflang="zh-Hans" href="([^"]*)"/)).toBe(`${address}?lang=zh`)
    expect(attribute(/hreflang="x-default" href="([^"]*)"/)).toBe(address)
    expect(attribute(/property="og:title" content="([^"]*)"/)).toContain(TITLE.zh)
    expect(attribute(/property="og:url" content="([^"]*)"/)).toBe(`${address}?lang=zh`)
    expect(attribute(/property="og:locale" content="([^"]*)"/)).toBe('zh_CN')
    expect(attribute(/property="og:description" content="([^"]*)"/)).not.toBe('')
    expect(attribute(/name="citation_title" content="([^"]*)"/)).toBe(TITLE.en)
    expect(attribute(/name="citation_pdf_url" content="([^"]*)"/)).toBe(`${address}.pdf`)
    const data = JSON.parse(
      /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page)![1]!,
    ) as { name: string[]; encoding: { contentUrl: string; encodingFormat: string }[] }
    expect(data.name).toEqual([TITLE.en, TITLE.zh])
    for (const { contentUrl, encodingFormat } of data.encoding) {
      const file = await site.get(contentUrl.slice(ORIGIN.length))
      expect(file.headers.get('content-type')).toContain(encodingFormat)
    }
  })

  it('OU35 BibTeX, RIS and plain citations read back as what they name', async () => {
    const bib = await text('/outcomes/PB-2026-2.bib')
    const fields = new Map(
      [...bib.matchAll(/^ {2}(\w+) = (.*),$/gm)].map(([, name = '', value = '']) => [name, value]),
    )
    expect(bib).toMatch(/^@misc\{PB-2026-2,\n[\s\S]*\n\}\n$/)
    const depth = Array.from(bib.replace(/\\[{}]/g, '')).reduce(
      (sum, mark) => sum + (mark === '{' ? 1 : mark === '}' ? -1 : 0),
      0,
    )
    expect(depth).toBe(0)
    const tex = (value = '') =>
      value
        .replaceAll('\\textbackslash{}', '\u0000')
        .replaceAll('\\textasciitilde{}', '~')
        .replace(/\\([{}%&$#_])/g, '$1')
        .replaceAll('\u0000', '\\')
    expect(tex(fields.get('title'))).toBe(`{${TITLE.en} / ${TITLE.zh}}`)
    expect(fields.get('url')).toBe(`{${ORIGIN}/outcomes/PB-2026-2}`)
    expect(fields.get('month')).toBe('nov')
    const ris = await text('/outcomes/PB-2026-2.ris')
    const lines = ris.split('\r\n')
    expect(lines.pop()).toBe('')
    for (const line of lines) expect(line).toMatch(/^[A-Z][A-Z0-9] {2}- .*$/)
    expect(lines[0]).toBe('TY  - RPRT')
    expect(lines.at(-1)).toBe('ER  - ')
    expect(lines).toContain(`TI  - ${TITLE.en}`)
    expect(lines).toContain('DA  - 2026/11/24')
    const plain = await text('/outcomes/PB-2026-2.txt')
    for (const part of [TITLE.en, TITLE.zh, 'PB-2026-2', '24 November 2026', ORIGIN]) {
      expect(plain).toContain(part)
    }
  })

  it('OU30 one Chinese character, two and more find it; what is hostile finds nothing and breaks nothing', async () => {
    const found = async (q: string) => {
      const body = await text(`/outcomes.json?${new URLSearchParams({ q }).toString()}`)
      return (JSON.parse(body) as { outcomes: { reference: string }[] }).outcomes.length
    }
    for (const q of ['芯', '芯片', '据与芯', '芯 数', '芯片 data']) expect(await found(q)).toBe(1)
    for (const q of ['镍', '片芯', '芯片 nowhere']) expect(await found(q)).toBe(0)
    const hostile = [
      ...[
        '\u0000',
        '%',
        '%%%',
        '_',
        '\\',
        "' OR 1=1 --",
        '{a,b}',
        '(((',
        '*'.repeat(200),
        '\ufffd',
      ],
      ...[
        '<script>alert(1)</script>',
        '"><img src=x>',
        'ｄａｔａ％',
        'a'.repeat(200),
        '片'.repeat(200),
      ],
      ...[
        '\u202edata',
        '🀄',
        '𠀀',
        'data\u0000chips',
        Array.from({ length: 99 }, (_, n) => n).join(' '),
      ],
    ]
    for (const q of hostile) {
      for (const path of ['/outcomes', '/outcomes.json', '/outcomes.atom']) {
        const query = new URLSearchParams({ q, topic: q, dialogue: q, from: q, by: q, lang: q })
        const answer = await site.get(`${path}?${query.toString()}`)
        expect(answer.status, q).toBe(200)
        expect(await answer.text()).not.toMatch(/<script>alert|<img src=x/)
      }
    }
    for (const path of [
      '/outcomes/%00',
      '/outcomes/PB-2026-1%00.json',
      '/outcomes/compare?a=%00&b=PB-2026-1',
      '/outcomes/compare?a=PB-2026-1&a=PB-2026-2&b=x',
      '/log/inclusion?leaf=-1',
      '/log/inclusion?leaf=1e99',
      '/log/consistency?first=0&second=0',
    ]) {
      expect((await site.get(path)).status, path).toBe(404)
    }
  })
})
