import { audienceSchema, checkChain } from '#shared/record'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eraseDialogue } from '../../server/dialogues/erase.ts'
import { createText } from '../../server/platform/texts/index.ts'
import { enterDemo } from '../support/cast.ts'
import { until, type ProtocolClient } from '../support/client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { sha256 } from '../support/world.ts'

let server: TestServer
let dialogueId: string
let head: ProtocolClient
let convener: ProtocolClient
let convenerId: string
let side: string
const CANARY = 'canary7f3a'
const DUE = '2026-02-01T00:00:00.000Z'
const PAST = '2026-01-01T00:00:00.000Z'

beforeAll(async () => {
  server = await startTestServer()
  const entered = await enterDemo(server, 'head', 'A')
  dialogueId = entered.dialogueId
  head = entered.client
  await head.connect()
  await head.openDialogue(dialogueId)
  const first = await enterDemo(server, 'convener')
  convener = first.client
  convenerId = first.accountId
  await convener.connect()
  const [row] = await server.sql<{ id: string }[]>`
    SELECT delegation_id AS id FROM memberships
    WHERE dialogue_id = ${dialogueId} AND account_id = ${entered.accountId}`
  side = `delegation:${row?.id ?? ''}`
  for (const audience of [side, 'moderators']) await plantText(audience, entered.accountId)
  const question = { en: `Do we hold? ${CANARY}`, zh: '我们坚持吗？' }
  const options = [
    { en: 'Yes', zh: '是' },
    { en: `No ${CANARY}`, zh: '否' },
  ]
  const polled = await head.command(dialogueId, 'agreement/open-caucus-poll', { question, options })
  expect(polled).toMatchObject({ ok: true })
  const { id } = polled['result'] as { id: string }
  const marked = await head.http('POST', `/api/dialogues/${dialogueId}/polls/${id}/marks`, {
    option: 1,
  })
  expect(marked.status).toBe(200)
})
afterAll(() => server.close())

async function plantText(audience: string, by: string): Promise<void> {
  await server.sql.begin((tx) =>
    createText(tx, {
      id: randomUUID(),
      dialogueId,
      groupId: randomUUID(),
      audience,
      roots: ['en', 'zh'],
      initial: { en: [{ text: `A line that is ours alone: ${CANARY}` }] },
      by,
      at: new Date().toISOString(),
    }),
  )
}

/** Where a word stands: in the rows of every table, as text and inside bytes, and in the planner's samples. */
async function tablesWith(word: string): Promise<string[]> {
  const tables = await server.sql<{ name: string }[]>`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname`
  const found: string[] = []
  const hex = Buffer.from(word).toString('hex')
  for (const { name } of [...tables, { name: 'pg_stats' }]) {
    const rows = await server.sql`
      SELECT 1 FROM ${server.sql(name)} t
      WHERE t::text LIKE ${`%${word}%`} OR t::text LIKE ${`%${hex}%`} LIMIT 1`
    if (rows.length > 0) found.push(name)
  }
  return found
}

async function settleWhatIsDue(): Promise<void> {
  // What waits for an instant is over: ballots of the demonstration that would keep the dialogue open.
  const state = await server.app.live.ledger.state(dialogueId)
  const chair = await enterDemo(server, 'moderator')
  for (const ballot of state?.room.agreement.ballots ?? []) {
    if (ballot.status.state !== 'open') continue
    const closing = { id: randomUUID(), dialogueId, type: 'agreement/close-ballot' }
    await server.app.live.execute(chair.accountId, {
      ...closing,
      payload: { ballotId: ballot.id },
    })
  }
}

test('DI9, DI10, DI11, DI12 a dialogue is closed, then what is private of it is erased and nothing else', async () => {
  expect(await tablesWith(CANARY)).toEqual(expect.arrayContaining(['events', 'text_updates']))
  await expect(eraseDialogue(server.sql, sha256, dialogueId)).rejects.toThrow('not closed')

  const eraseAfter = new Date(Date.now() + 40 * 86_400_000).toISOString()
  expect((await head.command(dialogueId, 'dialogues/close', { eraseAfter })).code).toBe(
    'identity/not-allowed',
  )
  expect(
    (await convener.command(dialogueId, 'dialogues/close', { eraseAfter: PAST })).code,
  ).toMatch(/^dialogues\/(erase-date|still-due)$/)
  await settleWhatIsDue()
  const close = { id: randomUUID(), dialogueId, type: 'dialogues/close' }
  const closed = await server.app.live.execute(
    convenerId,
    { ...close, payload: { eraseAfter: DUE } },
    PAST,
  )
  expect(closed).toMatchObject({ ok: true })
  const topic = { parentId: null, title: { en: 'Late', zh: '迟' } }
  expect((await convener.command(dialogueId, 'dialogues/add-topic', topic)).code).toBe(
    'dialogues/closed',
  )
  const before = await server.sql<{ audience: string; seq: string; hash: string }[]>`
    SELECT DISTINCT ON (audience) audience, seq, hash FROM events
    WHERE dialogue_id = ${dialogueId} AND audience <> 'room' ORDER BY audience, seq DESC`
  const outcomes = await server.sql`SELECT * FROM outcomes ORDER BY reference`
  // The server's own role cannot do it, whatever it is talked into.
  await expect(server.db`SELECT erase_private_streams(${dialogueId})`).rejects.toMatchObject({
    code: '42501',
  })

  expect(await eraseDialogue(server.sql, sha256, dialogueId)).toEqual({ streams: before.length })
  expect(await tablesWith(CANARY)).toEqual([])
  const room = await server.app.live.ledger.events(dialogueId, 'room', 0)
  expect(checkChain(room, sha256).ok).toBe(true)
  expect(room.at(-1)).toMatchObject({
    type: 'PrivateStreamsErased',
    payload: {
      streams: expect.arrayContaining(
        before.map(({ audience, seq, hash }) => ({ audience, seq: Number(seq), hash })),
      ) as unknown,
    },
  })
  expect(await server.sql`SELECT * FROM outcomes ORDER BY reference`).toEqual(outcomes)
  await expect(eraseDialogue(server.sql, sha256, dialogueId)).rejects.toThrow('already')

  // What this node had in memory is gone, and who was connected has to come anew and receives the room alone.
  await until(() => {
    const held = server.app.live.ledger.atHand(dialogueId)
    return held !== undefined && Object.keys(held.caucuses).length === 0
  })
  await until(() => head.cutBy !== '')
  await head.connect()
  const opened = await head.openDialogue(dialogueId)
  expect(
    Object.keys(opened['streams'] as object).map((name) => audienceSchema.parse(name)),
  ).toEqual(['room'])
  head.disconnect()
  convener.disconnect()
})

test('DI10 before the date nothing is erased', async () => {
  const other = randomUUID()
  await server.sql`INSERT INTO dialogues (id) VALUES (${other})`
  await server.sql`
    INSERT INTO events (dialogue_id, audience, seq, type, v, payload, at, prev_hash, hash)
    VALUES (${other}, 'room', 1, 'DialogueClosed', 1,
      ${server.sql.json({ eraseAfter: '2999-01-01T00:00:00.000Z' })}, now(), '', ''),
      (${other}, 'moderators', 1, 'NoteOpened', 1, '{}', now(), '', '')`
  await expect(eraseDialogue(server.sql, sha256, other)).rejects.toThrow('not come')
  const left = await server.sql`SELECT 1 FROM events WHERE dialogue_id = ${other}`
  expect(left).toHaveLength(2)
})
