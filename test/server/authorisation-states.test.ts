import { COMMANDS } from '#shared/app'
import { barTo, isDeadline, isSensitive, type OperationId } from '#shared/identity'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enterDemo } from '../support/cast.ts'
import type { ProtocolClient } from '../support/client.ts'
import { samplePayload, sampleOfEvent } from '../support/samples.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const CAST = [
  ['observer', null],
  ['adviser', 'A'],
  ['delegate', 'A'],
  ['head', 'A'],
  ['head', 'B'],
  ['moderator', null],
  ['rapporteur', null],
  ['convener', null],
] as const
type CommandName = keyof typeof COMMANDS
type Person = { readonly role: (typeof CAST)[number][0]; readonly client: ProtocolClient }
interface State {
  readonly owesRules: boolean
  readonly closed: boolean
  readonly isProved: boolean
}

/** What the states of person and dialogue are answered with; any other code comes from the rules of a room. */
const STATE_CODES = [
  'identity/not-allowed',
  'dialogues/ground-rules-not-accepted',
  'dialogues/closed',
  'identity/reauthenticate',
]
/** These would change the state that is tried. */
const CHANGING: readonly CommandName[] = [
  'dialogues/issue-ground-rules',
  'dialogues/accept-ground-rules',
  'dialogues/close',
]

let server: TestServer
let dialogueId: string
let textId: string
const people: Person[] = []

beforeAll(async () => {
  server = await startTestServer({ messagesPerSecond: 10_000 })
  for (const [role, label] of CAST) {
    const entered = await enterDemo(server, role, label)
    dialogueId = entered.dialogueId
    await entered.client.connect()
    people.push({ role, client: entered.client })
  }
  const state = await server.app.live.ledger.state(dialogueId)
  const clauses = state?.room.proposals.list.flatMap((proposal) => proposal.clauses) ?? []
  textId = clauses[0]?.id ?? ''
})
afterAll(async () => {
  for (const { client } of people) client.disconnect()
  await server.close()
})

const convener = () => {
  const found = people.find(({ role }) => role === 'convener')
  if (found === undefined) throw new Error('nobody convenes')
  return found.client
}

async function carryOut(type: CommandName, payload: object): Promise<void> {
  const done = await convener().command(dialogueId, type, payload)
  if (!done.ok) throw new Error(`${type}: ${done.code ?? ''}`)
}

/** What the table answers to somebody in a state; anything else is the room's to say. */
function expectedOf(operation: OperationId, role: Person['role'], state: State): string {
  const bar = barTo(operation, { signedIn: true, role, ...state })
  const unproved = isSensitive(operation) && !state.isProved
  return bar ?? (unproved ? 'identity/reauthenticate' : 'by the room')
}

function foundOf(code: string | undefined): string {
  return code !== undefined && STATE_CODES.includes(code) ? code : 'by the room'
}

const codeIn = (body: Record<string, unknown>) =>
  (body['error'] as { code: string } | undefined)?.code

/** Rows whose own command decides beyond them, and the route that would end what is tried. */
const APART = new Set<OperationId>(['socket/command', 'http/command', 'http/sign-out'])

/** Asks every route and every event of everybody; each answer is the table's. */
async function tryRoutesAndEvents(state: State): Promise<void> {
  for (const { role, client } of people) {
    for (const { operation, method, path } of server.app.routes) {
      if (APART.has(operation)) continue
      const asked = path.replace(':dialogueId', dialogueId).replace(/:\w+/g, () => randomUUID())
      const cookie = client.cookie
      const input = method === 'get' ? undefined : {}
      const { body } = await client.http(method.toUpperCase(), asked, input)
      client.cookie = cookie
      const found = foundOf(codeIn(body))
      const expected = expectedOf(operation, role, state)
      expect({ method, path, role, found }).toEqual({ method, path, role, found: expected })
    }
    for (const { operation, event } of server.app.live.realtime.events()) {
      if (APART.has(operation)) continue
      const { code } = await client.ask(event, sampleOfEvent(event, { dialogueId, textId }))
      const found = foundOf(code)
      // Of a text that one may not read nothing is told, not even that.
      const hidden = role === 'observer' && event.startsWith('text')
      const expected = hidden ? found : expectedOf(operation, role, state)
      expect({ event, role, found }).toEqual({ event, role, found: expected })
    }
  }
}

/** Asks every command of everybody over both transports; each answer is the table's. */
async function tryEverything(state: State): Promise<void> {
  const names = (Object.keys(COMMANDS) as CommandName[]).filter(
    (name) => !CHANGING.includes(name) && !isDeadline(name),
  )
  for (const type of names) {
    const payload = samplePayload(type)
    for (const { role, client } of people) {
      const expected = expectedOf(type, role, state)
      const overSocket = await client.command(dialogueId, type, payload)
      const path = `/api/dialogues/${dialogueId}/commands`
      const { body } = await client.http('POST', path, { id: randomUUID(), type, payload })
      const found = [overSocket.code, codeIn(body)].map(foundOf)
      expect({ type, role, found }).toEqual({ type, role, found: [expected, expected] })
    }
  }
  await tryRoutesAndEvents(state)
}

// In this order: what each state takes from the one before it is never given back.
test('W6 operation × role × state: who has proved nothing lately', async () => {
  await server.sql`
    UPDATE sign_ins SET authenticated_at = clock_timestamp() - interval '1 hour'`
  await tryEverything({ owesRules: false, closed: false, isProved: false })
  await server.sql`UPDATE sign_ins SET authenticated_at = clock_timestamp()`
})

test('W6 operation × role × state: who has not accepted the ground rules in force', async () => {
  await carryOut('dialogues/issue-ground-rules', { text: { en: 'Others.', zh: '另一些。' } })
  await tryEverything({ owesRules: true, closed: false, isProved: true })
  const marked = await convener().http(
    'POST',
    `/api/dialogues/${dialogueId}/polls/${randomUUID()}/marks`,
    { option: 0 },
  )
  expect(marked.body['error']).toMatchObject({ code: 'dialogues/ground-rules-not-accepted' })
})

test('W6 operation × role × state: in a dialogue that was closed', async () => {
  for (const { client, role } of people) {
    // Observers do not accept rules, and are refused everything for their role alone.
    if (role === 'observer') continue
    const done = await client.command(dialogueId, 'dialogues/accept-ground-rules', { version: 2 })
    if (!done.ok) throw new Error(done.code)
  }
  await closeBallots()
  const eraseAfter = new Date(Date.now() + 90 * 86_400_000).toISOString()
  await carryOut('dialogues/close', { eraseAfter })
  await tryEverything({ owesRules: false, closed: true, isProved: true })
})

/** A dialogue is not closed while a ballot waits for its instant. */
async function closeBallots(): Promise<void> {
  const state = await server.app.live.ledger.state(dialogueId)
  const chair = people.find(({ role }) => role === 'moderator')?.client
  for (const { id, status } of state?.room.agreement.ballots ?? []) {
    if (status.state !== 'open') continue
    await chair?.command(dialogueId, 'agreement/close-ballot', { ballotId: id })
  }
}
