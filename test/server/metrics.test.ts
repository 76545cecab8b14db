import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterDemo } from '../support/cast.ts'
import { until, type ProtocolClient } from '../support/client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let client: ProtocolClient
let dialogueId: string

beforeAll(async () => {
  server = await startTestServer({ metrics: { host: '127.0.0.1', port: 0 } })
  const entered = await enterDemo(server, 'moderator')
  client = entered.client
  dialogueId = entered.dialogueId
  await client.connect()
})
afterAll(async () => {
  client.disconnect()
  await server.close()
})

async function read(): Promise<Map<string, number>> {
  const text = await (await fetch(server.metricsUrl ?? '')).text()
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [
        line.slice(0, line.lastIndexOf(' ')),
        Number(line.slice(line.lastIndexOf(' '))),
      ]),
  )
}

/** Opens the proposal whose texts can be written, and answers one of them. */
async function openText(): Promise<string> {
  const { streams } = (await client.openDialogue(dialogueId)) as unknown as {
    streams: { room: { type: string; payload: { proposalId?: string; id?: string } }[] }
  }
  for (const { type, payload } of streams.room) {
    if (type !== 'ProposalOpened') continue
    const opened = await client.openTexts(dialogueId, payload.proposalId ?? payload.id ?? '')
    const texts = opened['texts'] as { id: string; writable: boolean; reason?: string }[]
    const open = texts.find(({ writable, reason }) => writable && reason === undefined)
    if (open !== undefined) return open.id
  }
  throw new Error('no text can be written')
}

test('what is measured is answered on its own port alone, and says what happened', async () => {
  const before = await read()
  expect(before.get('parley_sockets')).toBe(1)
  const textId = await openText()
  for (let edits = 0; edits < 3; edits++) await client.edit(textId, (text) => text.insert(0, 'x '))
  await client.send(textId, Uint8Array.of(1, 2, 3))
  await client.http('GET', `/api/dialogues?x=1`)
  const after = await read()
  expect(after.get('parley_messages_total{event="text:update",code="ok"}')).toBe(3)
  expect(after.get('parley_messages_total{event="text:update",code="text/malformed"}')).toBe(1)
  expect(after.get('parley_commit_edits_sum')).toBe(3)
  expect(after.get('parley_commit_seconds_count')).toBeGreaterThan(0)
  expect(after.get('parley_open_texts')).toBeGreaterThan(0)
  const route = '{method="GET",route="/api/dialogues",status="200"}'
  expect(after.get(`parley_http_request_seconds_count${route}`)).toBeGreaterThan(0)
  for (const name of ['fan_out_frames', 'transactions_in_use', 'transactions_waiting']) {
    expect(after.get(`parley_${name}`)).toBeGreaterThanOrEqual(0)
  }
  const [open] = await server.sql<{ n: number }[]>`
    SELECT count(*)::int AS n FROM events o WHERE type = 'BallotOpened' AND NOT EXISTS (
      SELECT FROM events c WHERE c.type = 'BallotClosed' AND c.dialogue_id = o.dialogue_id
        AND c.payload ->> 'ballotId' = o.payload ->> 'id')`
  expect(after.get('parley_ballots_open')).toBe(open?.n)
  expect(after.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0)
  await server.sql`INSERT INTO mails (id, account_id, kind, due_at)
    SELECT gen_random_uuid(), id, 'digest', 'infinity' FROM accounts LIMIT 2`
  expect((await read()).get('parley_mails_waiting')).toBe(
    (before.get('parley_mails_waiting') ?? 0) + 2,
  )
  client.disconnect()
  await until(() => !client.connected)
  await expect.poll(async () => (await read()).get('parley_sockets')).toBe(0)
})

test('the public port answers nothing of it, and the other one nothing else', async () => {
  const { status, body } = await client.http('GET', '/metrics')
  expect(status).toBe(404)
  expect(JSON.stringify(body)).not.toContain('parley_')
  for (const path of ['/', '/api/dialogues', '/metrics/', '/healthz']) {
    expect((await fetch(new URL(path, server.metricsUrl))).status).toBe(404)
  }
  expect((await fetch(server.metricsUrl ?? '', { method: 'POST' })).status).toBe(404)
})

test('no label names a person, a delegation, a dialogue or a text', async () => {
  await client.http('GET', `/api/dialogues/${dialogueId}/people`)
  await client.http('GET', `/api/${dialogueId}`)
  const text = await (await fetch(server.metricsUrl ?? '')).text()
  expect(text).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/)
  const people = await server.sql<{ email: string; name: { en: string; zh: string } }[]>`
    SELECT email, name FROM accounts`
  for (const { email, name } of people) {
    for (const word of [email, name.en, name.zh]) expect(text).not.toContain(word)
  }
  const names = [...text.matchAll(/[{,](\w+)="/g)].map(([, label]) => label)
  const known = [
    'method',
    'route',
    'status',
    'event',
    'code',
    'le',
    'version',
    'major',
    'minor',
    'patch',
    'kind',
    'type',
    'space',
  ]
  expect([...new Set(names)].filter((name) => !known.includes(name ?? ''))).toEqual([])
})
