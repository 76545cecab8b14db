import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { lockText } from '../../server/platform/texts/index.ts'
import { ATTACKS, copyOf, frame, updateOf, type Target } from '../support/attacks.ts'
import { ProtocolClient, until, type Reply } from '../support/client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let dialogueId: string
let chair: ProtocolClient
let victim: ProtocolClient
let hostile: ProtocolClient

beforeAll(async () => {
  server = await startTestServer()
  chair = await join('moderator', null)
  victim = await join('head', 'A')
  hostile = await join('head', 'B')
})
afterAll(async () => {
  for (const client of [chair, victim, hostile]) client.disconnect()
  await server.close()
})
// The next attack begins with a clean slate: many refusals pause a connection.
afterEach(async () => {
  hostile.disconnect()
  await hostile.connect()
  await hostile.openDialogue(dialogueId)
})

interface Person {
  readonly accountId: string
  readonly role: string
  readonly delegation: { readonly label: string } | null
  readonly name: { readonly en: string }
}

const people = new Map<ProtocolClient, Person>()

async function join(role: string, label: string | null): Promise<ProtocolClient> {
  const client = new ProtocolClient(server.url)
  const { body } = await client.http('GET', '/api/demo/people')
  const person = (body['people'] as Person[]).find(
    (each) => each.role === role && (each.delegation?.label ?? null) === label,
  )!
  people.set(client, person)
  await client.http('POST', '/api/demo/enter', { accountId: person.accountId })
  const listed = await client.http('GET', '/api/dialogues')
  dialogueId = (listed.body['dialogues'] as { id: string }[])[0]!.id
  await client.connect()
  await client.openDialogue(dialogueId)
  return client
}

async function done(type: string, payload: object): Promise<Record<string, unknown>> {
  const reply = await chair.command(dialogueId, type, payload)
  if (!reply.ok) throw new Error(reply.code)
  return reply['result'] as Record<string, unknown>
}

/** Two new clauses that everyone has open; the victim has written in the first. */
async function scene() {
  const title = { en: 'A text', zh: '案文' }
  const proposal = { title, kind: 'chairs-text', topicId: null }
  const proposalId = (await done('proposals/open', proposal))['id'] as string
  const clause = { kind: 'operative', level: 1 }
  const runs = { en: [{ text: 'Data shall flow' }], zh: [{ text: '数据应当流动' }] }
  const clauses = [
    { ...clause, runs },
    { ...clause, runs },
  ]
  const added = await done('proposals/add-clauses', { proposalId, afterId: null, clauses })
  const [clauseId, otherId] = added['ids'] as [string, string]
  for (const client of [victim, hostile]) await client.openTexts(dialogueId, proposalId)
  await victim.edit(clauseId, (text) => text.insert(text.length, ' freely'))
  await until(() => hostile.words(clauseId).endsWith('freely'), 'the words of the victim')
  const { doc } = hostile.texts.get(clauseId)!
  const claimed = await hostile.ask('text:claim', { textId: clauseId })
  const victimId = victim.texts.get(clauseId)!.doc.clientID
  const target: Target = {
    state: Y.encodeStateAsUpdate(doc),
    own: claimed['clientId'] as number,
    victim: victimId,
    clock: Y.getState(doc.store, victimId),
  }
  return { proposalId, clauseId, otherId, target }
}

type Scene = Awaited<ReturnType<typeof scene>>

function send({ clauseId }: Scene, update: Uint8Array, mid = randomUUID()): Promise<Reply> {
  return hostile.send(clauseId, update, mid)
}

/** The text as the log holds it, replayed update by update. */
async function replay(textId: string): Promise<{ doc: Y.Doc; log: Buffer[] }> {
  const rows = await server.sql<{ body: Buffer }[]>`
    SELECT body FROM text_updates WHERE text_id = ${textId} ORDER BY seq`
  const doc = new Y.Doc()
  for (const { body } of rows) Y.applyUpdate(doc, body)
  return { doc, log: rows.map(({ body }) => body) }
}

const wordsOf = (doc: Y.Doc) =>
  ['en', 'zh'].map((root) => doc.getText(root).toDelta() as unknown) as [unknown, unknown]

/** Attacks, and sees that nothing of it reached the log, the victim, or who comes later. */
async function unharmed(at: Scene, attack: () => Promise<void>): Promise<void> {
  const { clauseId, proposalId } = at
  const doc = victim.texts.get(clauseId)!.doc
  const [bytes, told] = [Y.encodeStateAsUpdate(doc), victim.pushed.length]
  const before = await replay(clauseId)
  await attack()
  expect((await replay(clauseId)).log).toEqual(before.log)
  expect(await victim.edit(clauseId, (text) => text.insert(0, 'All '))).toMatchObject({ ok: true })
  const heard = victim.pushed.slice(told).filter(({ event }) => event === 'text')
  expect(heard.map(({ payload }) => payload['from'])).toEqual([before.log.length])
  expect(doc.getText('en').toJSON()).toBe('All Data shall flow freely')
  expect(Y.encodeStateAsUpdate(doc, Y.encodeStateVectorFromUpdate(bytes)).length).toBeLessThan(60)
  await sameForAll(at)
  const late = await hostile.openTexts(dialogueId, proposalId)
  const { state } = (late['texts'] as { id: string; state: string }[]).find(
    ({ id }) => id === clauseId,
  )!
  const clients = [
    ...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(Buffer.from(state, 'base64'))).keys(),
  ]
  expect(clients.sort()).toEqual([...before.doc.store.clients.keys()].sort())
}

/** The victim, who opens it now, the log replayed and the log merged have the same text, and nothing waits in it. */
async function sameForAll({ clauseId, proposalId }: Scene): Promise<void> {
  const { doc, log } = await replay(clauseId)
  const merged = new Y.Doc()
  Y.applyUpdate(merged, Y.mergeUpdates(log))
  await chair.openTexts(dialogueId, proposalId)
  const mine = victim.texts.get(clauseId)!.doc
  await until(() => mine.getText('en').length === doc.getText('en').length, 'the log')
  for (const each of [mine, chair.texts.get(clauseId)!.doc, merged, doc]) {
    expect(wordsOf(each)).toEqual(wordsOf(doc))
    expect(each.store.pendingStructs).toBeNull()
    expect(each.store.pendingDs).toBeNull()
    expect([...each.share.keys()].filter((root) => root !== 'en' && root !== 'zh')).toEqual([])
  }
}

describe('a hostile client that speaks the protocol', () => {
  const cases = ATTACKS.map(({ title, code, make }) => [title, code, make] as const)
  it.each(cases)('%s is %s', async (_title, code, make) => {
    const at = await scene()
    await unharmed(at, async () => {
      expect(await send(at, make(at.target))).toEqual({ ok: false, code })
    })
  })

  it('Y4 no truncation of a good update is taken', async () => {
    const at = await scene()
    const update = updateOf(copyOf(at.target), (doc) =>
      doc.getText('en').insert(2, '中文 and more'),
    )
    await unharmed(at, async () => {
      for (let end = 0; end < update.length; end++) {
        const { ok, code } = await send(at, update.subarray(0, end))
        expect([ok, code?.startsWith('text/')]).toEqual([false, true])
      }
    })
  })

  it('Y5 bytes that claim 33 million structs are refused without room being made for them', async () => {
    const at = await scene()
    const bomb = frame(1, 33_554_431, at.target.own, 0)
    await unharmed(at, async () => {
      const before = process.memoryUsage().rss
      for (let count = 0; count < 20; count++) {
        expect(await send(at, bomb)).toEqual({ ok: false, code: 'text/too-large' })
      }
      expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
    })
  })

  it('Y7 a frame larger than a message may be costs its sender the connection', async () => {
    const at = await scene()
    await unharmed(at, async () => {
      const update = Buffer.alloc(700_000).toString('base64')
      const message = { textId: at.clauseId, mid: randomUUID(), baseSeq: 0, update }
      void hostile.ask('text:update', message).catch(() => undefined)
      await until(() => !hostile.connected, 'the cut')
      await hostile.connect()
    })
  })

  it('T21 client ids of a text run out for who claims them without end, over all connections, and for nobody else', async () => {
    const at = await scene()
    const { accountId } = people.get(hostile)!
    const second = new ProtocolClient(server.url)
    await second.http('POST', '/api/demo/enter', { accountId })
    await second.connect()
    const claim = (client: ProtocolClient, textId = at.clauseId) =>
      client.ask('text:claim', { textId })
    const flood = Array.from({ length: 300 }, (_, count) => claim(count % 2 ? hostile : second))
    const answers = await Promise.all(flood)
    const [issued, refused] = [answers.filter(({ ok }) => ok), answers.filter(({ ok }) => !ok)]
    expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['text/too-many-claims']))
    // The scene took one before.
    expect(issued.length).toBe(119)
    expect(new Set(issued.map(({ clientId }) => clientId)).size).toBe(119)
    expect(await claim(hostile, at.otherId)).toMatchObject({ ok: true })
    for (let count = 0; count < 5; count++) {
      victim.disconnect()
      await victim.connect()
      await victim.openDialogue(dialogueId)
      expect(await claim(victim)).toMatchObject({ ok: true })
    }
    expect(await claim(hostile)).toMatchObject({ code: 'text/too-many-claims' })
    await server.sql`
      UPDATE text_clients SET issued_at = issued_at - interval '1 hour'
      WHERE text_id = ${at.clauseId}`
    expect(await claim(hostile)).toMatchObject({ ok: true })
    second.disconnect()
  })

  it('Y8 a flood of 3000 gaps is refused, its sender paused, and the victim writes meanwhile', async () => {
    const at = await scene()
    const gap = (clock: number) => frame(1, 1, at.target.own, clock, [4], 1, 'en', 'late', 0)
    const before = (await replay(at.clauseId)).log.length
    const flood = Array.from({ length: 3000 }, (_, count) => send(at, gap(9 + 9 * count)))
    for (let count = 0; count < 5; count++) {
      const answer = await victim.edit(at.clauseId, (text) => text.insert(0, 'x'))
      expect(answer).toMatchObject({ ok: true })
    }
    const codes = new Map<string | undefined, number>()
    for (const { code } of await Promise.all(flood)) codes.set(code, (codes.get(code) ?? 0) + 1)
    expect([...codes]).toEqual([
      ['text/gap', 100],
      ['text/paused', 2900],
    ])
    expect((await replay(at.clauseId)).log).toHaveLength(before + 5)
    await sameForAll(at)
  })

  it('Y10 deleting everything takes the words of one clause, and the log keeps them with who did it', async () => {
    const at = await scene()
    const wipe = updateOf(copyOf(at.target), (doc) => doc.getText('en').delete(0, 22))
    const { log } = await replay(at.clauseId)
    expect(await send(at, wipe)).toMatchObject({ ok: true, seq: log.length + 1 })
    await until(() => victim.words(at.clauseId) === '', 'the deletion')
    expect(victim.words(at.otherId)).toBe('Data shall flow')
    await sameForAll(at)
    const before = new Y.Doc({ gc: false })
    for (const body of (await replay(at.clauseId)).log.slice(0, -1)) Y.applyUpdate(before, body)
    const words = before.getText('en').toJSON()
    expect(words).toBe('Data shall flow freely')
    const [last] = await server.sql<{ author: string }[]>`
      SELECT author FROM text_updates WHERE text_id = ${at.clauseId} ORDER BY seq DESC LIMIT 1`
    expect(last?.author).toBe(people.get(hostile)?.accountId)
    await victim.edit(at.clauseId, (text) => text.insert(0, words))
    await sameForAll(at)
    expect(victim.words(at.clauseId)).toBe(words)
  })

  it('Y11 T14 a clause that was closed takes none of eight updates that were good before', async () => {
    const at = await scene()
    const change = (edit: (text: Y.Text) => void) =>
      updateOf(copyOf(at.target), (doc) => edit(doc.getText('en')))
    const variants = [
      change((text) => text.insert(0, 'x')),
      change((text) => text.insert(22, ' not')),
      change((text) => text.delete(5, 6)),
      change((text) => text.delete(0, 22)),
      change((text) => text.format(0, 4, { strong: true })),
      change((text) => {
        text.delete(0, 22)
        text.insert(0, 'Data shall not flow')
      }),
      updateOf(copyOf(at.target), (doc) => doc.getText('zh').insert(0, '不')),
      frame(0, 0),
    ]
    const words = wordsOf(victim.texts.get(at.clauseId)!.doc)
    await server.sql.begin((tx) =>
      lockText(tx, at.clauseId, randomUUID(), new Date(0).toISOString()),
    )
    const { log } = await replay(at.clauseId)
    for (const update of variants) {
      expect(await send(at, update)).toEqual({ ok: false, code: 'text/locked' })
    }
    expect((await replay(at.clauseId)).log).toEqual(log)
    expect(wordsOf(victim.texts.get(at.clauseId)!.doc)).toEqual(words)
  })

  it('Y13 T7 using a clock twice is answered and changes nothing', async () => {
    const at = await scene()
    const [good, evil] = ['good', 'EVIL'].map((word) =>
      updateOf(copyOf(at.target), (doc) => doc.getText('en').insert(0, word)),
    )
    const first = await send(at, good!)
    expect(first).toMatchObject({ ok: true })
    expect(await send(at, evil!)).toEqual(first)
    await until(() => victim.words(at.clauseId).startsWith('good'), 'the good words')
    await sameForAll(at)
    expect(victim.words(at.clauseId)).toBe('goodData shall flow freely')
  })

  it('Y17 markup is characters like any other', async () => {
    const at = await scene()
    const markup = '<img src=x onerror=alert(1)><script>alert(1)</script>'
    await send(
      at,
      updateOf(copyOf(at.target), (doc) => doc.getText('en').insert(0, markup)),
    )
    await until(() => victim.words(at.clauseId).startsWith('<img'), 'the markup')
    const [en] = wordsOf(victim.texts.get(at.clauseId)!.doc)
    expect(en).toEqual([{ insert: `${markup}Data shall flow freely` }])
    await sameForAll(at)
  })

  it('T4 the two marks can be set and taken off', async () => {
    const at = await scene()
    for (const [mark, value] of [
      ['em', true],
      ['strong', true],
      ['em', null],
    ] as const) {
      const marked = await victim.edit(at.clauseId, (text) => text.format(0, 4, { [mark]: value }))
      expect(marked).toMatchObject({ ok: true })
    }
    await sameForAll(at)
    expect(wordsOf(hostile.texts.get(at.clauseId)!.doc)[0]).toEqual([
      { insert: 'Data', attributes: { strong: true } },
      { insert: ' shall flow freely' },
    ])
  })

  it('Y19 presence says who somebody is from their sign-in, whatever they send', async () => {
    const { clauseId } = await scene()
    const at = { textId: clauseId, language: 'en', anchor: 'AAAA', head: 'AAAA' }
    const set = (message: object) => hostile.ask('presence:set', { dialogueId, at, ...message })
    const { accountId, name } = people.get(victim)!
    const malformed = { ok: false, code: 'socket/malformed' }
    expect(await set({ accountId, name })).toMatchObject(malformed)
    expect(await set({ at: { ...at, accountId, name } })).toMatchObject(malformed)
    expect(await set({ at: { ...at, anchor: 'A'.repeat(4000) } })).toMatchObject(malformed)
    const unknown = await hostile.ask('awareness', { [accountId]: { name } }).catch(() => 'cut')
    expect(unknown === 'cut' || (unknown as Reply).code === 'socket/unknown-event').toBe(true)
    await hostile.connect()
    await hostile.openDialogue(dialogueId)
    expect(await set({})).toEqual({ ok: true })
    type Present = Pick<Person, 'accountId' | 'name'> & { at: { textId: string } | null }
    const shown = () =>
      victim.pushed
        .filter(({ event }) => event === 'presence')
        .flatMap(({ payload }) => payload['people'] as Present[])
        .filter((person) => person.at?.textId === clauseId)
    await until(() => shown().length > 0, 'the caret')
    const liar = people.get(hostile)!
    for (const person of shown()) {
      expect([person.accountId, person.name]).toEqual([liar.accountId, liar.name])
    }
  })
})
