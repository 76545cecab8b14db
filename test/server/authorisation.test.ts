import { COMMANDS } from '#shared/app'
import { OPERATIONS, isDeadline, mayAsk, type OperationId, type Role } from '#shared/identity'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foundDialogue } from '../../server/dialogues/found.ts'
import { hashPassword } from '../../server/identity/password.ts'
import { insertAccount } from '../../server/identity/store.ts'
import { createText } from '../../server/platform/texts/index.ts'
import { enterDemo } from '../support/cast.ts'
import { ProtocolClient } from '../support/client.ts'
import { sampleOfEvent, samplePayload } from '../support/samples.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { sha256 } from '../support/world.ts'

type CommandName = keyof typeof COMMANDS

interface Cell {
  readonly client: ProtocolClient
  readonly role: Role | undefined
  readonly signedIn: boolean
}

/** Paths of rows that are served by routers of their own. */
const ROUTERS: Partial<Record<OperationId, string>> = {
  'http/client': '/sign-in',
  'http/published': '/outcomes',
}
const CAST = [
  ['observer', 'observer', null, 0],
  ['adviser', 'adviser', 'A', 0],
  ['delegate', 'delegate', 'A', 0],
  ['head of A', 'head', 'A', 0],
  ['head of B', 'head', 'B', 0],
  ['moderator', 'moderator', null, 0],
  ['rapporteur', 'rapporteur', null, 0],
  ['convener', 'convener', null, 0],
  ['suspended', 'delegate', 'B', 1],
] as const
const NAMES = ['anonymous', ...CAST.map(([name]) => name), 'stranger'] as const
const STRANGER = { email: 'stranger@example.org', password: 'a stranger to it all' }
type Name = (typeof NAMES)[number]

let server: TestServer
let dialogueId: string
let delegations: Record<string, string>
const cells = new Map<Name, Cell>()
/** Ids of everything in a dialogue that nobody of the cast belongs to. */
const foreign: Record<string, string> = {}
let clauseId: string

beforeAll(async () => {
  server = await startTestServer()
  cells.set('anonymous', {
    client: new ProtocolClient(server.url),
    role: undefined,
    signedIn: false,
  })
  for (const [name, role, label, place] of CAST) {
    const entered = await enterDemo(server, role, label, place)
    dialogueId = entered.dialogueId
    if (name === 'suspended') await suspend(entered.accountId)
    await entered.client.connect()
    const isMember = name !== 'suspended'
    cells.set(name, {
      client: entered.client,
      role: isMember ? role : undefined,
      signedIn: true,
    })
  }
  const chair = cellOf('moderator').client
  await chair.openDialogue(dialogueId)
  const added = chair.events.filter(({ type }) => type === 'DelegationAdded')
  delegations = Object.fromEntries(
    added.map(({ payload }, index) => ['AB'[index], payload['id'] ?? payload['delegationId']]),
  ) as Record<string, string>
  await foundForeign()
  clauseId = await freshClause(chair)
})
afterAll(async () => {
  for (const { client } of cells.values()) client.disconnect()
  await server.close()
})

function cellOf(name: Name): Cell {
  const cell = cells.get(name)
  if (cell === undefined) throw new Error(`nobody is ${name}`)
  return cell
}

async function suspend(accountId: string): Promise<void> {
  const convener = cellOf('convener').client
  const done = await convener.command(dialogueId, 'dialogues/suspend-member', { accountId })
  if (!done.ok) throw new Error(done.code)
}

async function stranger(): Promise<ProtocolClient> {
  const [id, email] = [randomUUID(), STRANGER.email]
  const password = await hashPassword(STRANGER.password)
  await server.sql.begin((tx) =>
    insertAccount(tx, { id, email, name: { en: 'Stranger', zh: '' }, password }),
  )
  const client = new ProtocolClient(server.url)
  await client.signIn(email, STRANGER.password)
  await client.connect()
  cells.set('stranger', { client, role: undefined, signedIn: true })
  foreign['accountId'] = id
  return client
}

/** Another dialogue, with a thing of every kind in it. */
async function foundForeign(): Promise<void> {
  const client = await stranger()
  const other = randomUUID()
  const name = { en: 'Elsewhere', zh: '别处' }
  const accountId = foreign['accountId'] ?? ''
  await foundDialogue(server.sql, sha256, {
    dialogueId: other,
    title: name,
    convener: { accountId, name },
  })
  foreign['dialogueId'] = other
  const make = async (type: string, payload: object): Promise<string> => {
    const made = await client.command(other, type, payload)
    if (!made.ok) throw new Error(`${type} ${made.code ?? ''} ${JSON.stringify(made.params)}`)
    const result = made['result'] as { id?: string; ids?: string[] }
    return result.id ?? result.ids?.[0] ?? ''
  }
  foreign['delegationId'] = await make('dialogues/add-delegation', { name })
  foreign['topicId'] = await make('dialogues/add-topic', { parentId: null, title: name })
  foreign['questionId'] = await make('dialogues/add-question', {
    topicId: foreign['topicId'],
    text: name,
  })
  // The founder may not draft: a text of the other dialogue is put there directly.
  foreign['textId'] = randomUUID()
  foreign['clauseId'] = foreign['textId']
  foreign['groupId'] = await addText(foreign['textId'], other, 'room')
}

async function addText(id: string, inDialogue: string, audience: string): Promise<string> {
  const groupId = randomUUID()
  await server.sql.begin((tx) =>
    createText(tx, {
      id,
      dialogueId: inDialogue,
      groupId,
      audience,
      roots: ['en', 'zh'],
      by: foreign['accountId'] ?? '',
      at: new Date().toISOString(),
    }),
  )
  return groupId
}

async function freshClause(chair: ProtocolClient): Promise<string> {
  const title = { en: 'A text', zh: '案文' }
  const opened = await chair.command(dialogueId, 'proposals/open', {
    title,
    kind: 'chairs-text',
    topicId: null,
  })
  const { id: proposalId } = opened['result'] as { id: string }
  const runs = { en: [{ text: 'Words.' }], zh: [{ text: '文字。' }] }
  const added = await chair.command(dialogueId, 'proposals/add-clauses', {
    proposalId,
    afterId: null,
    clauses: [{ kind: 'operative', level: 1, runs }],
  })
  const { ids } = added['result'] as { ids: string[] }
  return ids[0] ?? ''
}

/** Codes that say that somebody may not ask at all. */
const REFUSED = new Set([
  'identity/not-signed-in',
  'identity/not-allowed',
  'dialogues/unknown',
  'text/unknown',
])

function outcome(code: string | undefined): 'passes' | 'refused' {
  return code !== undefined && REFUSED.has(code) ? 'refused' : 'passes'
}

function expected(operation: OperationId): Record<string, string> {
  return Object.fromEntries(
    NAMES.map((name) => {
      const { role, signedIn } = cellOf(name)
      return [name, mayAsk(operation, { signedIn, role }) ? 'passes' : 'refused']
    }),
  )
}

async function each(
  ask: (cell: Cell, name: Name) => Promise<string | undefined>,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const name of NAMES) found[name] = outcome(await ask(cellOf(name), name))
  return found
}

async function codeOverHttp(
  client: ProtocolClient,
  method: string,
  path: string,
  body?: unknown,
): Promise<string | undefined> {
  const answer = await client.http(method.toUpperCase(), path, body)
  return (answer.body['error'] as { code: string } | undefined)?.code
}

/** Rows that carry a command: the command's own row decides beyond them. */
const CARRIERS = new Set<string>(['socket/command', 'http/command'])
/** Leaving what one has not opened tells nothing and is answered to everybody signed in. */
const HARMLESS = new Set(['texts:close'])

describe('W6 every operation is open to exactly those whom the table names', () => {
  test('every row of the table is used by a route, an event or a command', () => {
    const used = new Set<string>([
      ...Object.keys(COMMANDS),
      ...Object.keys(ROUTERS),
      ...server.app.routes.map(({ operation }) => operation),
      ...server.app.live.realtime.events().map(({ operation }) => operation),
    ])
    expect(
      Object.keys(OPERATIONS).filter((row) => !used.has(row) && !isDeadline(row as OperationId)),
    ).toEqual([])
  })

  test('every event has an input here', () => {
    const events = server.app.live.realtime.events().map(({ event }) => event)
    const place = { dialogueId, textId: clauseId }
    const lacking = events.filter((event) => sampleOfEvent(event, place) === undefined)
    expect(lacking).toEqual(['command'])
  })

  test('over HTTP', async () => {
    for (const { operation, method, path } of server.app.routes) {
      if (CARRIERS.has(operation)) continue
      const asked = path.replace(':dialogueId', dialogueId).replace(/:\w+/g, () => randomUUID())
      const found = await each(async ({ client }) => {
        const { cookie } = client
        const code = await codeOverHttp(
          operation === 'http/sign-out' ? await throwaway(client) : client,
          method,
          asked,
          method === 'get' ? undefined : {},
        )
        client.cookie = cookie
        return code
      })
      expect({ operation, path, ...found }).toEqual({ operation, path, ...expected(operation) })
    }
    for (const [operation, path] of Object.entries(ROUTERS)) {
      const found = await each(({ client }) => codeOverHttp(client, 'get', path))
      expect({ operation, ...found }).toEqual({ operation, ...expected(operation as OperationId) })
    }
  })

  test('over sockets', async () => {
    await expect(cellOf('anonymous').client.connect()).rejects.toThrow('identity/not-signed-in')
    for (const { operation, event } of server.app.live.realtime.events()) {
      if (CARRIERS.has(operation) || HARMLESS.has(event)) continue
      const found = await each(async ({ client, signedIn }) =>
        signedIn
          ? (await client.ask(event, sampleOfEvent(event, { dialogueId, textId: clauseId }))).code
          : 'identity/not-signed-in',
      )
      expect({ event, ...found }).toEqual({ event, ...expected(operation) })
    }
  })

  test('for commands, over sockets and over HTTP', async () => {
    for (const type of commandsInOrder()) {
      const payload = samplePayload(type)
      const codes: (readonly [string, string | undefined])[] = []
      const overSocket = await each(async ({ client, signedIn }) => {
        if (!signedIn) return 'identity/not-signed-in'
        const { code, params } = await client.command(dialogueId, type, payload)
        if (code === 'command/malformed') codes.push([type, String(params?.['where'])])
        return code
      })
      expect(codes).toEqual([])
      expect({ type, ...overSocket }).toEqual({ type, ...expected(type) })
      const overHttp = await each(({ client }) =>
        codeOverHttp(client, 'post', `/api/dialogues/${dialogueId}/commands`, {
          id: randomUUID(),
          type,
          payload,
        }),
      )
      expect({ type, ...overHttp }).toEqual({ type, ...expected(type) })
    }
  })
})

/** New ground rules come last: everybody would have to accept them first. */
function commandsInOrder(): CommandName[] {
  const names = Object.keys(COMMANDS) as CommandName[]
  const last = (name: string) => (name === 'dialogues/issue-ground-rules' ? 1 : 0)
  return names.sort((a, b) => last(a) - last(b))
}

async function throwaway(of: ProtocolClient): Promise<ProtocolClient> {
  const other = new ProtocolClient(server.url)
  if (of.cookie === '') return other
  const { body } = await of.http('GET', '/api/me')
  const { id } = body['account'] as { id: string }
  if (id === foreign['accountId']) await other.signIn(STRANGER.email, STRANGER.password)
  else await other.http('POST', '/api/demo/enter', { accountId: id })
  return other
}

describe('W6 what belongs to others looks as if it were not there', () => {
  test('a command with an id of another dialogue is answered like one with an unknown id', async () => {
    const pick = (member: string) =>
      foreign[member] ?? foreign[KINDS[member] ?? ''] ?? foreign['topicId'] ?? ''
    for (const type of commandsInOrder()) {
      if (type === 'dialogues/issue-ground-rules' || type === 'dialogues/admit-member') continue
      for (const name of ['head of A', 'moderator', 'convener'] as const) {
        const { client } = cellOf(name)
        const theirs = await client.command(dialogueId, type, samplePayload(type, pick))
        const none = await client.command(dialogueId, type, samplePayload(type))
        expect({ type, name, ok: theirs.ok, code: theirs.code }).toEqual({
          type,
          name,
          ok: none.ok,
          code: none.code,
        })
      }
    }
  })

  test('another dialogue, and its texts, for everybody but its own', async () => {
    const { dialogueId: other = '', groupId, textId } = foreign
    for (const name of NAMES) {
      const { client, signedIn } = cellOf(name)
      if (!signedIn || name === 'stranger') continue
      for (const id of [other, randomUUID()]) {
        expect((await client.ask('dialogue:open', { dialogueId: id })).code).toBe(
          'dialogues/unknown',
        )
        const command = await client.command(id, 'dialogues/add-topic', {
          parentId: null,
          title: { en: 'x', zh: 'x' },
        })
        expect(command.code).toBe('dialogues/unknown')
        expect((await client.ask('texts:open', { dialogueId: id, groupId })).code).toBe(
          'dialogues/unknown',
        )
      }
      for (const id of [textId, randomUUID()]) await expectUnknown(client, id ?? '')
      const mixed = await client.ask('texts:open', { dialogueId, groupId })
      if (mixed.ok) expect(mixed['texts']).toEqual([])
    }
  })

  test.each(['A', 'B', 'moderators'])('the private texts of %s', async (side) => {
    const id = randomUUID()
    const audience = side === 'moderators' ? side : `delegation:${delegations[side] ?? ''}`
    const groupId = await addText(id, dialogueId, audience)
    const insiders: Record<string, Name[]> = {
      A: ['adviser', 'delegate', 'head of A'],
      B: ['head of B'],
      moderators: ['moderator', 'rapporteur'],
    }
    for (const name of NAMES) {
      const { client, signedIn } = cellOf(name)
      if (!signedIn) continue
      const isInside = insiders[side]?.includes(name) === true
      const opened = await client.ask('texts:open', { dialogueId, groupId })
      const seen = opened.ok ? (opened['texts'] as unknown[]).length : 0
      expect({ name, seen }).toEqual({ name, seen: isInside ? 1 : 0 })
      if (isInside) expect((await client.ask('text:check', { textId: id })).ok).toBe(true)
      else await expectUnknown(client, id)
    }
  })

  test('somebody else’s sign-in cannot be ended', async () => {
    const { body } = await cellOf('head of A').client.http('GET', '/api/sign-ins')
    const [own] = body['signIns'] as { id: string }[]
    const path = `/api/sign-ins/${own?.id ?? ''}`
    const other = cellOf('head of B').client
    expect(await codeOverHttp(other, 'delete', path)).toBe('http/not-found')
    expect((await cellOf('head of A').client.http('GET', '/api/sign-ins')).status).toBe(200)
  })
})

/** Members of payloads whose name is not the kind of the thing. */
const KINDS: Record<string, string> = {
  id: 'questionId',
  parentId: 'topicId',
  afterId: 'clauseId',
  proposalId: 'groupId',
}

async function expectUnknown(client: ProtocolClient, textId: string): Promise<void> {
  const asked = {
    'text:catch-up': { textId, epoch: 1, since: 0 },
    'text:claim': { textId },
    'text:check': { textId },
    'text:update': { textId, mid: randomUUID(), baseSeq: 0, update: 'AAA=' },
  }
  for (const [event, input] of Object.entries(asked)) {
    const { ok, code } = await client.ask(event, input)
    expect({ event, ok, code }).toEqual({ event, ok: false, code: 'text/unknown' })
  }
}
