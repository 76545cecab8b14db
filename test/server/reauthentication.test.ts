import { OPERATIONS, isSensitive, type OperationId } from '#shared/identity'
import { COMMANDS } from '#shared/app'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ProtocolClient, until } from '../support/client.ts'
import { newClause } from '../support/people.ts'
import { samplePayload } from '../support/samples.ts'
import { Seats } from '../support/seats.ts'
import { startTestServer } from '../support/server.ts'

let seats: Seats
let head: ProtocolClient
let chair: ProtocolClient
let convener: ProtocolClient

beforeAll(async () => {
  seats = new Seats(await startTestServer())
  chair = await seats.join('moderator')
  head = await seats.join('head', 'A')
  convener = await seats.join('convener')
})
afterAll(() => seats.close())

const codeOf = (body: Record<string, unknown>) =>
  (body['error'] as { code: string } | undefined)?.code

/** Lets every authentication grow older than what sensitive steps ask for. */
const growOld = () => seats.server.sql`
  UPDATE sign_ins SET authenticated_at = clock_timestamp() - interval '5 minutes 1 second'`

/** Somebody with the cookie of another and nothing else. */
async function thief(of: ProtocolClient): Promise<ProtocolClient> {
  const client = new ProtocolClient(seats.server.url)
  client.cookie = of.cookie
  await client.connect()
  seats.clients.push(client)
  return client
}

async function openBallot() {
  const words = { en: `Words ${randomUUID()}.`, zh: '文字。' }
  const { clauseId, hash } = await newClause(chair, seats.dialogueId, words)
  const opening = { clauseId, hash, despiteConcordance: true }
  const { id } = await seats.do(chair, 'agreement/open-ballot', opening)
  return { ballotId: id as string, hash, answer: 'agree' }
}

const overHttp = (client: ProtocolClient, type: string, payload: unknown) =>
  client.http('POST', `/api/dialogues/${seats.dialogueId}/commands`, {
    id: randomUUID(),
    type,
    payload,
  })

const count = async (...types: string[]) => {
  const [row] = await seats.server.sql<{ n: number }[]>`
    SELECT count(*)::int AS n FROM events WHERE type = ANY(${types})`
  return row?.n ?? -1
}

test('W7 a stolen cookie alone is worth no vote, no adoption and no publication', async () => {
  const answer = await openBallot()
  await growOld()
  const before = await count('BallotAnswered', 'ActProposed', 'OutcomeApproved', 'OutcomePublished')
  const stolen = {
    head: await thief(head),
    chair: await thief(chair),
    convener: await thief(convener),
  }
  const sensitive = (Object.keys(COMMANDS) as (keyof typeof COMMANDS)[]).filter(isSensitive)
  expect(sensitive.length).toBeGreaterThan(8)
  for (const type of sensitive) {
    const payload = type === 'agreement/answer' ? answer : samplePayload(type)
    for (const [who, client] of Object.entries(stolen)) {
      const may = (OPERATIONS[type].who as readonly string[]).includes(
        who === 'chair' ? 'moderator' : who,
      )
      const code = may ? 'identity/reauthenticate' : 'identity/not-allowed'
      const said = await client.command(seats.dialogueId, type, payload)
      expect({ type, who, code: said.code }).toEqual({ type, who, code })
      const overTheWeb = await overHttp(client, type, payload)
      expect({ type, who, code: codeOf(overTheWeb.body) }).toEqual({ type, who, code })
    }
  }
  const invited = await stolen.convener.http(
    'POST',
    `/api/dialogues/${seats.dialogueId}/invitations`,
    {},
  )
  expect(codeOf(invited.body)).toBe('identity/reauthenticate')
  const further = `/api/dialogues/${seats.dialogueId}/further`
  const founded = await stolen.convener.http('POST', further, {})
  expect(codeOf(founded.body)).toBe('identity/reauthenticate')
  for (const path of [
    'password',
    'codes/begin',
    'codes',
    'recovery-codes',
    'passkeys/begin',
    'passkeys',
  ]) {
    const asked = await stolen.head.http('POST', `/api/security/${path}`, {})
    expect([path, codeOf(asked.body)]).toEqual([path, 'identity/reauthenticate'])
  }
  expect(await count('BallotAnswered', 'ActProposed', 'OutcomeApproved', 'OutcomePublished')).toBe(
    before,
  )
})

describe('proving again who one is', () => {
  test('ID9 the same command with the same id is then carried out, once', async () => {
    const answer = await openBallot()
    await growOld()
    const id = randomUUID()
    const give = () => head.command(seats.dialogueId, 'agreement/answer', answer, id)
    expect(await give()).toMatchObject({
      ok: false,
      code: 'identity/reauthenticate',
      params: { minutes: 5 },
    })
    const proved = await head.http('POST', '/api/reauthenticate', { proof: { by: 'demo' } })
    expect(proved.status).toBe(204)
    await until(() => !head.connected, 'the renewal of the connection')
    await head.connect()
    expect(await give()).toMatchObject({ ok: true })
    expect(await give()).toMatchObject({ ok: true })
    const [row] = await seats.server.sql<{ n: number }[]>`
      SELECT count(*)::int AS n FROM events
      WHERE type = 'BallotAnswered' AND payload ->> 'ballotId' = ${answer.ballotId}`
    expect(row?.n).toBe(1)
  })

  test('W7 it gives the sign-in a fresh secret, and whoever had the former is out', async () => {
    const stranger = await thief(chair)
    const socketId = chair.socketId
    const former = chair.cookie
    await chair.http('POST', '/api/reauthenticate', { proof: { by: 'demo' }, socketId })
    expect(chair.cookie).not.toBe(former)
    await until(() => !stranger.connected, 'the cut')
    await expect(stranger.connect()).rejects.toThrow('identity/not-signed-in')
    expect((await stranger.http('GET', '/api/sign-ins')).status).toBe(401)
    expect(chair.connected).toBe(true)
    expect((await chair.http('GET', '/api/sign-ins')).status).toBe(200)
  })

  test('ID9 a wrong password proves nothing, and guesses run out', async () => {
    const codes: (string | undefined)[] = []
    for (let n = 0; n < 12; n++) {
      const proof = { by: 'password', password: `guess ${n}` }
      codes.push(codeOf((await convener.http('POST', '/api/reauthenticate', { proof })).body))
    }
    expect(new Set(codes.slice(0, 10))).toEqual(new Set(['identity/wrong-proof']))
    expect(codes.slice(10)).toEqual(['identity/too-many-attempts', 'identity/too-many-attempts'])
  })

  test('ID9 whatever speaks for a delegation alone, or is a key of two, asks for it', () => {
    const names = Object.keys(OPERATIONS) as OperationId[]
    const speaking = names.filter(
      (name) =>
        /^agreement\/(?!.*caucus)/.test(name) &&
        JSON.stringify(OPERATIONS[name].who) === JSON.stringify(['head']),
    )
    expect(speaking.length).toBeGreaterThan(2)
    expect(speaking.filter((name) => !isSensitive(name))).toEqual([])
  })
})
