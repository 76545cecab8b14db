import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProtocolClient } from '../support/client.ts'
import { Seats } from '../support/seats.ts'
import { startTestServer } from '../support/server.ts'

const FIXTURES = path.join(import.meta.dirname, '..', 'fixtures')
let seats: Seats
let chair: ProtocolClient
let en: Buffer
let zh: Buffer

beforeAll(async () => {
  seats = new Seats(await startTestServer())
  chair = await seats.join('moderator')
  en = await readFile(path.join(FIXTURES, 'negotiating-text.md'))
  zh = await readFile(path.join(FIXTURES, 'negotiating-text.zh.md'))
})
afterAll(() => seats.close())

async function send(
  files: { en?: Uint8Array; zh?: Uint8Array },
  preview: boolean,
  commandId: string = randomUUID(),
  signal: AbortSignal | null = null,
) {
  const [first, second] = [files.en ?? Buffer.alloc(0), files.zh ?? Buffer.alloc(0)]
  const query = new URLSearchParams({
    commandId,
    kind: 'compilation',
    en: String(first.length),
    zh: String(second.length),
    preview: String(preview),
  }).toString()
  const response = await fetch(
    `${chair.url}/api/dialogues/${seats.dialogueId}/imports/files?${query}`,
    {
      method: 'POST',
      headers: {
        cookie: chair.cookie,
        origin: chair.url,
        'content-type': 'application/octet-stream',
      },
      body: Buffer.concat([first, second]),
      signal,
    },
  )
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const proposals = () => chair.events.filter(({ type }) => type === 'ProposalOpened').length

describe('importing files', () => {
  it('IM19 a preview says everything, with the words that stand there, and makes nothing', async () => {
    const before = proposals()
    const { status, body } = await send({ en, zh }, true)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      title: { en: 'Draft joint statement on data security', zh: '联合声明草案' },
      report: {
        en: { unbalanced: [{ kind: 'unclosed' }] },
        zh: { unbalanced: [] },
      },
    })
    expect(JSON.stringify(body['report'])).toContain('[of its adoption')
    const outline = body['outline'] as { en: string; zh: string }[]
    expect(outline).toHaveLength(body['clauses'] as number)
    expect(outline.find((row) => row.en.includes('Preamble'))?.zh).toBe('序言')
    const { mismatches } = body['report'] as { mismatches: { excerpt: string }[] }
    expect(mismatches.length).toBeGreaterThan(0)
    expect(mismatches.every(({ excerpt }) => excerpt !== '')).toBe(true)
    expect(proposals()).toBe(before)
    const made = await send({ en, zh }, false)
    expect(made.body['clauses']).toBe(body['clauses'])
    await expect.poll(proposals).toBe(before + 1)
  })

  it('IM18 a Chinese file alone may be in the national encoding; what is no text is refused', async () => {
    const gbk = Buffer.concat([
      Buffer.from('## '),
      Buffer.from([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5]),
    ])
    expect(await send({ zh: gbk }, true)).toMatchObject({
      status: 200,
      body: { title: { zh: '第一条' }, clauses: 1, report: { en: null } },
    })
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0])
    expect(await send({ en: picture }, true)).toMatchObject({
      body: { error: { code: 'proposals/not-a-text' } },
    })
    const noWord = Buffer.from('PK\u0003\u0004 not an archive')
    expect((await send({ en: noWord }, true)).body).toMatchObject({
      error: { code: 'proposals/not-a-docx' },
    })
  })

  it('K7 IM21 while a text made to be slow is read, everybody else is served; who leaves has made nothing', async () => {
    const slow = {
      en: Buffer.from(`# T\n\n${'1. a\n\n'.repeat(60_000)}`),
      zh: Buffer.from(`# 题\n\n${'1. 乙\n\n'.repeat(60_000)}`),
    }
    const leaving = new AbortController()
    const state = { isRead: false }
    const reading = send(slow, true).finally(() => (state.isRead = true))
    let served = 0
    for (; !state.isRead; served += 1) await chair.http('GET', '/api/me')
    expect((await reading).status).toBe(200)
    expect(served).toBeGreaterThan(50)
    const before = proposals()
    const left = send(slow, false, randomUUID(), leaving.signal)
    // It is at the server once another request that was sent after it is answered.
    await chair.http('GET', '/api/me')
    leaving.abort()
    await expect(left).rejects.toThrow('abort')
    expect((await send({ en, zh }, true)).status).toBe(200)
    expect(proposals()).toBe(before)
  })

  it('IM20 in a phase that forbids it nothing is made, no text without its clauses; sent again it is made once', async () => {
    const { sql } = seats.server
    const made = async () => {
      const [row] = await sql<{ opened: number; texts: number }[]>`
        SELECT (SELECT count(*) FROM events WHERE type = 'ProposalOpened')::int AS opened,
          (SELECT count(*) FROM texts)::int AS texts`
      return row
    }
    const session = chair.events.findLast(({ type }) => type === 'SessionOpened')
    const sessionId = session?.payload['sessionId']
    const enter = (phase: string) => seats.do(chair, 'sessions/change-phase', { sessionId, phase })
    const before = await made()
    const commandId = randomUUID()
    for (const phase of ['opening', 'positions', 'review', 'closing']) {
      await enter(phase)
      const refused = await send({ en, zh }, false, commandId)
      expect(refused).toMatchObject({ body: { error: { code: 'proposals/phase-forbids' } } })
      expect(await made()).toEqual(before)
    }
    await enter('drafting')
    const { body } = await send({ en, zh }, false, commandId)
    const again = await send({ en, zh }, false, commandId)
    expect(again.body['proposalId']).toBe(body['proposalId'])
    expect(await made()).toEqual({
      opened: (before?.opened ?? 0) + 1,
      texts: (before?.texts ?? 0) + (body['clauses'] as number),
    })
  })
})
