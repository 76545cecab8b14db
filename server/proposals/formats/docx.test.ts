import { clauseText, importMarkdown, redline } from '#shared/proposals'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readDocx } from './docx-read.ts'
import { writeDocx, type DocxClause } from './docx-write.ts'

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const NS = `xmlns:w="${W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"`
const p = (inner: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${inner}</w:p>`
const r = (text: string, properties = '') =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`
const body = (...paragraphs: string[]) =>
  `<?xml version="1.0"?><w:document ${NS}><w:body>${paragraphs.join('')}</w:body></w:document>`
const zip = (parts: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))

function read(parts: Record<string, string>) {
  const reading = readDocx(zip(parts))
  if (!reading.ok) throw new Error(reading.code)
  return reading.text
}

const level = (at: number, format: string, text: string) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`
const numbering = `<w:numbering ${NS}><w:abstractNum w:abstractNumId="7">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '(%2)')}</w:abstractNum><w:abstractNum w:abstractNumId="8">${level(0, 'bullet', '•')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>`
const list = (id: number, at: number) =>
  `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`

describe('reading a Word file', () => {
  test('DX1 headings, lists with the marks a reader sees, emphasis and footnotes become clauses', () => {
    const text = read({
      'word/document.xml': body(
        p(r('Article 1'), '<w:pStyle w:val="berschrift2"/>'),
        p(r('Each side ') + r('shall', '<w:b/>') + r(' [A: act]', '<w:i/>') + '<w:r><w:footnoteReference w:id="2"/></w:r>', list(1, 0)), // prettier-ignore
        p(r('first', '<w:b w:val="0"/>'), list(1, 1)),
        p(r('second'), list(1, 1)),
        p(r('Review'), list(1, 0)),
        p(r('indented'), '<w:ind w:left="720"/>'),
        p(r('12. Typed') + '<w:r><w:br/></w:r>' + r('number')),
        p(r('Including:')),
        p(r('chips'), list(2, 0)),
      ),
      'word/numbering.xml': numbering,
      'word/styles.xml': `<w:styles ${NS}><w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style></w:styles>`,
      'word/footnotes.xml': `<w:footnotes ${NS}><w:footnote w:type="separator" w:id="0">${p('')}</w:footnote><w:footnote w:id="2">${p(r('A note'))}</w:footnote></w:footnotes>`,
    })
    expect(text.title).toBe('Article 1')
    expect(text.clauses.map((c) => [c.kind, c.level, c.number, clauseText(c)])).toEqual([
      ['heading', 2, undefined, 'Article 1'],
      ['operative', 1, '1', 'Each side shall [A: act][^2]\n(a) first\n(b) second\n[^2]: A note'],
      ['operative', 1, '2', 'Review\nindented'],
      ['operative', 1, '12', 'Typed\nnumber'],
      ['operative', 1, undefined, 'Including:\n- chips'],
    ])
    expect(text.clauses[1]?.paragraphs[0]).toEqual([
      { text: 'Each side ' },
      { text: 'shall', strong: true },
      { text: ' [A: act]', em: true },
      { text: '[^2]' },
    ])
    expect(text.report.brackets).toBe(1)
  })

  test('DX2 what a clause cannot hold is listed, and no name of a person comes in', () => {
    const text = read({
      'word/document.xml': body(
        p(
          `<w:ins w:author="Jane Roe" w:date="2026-01-01T00:00:00Z">${r('should')}</w:ins>` +
            '<w:del w:author="Jane Roe"><w:r><w:delText>shall</w:delText></w:r></w:del>' +
            r(' act') +
            '<w:r><w:instrText>INCLUDEPICTURE "http://evil.example/x"</w:instrText></w:r>' +
            '<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>' +
            p(r('in a box')) +
            '</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>' +
            p(r('in a box')) +
            '</w:pict></mc:Fallback></mc:AlternateContent></w:r>' +
            r(' now'),
        ),
        `<w:tbl><w:tr><w:tc>${p(r('cell'))}</w:tc></w:tr></w:tbl>`,
      ),
      'word/comments.xml': `<w:comments ${NS}><w:comment w:id="0" w:author="Jane Roe">${p(r('why?'))}</w:comment></w:comments>`,
      'word/header1.xml': `<w:hdr ${NS}>${p(r('Secret draft'))}</w:hdr>`,
      'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Target="http://evil.example/t.dotm" TargetMode="External"/><Relationship Id="b" Target="styles.xml"/></Relationships>`,
    })
    expect(text.clauses.map(clauseText)).toEqual(['should act now\ncell'])
    expect(text.notes.map(({ code, what }) => `${code}: ${what}`).sort()).toEqual([
      'comment: why?',
      'field: INCLUDEPICTURE "http://evil.example/x"',
      'header-footer: Secret draft',
      'link-target: http://evil.example/t.dotm',
      'picture: ',
      'table: ',
      'text-box: in a box',
      'tracked-change: + should',
      'tracked-change: shall',
    ])
    expect(JSON.stringify(text)).not.toContain('Jane')
  })

  const refused = (bytes: Uint8Array) => {
    const reading = readDocx(bytes)
    return reading.ok ? 'read' : reading.code
  }

  test('DX3 a document type, and with it any entity, is refused', () => {
    const entity = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    const document = body(p(r('&x;'))).replace('<w:document', `${entity}<w:document`)
    expect(refused(zip({ 'word/document.xml': document }))).toBe('proposals/not-a-docx')
    const plain = body(p(r('x'))).replace('<w:document', '<!DOCTYPE d><w:document')
    expect(refused(zip({ 'word/document.xml': plain }))).toBe('proposals/not-a-docx')
    expect(refused(zip({ 'word/document.xml': body(p(r('x'))) }))).toBe('read')
  })

  test('DX4 a bomb is noticed by the bytes that come out, not by what the archive says of them', () => {
    const bomb = zip({ 'word/document.xml': body(p(r(' '.repeat(30_000_000)))) })
    expect(bomb.length).toBeLessThan(100_000)
    expect(refused(bomb)).toBe('proposals/file-too-large')
    const view = new DataView(bomb.buffer, bomb.byteOffset)
    view.setUint32(22, 10, true)
    expect(refused(bomb)).toBe('proposals/file-too-large')
    expect(refused(new Uint8Array(10 * 1024 * 1024 + 1))).toBe('proposals/file-too-large')
  })

  test('DX5 what is no Word file is refused: other bytes, other archives, cut, too deep, too long, not XML', () => {
    const good = zip({ 'word/document.xml': body(p(r('text '.repeat(200)))) })
    expect(refused(new Uint8Array())).toBe('proposals/not-a-docx')
    expect(refused(strToU8('%PDF-1.7'))).toBe('proposals/not-a-docx')
    expect(refused(zip({ 'other.xml': '<a/>' }))).toBe('proposals/not-a-docx')
    expect(refused(good.subarray(0, 120))).toBe('proposals/not-a-docx')
    expect(refused(zip({ 'word/document.xml': '<w:p' }))).toBe('proposals/not-a-docx')
    const deep = body('<w:sdt>'.repeat(5000) + '</w:sdt>'.repeat(5000))
    expect(refused(zip({ 'word/document.xml': deep }))).toBe('proposals/not-a-docx')
    const long = body('<w:p/>'.repeat(10_001))
    expect(refused(zip({ 'word/document.xml': long }))).toBe('proposals/not-a-docx')
    const dense = body(p('<w:r/>'.repeat(200_000)))
    expect(refused(zip({ 'word/document.xml': dense }))).toBe('proposals/not-a-docx')
  })

  test('DX6 characters that no text may hold are left out and noted', () => {
    const text = read({ 'word/document.xml': body(p(r('shall\u202e not'))) })
    expect(text.clauses.map(clauseText)).toEqual(['shall not'])
    expect(text.notes.map(({ code }) => code)).toEqual(['character'])
  })
})

describe('writing a Word file', () => {
  const STAMP = { label: 'A', at: '2026-03-01T10:00:00.000Z' }
  const redlined = (before: string, after: string): DocxClause => ({
    kind: 'operative',
    level: 1,
    number: '1',
    pieces: redline(before, after, 'en'),
  })
  const part = (file: Uint8Array, name: string) => strFromU8(unzipSync(file)[name]!)
  const plain = (xml: string) =>
    xml
      .replace(/<w:br\/>/g, '\n')
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&amp;', '&')

  test('DX7 a redline is real tracked changes: accepting gives the new words, rejecting the old ones', async () => {
    const before = 'Parties [shall] act & report\nat once.'
    const after = 'Parties should act & report\nand < publish\nat once.'
    const xml = part(await writeDocx('', [redlined(before, after)], STAMP), 'word/document.xml')
    const inserted = /<w:ins [^>]*>.*?<\/w:ins>/gs
    const deleted = /<w:del [^>]*>.*?<\/w:del>/gs
    const joined = (text: string) => text.replaceAll('\n', '')
    expect(joined(plain(xml.replace(deleted, '')))).toBe(`1. ${joined(after)}`)
    expect(joined(plain(xml.replace(inserted, '')))).toBe(`1. ${joined(before)}`)
    expect(xml.match(inserted)?.length).toBeGreaterThan(0)
    expect(new Set(Array.from(xml.matchAll(/w:author="([^"]*)"/g), ([, who]) => who))).toEqual(new Set(['A'])) // prettier-ignore
    expect(new Set(Array.from(xml.matchAll(/w:date="([^"]*)"/g), ([, when]) => when))).toEqual(new Set([STAMP.at])) // prettier-ignore
  })

  test('DX8 the file says nothing of who made it, with what or when, and comes out the same each time', async () => {
    const make = () => writeDocx('Title', [redlined('a', 'b')], STAMP)
    const file = await make()
    expect(Buffer.from(await make()).equals(Buffer.from(file))).toBe(true)
    const core = part(file, 'docProps/core.xml')
    expect(core).not.toMatch(/creator|lastModifiedBy|Un-named/)
    expect(core).toContain('2026-03-01T10:00:00Z')
    const everything = Object.values(unzipSync(file))
      .map((content) => strFromU8(content))
      .join('\n')
    const dates = everything.match(/20\d\d-\d\d-\d\dT/g) ?? []
    expect(new Set(dates)).toEqual(new Set(['2026-03-01T']))
  })

  test('DX11 a first paragraph in the style of titles is the title and no clause', () => {
    const text = read({
      'word/document.xml': body(p(r('A title'), '<w:pStyle w:val="Title"/>'), p(r('A clause.'))),
    })
    expect(text.title).toBe('A title')
    expect(text.clauses.map(clauseText)).toEqual(['A clause.'])
  })

  test('DX9 what goes out comes back: headings, numbers, paragraphs, emphasis, brackets, Chinese', async () => {
    for (const name of ['negotiating-text.md', 'negotiating-text.zh.md']) {
      const source = readFileSync(
        new URL(`../../../test/fixtures/${name}`, import.meta.url),
        'utf8',
      )
      const { clauses } = importMarkdown(source)
      const out = clauses.map(({ paragraphs, ...shape }): DocxClause => ({
        ...shape,
        pieces: paragraphs.flatMap((runs, index) => [
          ...(index > 0 ? [{ kind: 'same' as const, text: '\n' }] : []),
          ...runs.map((run) => ({ kind: 'same' as const, ...run })),
        ]),
      }))
      const reading = readDocx(await writeDocx('', out, STAMP))
      if (!reading.ok) throw new Error(reading.code)
      expect(reading.text.notes).toEqual([])
      expect(reading.text.clauses).toEqual(clauses)
    }
  })
})
