import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { strFromU8, unzipSync } from 'fflate'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { xmlRegisterFsInputProviders } from 'libxml2-wasm/lib/nodejs.mjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishOutcome } from '../../server/outcomes/index.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { runSite, someOutcome, type RunningSite } from '../support/outcomes.ts'
import { id } from '../support/world.ts'

/** Every word that a reader of any format must find. */
const WORDS = [
  'Common categories of sensitive data',
  '敏感数据的共同类别',
  'Delegation of Alphaland',
  '数据跨境流动',
  '№ 5 ≤ 6 ≥ 3 ℃ αβ',
  'legal and engineering experts',
  'agreed ad referendum',
  'Ann Bell',
]
const SCHEMA = fileURLToPath(new URL('../fixtures/akn/akomantoso30.xsd', import.meta.url))

let database: FreshDatabase
let site: RunningSite
let folder: string

const bytes = async (name: string) =>
  new Uint8Array(await (await site.get(`/outcomes/${name}`)).arrayBuffer())

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'outcome-formats-'))
  database = await freshDatabase()
  site = await runSite(database.sql)
  await database.sql.begin((tx) =>
    publishOutcome(tx, someOutcome(), {
      dialogueId: id(1),
      distribution: 'public',
      publishedAt: '2026-11-24T08:15:27.123Z',
    }),
  )
})

afterAll(async () => {
  await site.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

describe('the formats of an outcome', () => {
  it('OU6 Markdown, JSON, citations and the page hold the words', async () => {
    const plain = (text: string) => text.replaceAll('\\', '')
    for (const name of ['PD-2026-03.md', 'PD-2026-03']) {
      const text = plain(Buffer.from(await bytes(name)).toString())
      for (const word of WORDS) expect(text).toContain(word)
    }
    const cited = await Promise.all(['bib', 'ris', 'txt'].map((f) => bytes(`PD-2026-03.${f}`)))
    for (const citation of cited) {
      const text = Buffer.from(citation).toString()
      expect(text).toContain('Common categories of sensitive data')
      expect(text).toContain('https://parley.example/outcomes/PD-2026-03')
    }
  })

  it('OU6 Word opens as a ZIP with the words, no author and no dates', async () => {
    const files = unzipSync(await bytes('PD-2026-03.docx'))
    const document = strFromU8(files['word/document.xml']!)
    for (const word of WORDS) expect(document).toContain(word)
    const all = Object.values(files)
      .map((file) => strFromU8(file))
      .join('\n')
    expect(all).not.toMatch(/dcterms|lastModifiedBy|<dc:creator|Un-named|20\d\d-\d\d-\d\dT/)
    expect(await bytes('PD-2026-03.docx')).toEqual(await bytes('PD-2026-03.docx'))
  })

  it('OU6 Akoma Ntoso is well-formed, holds the words and names no person', async () => {
    const xml = Buffer.from(await bytes('PD-2026-03.akn.xml')).toString()
    for (const word of WORDS.slice(0, -1)) expect(xml).toContain(word)
    expect(xml).not.toContain('TLCPerson')
    using document = XmlDocument.fromString(xml)
    expect(document.root.name).toBe('akomaNtoso')
    const eIds = [...xml.matchAll(/eId="([^"]+)"/g)].map(([, eId]) => eId)
    expect(new Set(eIds).size).toBe(eIds.length)
  })

  it('OU6 Akoma Ntoso is valid against its schema', async () => {
    xmlRegisterFsInputProviders()
    const xsd = readFileSync(SCHEMA, 'utf8')
    using schema = XmlDocument.fromString(xsd, { url: SCHEMA })
    using validator = XsdValidator.fromDoc(schema)
    for (const query of ['', '?lang=en', '?lang=zh', '?copy=2']) {
      using document = XmlDocument.fromBuffer(await bytes(`PD-2026-03.akn.xml${query}`))
      validator.validate(document)
    }
    using wrong = XmlDocument.fromString(
      Buffer.from(await bytes('PD-2026-03.akn.xml'))
        .toString()
        .replaceAll('mainBody', 'mainText'),
    )
    expect(() => validator.validate(wrong)).toThrow()
  })

  it('OU6 PDF is tagged, has real letters in both scripts, no author and no dates', async () => {
    const pdf = await bytes('PD-2026-03.pdf')
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-')
    const raw = Buffer.from(pdf).toString('latin1')
    expect(raw).toContain('/StructTreeRoot')
    expect(raw).toContain('/Marked true')
    expect(raw).not.toMatch(
      /\/(Author|CreationDate|ModDate|Creator|Producer)|CreateDate|CreatorTool|dc:creator|[Tt]ypst/,
    )
    expect(await bytes('PD-2026-03.pdf?lang=zh')).not.toEqual(pdf)
    if (!found('pdftotext') || !found('pdfinfo')) return
    const file = path.join(folder, 'outcome.pdf')
    writeFileSync(file, pdf)
    const text = execFileSync('pdftotext', [file, '-'], { stdio: ['ignore', 'pipe', 'ignore'] })
    const squeezed = text.toString().replace(/\s+/g, '')
    for (const word of WORDS) expect(squeezed).toContain(word.replace(/\s+/g, ''))
    const info = execFileSync('pdfinfo', [file], { stdio: ['ignore', 'pipe', 'ignore'] }).toString()
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(info).not.toMatch(/Author|Date|Creator|Producer|Typst/)
  })
})

function found(program: string): boolean {
  return (process.env.PATH ?? '').split(':').some((one) => existsSync(path.join(one, program)))
}
