import { afterAll, beforeAll, expect, test } from 'vitest'
import { foundWithConvener, linkFor } from '../../server/found.ts'
import { ProtocolClient } from '../support/client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { sha256 } from '../support/world.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({ demo: false })
})
afterAll(() => server.close())

test('ID12 the first convener comes into an empty product by a link, and sets the dialogue up', async () => {
  const title = { en: 'A new dialogue', zh: '新的对话' }
  const name = { en: 'Ines Moreau', zh: '伊内丝·莫罗' }
  const email = 'ines@example.org'
  const founded = await foundWithConvener(server.sql, sha256, { title, name, email })
  const token = (founded.path ?? '').replace('/invitation/', '')
  const ines = new ProtocolClient(server.url)
  const password = 'nine quiet herons at the weir'
  const accepted = await ines.http('POST', '/api/invitations/accept', { token, password })
  expect(accepted.body).toEqual({ dialogueId: founded.dialogueId })
  await ines.connect()
  expect(await ines.openDialogue(founded.dialogueId)).toMatchObject({
    ok: true,
    me: { role: 'convener' },
  })
  const side = { name: { en: 'Alphaland', zh: '甲国' } }
  expect(await ines.command(founded.dialogueId, 'dialogues/add-delegation', side)).toMatchObject({
    ok: true,
  })
  const invited = await ines.http('POST', `/api/dialogues/${founded.dialogueId}/invitations`, {
    name: { en: 'Omar Haddad', zh: '' },
    email: 'omar@example.org',
    role: 'moderator',
    delegationId: null,
    expertise: null,
  })
  expect(invited.status).toBe(200)
  const again = await foundWithConvener(server.sql, sha256, { title, name, email })
  expect(again.path).toBeUndefined()
  const listed = await ines.http('GET', '/api/dialogues')
  expect(listed.body['dialogues']).toHaveLength(2)
  ines.disconnect()
})

test('DI17 the operator makes a link for who has nobody to ask; it works once, and its owner is told', async () => {
  const path = await linkFor(server.sql, 'ines@example.org')
  const token = path.replace('/new-password/', '')
  const ines = new ProtocolClient(server.url)
  const set = () =>
    ines.http('POST', '/api/new-password', { token, password: 'ten loud geese over the dyke' })
  expect((await set()).status).toBe(200)
  expect((await set()).status).toBe(404)
  const { events } = (await ines.http('GET', '/api/security')).body as {
    events: { kind: string }[]
  }
  expect(events.map(({ kind }) => kind)).toContain('password-link')
  await expect(linkFor(server.sql, 'nobody@example.org')).rejects.toThrow('No account')
})

test('ID12 a founding that is not in the right form leaves nothing behind', async () => {
  const bad = { title: { en: '', zh: '' }, name: { en: 'X', zh: '' }, email: 'x@example.org' }
  await expect(foundWithConvener(server.sql, sha256, bad)).rejects.toThrow('title')
  expect(await server.sql`SELECT 1 FROM accounts WHERE email = 'x@example.org'`).toHaveLength(0)
})
