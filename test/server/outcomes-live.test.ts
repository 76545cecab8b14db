import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLibrary } from '../../server/outcomes/library.ts'
import { asPersonOn } from '../../server/platform/behalf.ts'
import { ProtocolClient } from '../support/client.ts'
import { Seats } from '../support/seats.ts'
import { startTestServer } from '../support/server.ts'

let seats: Seats
let chairs: [ProtocolClient, ProtocolClient]
let headA: ProtocolClient
let headB: ProtocolClient
let observer: ProtocolClient
let stranger: ProtocolClient
let proposalId: string

const WORDS = { en: 'Each side keeps its list short.', zh: '各方保持清单简短。' }

beforeAll(async () => {
  seats = new Seats(await startTestServer())
  chairs = [await seats.join('moderator'), await seats.join('moderator', null, 1)]
  headA = await seats.join('head', 'A')
  headB = await seats.join('head', 'B')
  observer = await seats.enter('observer')
  stranger = new ProtocolClient(seats.server.url)
  const made = await seats.newClause(chairs[0], WORDS)
  proposalId = made.proposalId
  await agree(made.clauseId)
})
afterAll(() => seats.close())

async function agree(clauseId: string): Promise<void> {
  const state = await seats.server.app.live.ledger.state(seats.dialogueId)
  const proposal = state!.room.proposals.list.find(({ id }) => id === proposalId)!
  const words = await seats.server.app.live.wordsOf(proposal)
  const hash = words.get(clauseId)?.hash
  const opening = { clauseId, hash, despiteConcordance: true }
  const { id: ballotId } = await seats.do(chairs[0], 'agreement/open-ballot', opening)
  for (const head of [headA, headB]) {
    await seats.do(head, 'agreement/answer', { ballotId, hash, answer: 'agree' })
  }
}

function form(reference: string, changes: object = {}) {
  return {
    ...{ proposalId, reference, kind: 'consensus-document', date: '2026-03-02' },
    title: { en: `Title of ${reference}`, zh: `${reference}标题` },
    preamble: { en: 'Noting the work done,', zh: '注意到已开展的工作，' },
    recommendations: [{ en: 'Compare the lists.', zh: '比较各自清单。' }],
    distribution: 'public',
    ...changes,
  }
}

async function publish(reference: string, changes: object = {}): Promise<string> {
  const { id, digest } = await seats.do(chairs[0], 'outcomes/assemble', form(reference, changes))
  const named = { outcomeId: id, digest }
  for (const chair of chairs) await seats.do(chair, 'outcomes/approve', named)
  return id as string
}

/** What somebody gets at an address of the public site, with the cookie of their sign-in. */
async function read(who: ProtocolClient, path: string): Promise<{ status: number; body: string }> {
  const headers = who.cookie === '' ? {} : { cookie: who.cookie }
  const answer = await fetch(`${seats.server.localUrl}${path}`, { headers })
  return { status: answer.status, body: await answer.text() }
}

describe('outcomes over the whole server', () => {
  test('OU16 each distribution is read by those it is for, by their sign-in, and by nobody else', async () => {
    await publish('LV-2026-01', { distribution: 'participants' })
    await publish('LV-2026-02', { distribution: 'observers' })
    await publish('LV-2026-03')
    await publish('LV-2026-04', { embargoUntil: '2999-01-01T00:00:00.000Z' })
    const statuses = async (who: ProtocolClient, ending = '') => {
      const references = ['LV-2026-01', 'LV-2026-02', 'LV-2026-03', 'LV-2026-04']
      const answers = references.map((reference) => read(who, `/outcomes/${reference}${ending}`))
      return (await Promise.all(answers)).map(({ status }) => status)
    }
    for (const ending of ['', '.json', '.md?lang=zh']) {
      expect(await statuses(headA, ending)).toEqual([200, 200, 200, 404])
      expect(await statuses(observer, ending)).toEqual([404, 200, 200, 404])
      expect(await statuses(stranger, ending)).toEqual([404, 404, 200, 404])
    }
    const listed = async (who: ProtocolClient) => {
      const { body } = await read(who, '/outcomes.json')
      return [...body.matchAll(/"reference":"(LV-2026-0\d)"/g)]
        .map(([, reference]) => reference)
        .sort()
    }
    expect(await listed(headA)).toEqual(['LV-2026-01', 'LV-2026-02', 'LV-2026-03'])
    expect(await listed(observer)).toEqual(['LV-2026-02', 'LV-2026-03'])
    expect(await listed(stranger)).toEqual(['LV-2026-03'])
  })

  test('OU29 the preview is the page that is published, and the files are the same bytes', async () => {
    const asked = form('LV-2026-10')
    const base = `/api/dialogues/${seats.dialogueId}/outcomes`
    const prepared = await chairs[0].http('POST', `${base}/preview`, { form: asked, lang: 'both' })
    expect(prepared.status).toBe(200)
    const { id, digest } = await seats.do(chairs[0], 'outcomes/assemble', asked)
    expect(prepared.body['digest']).toBe(digest)
    const copy = (query: string) => read(headB, `${base}/${String(id)}/copy?${query}`)
    const before = {
      html: await copy('lang=both'),
      chinese: await copy('lang=zh'),
      md: await copy('format=md&lang=both&copy=2'),
      akn: await copy('format=akn.xml&lang=both'),
    }
    expect(before.html.body).toBe(prepared.body['html'])
    for (const chair of chairs) {
      await seats.do(chair, 'outcomes/approve', { outcomeId: id, digest })
    }
    const proof = /<section class="card">\s*<h2>Verify[\s\S]*?<\/section>/
    const plain = (page: { body: string }) =>
      page.body
        .replace(proof, '')
        .replace(/<section class="card">\s*<h2>核验[\s\S]*?<\/section>/, '')
    const after = (ending: string) => read(stranger, `/outcomes/LV-2026-10${ending}`)
    expect(plain(before.html)).toBe(plain(await after('')))
    expect(plain(before.chinese)).toBe(plain(await after('?lang=zh')))
    expect(before.md.body).toBe((await after('.md?copy=2')).body)
    expect(before.akn.body).toBe((await after('.akn.xml')).body)
    expect((await read(observer, `${base}/${String(id)}/copy`)).status).not.toBe(200)
    expect((await read(stranger, `${base}/${String(id)}/copy`)).status).not.toBe(200)
  })

  test('C3 OU16 PostgreSQL decides again who reads an outcome, whatever the server believes of them', async () => {
    await publish('LV-2026-40', { distribution: 'participants' })
    const { db, sql } = seats.server
    const members = await sql<{ accountId: string; role: string }[]>`
      SELECT account_id AS "accountId", role FROM memberships
      WHERE dialogue_id = ${seats.dialogueId}`
    const believed = { participates: [seats.dialogueId], observes: [] }
    const find = (role: string) => {
      const accountId = members.find((member) => member.role === role)?.accountId ?? ''
      const library = openLibrary({ sql: db, publicSql: db, asPerson: asPersonOn(db) }, 100)
      return library.find({ ...believed, accountId }, 'LV-2026-40')
    }
    expect(await find('head')).toBeDefined()
    expect(await find('observer')).toBeUndefined()
  })

  test('OU20 the assembling screen is told what enters, and why something does not', async () => {
    const runs = { en: [{ text: 'It [shall] act.' }], zh: [{ text: '其［应］行动。' }] }
    await seats.do(chairs[0], 'proposals/add-clauses', {
      ...{ proposalId, afterId: null },
      clauses: [{ kind: 'operative', level: 1, runs }],
    })
    const path = (kind: string) =>
      `/api/dialogues/${seats.dialogueId}/outcomes/assembly?proposalId=${proposalId}&kind=${kind}`
    const rows = async (kind: string) => {
      const { body } = await chairs[0].http('GET', path(kind))
      return (body['clauses'] as { status: string; standing: string | null }[]).map(
        ({ status, standing }) => `${status} ${String(standing)}`,
      )
    }
    expect(await rows('consensus-document')).toEqual(['bracketed null', 'agreed agreed'])
    expect(await rows('co-chairs-summary')).toEqual(['bracketed not-agreed', 'agreed agreed'])
  })

  test('OU14 OU15 OU26 withdrawing and following up stand on the page at once', async () => {
    const outcomeId = await publish('LV-2026-20')
    const channel = { en: 'Intergovernmental dialogue on AI', zh: '政府间人工智能对话' }
    const refer = { outcomeId, recommendation: '1', channel }
    const { noteId } = await seats.do(chairs[0], 'outcomes/refer', refer)
    expect((await read(stranger, '/outcomes/LV-2026-20?lang=zh')).body).not.toContain(channel.zh)
    await seats.do(chairs[1], 'outcomes/second-note', { outcomeId, noteId })
    const noted = (await read(stranger, '/outcomes/LV-2026-20?lang=zh')).body
    expect(noted).toContain(channel.zh)
    expect(noted).toContain('class="fate"')
    const right = { en: 'Another channel', zh: '另一渠道' }
    const correct = { ...refer, corrects: 1, channel: right }
    const { noteId: correction } = await seats.do(chairs[1], 'outcomes/refer', correct)
    await seats.do(chairs[0], 'outcomes/second-note', { outcomeId, noteId: correction })
    const corrected = (await read(stranger, '/outcomes/LV-2026-20?lang=zh')).body
    expect(corrected).toMatch(/<del>.*政府间人工智能对话.*<\/del>/s)
    expect(corrected).toContain('href="#note-2"')
    const reason = { en: 'A figure was wrong.', zh: '有一处数字有误。' }
    await seats.do(chairs[0], 'outcomes/propose-withdrawal', { outcomeId, reason })
    expect((await read(stranger, '/outcomes/LV-2026-20')).body).not.toContain(reason.en)
    await seats.do(chairs[1], 'outcomes/second-withdrawal', { outcomeId })
    const { status, body } = await read(stranger, '/outcomes/LV-2026-20')
    expect(status).toBe(200)
    expect(body).toContain(reason.en)
    expect(body).toContain('Each side keeps its list short.')
  })
})
