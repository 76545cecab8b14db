import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProtocolClient } from '../support/client.ts'
import { until, type Reply, type WireEvent } from '../support/client.ts'
import { enterAs, newClause } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let dialogueId: string
const clients: ProtocolClient[] = []

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  for (const client of clients) client.disconnect()
  await server.close()
})

async function enter(
  role: string,
  label: string | null = null,
  place = 0,
): Promise<ProtocolClient> {
  const entered = await enterAs(server.url, role, label, place)
  dialogueId = entered.dialogueId
  clients.push(entered.client)
  return entered.client
}

/** Enters, connects and opens the dialogue. */
async function join(role: string, label: string | null = null, place = 0): Promise<ProtocolClient> {
  const client = await enter(role, label, place)
  await client.connect()
  expect((await client.openDialogue(dialogueId)).ok).toBe(true)
  return client
}

function ofType(client: ProtocolClient, type: string): WireEvent[] {
  return client.events.filter((event) => event.type === type)
}

function result(reply: Reply): Record<string, unknown> {
  if (!reply.ok) throw new Error(`${reply.code ?? ''} ${JSON.stringify(reply.params)}`)
  return reply['result'] as Record<string, unknown>
}

describe('a dialogue over real sockets', () => {
  it('PR6 two delegations write one clause at once and end with the same words', async () => {
    const [chair, a, b] = [
      await join('moderator'),
      await join('head', 'A'),
      await join('head', 'B'),
    ]
    const { proposalId, clauseId } = await newClause(chair, dialogueId, { en: 'data', zh: '数据' })
    for (const client of [a, b, chair]) await client.openTexts(dialogueId, proposalId)
    const writing = [a, b].flatMap((client, side) =>
      Array.from(
        { length: 20 },
        () => () =>
          client.edit(clauseId, (text) => text.insert(side === 0 ? 0 : text.length, 'ab'[side]!)),
      ),
    )
    for (const answer of await Promise.all(writing.map((write) => write()))) {
      expect(answer).toMatchObject({ ok: true })
    }
    const complete = (client: ProtocolClient) => client.words(clauseId).length === 44
    await until(() => [a, b, chair].every(complete), 'every edit at every client')
    expect(new Set([a, b, chair].map((client) => client.words(clauseId))).size).toBe(1)
  })

  it('RC9 what was missed while away is caught up by number, in the record and in the texts', async () => {
    const [chair, a, b] = [
      await join('moderator'),
      await join('head', 'A'),
      await join('head', 'B'),
    ]
    const { proposalId, clauseId } = await newClause(chair, dialogueId, { en: 'x', zh: '' })
    for (const client of [a, b]) await client.openTexts(dialogueId, proposalId)
    b.disconnect()
    await a.edit(clauseId, (text) => text.insert(1, 'yz'))
    result(await chair.command(dialogueId, 'proposals/withdraw-clause', { clauseId }))
    await b.connect()
    await b.openDialogue(dialogueId)
    await b.openTexts(dialogueId, proposalId)
    expect(b.words(clauseId)).toBe('xyz')
    expect(
      ofType(b, 'ClauseWithdrawn').some(({ payload }) => payload['clauseId'] === clauseId),
    ).toBe(true)
    const numbers = b.events.filter(({ audience }) => audience === 'room').map(({ seq }) => seq)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })

  it('AG2 opening a ballot locks the words for everyone, and consensus keeps them locked', async () => {
    const [chair, a, b] = [
      await join('moderator'),
      await join('head', 'A'),
      await join('head', 'B'),
    ]
    const { proposalId, clauseId } = await newClause(chair, dialogueId, {
      en: 'Agreed words.',
      zh: '一致的文字。',
    })
    await a.openTexts(dialogueId, proposalId)
    const late = await a.prepare(clauseId, (text) => text.insert(0, 'not '))
    const sha = await hashes('operative', { en: 'Agreed words.', zh: '一致的文字。' })
    result(
      await a.command(dialogueId, 'proposals/confirm-concordance', {
        clauseId,
        hashes: sha.languages,
      }),
    )
    const opened = result(
      await chair.command(dialogueId, 'agreement/open-ballot', { clauseId, hash: sha.clause }),
    )
    expect(await a.send(clauseId, late)).toMatchObject({ ok: false, code: 'text/locked' })
    const answer = (client: ProtocolClient, given: string) =>
      client.command(dialogueId, 'agreement/answer', {
        ballotId: opened['id'],
        hash: sha.clause,
        answer: given,
      })
    result(await answer(a, 'agree-ad-referendum'))
    expect(result(await answer(b, 'agree'))['result']).toBe('agreed-ad-referendum')
    await until(() =>
      ofType(chair, 'BallotClosed').some((e) => e.payload['ballotId'] === opened['id']),
    )
    const fresh = await join('delegate', 'A')
    await fresh.openTexts(dialogueId, proposalId)
    expect(fresh.words(clauseId)).toBe('Agreed words.')
    expect(await fresh.ask('text:claim', { textId: clauseId })).toMatchObject({ ok: false })
  })

  it('AG4 an objection without a reason is refused; with one, the clause returns to the floor', async () => {
    const [chair, a, b] = [
      await join('moderator'),
      await join('head', 'A'),
      await join('head', 'B'),
    ]
    const { proposalId, clauseId } = await newClause(chair, dialogueId, {
      en: 'Words.',
      zh: '文字。',
    })
    const sha = await hashes('operative', { en: 'Words.', zh: '文字。' })
    const opened = result(
      await chair.command(dialogueId, 'agreement/open-ballot', {
        clauseId,
        hash: sha.clause,
        despiteConcordance: true,
      }),
    )
    const object = { ballotId: opened['id'], hash: sha.clause, answer: 'object' }
    expect(await b.command(dialogueId, 'agreement/answer', object)).toMatchObject({
      code: 'agreement/reason-required',
    })
    result(await b.command(dialogueId, 'agreement/answer', { ...object, reason: 'too broad' }))
    result(await a.command(dialogueId, 'agreement/answer', { ...object, answer: 'agree' }))
    await a.openTexts(dialogueId, proposalId)
    expect(await a.edit(clauseId, (text) => text.insert(0, 'New '))).toMatchObject({ ok: true })
  })

  it('PO2 an untabled position is in no stream but its own delegation’s', async () => {
    const [a, mate, b, chair] = [
      await join('head', 'A'),
      await join('delegate', 'A'),
      await join('head', 'B'),
      await join('moderator'),
    ]
    const question = ofType(a, 'QuestionAdded')[0]!.payload['id']
    const secret = `canary ${randomUUID()}`
    const stated = await a.command(dialogueId, 'positions/state', {
      subject: { type: 'question', id: question },
      stance: 'reserve',
      rationale: { en: secret, zh: '' },
    })
    const positionId = result(stated)['id']
    await until(() => JSON.stringify(mate.events).includes(secret), 'the delegation to see it')
    // The other side and the moderator have by then received all that was committed before this command.
    result(
      await chair.command(dialogueId, 'dialogues/add-topic', {
        parentId: null,
        title: { en: secret.slice(0, 6), zh: '' },
      }),
    )
    const late = await join('moderator', null, 1)
    for (const other of [b, chair, late]) expect(JSON.stringify(other.pushed)).not.toContain(secret)
    for (const other of [b, chair, late]) expect(JSON.stringify(other.events)).not.toContain(secret)
    result(await a.command(dialogueId, 'positions/table', { positionId }))
    await until(() => JSON.stringify(b.events).includes(secret), 'the other side to see it tabled')
  })

  it('RC5 a command sent twice with one id is carried out once', async () => {
    const chair = await join('moderator')
    const id = randomUUID()
    const topic = { parentId: null, title: { en: `Topic ${id}`, zh: '' } }
    const [one, two] = await Promise.all([
      chair.command(dialogueId, 'dialogues/add-topic', topic, id),
      chair.command(dialogueId, 'dialogues/add-topic', topic, id),
    ])
    expect(result(one)).toEqual(result(two))
    const there = ofType(chair, 'TopicAdded').filter((e) => JSON.stringify(e.payload).includes(id))
    expect(there).toHaveLength(1)
  })

  it('an observer has no place in the room: neither dialogue nor texts are theirs', async () => {
    const observer = await enter('observer')
    await observer.connect()
    expect(await observer.openDialogue(dialogueId)).toMatchObject({ ok: false })
    const chair = await join('moderator')
    const { proposalId } = await newClause(chair, dialogueId, { en: 'x', zh: '' })
    expect(await observer.openTexts(dialogueId, proposalId)).toMatchObject({ ok: false })
    expect(observer.pushed).toEqual([])
  })

  it('signing out cuts the sockets of that sign-in', async () => {
    const a = await join('delegate', 'A')
    await a.http('POST', '/api/sign-out')
    await until(() => !a.connected, 'the socket to be cut')
    expect(a.pushed.at(-1)).toMatchObject({ event: 'revoked' })
    await expect(a.connect()).rejects.toThrow('identity/not-signed-in')
  })
})

async function hashes(kind: string, text: { en: string; zh: string }) {
  const digest = async (value: string) => {
    const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(value))
    return Buffer.from(bytes).toString('hex')
  }
  return {
    clause: await digest(JSON.stringify({ kind, text: { en: text.en, zh: text.zh } })),
    languages: { en: await digest(text.en), zh: await digest(text.zh) },
  }
}
