import { strFromU8, unzipSync } from 'fflate'
import { randomUUID } from 'node:crypto'
import { clauseHash } from '#shared/proposals'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProtocolClient } from '../support/client.ts'
import { Seats } from '../support/seats.ts'
import { startTestServer } from '../support/server.ts'
import { sha256 } from '../support/world.ts'

let seats: Seats
let chair: ProtocolClient
let headA: ProtocolClient

beforeAll(async () => {
  seats = new Seats(await startTestServer())
  chair = await seats.join('moderator')
  headA = await seats.join('head', 'A')
})
afterAll(() => seats.close())

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const BASE = { en: 'Each side shall notify the other.', zh: '各方应通知对方。' }

async function file(client: ProtocolClient, proposalId: string, rest: string) {
  const url = `${client.url}/api/dialogues/${seats.dialogueId}/proposals/${proposalId}/${rest}`
  const response = await fetch(url, { headers: { cookie: client.cookie } })
  const bytes = new Uint8Array(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, bytes, text: strFromU8(bytes) }
}

async function wordXml(client: ProtocolClient, proposalId: string, rest: string) {
  const { status, bytes, headers } = await file(client, proposalId, rest)
  expect(status).toBe(200)
  expect(headers.get('content-disposition')).toContain('.docx')
  return strFromU8(unzipSync(bytes)['word/document.xml']!)
}

async function amended() {
  const { proposalId, clauseId } = await seats.newClause(chair, BASE)
  const draft = await seats.do(headA, 'proposals/draft-amendment', { clauseId })
  const amendmentId = draft['id'] as string
  await headA.openTexts(seats.dialogueId, amendmentId)
  await headA.edit(amendmentId, (text) => {
    text.delete(0, text.length)
    text.insert(0, '=Each side shall notify "promptly".')
  })
  const words = { ...BASE, en: '=Each side shall notify "promptly".' }
  const hash = clauseHash('operative', words, sha256)
  return { proposalId, clauseId, amendmentId, words, hash }
}

describe('working copies over HTTP', () => {
  it('EX1 EX4 a proposal goes out as Markdown, plain text and Word, in either language', async () => {
    const { proposalId } = await seats.newClause(chair, BASE)
    const markdown = await file(headA, proposalId, 'export/md')
    expect(markdown.headers.get('content-type')).toContain('text/markdown')
    expect(markdown.text).toContain(`1. ${BASE.en}`)
    expect((await file(headA, proposalId, 'export/txt?language=zh')).text).toContain(BASE.zh)
    expect(await wordXml(headA, proposalId, 'export/docx')).toContain(BASE.en)
    expect((await file(headA, proposalId, 'export/pdf')).status).toBe(404)
    const observer = await seats.enter('observer')
    expect((await file(observer, proposalId, 'export/md')).status).toBe(403)
  })

  it('EX5 what changed since a revision goes out as tracked changes that name nobody', async () => {
    const { proposalId, clauseId } = await seats.newClause(chair, BASE)
    const note = { en: '', zh: '' }
    await seats.do(chair, 'proposals/issue-revision', { proposalId, note })
    await headA.openTexts(seats.dialogueId, proposalId)
    await headA.edit(clauseId, (text) => text.insert(text.length, ' In thirty days.'))
    const xml = await wordXml(headA, proposalId, 'export/docx?since=1')
    expect(xml).toMatch(/<w:ins [^>]*w:author="Parley"[^>]*>.*In thirty days/s)
    expect(xml).not.toContain('<w:del ')
    expect((await file(headA, proposalId, 'export/docx?since=9')).status).toBe(404)
  })

  it('CM2 CM4 CM6 the four columns hold what is tabled, and nothing of what is drafted', async () => {
    const { proposalId, clauseId, amendmentId, words, hash } = await amended()
    const before = await file(chair, proposalId, 'comparison')
    expect(before.text).not.toContain('promptly')
    await seats.do(headA, 'proposals/table-amendment', { amendmentId, hash })
    const { body } = await chair.http(
      'GET',
      `/api/dialogues/${seats.dialogueId}/proposals/${proposalId}/comparison`,
    )
    expect(body['rows']).toMatchObject([
      {
        clause: { id: clauseId, number: '1', words: BASE },
        wordings: { A: { source: 'tabled', words }, B: { source: 'none' } },
        compromise: { source: 'none' },
      },
    ])
    const csv = await file(chair, proposalId, 'comparison/csv')
    expect(csv.text).toContain(`"1","${BASE.en}","'=Each side shall notify ""promptly"".","",""`)
    const xml = await wordXml(chair, proposalId, 'comparison/docx')
    expect(xml).toContain('<w:tbl>')
    expect(xml).toContain('promptly')
    const place = `/api/dialogues/${seats.dialogueId}/proposals/${proposalId}/clauses/${clauseId}`
    const wordings = await chair.http('GET', `${place}/wordings`)
    expect(wordings.body['wordings']).toMatchObject([{ id: amendmentId, words }])
    await seats.do(headA, 'proposals/withdraw-amendment', { amendmentId })
    expect((await chair.http('GET', `${place}/wordings`)).body).toEqual({ wordings: [] })
    expect((await file(chair, proposalId, 'comparison/csv')).text).not.toContain('promptly')
  })

  it('CM7 as Markdown the four columns are one table whose words keep to their cells', async () => {
    const words = { en: 'Each [A: side] | *all*\nSecond.', zh: '各［甲方：方］' }
    const { proposalId } = await seats.newClause(chair, words)
    const { text } = await file(chair, proposalId, 'comparison/md?language=en')
    const rows = text.split('\n').filter((line) => line.startsWith('|'))
    expect(rows).toHaveLength(3)
    expect(rows[2]).toContain('| 1 | Each \\[A: side\\] \\| \\*all\\*<br>Second. | Each side \\|')
    const chinese = await file(chair, proposalId, 'comparison/md?language=zh')
    expect(chinese.text).toContain('折衷案文')
  })

  it('IM1 DX1 a Word file that went out comes in as the same clauses, from those who may bring one', async () => {
    const { proposalId } = await seats.newClause(chair, BASE)
    const { bytes } = await file(headA, proposalId, 'export/docx')
    const send = async (client: ProtocolClient, body: Uint8Array, preview: boolean) => {
      const query = new URLSearchParams({
        commandId: randomUUID(),
        kind: 'non-paper',
        language: 'en',
        ...(preview ? { preview: 'true' } : {}),
      }).toString()
      const url = `${client.url}/api/dialogues/${seats.dialogueId}/imports/docx?${query}`
      const headers = { cookie: client.cookie, origin: client.url, 'content-type': DOCX }
      const response = await fetch(url, { method: 'POST', headers, body: Buffer.from(body) })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    }
    expect(await send(chair, bytes, true)).toMatchObject({ status: 200, body: { clauses: 1 } })
    const taken = await send(chair, bytes, false)
    expect(taken).toMatchObject({ status: 200, body: { clauses: 1, report: { zh: null } } })
    const again = await file(chair, taken.body['proposalId'] as string, 'export/txt')
    expect(again.text).toContain(BASE.en)
    expect((await send(headA, bytes, true)).status).toBe(403)
    expect(await send(chair, new Uint8Array([1, 2, 3]), true)).toMatchObject({
      body: { error: { code: 'proposals/not-a-docx' } },
    })
    expect((await send(chair, new Uint8Array(9 * 1024 * 1024), true)).status).toBe(413)
  })
})
