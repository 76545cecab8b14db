import { afterAll, beforeAll, expect, it } from 'vitest'
import { ProtocolClient } from '../support/client.ts'
import { enterAs } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let convener: ProtocolClient
let head: ProtocolClient
let dialogueId: string
let invitations: string
const password = 'a sentence that is easily remembered'
const nora = {
  name: { en: 'Nora Lind', zh: '诺拉·林德' },
  email: 'nora@example.org',
  role: 'rapporteur',
  delegationId: null,
  expertise: 'legal',
}

beforeAll(async () => {
  server = await startTestServer()
  const entered = await enterAs(server.url, 'convener')
  convener = entered.client
  dialogueId = entered.dialogueId
  head = (await enterAs(server.url, 'head', 'A')).client
  invitations = `/api/dialogues/${dialogueId}/invitations`
})
afterAll(() => server.close())

const anyone = () => new ProtocolClient(server.url)
const tokenOf = (body: Record<string, unknown>) => String(body['path']).replace('/invitation/', '')
const read = (token: string) => anyone().http('POST', '/api/invitations/read', { token })
const accept = (client: ProtocolClient, token: string, chosen = password) =>
  client.http('POST', '/api/invitations/accept', { token, password: chosen })

it('ID1 whom the convener invites chooses a password by the link, once, and is a member', async () => {
  const invited = await convener.http('POST', invitations, nora)
  expect(invited.status).toBe(200)
  const token = tokenOf(invited.body)
  expect((await read(token)).body).toMatchObject({
    email: nora.email,
    name: nora.name,
    isNew: true,
  })
  const client = anyone()
  expect((await accept(client, token, 'too short')).status).toBe(400)
  const both = await Promise.all([accept(client, token), accept(anyone(), token)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
  const listed = anyone()
  await listed.signIn(nora.email, password)
  expect((await listed.http('GET', '/api/dialogues')).body).toMatchObject({
    dialogues: [{ id: dialogueId, role: 'rapporteur' }],
  })
  expect((await read(token)).body).toMatchObject({ error: { code: 'identity/unknown-invitation' } })
  const [row] = await server.sql<{ kept: string }[]>`
    SELECT string_agg(secret_hash, ' ') AS kept FROM invitations`
  expect(row?.kept).not.toContain(token)
})

it('ID2 a fresh link ends the earlier one, and a link ends by itself', async () => {
  const omar = { ...nora, email: 'omar@example.org', role: 'observer' }
  const first = tokenOf((await convener.http('POST', invitations, omar)).body)
  const second = tokenOf((await convener.http('POST', invitations, omar)).body)
  expect((await read(first)).status).toBe(404)
  expect((await read(second)).status).toBe(200)
  await server.sql`UPDATE invitations SET expires_at = clock_timestamp() WHERE used_at IS NULL`
  expect((await accept(anyone(), second)).status).toBe(404)
})

it('ID3 no link sets the password of somebody who has an account of their own', async () => {
  const person = (await head.http('GET', '/api/me')).body['account'] as { email: string }
  const known = await convener.http('POST', invitations, { ...nora, email: person.email })
  expect(known.body).toMatchObject({ error: { code: 'dialogues/member-known' } })
  const [account] = await server.sql<{ id: string }[]>`
    SELECT id FROM accounts WHERE email = ${nora.email}`
  await server.sql`DELETE FROM memberships WHERE account_id = ${account!.id}`
  const again = await convener.http('POST', invitations, nora)
  expect(again.body).toMatchObject({ error: { code: 'dialogues/member-known' } })
  const forged = 'x'.repeat(43)
  await server.sql`
    INSERT INTO invitations (id, secret_hash, dialogue_id, account_id, invited_by, expires_at)
    SELECT gen_random_uuid(), encode(sha256(${forged}::text::bytea), 'hex'), ${dialogueId}, id, id,
      clock_timestamp() + interval '1 day' FROM accounts WHERE email = ${person.email}`
  expect((await read(forged)).body).toMatchObject({ isNew: false })
  expect((await accept(anyone(), forged)).status).toBe(404)
})

it('ID4 nobody but the convener, or a head for their delegation, invites; a refused invitation leaves no account behind', async () => {
  const lea = { ...nora, email: 'lea@example.org' }
  expect((await head.http('POST', invitations, lea)).body).toMatchObject({
    error: { code: 'dialogues/own-delegation-only' },
  })
  const moderator = (await enterAs(server.url, 'moderator')).client
  expect((await moderator.http('POST', invitations, lea)).status).toBe(403)
  expect((await anyone().http('POST', invitations, lea)).status).toBe(401)
  const misplaced = await convener.http('POST', invitations, { ...lea, role: 'delegate' })
  expect(misplaced.body).toMatchObject({ error: { code: 'dialogues/role-and-delegation' } })
  const left = await server.sql`SELECT 1 FROM accounts WHERE email = ${lea.email}`
  expect(left).toHaveLength(0)
})

const linkFor = (by: ProtocolClient, accountId: unknown) =>
  by.http('POST', `${invitations}/${String(accountId)}/link`, {})

it('ID13 a forgotten password is set anew by the convener’s link, once, and its owner is told', async () => {
  const ada = { ...nora, email: 'ada@example.org', role: 'observer' }
  const { body: invited } = await convener.http('POST', invitations, ada)
  const client = anyone()
  await accept(client, tokenOf(invited))
  expect((await linkFor(head, invited['accountId'])).status).toBe(404)
  const made = await linkFor(convener, invited['accountId'])
  const token = String(made.body['path']).replace('/new-password/', '')
  const set = (chosen: string) =>
    anyone().http('POST', '/api/new-password', { token, password: chosen })
  expect((await set('Password!2026')).body).toMatchObject({
    error: { code: 'identity/password-common' },
  })
  const next = 'nine quiet herons at the weir'
  expect((await set(next)).status).toBe(200)
  expect((await set(next)).status).toBe(404)
  expect((await client.http('GET', '/api/sign-ins')).status).toBe(401)
  const again = anyone()
  await again.signIn(ada.email, next)
  const { events } = (await again.http('GET', '/api/security')).body as {
    events: { kind: string }[]
  }
  expect(events.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['password-link', 'password-changed']),
  )
  await server.sql`
    WITH d AS (INSERT INTO dialogues (id) VALUES (gen_random_uuid()) RETURNING id)
    INSERT INTO memberships (dialogue_id, account_id, role)
    SELECT id, ${String(invited['accountId'])}, 'observer' FROM d`
  expect((await linkFor(convener, invited['accountId'])).body).toMatchObject({
    error: { code: 'identity/others-rely' },
  })
})

it('ID14 a withdrawn invitation opens nothing, and the person is suspended', async () => {
  const ben = { ...nora, email: 'ben@example.org', role: 'observer' }
  const { body: invited } = await convener.http('POST', invitations, ben)
  const path = `${invitations}/${String(invited['accountId'])}`
  expect((await head.http('DELETE', path)).status).toBe(404)
  expect((await convener.http('DELETE', path)).status).toBe(204)
  expect((await read(tokenOf(invited))).status).toBe(404)
  expect((await convener.http('DELETE', path)).status).toBe(404)
  const [row] = await server.sql<{ suspended: boolean }[]>`
    SELECT suspended FROM memberships WHERE account_id = ${String(invited['accountId'])}`
  expect(row?.suspended).toBe(true)
})
