import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterDemo } from '../support/cast.ts'
import { until, type ProtocolClient } from '../support/client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let dialogueId: string
let chair: ProtocolClient
let convener: ProtocolClient
const clients: ProtocolClient[] = []

beforeAll(async () => {
  server = await startTestServer()
  chair = (await join('moderator')).client
  convener = (await join('convener')).client
})
afterAll(async () => {
  for (const client of clients) client.disconnect()
  await server.close()
})

async function join(role: string, label: string | null = null, place = 0) {
  const entered = await enterDemo(server, role, label, place)
  dialogueId = entered.dialogueId
  clients.push(entered.client)
  await entered.client.connect()
  await entered.client.openDialogue(dialogueId)
  return entered
}

function addTopic(client: ProtocolClient) {
  const title = { en: randomUUID(), zh: '议题' }
  return client.command(dialogueId, 'dialogues/add-topic', { parentId: null, title })
}

type Victim = Awaited<ReturnType<typeof join>>

async function newClause(): Promise<{ proposalId: string; clauseId: string }> {
  const title = { en: 'A text', zh: '案文' }
  const proposal = { title, kind: 'chairs-text', topicId: null }
  const opened = await chair.command(dialogueId, 'proposals/open', proposal)
  const { id: proposalId } = opened['result'] as { id: string }
  const runs = { en: [{ text: 'Words.' }], zh: [{ text: '文字。' }] }
  const clauses = [{ kind: 'operative', level: 1, runs }]
  const added = await chair.command(dialogueId, 'proposals/add-clauses', {
    proposalId,
    afterId: null,
    clauses,
  })
  const { ids } = added['result'] as { ids: string[] }
  return { proposalId, clauseId: ids[0] ?? '' }
}

const WAYS: readonly [string, (victim: Victim) => Promise<void>][] = [
  [
    'sign-out',
    async ({ client }) => {
      await client.http('POST', '/api/sign-out')
    },
  ],
  [
    'a sign-in that its owner ends from elsewhere',
    async ({ client, accountId }) => {
      const listed = await client.http('GET', '/api/sign-ins')
      const own = (listed.body['signIns'] as { id: string; current: boolean }[]).find(
        ({ current }) => current,
      )
      const { client: other } = await enterDemo(server, 'delegate', 'A', 0)
      expect((await other.http('GET', '/api/me')).body).toMatchObject({
        account: { id: accountId },
      })
      await other.http('DELETE', `/api/sign-ins/${own?.id ?? ''}`)
    },
  ],
  [
    'a sign-in that is over by its age',
    async ({ accountId }) => {
      await server.sql`
        UPDATE sign_ins SET created_at = created_at - interval '200 hours' WHERE account_id = ${accountId}`
    },
  ],
  [
    'an account that is disabled',
    async ({ accountId }) => {
      await server.sql`UPDATE accounts SET disabled_at = clock_timestamp() WHERE id = ${accountId}`
    },
  ],
]

/** Waits until the connection is cut; answers after how many milliseconds. */
async function cutAfter({ client }: Victim, revoke: () => Promise<void>): Promise<number> {
  await revoke()
  const began = performance.now()
  await until(() => !client.connected, 'the cut')
  return performance.now() - began
}

/** Nothing is delivered while others go on, and nothing that was under way is accepted. */
async function expectSilence({ client }: Victim, textId: string): Promise<void> {
  const before = client.pushed.length
  for (let topics = 0; topics < 3; topics++) expect((await addTopic(chair)).ok).toBe(true)
  expect(client.pushed).toHaveLength(before)
  const [row] = await server.sql<{ seq: number }[]>`
    SELECT head_seq::int AS seq FROM texts WHERE id = ${textId}`
  await expect(client.edit(textId, (text) => text.insert(0, 'late '))).rejects.toThrow()
  const [after] = await server.sql<{ seq: number }[]>`
    SELECT head_seq::int AS seq FROM texts WHERE id = ${textId}`
  expect(after).toEqual(row)
}

test.each(WAYS)('W2 %s cuts the connection within a second, for good', async (_way, revoke) => {
  const { proposalId, clauseId } = await newClause()
  const victim = await join('delegate', 'A', 0)
  await victim.client.openTexts(dialogueId, proposalId)
  expect((await victim.client.edit(clauseId, (text) => text.insert(0, 'Own '))).ok).toBe(true)
  expect(await cutAfter(victim, () => revoke(victim))).toBeLessThan(1000)
  expect(victim.client.pushed.some(({ event }) => event === 'revoked')).toBe(true)
  await expectSilence(victim, clauseId)
  await expect(victim.client.connect()).rejects.toThrow('identity/not-signed-in')
  expect((await victim.client.http('GET', '/api/sign-ins')).status).toBe(401)
  await server.sql`UPDATE accounts SET disabled_at = NULL WHERE id = ${victim.accountId}`
})

test('W2 suspension cuts the connection; what comes afterwards finds no dialogue', async () => {
  const { proposalId, clauseId } = await newClause()
  const victim = await join('delegate', 'B', 0)
  await victim.client.openTexts(dialogueId, proposalId)
  const { accountId } = victim
  const suspend = async () => {
    const done = await convener.command(dialogueId, 'dialogues/suspend-member', { accountId })
    expect(done.ok).toBe(true)
  }
  expect(await cutAfter(victim, suspend)).toBeLessThan(1000)
  await expectSilence(victim, clauseId)
  await victim.client.connect()
  expect((await victim.client.openDialogue(dialogueId)).code).toBe('dialogues/unknown')
  expect((await addTopic(victim.client)).code).toBe('dialogues/unknown')
  const listed = await victim.client.http('GET', '/api/dialogues')
  expect(listed.body['dialogues']).toEqual([])
  // The convener suspends; back into a delegation its head lets them (DI15).
  const head = await join('head', 'B')
  await head.client.command(dialogueId, 'dialogues/restore-member', { accountId })
  expect((await victim.client.openDialogue(dialogueId)).ok).toBe(true)
})

test('W2 a change of role cuts the connection; the old role is gone', async () => {
  const { proposalId, clauseId } = await newClause()
  const victim = await join('delegate', 'B', 1)
  await victim.client.openTexts(dialogueId, proposalId)
  const change = async () => {
    const done = await convener.command(dialogueId, 'dialogues/change-member', {
      accountId: victim.accountId,
      name: { en: 'An observer', zh: '观察员' },
      role: 'observer',
      delegationId: null,
      expertise: null,
    })
    expect(done.ok).toBe(true)
  }
  expect(await cutAfter(victim, change)).toBeLessThan(1000)
  await expectSilence(victim, clauseId)
  await victim.client.connect()
  expect((await victim.client.openDialogue(dialogueId)).code).toBe('identity/not-allowed')
  expect((await victim.client.ask('text:check', { textId: clauseId })).code).toBe('text/unknown')
})

test('W2 edits and commands that race with a suspension are not accepted after it', async () => {
  const { proposalId, clauseId } = await newClause()
  const victim = await join('delegate', 'A', 1)
  await victim.client.openTexts(dialogueId, proposalId)
  const { accountId, client } = victim
  const traffic = (async () => {
    while (client.connected) {
      await client.edit(clauseId, (text) => text.insert(0, 'x')).catch(() => undefined)
    }
  })()
  const answer = await convener.command(dialogueId, 'dialogues/suspend-member', { accountId })
  expect(answer.ok).toBe(true)
  await until(() => !client.connected, 'the cut')
  await traffic
  const [late] = await server.sql<{ late: number }[]>`
    SELECT count(*)::int AS late FROM text_updates u WHERE u.author = ${accountId}
      AND u.at > (SELECT max(at) + interval '1 second' FROM events WHERE type = 'MemberSuspended')`
  expect(late?.late).toBe(0)
})
