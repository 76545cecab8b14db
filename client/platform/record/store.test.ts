import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { dialogueDraft } from '#shared/dialogues'
import { chain, type RecordedEvent } from '#shared/record'
import type { Live } from '../live/index.ts'
import { createDialogueStore } from './store.ts'
import { sha256 } from './hash.ts'

const DIALOGUE = '00000000-0000-4000-8000-000000000001'
const ACTOR = '00000000-0000-4000-8000-00000000000a'
const stamp = { actor: ACTOR, at: '2026-01-01T00:00:00.000Z' }
const me = {
  accountId: ACTOR,
  name: { en: 'Ann', zh: '安' },
  role: 'moderator',
  delegationId: null,
  expertise: null,
  suspended: false,
}

function record(titles: readonly string[]): RecordedEvent[] {
  const drafts = titles.map((en, index) =>
    index === 0
      ? dialogueDraft('room', 'DialogueOpened', { title: { en, zh: '' } })
      : dialogueDraft('room', 'TopicAdded', {
          id: `00000000-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`,
          parentId: null,
          title: { en, zh: '' },
        }),
  )
  return chain(DIALOGUE, drafts, new Map(), stamp, sha256)
}

/** A connection whose server answers from a list of events that grows. */
function server(events: RecordedEvent[]) {
  const listeners = new Map<string, (payload: unknown) => void>()
  const asked: unknown[] = []
  let online: () => void = () => undefined
  const live: Live = {
    request: (_event, payload, schema) => {
      asked.push(payload)
      const { have } = payload as { have: { room?: number } }
      const answer = {
        ok: true,
        me,
        now: stamp.at,
        people: [],
        streams: { room: events.filter(({ seq }) => seq > (have.room ?? 0)) },
      }
      return Promise.resolve({ ok: true, value: schema.parse(answer) })
    },
    on: (event, schema, listener) => {
      listeners.set(event, (payload) => listener(schema.parse(payload)))
      return () => listeners.delete(event)
    },
    onOnline: (listener) => {
      online = listener
      return () => undefined
    },
    subscribe: () => () => undefined,
    state: () => ({ status: 'online' }),
    open: () => undefined,
    close: () => undefined,
  }
  return {
    live,
    asked,
    connect: async () => {
      online()
      await Promise.resolve()
      await Promise.resolve()
    },
    hear: async (seq: number) => {
      listeners.get('heads')?.({ dialogueId: DIALOGUE, audience: 'room', seq })
      await Promise.resolve()
      await Promise.resolve()
    },
    push: async (some: RecordedEvent[]) => {
      listeners.get('events')?.({ dialogueId: DIALOGUE, audience: 'room', events: some })
      await Promise.resolve()
      await Promise.resolve()
    },
  }
}

function topics(store: ReturnType<typeof createDialogueStore>): string[] {
  const snapshot = store.snapshot()
  if (snapshot.status !== 'open') throw new Error(`the dialogue is ${snapshot.status}`)
  return snapshot.state.room.dialogue.topics.map(({ title }) => title.en)
}

describe('following a dialogue', () => {
  it('folds what is there and what comes', async () => {
    const events = record(['Dialogue', 'one', 'two'])
    const known = events.slice(0, 2)
    const line = server(known)
    const store = createDialogueStore(line.live, DIALOGUE)
    store.start()
    expect(store.snapshot().status).toBe('opening')
    await line.connect()
    expect(topics(store)).toEqual(['one'])
    await line.push(events.slice(2))
    expect(topics(store)).toEqual(['one', 'two'])
  })

  it('passes over what it has and fetches what it missed', async () => {
    const events = record(['Dialogue', 'one', 'two', 'three'])
    const held = events.slice(0, 2)
    const line = server(held)
    const store = createDialogueStore(line.live, DIALOGUE)
    store.start()
    await line.connect()
    await line.push(events.slice(0, 2))
    expect(topics(store)).toEqual(['one'])
    held.push(...events.slice(2))
    await line.push(events.slice(3))
    expect(topics(store)).toEqual(['one', 'two', 'three'])
    expect(line.asked.at(-1)).toMatchObject({ have: { room: 2 } })
  })

  it('RC10 asks for what it was only told of, and for nothing that it has', async () => {
    const events = record(['Dialogue', 'one', 'two'])
    const held = events.slice(0, 2)
    const line = server(held)
    const store = createDialogueStore(line.live, DIALOGUE)
    store.start()
    await line.connect()
    await line.hear(2)
    expect(line.asked).toHaveLength(1)
    held.push(...events.slice(2))
    await line.hear(3)
    expect(topics(store)).toEqual(['one', 'two'])
    expect(line.asked).toHaveLength(2)
  })

  it('asks after a reconnection only for what it lacks', async () => {
    const held = record(['Dialogue', 'one'])
    const line = server(held)
    const store = createDialogueStore(line.live, DIALOGUE)
    store.start()
    await line.connect()
    held.push(...record(['Dialogue', 'one', 'two']).slice(2))
    await line.connect()
    expect(topics(store)).toEqual(['one', 'two'])
    expect(line.asked.at(-1)).toMatchObject({ have: { room: 2 } })
  })
})

describe('the hash of words', () => {
  it('is the SHA-256 that the server computes', () => {
    for (const text of ['', 'abc', '数据', '\u{1F30F} naïve']) {
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
    }
  })
})
