import { createHash, randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { assemble } from '../../scripts/drills/cast.ts'
import { until, type ProtocolClient, type WireEvent } from '../support/client.ts'
import { enterAs, newClause } from '../support/people.ts'
import { startCluster, type Cluster } from '../support/nodes.ts'

let cluster: Cluster
let dialogueId: string
const clients: ProtocolClient[] = []

beforeAll(async () => {
  cluster = await startCluster(2)
})
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect()
})
afterAll(() => cluster.close())

/** Enters through the proxy and connects to one of the nodes. */
async function join(node: number, role: string, label: string | null = null, place = 0) {
  const entered = await enterAs(cluster.url, role, label, place)
  dialogueId = entered.dialogueId
  clients.push(entered.client)
  await connect(entered.client, node)
  return entered.client
}

async function connect(client: ProtocolClient, node: number): Promise<void> {
  cluster.router.prefer(node)
  await client.connect()
  const opened = await client.openDialogue(dialogueId)
  if (!opened.ok) throw new Error(opened.code)
}

async function act(client: ProtocolClient, type: string, payload: unknown) {
  const reply = await client.command(dialogueId, type, payload)
  if (!reply.ok) throw new Error(`${type}: ${reply.code ?? ''} ${JSON.stringify(reply.params)}`)
  return reply['result'] as Record<string, unknown>
}

const addTopic = (client: ProtocolClient, en: string) =>
  act(client, 'dialogues/add-topic', { parentId: null, title: { en, zh: '' } })
const has = (client: ProtocolClient, words: string) =>
  client.events.some(({ payload }) => JSON.stringify(payload).includes(words))
const ofType = (client: ProtocolClient, type: string): WireEvent[] =>
  client.events.filter((event) => event.type === type)

describe('clients on different nodes', () => {
  test('PR6 two delegations write one clause at once and end with the same words', async () => {
    const [chair, a, b] = [
      await join(0, 'moderator'),
      await join(0, 'head', 'A'),
      await join(1, 'head', 'B'),
    ]
    const { proposalId, clauseId } = await newClause(chair, dialogueId, { en: 'data', zh: '数据' })
    for (const client of [a, b, chair]) await client.openTexts(dialogueId, proposalId)
    const writing = [a, b].flatMap((client, side) =>
      Array.from({ length: 20 }, () =>
        client.edit(clauseId, (text) => text.insert(side === 0 ? 0 : text.length, 'ab'[side]!)),
      ),
    )
    for (const answer of await Promise.all(writing)) expect(answer).toMatchObject({ ok: true })
    await until(
      () => [a, b, chair].every((client) => client.words(clauseId).length === 44),
      'every edit at every client',
    )
    expect(new Set([a, b, chair].map((client) => client.words(clauseId))).size).toBe(1)
    // The live message came, not only the news that something is missing.
    expect(
      b.pushed.some(({ event, payload }) => event === 'text' && payload['id'] === clauseId),
    ).toBe(true)
  })

  test('T6 a client id that one node issued is known to the other', async () => {
    const chair = await join(0, 'moderator')
    const a = await join(0, 'head', 'A')
    const { proposalId, clauseId } = await newClause(chair, dialogueId, { en: 'x', zh: '' })
    await a.openTexts(dialogueId, proposalId)
    expect(await a.edit(clauseId, (text) => text.insert(1, 'y'))).toMatchObject({ ok: true })
    const b = await join(1, 'head', 'B')
    await b.openTexts(dialogueId, proposalId)
    expect(await b.edit(clauseId, (text) => text.insert(2, 'b'))).toMatchObject({ ok: true })
    a.disconnect()
    await connect(a, 1)
    expect(await a.edit(clauseId, (text) => text.insert(0, 'z'))).toMatchObject({ ok: true })
    await until(() => b.words(clauseId) === 'zxyb', 'the edit')
  })

  test('AG2 a ballot opened at one node locks the words at the other, and is answered there', async () => {
    const [chair, a, b] = [
      await join(0, 'moderator'),
      await join(1, 'head', 'A'),
      await join(1, 'head', 'B'),
    ]
    const words = { en: 'Agreed words.', zh: '一致的文字。' }
    const { proposalId, clauseId, hash } = await newClause(chair, dialogueId, words)
    await a.openTexts(dialogueId, proposalId)
    const late = await a.prepare(clauseId, (text) => text.insert(0, 'not '))
    const sha = (text: string) => createHash('sha256').update(text).digest('hex')
    const hashes = { en: sha(words.en), zh: sha(words.zh) }
    await act(a, 'proposals/confirm-concordance', { clauseId, hashes })
    const { id: ballotId } = await act(chair, 'agreement/open-ballot', { clauseId, hash })
    expect(await a.send(clauseId, late)).toMatchObject({ ok: false, code: 'text/locked' })
    await act(a, 'agreement/answer', { ballotId, hash, answer: 'agree' })
    const closed = await act(b, 'agreement/answer', { ballotId, hash, answer: 'agree' })
    expect(closed['result']).toBe('agreed')
    await until(
      () => ofType(chair, 'BallotClosed').some(({ payload }) => payload['ballotId'] === ballotId),
      'the close at the other node',
    )
    expect(await a.ask('text:claim', { textId: clauseId })).toMatchObject({ ok: false })
    const numbers = b.events.filter(({ audience }) => audience === 'room').map(({ seq }) => seq)
    expect([...numbers].sort((x, y) => x - y)).toEqual(numbers.map((_, index) => index + 1))
  })

  test('T15 a text that one node began afresh is read and written afresh at the other', async () => {
    const [chair, a, b] = [
      await join(0, 'moderator'),
      await join(0, 'head', 'A'),
      await join(1, 'head', 'B'),
    ]
    const words = { en: 'Agreed words.', zh: '一致的文字。' }
    const { proposalId, clauseId, hash } = await newClause(chair, dialogueId, words)
    await b.openTexts(dialogueId, proposalId)
    const epoch = b.texts.get(clauseId)?.epoch ?? 0
    const opening = { clauseId, hash, despiteConcordance: true }
    const { id: ballotId } = await act(chair, 'agreement/open-ballot', opening)
    await act(a, 'agreement/answer', { ballotId, hash, answer: 'agree' })
    await act(b, 'agreement/answer', { ballotId, hash, answer: 'agree' })
    const [now] = await cluster.database.sql<{ epoch: number }[]>`
      SELECT epoch FROM texts WHERE id = ${clauseId}`
    expect(now!.epoch).toBeGreaterThan(epoch)
    const news = await until(
      () =>
        b.pushed.find(
          ({ event, payload }) =>
            event === 'text:changed' &&
            payload['id'] === clauseId &&
            payload['epoch'] === now!.epoch,
        ),
      'the news of a text begun afresh',
    )
    const missed = await b.ask('text:catch-up', { textId: clauseId, epoch, since: 1 })
    expect(missed).toMatchObject({ ok: true, whole: true, epoch: news.payload['epoch'] })
    const found = await b.ask('text:check', { textId: clauseId })
    expect(found).toMatchObject({
      ok: true,
      epoch: news.payload['epoch'],
      seq: news.payload['seq'],
    })
  })

  test('AG16 what comes due is carried out once, though every node watches', async () => {
    const chair = await join(0, 'moderator')
    const other = await join(1, 'head', 'B')
    const words = { en: 'Silent words.', zh: '沉默的文字。' }
    const { clauseId, hash } = await newClause(chair, dialogueId, words)
    const closesAt = new Date(Date.now() + 700).toISOString()
    const { id: ballotId } = await act(chair, 'agreement/open-ballot', {
      clauseId,
      hash,
      kind: 'silence',
      closesAt,
      despiteConcordance: true,
    })
    const closings = (client: ProtocolClient) =>
      ofType(client, 'BallotClosed').filter(({ payload }) => payload['ballotId'] === ballotId)
    await until(() => closings(chair).length > 0 && closings(other).length > 0, 'the close')
    await addTopic(chair, 'after it')
    expect([closings(chair), closings(other)].map(({ length }) => length)).toEqual([1, 1])
  })

  test('those present are seen across nodes, and leave when they leave', async () => {
    const chair = await join(0, 'moderator')
    const b = await join(1, 'head', 'B')
    const names = (client: ProtocolClient) => {
      const last = client.pushed.filter(({ event }) => event === 'presence').at(-1)
      return ((last?.payload['people'] ?? []) as { role: string }[]).map(({ role }) => role).sort()
    }
    await until(() => names(chair).join() === 'head,moderator', 'the other node’s people')
    await until(() => names(b).join() === 'head,moderator', 'the other node’s people')
    b.disconnect()
    await until(() => names(chair).join() === 'moderator', 'the leaving')
  })
})

/** Lifts a suspension, as the head of the delegation that somebody sits in (DI15). */
async function letBack(accountId: string | undefined): Promise<void> {
  const [row] = await cluster.database.sql<{ label: string }[]>`
    SELECT e.payload->>'label' AS label FROM memberships m
    JOIN events e ON e.type = 'DelegationAdded' AND e.payload->>'id' = m.delegation_id::text
    WHERE m.account_id = ${accountId ?? null}`
  const head = await join(0, 'head', row?.label)
  await act(head, 'dialogues/restore-member', { accountId })
}

/** What ends somebody's rights at one node while they are connected to the other. */
const REVOCATIONS: readonly [string, (who: ProtocolClient) => Promise<void>][] = [
  [
    'a suspension',
    async () => {
      const convener = await join(0, 'convener')
      const [row] = await cluster.database.sql<{ id: string }[]>`
        SELECT account_id AS id FROM memberships WHERE role = 'delegate' LIMIT 1`
      await act(convener, 'dialogues/suspend-member', { accountId: row?.id })
      await letBack(row?.id)
    },
  ],
  [
    'a sign-out',
    async (who) => {
      cluster.router.prefer(0)
      await who.http('POST', '/api/sign-out')
    },
  ],
]

async function joinAsFirstDelegate(node: number): Promise<ProtocolClient> {
  const [row] = await cluster.database.sql<{ id: string }[]>`
    SELECT account_id AS id FROM memberships WHERE role = 'delegate' LIMIT 1`
  const entered = await enterAs(cluster.url, 'delegate', 'A')
  clients.push(entered.client)
  dialogueId = entered.dialogueId
  await entered.client.http('POST', '/api/demo/enter', { accountId: row?.id })
  await connect(entered.client, node)
  return entered.client
}

describe('W2 rights withdrawn at one node', () => {
  test.each(REVOCATIONS)('%s cuts the connection to the other', async (_way, revoke) => {
    const victim = await joinAsFirstDelegate(1)
    const began = performance.now()
    await revoke(victim)
    await until(() => !victim.connected, 'the cut')
    expect(performance.now() - began).toBeLessThan(1500)
    const before = victim.pushed.length
    await addTopic(await join(0, 'moderator'), randomUUID())
    expect(victim.pushed).toHaveLength(before)
  })
})

describe('W8 attempts at every node count together', () => {
  /** Asks the nodes in turn. */
  async function inTurn(times: number, path: string, body: (n: number) => object) {
    const statuses: number[] = []
    for (let n = 0; n < times; n++) {
      const { url } = cluster.nodes[n % cluster.nodes.length]!
      const headers = { 'Content-Type': 'application/json', Origin: cluster.url }
      const asked = { method: 'POST', headers, body: JSON.stringify(body(n)) }
      statuses.push((await fetch(url + path, asked)).status)
    }
    return statuses
  }

  test('guesses of a password', async () => {
    const email = 'guessed@example.org'
    const statuses = await inTurn(18, '/api/sign-in', (n) => ({ email, password: `guess ${n}` }))
    expect(statuses).toEqual([...Array<number>(15).fill(401), 429, 429, 429])
    const kept = await cluster.database.sql`SELECT * FROM attempts`
    expect(kept.length).toBeGreaterThan(0)
    expect(JSON.stringify(kept)).not.toContain('guessed')
  })

  test('questions for a link', async () => {
    const email = 'asked@example.org'
    const statuses = await inTurn(7, '/api/new-password/ask', () => ({ email }))
    expect(statuses).toEqual([...Array<number>(5).fill(200), 429, 429])
  })
})

describe('without Redis', () => {
  afterAll(async () => {
    await cluster.redis.kill()
    await cluster.redis.start()
  })

  test('RC10 T20 writes are safe, readers catch up, rights end; with it back all is live again', async () => {
    const [chair, a, b] = [
      await join(0, 'moderator'),
      await join(0, 'head', 'A'),
      await join(1, 'head', 'B'),
    ]
    const victim = await joinAsFirstDelegate(1)
    const { proposalId, clauseId } = await newClause(chair, dialogueId, { en: 'x', zh: '' })
    for (const client of [a, b]) await client.openTexts(dialogueId, proposalId)
    await cluster.redis.kill()
    const health = async (): Promise<unknown> =>
      (await fetch(`${cluster.nodes[0]?.url ?? ''}/readyz`)).json()
    await waitFor(async () => JSON.stringify(await health()).includes('redis'))
    expect(await health()).toEqual({ status: 'degraded', wrong: ['redis'] })
    const topic = randomUUID()
    await addTopic(chair, topic)
    expect(await a.edit(clauseId, (text) => text.insert(1, 'yz'))).toMatchObject({ ok: true })
    await until(() => has(b, topic), 'the record at the other node')
    await until(() => b.words(clauseId) === 'xyz', 'the words at the other node')
    expect(b.pushed.some(({ event }) => event === 'heads')).toBe(true)
    const convener = await join(0, 'convener')
    const [row] = await cluster.database.sql<{ id: string }[]>`
      SELECT account_id AS id FROM memberships WHERE role = 'delegate' LIMIT 1`
    const began = performance.now()
    await act(convener, 'dialogues/suspend-member', { accountId: row?.id })
    await until(() => !victim.connected, 'the cut')
    expect(performance.now() - began).toBeLessThan(1500)
    await letBack(row?.id)

    await cluster.redis.start()
    for (const { url } of cluster.nodes) {
      await waitFor(async () => {
        const answer = (await (await fetch(`${url}/readyz`)).json()) as { status: string }
        return answer.status === 'ready'
      })
    }
    // Pushed by the other node itself: an `events` message that nobody asked for.
    await waitFor(async () => {
      await addTopic(chair, `live ${randomUUID()}`)
      return pushedLive(b)
    })
  })
})

function pushedLive(client: ProtocolClient): boolean {
  return client.pushed.some(
    ({ event, payload }) => event === 'events' && JSON.stringify(payload).includes('live '),
  )
}

async function waitFor(what: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 20_000
  while (!(await what().catch(() => false))) {
    if (performance.now() > deadline) throw new Error('waited in vain')
  }
}

describe('nodes that come and go', () => {
  /** Writers and commanders through the proxy while something happens; nothing of theirs may be missing. */
  async function keepWriting(first: number, during: () => Promise<void>): Promise<void> {
    const counts = { writers: 2, commanders: 1, first }
    const cast = await assemble(cluster.url, cluster.url, counts)
    const work: Promise<void>[] = []
    for (const [index, writer] of cast.writers.entries()) {
      cluster.router.prefer(index % 2)
      writer.reconnect()
      await writer.opened()
      work.push(
        writer.name.startsWith('w') ? writer.writeTexts(cast.textIds) : writer.writeCommands(),
      )
    }
    const enough = (least: number) => cast.writers.every((w) => w.acknowledged.length >= least)
    await until(() => enough(3), 'the first writing')
    await during()
    const before = Math.max(...cast.writers.map(({ acknowledged }) => acknowledged.length))
    await until(() => enough(before + 3), 'writing to go on')
    for (const writer of cast.writers) writer.stop()
    await Promise.all(work)
    const found = await cast.compare()
    cast.close()
    expect(found).toMatchObject({ lost: 0, duplicated: 0, diverged: 0 })
    expect(cast.writers.flatMap(({ refused }) => refused)).toEqual([])
  }

  test('K1 one node is killed in mid-session: its clients go on at the other, and nothing is lost', async () => {
    await keepWriting(10, async () => {
      await cluster.nodes[0]?.kill()
    })
    await cluster.nodes[0]?.start()
  })

  test('K1 a rolling restart keeps everybody writing, and tells nobody to stay away', async () => {
    const reader = await join(0, 'moderator')
    await keepWriting(20, async () => {
      for (const node of cluster.nodes) {
        await node.stop()
        await node.start()
      }
    })
    expect(reader.pushed.some(({ event }) => event === 'revoked')).toBe(false)
    expect(reader.cutBy).toBe('transport close')
  })
})
