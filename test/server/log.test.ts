import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { randomUUID } from 'node:crypto'
import { io } from 'socket.io-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertInvitationMail } from '../../server/between/store-mails.ts'
import { projectFolder } from '../../server/platform/config.ts'
import { describe } from '../../server/platform/log.ts'
import { enterDemo } from '../support/cast.ts'
import { until, type ProtocolClient } from '../support/client.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { openSink, type Sink } from '../support/mail.ts'

/** A word that stands in everything that is given to the server, and may stand in nothing that it says. */
const CANARY = `qxcanary${randomUUID().slice(0, 8)}`
const MEMBERS = new Set(
  'level time msg id method route status ms code where kind security account signIn what stack'.split(
    ' ',
  ),
)

let database: FreshDatabase
let sink: Sink
let child: ChildProcess
let said = ''
let url = ''

beforeAll(async () => {
  database = await freshDatabase()
  sink = await openSink()
  sink.onMail = () => Promise.resolve(new Error(`no mail for ${CANARY}`))
  child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: projectFolder(),
    env: {
      PATH: process.env['PATH'] ?? '',
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: database.url,
      PARLEY_DEMO: 'on',
      PARLEY_LOG: 'debug',
      PARLEY_SMTP: sink.url,
      PARLEY_MAIL_FROM: `${CANARY}@parley.example`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  }
  url = await until(() => /listens on (\S+)/.exec(said)?.[1], 'the server to listen')
})

afterAll(async () => {
  if (child.exitCode === null) {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  await sink.close()
  await database.close()
})

/** From now on every write fails, and PostgreSQL's message, detail and hint repeat the row. */
async function failEveryWrite(): Promise<void> {
  await database.sql.unsafe(`
    CREATE FUNCTION refuse_row() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION E'refused %\\n    at ${CANARY} (row.ts:1:1)', row_to_json(NEW) USING DETAIL = row_to_json(NEW)::text, HINT = '${CANARY}';
    END $$;
    DO $$
    DECLARE name text;
    BEGIN
      FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'mails' LOOP
        EXECUTE format('CREATE TRIGGER refuse_row BEFORE INSERT OR UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_row()', name);
      END LOOP;
    END $$`)
}

const count = (pattern: RegExp) => said.match(pattern)?.length ?? 0

async function badRequests(client: ProtocolClient): Promise<void> {
  const headers = { origin: url, 'content-type': 'application/json', cookie: `parley=${CANARY}` }
  const post = (path: string, body: string, more = {}) =>
    fetch(url + path, { method: 'POST', headers: { ...headers, ...more }, body })
  await post('/api/sign-in', `{"email": "${CANARY}`)
  await post('/api/sign-in', JSON.stringify({ email: CANARY, password: 1, [CANARY]: CANARY }))
  await post('/api/sign-in', JSON.stringify({ email: `${CANARY}@a.example`, password: CANARY }))
  await post('/api/sign-in', JSON.stringify({ email: CANARY.repeat(50_000) }))
  await post('/api/sign-in', CANARY, { 'content-encoding': CANARY })
  await post('/api/sign-in', CANARY, { 'content-type': `application/json; charset=${CANARY}` })
  await post(`/api/${CANARY}`, '{}', { origin: `https://${CANARY}.example`, 'user-agent': CANARY })
  await post('/api/new-password/read', JSON.stringify({ token: CANARY }))
  await fetch(`${url}/invitation/${CANARY}?${CANARY}=${CANARY}`)
  await fetch(`${url}/api/dialogues/${CANARY}/people?q=${CANARY}`, {
    headers: { cookie: client.cookie },
  })
  await fetch(`${url}/%E0%A4%A${CANARY}`)
}

async function badMessages(client: ProtocolClient, dialogueId: string): Promise<void> {
  const socket = io(url, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { cookie: client.cookie, origin: url },
  })
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  const ask = (event: string, input: unknown) => socket.timeout(20_000).emitWithAck(event, input)
  await ask('command', { dialogueId: CANARY, [CANARY]: CANARY })
  await ask('command', {
    id: randomUUID(),
    dialogueId,
    type: CANARY,
    payload: { [CANARY]: CANARY },
  })
  await ask('text:update', { textId: randomUUID(), mid: randomUUID(), baseSeq: 0, update: CANARY })
  await ask(CANARY, CANARY).catch(() => undefined)
  socket.disconnect()
}

test('whatever fails, and whatever was given to it, the server’s output holds none of it', async () => {
  const { client, dialogueId, accountId } = await enterDemo(
    { url } as Parameters<typeof enterDemo>[0],
    'moderator',
  )
  await client.connect()
  const { streams } = (await client.openDialogue(dialogueId)) as unknown as {
    streams: { room: { type: string; payload: { proposalId?: string; id?: string } }[] }
  }
  const opened = streams.room.find(({ type }) => type === 'ProposalOpened')
  const groupId = opened?.payload.proposalId ?? opened?.payload.id ?? ''
  const texts = (await client.openTexts(dialogueId, groupId))['texts'] as { id: string }[]
  const textId = texts[0]?.id ?? ''
  await client.edit(textId, (text) => text.insert(0, CANARY)).catch(() => undefined)
  await badRequests(client)
  await badMessages(client, dialogueId)
  const closing = { eraseAfter: new Date(Date.now() + 90 * 86_400_000).toISOString() }
  await client.command(dialogueId, 'dialogues/close', closing)
  const barred = /"security":"barred","account":"[\da-f]{16}","what":"dialogues\/close"/g
  await until(() => count(barred) === 1, 'what was barred to be noted')
  const link = { path: `/invitation/${CANARY}`, days: 1 }
  await database.sql.begin((tx) => insertInvitationMail(tx, accountId, link))
  await until(() => count(/"where":"mails"/g) > 0, 'a mail to fail')

  await failEveryWrite()
  const topic = { parentId: null, title: { en: CANARY, zh: CANARY } }
  const failed = await client.command(dialogueId, 'dialogues/add-topic', topic)
  expect(failed).toMatchObject({ ok: false, code: 'server/failed' })
  await client.edit(textId, (text) => text.insert(0, CANARY)).catch(() => undefined)
  await client.http('POST', '/api/demo/enter', { accountId })
  await until(() => count(/"where":"command"/g) > 0, 'a command to fail')
  await until(() => count(/"msg":"a request failed"/g) > 0, 'a request to fail')
  client.disconnect()
  // What the session layer cannot write once the answer has gone out.
  await database.sql.unsafe('ALTER TABLE sign_ins RENAME TO away')
  await client.http('GET', '/api/dialogues')
  await database.sql.unsafe('ALTER TABLE away RENAME TO sign_ins')
  child.kill('SIGTERM')
  await once(child, 'exit')

  const people = await database.sql<{ email: string; name: { en: string; zh: string } }[]>`
    SELECT email, name FROM accounts`
  const secret = decodeURIComponent(client.cookie.split('=')[1] ?? '')
  const words = people.flatMap(({ email, name }) => [email, name.en, name.zh])
  for (const word of [CANARY, secret, ...words]) expect(said).not.toContain(word)
  const lines = said.split('\n').filter((line) => line !== '' && !line.startsWith('Parley listens'))
  expect(lines.length).toBeGreaterThan(10)
  for (const line of lines) {
    const members = Object.keys(JSON.parse(line) as object)
    expect(members.filter((name) => !MEMBERS.has(name))).toEqual([])
  }
})

test('an error is told by its class, its code and its places, whatever its message looks like', () => {
  const error = Object.assign(new TypeError(`${CANARY}\n    at ${CANARY} (file.ts:1:2)\n`), {
    code: `E ${CANARY}`,
    detail: CANARY,
  })
  const told = describe(error)
  expect(JSON.stringify(told)).not.toContain(CANARY)
  expect(told.kind).toBe('TypeError')
  expect(told.stack[0]).toMatch(/^log\.test\.ts:\d+:\d+$/)
  error.message = 'something else'
  expect(JSON.stringify(describe(error))).not.toContain(CANARY)
  expect(describe(CANARY)).toEqual({ kind: 'string', stack: [] })
  expect(describe(Object.assign(new Error(), { code: '23505' }))).toMatchObject({ code: '23505' })
})
