import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProtocolClient } from '../support/client.ts'
import { enterAs } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let convener: ProtocolClient
let head: ProtocolClient
let dialogueId: string
let convenerId: string
let headId: string
/** Delegation A of the demonstration, which has been at work for long. */
let delegationId: string
const PASSWORD = 'seven slow barges on a canal'
const name = { en: 'Una Berg', zh: '乌娜·贝格' }

beforeAll(async () => {
  server = await startTestServer()
  const first = await enterAs(server.url, 'convener')
  convener = first.client
  dialogueId = first.dialogueId
  convenerId = first.accountId
  const second = await enterAs(server.url, 'head', 'A')
  head = second.client
  headId = second.accountId
  await Promise.all([convener.connect(), head.connect()])
  const [row] = await server.sql<{ id: string }[]>`
    SELECT delegation_id AS id FROM memberships WHERE account_id = ${headId}`
  delegationId = row?.id ?? ''
})
afterAll(async () => {
  convener.disconnect()
  head.disconnect()
  await server.close()
})

const seat = (accountId: string, role: string, of: string | null = delegationId) => ({
  accountId,
  name,
  role,
  delegationId: of,
  expertise: null,
})
const asConvener = (type: string, payload: unknown) => convener.command(dialogueId, type, payload)
const asHead = (type: string, payload: unknown) => head.command(dialogueId, type, payload)
const invitationsOf = (id: string) => `/api/dialogues/${id}/invitations`
const invite = (
  by: ProtocolClient,
  email: string,
  role: string,
  of: string | null,
  id = dialogueId,
) => by.http('POST', invitationsOf(id), { name, email, role, delegationId: of, expertise: null })
const link = (by: ProtocolClient, accountId: unknown) =>
  by.http('POST', `${invitationsOf(dialogueId)}/${String(accountId)}/link`, {})
const accept = async (path: unknown) => {
  const client = new ProtocolClient(server.url)
  const token = String(path).replace('/invitation/', '')
  const { status } = await client.http('POST', '/api/invitations/accept', {
    token,
    password: PASSWORD,
  })
  return { client, status }
}
const people = async () => {
  const rows = await server.sql<{ id: string }[]>`
    SELECT account_id AS id FROM memberships WHERE delegation_id = ${delegationId} ORDER BY 1`
  return rows.map(({ id }) => id)
}
/** The request that stands for somebody, as anybody in the room reads it. */
async function requestFor(accountId: unknown): Promise<string | undefined> {
  const [row] = await server.sql<{ id: string }[]>`
    SELECT payload->>'id' AS id FROM events
    WHERE dialogue_id = ${dialogueId} AND type = 'SeatAsked' AND payload->>'accountId' = ${String(accountId)}
    ORDER BY seq DESC LIMIT 1`
  return row?.id
}
async function readsOwnStream(client: ProtocolClient): Promise<boolean> {
  await client.connect()
  const opened = await client.openDialogue(dialogueId)
  client.disconnect()
  return JSON.stringify(opened).includes(`delegation:${delegationId}`)
}

describe('a seat in a delegation', () => {
  it('DI15, DI17 is taken by the way of its head alone: asked for, consented to, entered', async () => {
    const before = await people()
    const asked = await invite(convener, 'una@example.org', 'adviser', delegationId)
    expect(asked.body).toMatchObject({ seated: false, mailed: false })
    expect(asked.body['path']).toBeUndefined()
    const { accountId } = asked.body
    expect((await link(convener, accountId)).body).toMatchObject({
      error: { code: 'identity/others-rely' },
    })
    expect(await people()).toEqual(before)
    const shown = await head.http('GET', invitationsOf(dialogueId))
    const list = shown.body['invitations'] as { accountId: string; email: string; state: string }[]
    expect(list.find((one) => one.accountId === accountId)).toMatchObject({
      email: 'una@example.org',
      state: 'over',
    })
    expect(list.map((one) => one.accountId).sort()).toEqual([...before, String(accountId)].sort())
    const requestId = await requestFor(accountId)
    expect(await asHead('dialogues/confirm-seat', { requestId })).toMatchObject({
      ok: true,
      result: { seated: true },
    })
    expect((await link(convener, accountId)).body).toMatchObject({
      error: { code: 'identity/others-rely' },
    })
    const made = await link(head, accountId)
    const { client, status } = await accept(made.body['path'])
    expect(status).toBe(200)
    expect(await readsOwnStream(client)).toBe(true)
  })

  it('DI15 a hostile convener comes into no delegation by any detour', async () => {
    const before = await people()
    const [, moderator] = [convenerId, (await enterAs(server.url, 'moderator')).accountId]
    const tries: [string, unknown][] = [
      ['dialogues/change-member', seat(convenerId, 'adviser')],
      ['dialogues/change-member', seat(convenerId, 'head')],
      ['dialogues/change-member', seat(moderator, 'delegate')],
      ['dialogues/admit-member', seat(randomUUID(), 'delegate')],
      ['dialogues/suspend-member', { accountId: headId }],
      ['dialogues/change-member', seat(convenerId, 'head')],
      ['dialogues/admit-member', seat(randomUUID(), 'head')],
      ['dialogues/hand-over-head', { accountId: convenerId }],
      ['dialogues/change-member', seat(headId, 'observer', null)],
      ['dialogues/change-member', seat(convenerId, 'head')],
    ]
    for (const [type, payload] of tries) {
      await asConvener(type, payload)
      const now = await people()
      expect(now.filter((one) => !before.includes(one))).toEqual([])
    }
    expect(await readsOwnStream(convener)).toBe(false)
    await convener.connect()
    // Back as it was: another of its members hands the seat on, and confirms who headed it.
    const delegate = await enterAs(server.url, 'delegate', 'A')
    await asConvener('dialogues/hand-over-head', { accountId: delegate.accountId })
    await asConvener('dialogues/restore-member', { accountId: headId })
    await asConvener('dialogues/change-member', seat(headId, 'delegate'))
    await delegate.client.connect()
    const requestId = await requestFor(headId)
    const back = await delegate.client.command(dialogueId, 'dialogues/confirm-seat', { requestId })
    expect(back.ok).toBe(true)
    delegate.client.disconnect()
    await asConvener('dialogues/hand-over-head', { accountId: headId })
    await head.connect()
  })

  it('DI17 no link of the convener’s opens an account of a delegation, also by another dialogue', async () => {
    for (const accountId of [headId, ...(await people())]) {
      expect((await link(convener, accountId)).body).toMatchObject({
        error: { code: 'identity/others-rely' },
      })
    }
    const admitted = await invite(head, 'vera@example.org', 'delegate', delegationId)
    expect(admitted.body).toMatchObject({ seated: true })
    expect(admitted.body['path']).toMatch(/^\/invitation\//)
    const again = await invite(convener, 'vera@example.org', 'observer', null)
    expect(again.body).toMatchObject({ error: { code: 'dialogues/member-known' } })
    const other = randomUUID()
    const founded = await convener.http('POST', `/api/dialogues/${dialogueId}/further`, {
      id: other,
      title: name,
    })
    expect(founded.status).toBe(200)
    const elsewhere = await invite(convener, 'vera@example.org', 'observer', null, other)
    expect(elsewhere.body).toMatchObject({ seated: true, mailed: false })
    expect(elsewhere.body['path']).toBeUndefined()
  })

  it('DI17 a link opens nothing once its maker may not hold it any more', async () => {
    const made = await convener.command(dialogueId, 'dialogues/add-delegation', { name })
    const { id: side } = made['result'] as { id: string }
    const first = await invite(convener, 'wim@example.org', 'head', side)
    const { client: wim } = await accept(first.body['path'])
    const kept = await link(convener, first.body['accountId'])
    expect(kept.body['path']).toMatch(/^\/new-password\//)
    const token = String(kept.body['path']).replace('/new-password/', '')
    const open = () =>
      new ProtocolClient(server.url).http('POST', '/api/new-password/read', { token })
    expect((await open()).status).toBe(200)
    const second = await invite(wim, 'xu@example.org', 'delegate', side)
    expect(second.body).toMatchObject({ seated: true })
    expect((await open()).body).toMatchObject({ error: { code: 'identity/unknown-link' } })
    // An invitation of the head's ends with the head's seat.
    await convener.command(dialogueId, 'dialogues/suspend-member', {
      accountId: first.body['accountId'],
    })
    expect((await accept(second.body['path'])).status).toBe(404)
  })
})
