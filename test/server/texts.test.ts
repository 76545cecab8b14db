import type { Kept } from '../../client/platform/texts/index.ts'
import { randomUUID } from 'node:crypto'
import { plainRoot } from '#shared/proposals'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { TextSession } from '../../client/platform/texts/index.ts'
import {
  createText,
  lockText,
  readText,
  rebuildText,
  unlockText,
  type TextAccess,
} from '../../server/platform/texts/index.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { forge, randomOf } from '../support/forger.ts'
import { Net, Timers, provide, seedTexts, type Line } from './texts-kit.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh.close())

const everyone: TextAccess = () => Promise.resolve({ read: true, write: 'yes' })
const HELLO = { initial: { en: [{ text: 'Hello' }], zh: [{ text: '你好' }] } }

/** One text, one node, and people who have it open. */
async function scene(people: number, access = everyone) {
  const seeded = await seedTexts(fresh.sql, [HELLO])
  const [textId = ''] = seeded.ids
  const net = new Net()
  const node = net.node(fresh.sql, access)
  const timers = new Timers()
  const random = randomOf(1)
  const settle = () => net.settle(random)
  const join = async (at = node) => {
    const account = randomUUID()
    const line = net.connect(at, account)
    const provider = provide(line, seeded.dialogueId, timers)
    provider.open(seeded.groupId)
    await settle()
    const session = provider.text(textId)
    if (session === undefined) throw new Error('the text did not open')
    void session.claim()
    await settle()
    return { account, line, provider, session }
  }
  const all = []
  for (let count = 0; count < people; count++) all.push(await join())
  return { ...seeded, textId, net, node, timers, settle, join, people: all }
}

function words(session: TextSession): unknown {
  return ['en', 'zh'].map((root) => session.doc.getText(root).toDelta() as unknown)
}

describe('texts on the server', () => {
  it('T11 T12 answers when it is durable, one log row an author and commit, and tells everyone else', async () => {
    const { people, settle, textId } = await scene(2)
    const [one, two] = people
    one?.session.doc.getText('en').insert(5, ' wor')
    one?.session.doc.getText('en').insert(9, 'ld')
    two?.session.doc.getText('zh').insert(2, '世界')
    expect(one?.session.saving()).toEqual({ state: 'saving', unsent: 2 })
    await settle()
    expect(one?.session.saving()).toEqual({ state: 'saved' })
    expect(words(one!.session)).toEqual([[{ insert: 'Hello world' }], [{ insert: '你好世界' }]])
    expect(words(two!.session)).toEqual(words(one!.session))
    const log = await fresh.sql<{ author: string; mids: string[] }[]>`
      SELECT author, mids FROM text_updates WHERE text_id = ${textId} AND seq > 1 ORDER BY seq`
    expect(new Set(log.map(({ author }) => author))).toEqual(new Set([one?.account, two?.account]))
    expect(log.flatMap(({ mids }) => mids)).toHaveLength(3)
    expect((await readText(fresh.sql, textId)).text).toEqual({ en: 'Hello world', zh: '你好世界' })
  })

  it('T12 answers a retry as the first time and writes it once', async () => {
    const { people, settle, textId, node } = await scene(1)
    const [{ line, session }] = people as [(typeof people)[0]]
    const doc = new Y.Doc()
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(session.doc))
    doc.clientID = session.doc.clientID
    let update = ''
    doc.on('update', (bytes: Uint8Array) => (update = Buffer.from(bytes).toString('base64')))
    doc.getText('en').delete(0, 1)
    const message = { textId, mid: randomUUID(), baseSeq: 1, update }
    const send = async () => {
      const answer = line.raw('text:update', message)
      await settle()
      return answer
    }
    const first = await send()
    expect(first).toEqual({ ok: true, seq: 2 })
    expect(await send()).toEqual(first)
    await node.host.close()
    line.reconnect(new Net().node(fresh.sql, everyone))
    expect(await send()).toEqual(first)
    expect((await readText(fresh.sql, textId)).seq).toBe(2)
  })

  it("T13 finds a copy that has gone astray by the hash of its words, and takes the server's", async () => {
    const { people, settle, timers } = await scene(2)
    const [one, two] = people as [(typeof people)[0], (typeof people)[0]]
    const push = two.line.push.bind(two.line)
    two.line.push = (event, bytes) => {
      push(event, event === 'text' ? bytes.replace(/"update":"[^"]*"/, '"update":"AAA="') : bytes)
    }
    one.session.doc.getText('en').insert(5, ' world')
    await settle()
    two.line.push = push
    expect(two.session.doc.getText('en').toJSON()).toBe('Hello')
    timers.fire()
    await settle()
    expect(two.session.doc.getText('en').toJSON()).toBe('Hello world')
    expect(two.session.unsent).toBeUndefined()
    expect(words(two.session)).toEqual(words(one.session))
  })

  it('T14 admits nothing after a lock, and again after it is lifted', async () => {
    const { people, settle, textId, node, timers } = await scene(2)
    const [one, two] = people
    await fresh.sql.begin((tx) => lockText(tx, textId, randomUUID(), new Date(0).toISOString()))
    const locked = await readText(fresh.sql, textId)
    expect(locked.text).toEqual({ en: 'Hello', zh: '你好' })
    one?.session.doc.getText('en').insert(0, 'Too late. ')
    await settle()
    expect(one?.session.saving()).toEqual({ state: 'refused', code: 'text/locked' })
    expect(one?.session.unsent).toEqual({
      code: 'text/locked',
      words: [{ root: 'en', mine: 'Too late. ', theirs: '', at: 0, before: '' }],
      fits: true,
    })
    expect(words(one!.session)).toEqual(words(two!.session))
    expect((await readText(fresh.sql, textId)).seq).toBe(locked.seq)
    await fresh.sql.begin((tx) => unlockText(tx, textId))
    await node.host.changed([textId])
    await settle()
    one?.session.dismiss()
    void one?.session.claim()
    await settle()
    one?.session.doc.getText('en').insert(5, '!')
    await settle()
    timers.fire()
    await settle()
    expect(one?.session.saving()).toEqual({ state: 'saved' })
    expect((await readText(fresh.sql, textId)).text.en).toBe('Hello!')
  })

  it('T14 waits for nobody: a text that a command holds does not keep the others from being written', async () => {
    const { people, settle, textId, net, node, dialogueId, groupId } = await scene(1)
    const other = randomUUID()
    await fresh.sql.begin((tx) =>
      createText(tx, {
        id: other,
        dialogueId,
        groupId,
        audience: 'room',
        roots: ['en', 'zh'],
        by: randomUUID(),
        at: new Date(0).toISOString(),
      }),
    )
    const [{ line, session }] = people as [(typeof people)[0]]
    line.drop()
    line.reconnect()
    await settle()
    const second = provide(net.connect(node, randomUUID()), dialogueId, new Timers())
    second.open(groupId)
    await settle()
    const free = second.text(other)
    await Promise.all([free?.claim(), session.claim(), settle()])
    await fresh.sql.begin(async (tx) => {
      await lockText(tx, textId, randomUUID(), new Date(0).toISOString())
      session.doc.getText('en').insert(0, 'held ')
      free?.doc.getText('en').insert(0, 'free')
      while (free?.saving().state !== 'saved') {
        for (const each of net.lines) while (each.waiting > 0) each.step()
        await new Promise((resolve) => setImmediate(resolve))
      }
      expect(session.saving().state).toBe('saving')
    })
    await settle()
    expect(session.saving()).toEqual({ state: 'refused', code: 'text/locked' })
  })

  it('TY4 words that were refused are put back in their place, with what others wrote meanwhile', async () => {
    const { people, settle, textId, node, timers } = await scene(2)
    const [one, two] = people
    await fresh.sql.begin((tx) => lockText(tx, textId, randomUUID(), new Date(0).toISOString()))
    one!.session.doc.getText('en').insert(5, ', world')
    await settle()
    expect(one!.session.unsent?.words).toMatchObject([{ mine: ', world', theirs: '' }])
    await fresh.sql.begin((tx) => unlockText(tx, textId))
    await node.host.changed([textId])
    await settle()
    two!.session.doc.getText('en').insert(0, 'They say: ')
    await settle()
    timers.fire()
    await settle()
    const put = one!.session.putBack()
    await settle()
    expect(await put).toBe(true)
    await settle()
    expect((await readText(fresh.sql, textId)).text.en).toBe('They say: Hello, world')
    expect(one!.session.saving()).toEqual({ state: 'saved' })
    expect(one!.session.unsent).toBeUndefined()
  })

  it('TY4 words whose place is not certain any more are left to the person', async () => {
    const { people, settle, textId, node } = await scene(2)
    const [one, two] = people
    await fresh.sql.begin((tx) => lockText(tx, textId, randomUUID(), new Date(0).toISOString()))
    one!.session.doc.getText('en').insert(5, ', world')
    await settle()
    await fresh.sql.begin((tx) => unlockText(tx, textId))
    await node.host.changed([textId])
    await settle()
    two!.session.doc.getText('en').delete(0, 5)
    await settle()
    const put = one!.session.putBack()
    await settle()
    expect(await put).toBe(false)
    expect(one!.session.unsent?.words).toMatchObject([{ mine: ', world' }])
    expect((await readText(fresh.sql, textId)).text.en).toBe('')
  })

  it('TY3 what an earlier page kept goes out under its own ids, and is written once', async () => {
    const kept: Kept[] = []
    const keeper = {
      keep: (_: string, state: Kept | undefined) => {
        if (state !== undefined) kept.push(state)
      },
    }
    const { people, settle, textId, node, net, timers, dialogueId, groupId } = await scene(1)
    const [one] = people
    const before = provide(net.connect(node, one!.account), dialogueId, timers, keeper)
    before.open(groupId)
    await settle()
    const session = before.text(textId)!
    void session.claim()
    await settle()
    session.doc.getText('en').insert(5, ' there')
    before.close()
    await settle()
    const left = kept.at(-1)!
    expect(left.outbox).toHaveLength(1)
    for (let page = 0; page < 2; page++) {
      const after = provide(net.connect(node, one!.account), dialogueId, timers)
      after.adopt([left])
      await settle()
      expect(after.text(textId)?.saving()).toEqual({ state: 'saved' })
      expect(after.text(textId)?.doc.getText('en').toJSON()).toBe('Hello there')
    }
    expect((await readText(fresh.sql, textId)).text.en).toBe('Hello there')
  })

  it('TY2 a word is not called kept while words are still gathered to be kept', async () => {
    const given: number[] = []
    const keeper = {
      keep: (_: string, state: Kept | undefined) => given.push(state?.outbox.length ?? 0),
    }
    const { people, settle, textId, node, net, timers, dialogueId, groupId } = await scene(1)
    const line = net.connect(node, people[0]!.account)
    const texts = provide(line, dialogueId, timers, keeper)
    texts.open(groupId)
    await settle()
    const session = texts.text(textId)!
    void session.claim()
    await settle()
    line.drop()
    for (let typed = 1; typed <= 2; typed++) {
      session.doc.getText('en').insert(5, '!')
      expect(texts.isGathered()).toBe(false)
      let told = 0
      const stop = texts.subscribe(() => (told += texts.isGathered() ? 1 : 0))
      timers.fire()
      stop()
      // The two words are gathered into one update (TY11).
      expect(given).toHaveLength(typed)
      expect(given.at(-1)).toBe(1)
      expect(told).toBeGreaterThan(0)
    }
  })

  it('T15 begins a document afresh: no client id and no deleted word of before is served', async () => {
    const { people, settle, textId, node, net, dialogueId, groupId } = await scene(1)
    const [{ session }] = people as [(typeof people)[0]]
    session.doc.getText('en').insert(0, 'SECRET ')
    await settle()
    session.doc.getText('en').delete(0, 7)
    session.doc.getText('en').format(0, 5, { em: true })
    await settle()
    const before = session.doc.clientID
    await fresh.sql.begin((tx) => rebuildText(tx, textId, randomUUID(), new Date(0).toISOString()))
    await node.host.changed([textId])
    await settle()
    expect(words(session)).toEqual([
      [{ insert: 'Hello', attributes: { em: true } }],
      [{ insert: '你好' }],
    ])
    // Whoever was writing may go on: under an id of the new document.
    expect(session.ready).toBe(true)
    expect(session.doc.clientID).not.toBe(before)
    const line = net.connect(node, randomUUID())
    const answer = line.raw('texts:open', { dialogueId, groupId })
    await settle()
    const { texts } = (await answer) as unknown as { texts: { state: string; epoch: number }[] }
    const [text] = texts
    expect(text?.epoch).toBe(2)
    const bytes = Buffer.from(text?.state ?? '', 'base64')
    expect(bytes.includes('SECRET')).toBe(false)
    expect([...Y.decodeStateVector(Y.encodeStateVectorFromUpdate(bytes)).keys()]).toHaveLength(1)
    void session.claim()
    await settle()
    session.doc.getText('en').insert(0, 'Still ')
    await settle()
    expect((await readText(fresh.sql, textId)).text.en).toBe('Still Hello')
  })

  it('T16 serves snapshot and tail as the same text as the whole log', async () => {
    const { people, settle, textId, node, join } = await scene(1)
    const [{ session }] = people as [(typeof people)[0]]
    for (let at = 0; at < 430; at++) {
      session.doc.getText('en').insert(at, 'x')
      if (at % 3 === 0) session.doc.getText('zh').insert(0, '字')
      await settle()
    }
    await node.host.close()
    const [snapshot] = await fresh.sql<{ seq: number }[]>`
      SELECT seq::int FROM text_snapshots WHERE text_id = ${textId}`
    expect(snapshot?.seq).toBeGreaterThan(100)
    const late = await join(new Net().node(fresh.sql, everyone))
    expect(words(late.session)).toEqual(words(session))
  })

  it('T16 serves a long text packed, and it is the same text', async () => {
    const { people, settle, textId, node, join, net, dialogueId, groupId } = await scene(1)
    const [{ session }] = people as [(typeof people)[0]]
    for (let at = 0; at < 410; at++) {
      session.doc.getText('en').insert(at * 100, 'A long clause. '.repeat(10))
      await settle()
    }
    await node.host.close()
    const newer = net.node(fresh.sql, everyone)
    const raw = net.connect(newer, randomUUID()).raw('texts:open', { dialogueId, groupId })
    await settle()
    const { texts } = (await raw) as unknown as { texts: { state: string; form?: string }[] }
    expect(texts[0]?.form).toBe('v2-deflated')
    expect(texts[0]?.state.length ?? Infinity).toBeLessThan(session.doc.getText('en').length / 4)
    const late = await join(newer)
    expect(words(late.session)).toEqual(words(session))
    late.session.doc.getText('en').insert(0, 'Still ')
    await settle()
    expect((await readText(fresh.sql, textId)).text.en?.startsWith('Still A long')).toBe(true)
  })

  it('T16 makes a snapshot of a text with a short tail of many rows when nobody changes it', async () => {
    const { people, settle, textId } = await scene(1)
    const [{ session }] = people as [(typeof people)[0]]
    const text = session.doc.getText('en')
    const standsAt = async () => {
      const [snapshot] = await fresh.sql<{ seq: number }[]>`
        SELECT seq::int FROM text_snapshots WHERE text_id = ${textId}`
      return snapshot?.seq
    }
    for (const words of ['A long clause. '.repeat(2000), 'x']) {
      const before = (await standsAt()) ?? 0
      for (let at = 0; at < 410; at++) {
        text.insert(0, at === 0 ? words : 'x')
        await settle()
      }
      await expect.poll(standsAt).toBeGreaterThan(before + 400)
    }
  })

  it('T16 makes no other snapshot for the next pause', async () => {
    const { people, settle, textId, node } = await scene(1)
    const [{ session }] = people as [(typeof people)[0]]
    const text = session.doc.getText('en')
    const standsAfter = async (edits: number) => {
      for (let at = 0; at < edits; at++) {
        text.insert(0, text.length < 10 ? 'A long clause. '.repeat(2000) : 'x')
        await settle()
      }
      await node.host.settled()
      const [snapshot] = await fresh.sql<{ seq: number }[]>`
        SELECT seq::int FROM text_snapshots WHERE text_id = ${textId}`
      return snapshot?.seq ?? 0
    }
    await standsAfter(410)
    // Few bytes behind many: this one is made in a pause.
    const quiet = await standsAfter(410)
    expect(quiet).toBeGreaterThan(800)
    expect(await standsAfter(3)).toBe(quiet)
    expect(await standsAfter(410)).toBeGreaterThan(quiet)
  })

  it('T16 makes a snapshot when few rows are long', async () => {
    const { people, settle, textId, node } = await scene(1)
    const [{ session }] = people as [(typeof people)[0]]
    for (let at = 0; at < 3; at++) {
      session.doc.getText('en').insert(0, 'A long clause. '.repeat(1500))
      await settle()
    }
    await node.host.close()
    const [snapshot] = await fresh.sql<{ seq: number }[]>`
      SELECT seq::int FROM text_snapshots WHERE text_id = ${textId}`
    expect(snapshot?.seq).toBeGreaterThanOrEqual(3)
  })

  it('T17 shows nothing of a text that may not be read, and takes nothing where it may not be written', async () => {
    let access = await Promise.resolve(everyone)
    const { people, settle, textId, net, node, dialogueId, groupId } = await scene(1, (...of) =>
      access(...of),
    )
    const [{ session }] = people as [(typeof people)[0]]
    access = () => Promise.resolve({ read: true, write: 'no', code: 'text/phase-read-only' })
    session.doc.getText('en').insert(0, 'x')
    await settle()
    expect(session.saving()).toEqual({ state: 'refused', code: 'text/phase-read-only' })
    access = () => Promise.resolve({ read: false, write: 'no' })
    const line = net.connect(node, randomUUID())
    const events = [
      ['texts:open', { dialogueId, groupId }],
      ['text:catch-up', { textId, epoch: 1, since: 0 }],
      ['text:claim', { textId }],
      ['text:check', { textId }],
      ['text:update', { textId, mid: randomUUID(), baseSeq: 0, update: 'AAA=' }],
    ] as const
    const answers = events.map(([event, payload]) => line.raw(event, payload))
    await settle()
    const unknown = { ok: false, code: 'text/unknown' }
    expect(await Promise.all(answers)).toEqual([
      { ok: true, texts: [] },
      unknown,
      unknown,
      unknown,
      unknown,
    ])
  })

  it.each([11, 12, 13, 14, 15, 16, 27])(
    'T18 converges: six honest people on two nodes and a hostile one, faults and reconnections (seed %i)',
    async (seed) => {
      const random = randomOf(seed)
      const { people, settle, textId, net, node, join, timers } = await scene(3)
      const second = net.node(fresh.sql, everyone)
      for (let count = 0; count < 3; count++) people.push(await join(second))
      const hostile = await join()
      for (let round = 0; round < 12; round++) {
        for (const { session, line } of people) {
          if (session.ready) editSome(random, session)
          if (random(6) === 0 && line.status === 'online') line.drop()
        }
        attack(random, hostile.line, textId, hostile.session.doc.clientID)
        await net.settle(random, true)
        for (const { line } of people) {
          if (line.status === 'offline' && random(2)) line.reconnect(random(2) ? node : second)
        }
        for (const { session } of people) void session.claim()
      }
      for (const { line } of people) if (line.status === 'offline') line.reconnect()
      for (let round = 0; round < 6; round++) {
        await settle()
        timers.fire()
        await settle()
        // A text in which neighbours were made up begins afresh, behind the writers' backs (T16).
        for (const { host } of [node, second]) await host.settled()
      }
      await settle()
      const { text } = await readText(fresh.sql, textId)
      const all = people.map(({ session }) => words(session))
      for (const each of all) expect(each).toEqual(all[0])
      for (const { session } of people) {
        expect(session.saving()).toEqual({ state: 'saved' })
        expect(session.unsent).toBeUndefined()
        expect(session.doc.store.pendingStructs).toBeNull()
        expect(plainRoot(session.doc, 'en')).toBe(text.en)
      }
    },
  )
})

function editSome(random: (bound: number) => number, session: TextSession): void {
  const text = session.doc.getText(random(3) ? 'en' : 'zh')
  for (let edits = random(4); edits > 0; edits--) {
    const at = random(text.length + 1)
    const length = Math.min(random(5), text.length - at)
    if (random(3) === 0 && length > 0) text.delete(at, length)
    else if (random(5) === 0 && length > 0) text.format(at, length, { strong: true })
    else text.insert(at, ['shall ', '[A: ', ']', '数据', '\n'][random(5)] ?? '')
  }
}

function attack(random: (bound: number) => number, line: Line, textId: string, own: number): void {
  for (let frames = 0; frames < 5; frames++) {
    const update = Buffer.from(forge(random, [], [1, 2, 3, 4, own], own)).toString('base64')
    void line.raw('text:update', { textId, mid: randomUUID(), baseSeq: 0, update })
  }
}
