import ICAL from 'ical.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ProtocolClient, until } from '../support/client.ts'
import { enterAs, newClause } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let dialogueId: string
const clients: ProtocolClient[] = []

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  for (const client of clients) client.disconnect()
  await server.close()
})

async function join(role: string, label: string | null = null, place = 0) {
  const entered = await enterAs(server.url, role, label, place)
  dialogueId = entered.dialogueId
  clients.push(entered.client)
  await entered.client.connect()
  await entered.client.openDialogue(dialogueId)
  return entered
}

type Entered = Awaited<ReturnType<typeof join>>

async function openBallot(chair: ProtocolClient): Promise<{ id: string; clauseId: string }> {
  const { clauseId, hash } = await newClause(chair, dialogueId, { en: 'Words.', zh: '文字。' })
  const payload = { clauseId, hash, despiteConcordance: true }
  const reply = await chair.command(dialogueId, 'agreement/open-ballot', payload)
  if (!reply.ok) throw new Error(reply.code)
  return { id: (reply['result'] as { id: string }).id, clauseId }
}

const see = ({ client }: Entered, heads: Record<string, number>, mark = false) =>
  client.http('POST', `/api/dialogues/${dialogueId}/seen`, { heads, mark })
const headOfRoom = (client: ProtocolClient) =>
  Math.max(...client.events.filter(({ audience }) => audience === 'room').map(({ seq }) => seq))

describe('how far somebody has seen a dialogue', () => {
  it('BT1 follows them to another device, ends a visit after an absence, and never goes back', async () => {
    const here = await join('delegate', 'A')
    await server.sql`DELETE FROM seen WHERE account_id = ${here.accountId}`
    const head = headOfRoom(here.client)
    const first = await see(here, { room: head })
    expect(first.body).toMatchObject({ base: { room: head } })
    await see(here, { room: head + 5 })
    expect((await see(here, { room: head + 5 })).body).toMatchObject({ base: { room: head } })
    await server.sql`
      UPDATE seen SET at = at - interval '31 minutes', base_at = base_at - interval '1 hour'
      WHERE account_id = ${here.accountId}`
    const there = await join('delegate', 'A')
    expect(there.accountId).toBe(here.accountId)
    const next = await see(there, { room: 3 })
    expect(next.body).toMatchObject({ base: { room: head + 5 } })
    const marked = await see(there, { room: head + 9 }, true)
    expect(marked.body).toMatchObject({ base: { room: head + 9 } })
    const stale = await see(here, { room: 1 }, true)
    expect(stale.body).toMatchObject({ base: { room: head + 9 } })
  })

  it('BT2 names the texts that others changed, of those one may read, and not one’s own changes', async () => {
    const reader = await join('delegate', 'A')
    const chair = await join('moderator')
    const { clauseId, proposalId } = await newClause(chair.client, dialogueId, {
      en: 'Before.',
      zh: '此前。',
    })
    await see(reader, { room: headOfRoom(reader.client) }, true)
    await chair.client.openTexts(dialogueId, proposalId)
    await chair.client.edit(clauseId, (text) => text.insert(0, 'Now: '))
    expect((await see(reader, {})).body['texts']).toEqual([clauseId])
    await see(chair, {}, true)
    await chair.client.edit(clauseId, (text) => text.insert(0, 'And '))
    expect((await see(chair, {})).body['texts']).toEqual([])
    // The other side's private draft changes after the visit began, and is not among them.
    const head = await join('head', 'B')
    const draft = await head.client.command(dialogueId, 'proposals/open-note', {
      proposalId,
      clauseId: null,
    })
    const { id } = draft['result'] as { id: string }
    await server.sql`UPDATE texts SET created_at = '2000-01-01' WHERE id = ${id}`
    await head.client.openTexts(dialogueId, id)
    expect((await head.client.edit(id, (text) => text.insert(0, 'Secret.'))).ok).toBe(true)
    expect((await see(reader, {})).body['texts']).toEqual([clauseId])
    const friend = await join('delegate', 'B')
    await see(friend, {})
    await server.sql`UPDATE seen SET base_at = '2001-01-01', at = clock_timestamp() WHERE account_id = ${friend.accountId}`
    expect((await see(friend, {})).body['texts']).toContain(id)
  })

  it('BT2 is told to nobody else: it stands in no stream and no answer to others', async () => {
    const one = await join('delegate', 'A')
    const before = await server.sql`SELECT FROM events`
    await see(one, { room: 7 }, true)
    const after = await server.sql`SELECT FROM events`
    expect(after.count).toBe(before.count)
    const chair = await join('moderator')
    const other = await see(chair, {})
    expect(Object.keys(other.body).sort()).toEqual(['base', 'baseAt', 'texts'])
    expect(await see(await join('observer'), {})).toMatchObject({ status: 403 })
  })
})

describe('notices', () => {
  const notices = async ({ client }: Entered) =>
    (await client.http('GET', '/api/notices')).body as {
      unread: number
      notices: { id: string; kind: string; read: boolean; place: Record<string, unknown> }[]
    }

  it('BT5 reach the person with the place, are read by them alone, and end when it is done', async () => {
    const chair = await join('moderator')
    const [headA, headB] = [await join('head', 'A'), await join('head', 'B')]
    await headA.client.http('POST', '/api/notices/read', { ids: 'all' })
    await headB.client.http('POST', '/api/notices/read', { ids: 'all' })
    const { id, clauseId } = await openBallot(chair.client)
    const [told, other] = [await notices(headA), await notices(headB)]
    expect(told.unread).toBe(1)
    expect(told.notices[0]).toMatchObject({
      kind: 'answer-ballot',
      read: false,
      place: { page: 'room', clauseId },
    })
    const { notices: own } = await notices(headA)
    await headB.client.http('POST', '/api/notices/read', { ids: [own[0]?.id] })
    expect((await notices(headA)).unread).toBe(1)
    expect(other.unread).toBe(1)
    await chair.client.command(dialogueId, 'agreement/close-ballot', { ballotId: id })
    const { notices: after } = await notices(headA)
    expect(after.find(({ kind }) => kind === 'answer-ballot')?.read).toBe(true)
    expect(after[0]).toMatchObject({ kind: 'ballot-closed', read: false })
  })

  it('BT5 somebody suspended sees none, and observers have none', async () => {
    const convener = await join('convener')
    const adviser = await join('adviser', 'B')
    expect((await notices(adviser)).notices.length).toBeGreaterThan(0)
    await convener.client.command(dialogueId, 'dialogues/suspend-member', {
      accountId: adviser.accountId,
    })
    expect((await notices(adviser)).notices).toEqual([])
    await convener.client.command(dialogueId, 'dialogues/restore-member', {
      accountId: adviser.accountId,
    })
    const observer = await join('observer')
    expect((await notices(observer)).notices).toEqual([])
  })
})

describe('the calendar', () => {
  it('BT10 is read under a secret address, holds no name, and ends with the address or the membership', async () => {
    const one = await join('delegate', 'B')
    const made = await one.client.http('POST', '/api/calendar', { language: 'zh' })
    const path = String(made.body['path'])
    const read = () => fetch(server.url + path)
    const answer = await read()
    expect(answer.headers.get('content-type')).toContain('text/calendar')
    const text = await answer.text()
    const component = new ICAL.Component(ICAL.parse(text) as never[])
    const events = component.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))
    expect(events.map(({ summary }) => summary)).toContain('第 1 次会议')
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
    const names = await server.sql<{ name: string }[]>`
      SELECT name FROM accounts UNION SELECT name_zh FROM accounts
      UNION SELECT title ->> 'zh' FROM dialogues UNION SELECT title ->> 'en' FROM dialogues`
    for (const { name } of names) expect(text).not.toContain(name)
    expect(await (await read()).text()).toBe(text)
    const [row] = await server.sql<{ secret_hash: string }[]>`
      SELECT secret_hash FROM calendar_links WHERE account_id = ${one.accountId}`
    expect(path).not.toContain(row?.secret_hash)
    const convener = await join('convener')
    const suspend = (type: string) =>
      convener.client.command(dialogueId, type, { accountId: one.accountId })
    await suspend('dialogues/suspend-member')
    expect(await (await read()).text()).not.toContain('VEVENT')
    await suspend('dialogues/restore-member')
    const renewed = await one.client.http('POST', '/api/calendar', {})
    expect((await read()).status).toBe(404)
    await one.client.http('DELETE', '/api/calendar')
    expect((await fetch(server.url + String(renewed.body['path']))).status).toBe(404)
    expect((await one.client.http('GET', '/api/calendar')).body).toEqual({ link: null })
  })
})

describe('settings', () => {
  it('BT9 are checked, changed one by one, and say whether mail is sent', async () => {
    const one = await join('delegate', 'B')
    const post = (body: object) => one.client.http('POST', '/api/settings', body)
    expect((await post({ timeZone: 'Asia/Nowhere' })).status).toBe(400)
    expect((await post({ digestHour: 24 })).status).toBe(400)
    expect((await post({ language: 'zh' })).body).toEqual({
      language: 'zh',
      timeZone: null,
      mail: 'at-once',
      digestHour: 8,
      sendsMail: false,
    })
    expect((await post({ mail: 'digest' })).body).toMatchObject({ language: 'zh', mail: 'digest' })
    expect((await one.client.http('GET', '/api/settings')).body).toMatchObject({ mail: 'digest' })
  })
})

describe('what comes due', () => {
  it('BT3 is noted with the decision and forgotten with it', async () => {
    const chair = await join('moderator')
    const next = async () => {
      const [row] = await server.sql<{ due_at: Date }[]>`
        SELECT due_at FROM deadlines WHERE dialogue_id = ${dialogueId}`
      return row?.due_at.toISOString()
    }
    const before = await next()
    const { clauseId, hash } = await newClause(chair.client, dialogueId, { en: 'Q.', zh: '默。' })
    const closesAt = new Date(Date.now() + 3_600_000).toISOString()
    const reply = await chair.client.command(dialogueId, 'agreement/open-ballot', {
      clauseId,
      hash,
      kind: 'silence',
      closesAt,
      despiteConcordance: true,
    })
    const { id: ballotId } = reply['result'] as { id: string }
    expect((await next())! < closesAt).toBe(true)
    const head = await join('head', 'A')
    const said = { ballotId, hash, reason: 'Not yet.' }
    expect(await head.client.command(dialogueId, 'agreement/break-silence', said)).toMatchObject({
      ok: true,
    })
    await until(() => chair.client.events.some(({ type }) => type === 'BallotClosed'))
    expect(await next()).toBe(before)
  })
})
