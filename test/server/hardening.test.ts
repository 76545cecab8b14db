import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { io, type Socket } from 'socket.io-client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { projectFolder } from '../../server/platform/config.ts'
import { enterDemo } from '../support/cast.ts'
import { until } from '../support/client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let cookie: string
let dialogueId: string
const open: Socket[] = []

beforeAll(async () => {
  server = await startTestServer()
  const entered = await enterDemo(server, 'moderator')
  cookie = entered.client.cookie
  dialogueId = entered.dialogueId
})
afterEach(() => {
  for (const socket of open.splice(0)) socket.disconnect()
})
afterAll(() => server.close())

function dial(headers: Record<string, string>, transport: 'websocket' | 'polling' = 'websocket') {
  const socket = io(server.localUrl, {
    transports: [transport],
    forceNew: true,
    reconnection: false,
    extraHeaders: headers,
  })
  open.push(socket)
  return socket
}

function comesIn(socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true))
    socket.once('connect_error', () => resolve(false))
  })
}

async function connected(): Promise<Socket> {
  const socket = dial({ cookie, origin: server.url })
  expect(await comesIn(socket)).toBe(true)
  return socket
}

async function isAlive(): Promise<boolean> {
  return (await fetch(`${server.localUrl}/healthz`)).ok
}

describe('W1 a page of another site cannot connect with somebody’s cookie', () => {
  const foreign = [
    'https://evil.example',
    'http://evil.example',
    'null',
    'http://127.0.0.1',
    'http://127.0.0.1.evil.example',
    'https://127.0.0.1:443',
    'file://',
    'http://localhost:1',
  ]
  test.each(foreign)('from %s', async (origin) => {
    for (const transport of ['websocket', 'polling'] as const) {
      expect(await comesIn(dial({ cookie, origin }, transport))).toBe(false)
    }
  })

  test('nor without an origin, nor by polling, nor without a cookie', async () => {
    expect(await comesIn(dial({ cookie }))).toBe(false)
    expect(await comesIn(dial({ cookie, origin: server.url }, 'polling'))).toBe(false)
    expect(await comesIn(dial({ origin: server.url }))).toBe(false)
    expect(await comesIn(dial({ cookie, origin: `${server.url}.evil.example` }))).toBe(false)
    expect(await comesIn(dial({ cookie, origin: server.url }))).toBe(true)
  })
})

test('W3 a connection is never recovered by the transport', async () => {
  const socket = await connected()
  expect(socket.recovered).not.toBe(true)
  // The server names a private id only when it keeps what was missed for it.
  expect((socket as unknown as { _pid?: string })._pid).toBeUndefined()
})

describe('W4 no shape of a message ends the process', () => {
  const shapes: unknown[] = [
    undefined,
    null,
    0,
    -1,
    '',
    'x'.repeat(5000),
    [],
    [[[]]],
    {},
    { dialogueId: null },
    { dialogueId: 'x' },
    { dialogueId: {} },
    { textId: [] },
    { toString: 1 },
    { constructor: {} },
    JSON.parse('{"__proto__": {"polluted": true}}'),
    { dialogueId: randomUUID(), groupId: randomUUID() },
    { textId: randomUUID(), mid: randomUUID(), baseSeq: 1e300, update: '%%%' },
    { textId: randomUUID(), epoch: -1, since: 1.5 },
    Buffer.from('bytes'),
  ]

  test('of any event, with and without an acknowledgement', async () => {
    const rejections: unknown[] = []
    const note = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', note)
    const socket = await connected()
    for (const { event } of server.app.live.realtime.events()) {
      for (const shape of shapes) {
        socket.emit(event, shape)
        socket.emit(event)
        const answer = (await socket.timeout(10_000).emitWithAck(event, shape)) as { ok: boolean }
        expect(typeof answer.ok).toBe('boolean')
      }
    }
    process.off('unhandledRejection', note)
    expect(rejections).toEqual([])
    expect(await isAlive()).toBe(true)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('an unknown event is cut', async () => {
    for (const event of ['disconnecting', 'nonsense', '__proto__', 'constructor']) {
      if (event === 'disconnecting') continue
      const socket = await connected()
      socket.emit(event, {})
      await until(() => !socket.connected, 'the cut')
    }
    expect(await isAlive()).toBe(true)
  })
})

describe('W5 nobody can take more than a share', () => {
  test('a message beyond 128 kB cuts the connection', async () => {
    const socket = await connected()
    socket.emit('command', { dialogueId, payload: 'x'.repeat(200 * 1024) })
    await until(() => !socket.connected, 'the cut')
    expect(await isAlive()).toBe(true)
  })

  test('a sign-in has at most twelve connections', async () => {
    const sockets: Socket[] = []
    for (let count = 0; count < 12; count++) sockets.push(await connected())
    const thirteenth = await connected()
    await until(() => !thirteenth.connected, 'the cut')
    expect(sockets.every((socket) => socket.connected)).toBe(true)
  })

  test('whoever sends too fast is told so, and nothing is done', async () => {
    const socket = await connected()
    const answers = await Promise.all(
      Array.from(
        { length: 6000 },
        () =>
          socket.timeout(30_000).emitWithAck('texts:close', { groupId: randomUUID() }) as Promise<{
            ok: boolean
            code?: string
          }>,
      ),
    )
    const refused = answers.filter(({ code }) => code === 'socket/too-fast')
    expect(refused.length).toBeGreaterThan(0)
    expect(await isAlive()).toBe(true)
  })
})

describe('W12 nothing is worth replaying, and nothing goes in the clear', () => {
  test('a command that is sent again is answered and not repeated', async () => {
    const socket = await connected()
    const title = { en: 'Once', zh: '一次' }
    const command = {
      id: randomUUID(),
      dialogueId,
      type: 'dialogues/add-topic',
      payload: { parentId: null, title },
    }
    const first = (await socket.emitWithAck('command', command)) as unknown
    const second = (await socket.emitWithAck('command', command)) as unknown
    expect(second).toEqual(first)
    const [row] = await server.sql<{ n: number }[]>`
      SELECT count(*)::int AS n FROM events WHERE payload -> 'title' ->> 'en' = 'Once'`
    expect(row?.n).toBe(1)
    const other = { ...command, payload: { parentId: null, title: { en: 'Other', zh: '' } } }
    expect(await socket.emitWithAck('command', other)).toMatchObject({ ok: false })
  })

  test('behind TLS the cookie is bound to the host and pages ask for TLS only', async () => {
    const origin = 'https://parley.example'
    const secure = await startTestServer({ origins: [origin], proxies: 1 })
    try {
      const headers = { origin, 'content-type': 'application/json', 'x-forwarded-proto': 'https' }
      const people = await fetch(`${secure.localUrl}/api/demo/people`, { headers })
      const { people: list } = (await people.json()) as { people: { accountId: string }[] }
      const entered = await fetch(`${secure.localUrl}/api/demo/enter`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ accountId: list[0]?.accountId }),
      })
      const set = entered.headers.get('set-cookie') ?? ''
      expect(set).toMatch(/^__Host-parley=/)
      for (const flag of ['Secure', 'HttpOnly', 'SameSite=Strict', 'Path=/'])
        expect(set).toContain(flag)
      expect(set).not.toContain('Domain=')
      expect(entered.headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
      expect(entered.headers.get('cache-control')).toBe('no-store')
    } finally {
      await secure.close()
    }
  })
})

describe('W13 what is installed is what was looked at', () => {
  const read = async (name: string) =>
    JSON.parse(await readFile(path.join(projectFolder(), name), 'utf8')) as Record<string, unknown>

  test('every package is named by its exact version', async () => {
    const { dependencies, devDependencies } = await read('package.json')
    const versions = Object.values({ ...(dependencies as object), ...(devDependencies as object) })
    expect(versions.length).toBeGreaterThan(20)
    for (const version of versions) expect(version).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
  })

  test('every package is locked by the hash of its contents', async () => {
    const { packages } = await read('package-lock.json')
    const locked = Object.entries(packages as Record<string, { integrity?: string; link?: true }>)
    const without = locked.filter(
      ([name, { integrity }]) => name !== '' && integrity?.startsWith('sha512-') !== true,
    )
    expect(without).toEqual([])
  })
})

test('W9 markup from strings is refused by the browser, and a page gets no device it does not need', async () => {
  for (const path of ['/', '/healthz', '/api/me', '/nothing/here']) {
    const { headers } = await fetch(server.localUrl + path)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("require-trusted-types-for 'script'")
    expect(policy).toContain('trusted-types ProseMirrorClipboard parley-preview')
    expect(policy).not.toContain("'unsafe-eval'")
    const permissions = headers.get('permissions-policy') ?? ''
    for (const device of ['camera', 'microphone', 'geolocation', 'display-capture', 'usb'])
      expect(permissions.split(', ')).toContain(`${device}=()`)
    expect(permissions).toContain('publickey-credentials-get=(self)')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  }
})
