import { io, type Socket } from 'socket.io-client'
import * as Y from 'yjs'
import { applyServed, type ServedState } from './served.ts'
import { Writer } from './writer.ts'

/** The people of a drill and the texts they write. */
interface Cast {
  readonly writers: readonly Writer[]
  readonly textIds: readonly string[]
  /** Compares what everybody has with what the server has. */
  compare(): Promise<{ lost: number; duplicated: number; diverged: number; acknowledged: number }>
  close(): void
}

interface Person {
  readonly accountId: string
  readonly role: string
}

interface Reply {
  readonly ok: boolean
  readonly [member: string]: unknown
}

const WRITING = new Set(['head', 'delegate', 'moderator', 'rapporteur'])

/** Enters as people of the demonstration; `through` is the address they reach the server by. */
export async function assemble(
  url: string,
  through: string,
  counts: {
    readonly writers: number
    readonly commanders: number
    readonly repeats?: boolean
    /** Where their names begin to count, so that two casts in one dialogue are told apart. */
    readonly first?: number
  },
): Promise<Cast> {
  const { people } = (await (await fetch(`${url}/api/demo/people`)).json()) as { people: Person[] }
  const chair = people.find(({ role }) => role === 'moderator')
  if (chair === undefined) throw new Error('the demonstration has no moderator')
  const cookie = await enter(url, chair)
  const dialogueId = await dialogueOf(url, cookie)
  const reader = await connect(url, cookie)
  const place = await writableGroup(reader, dialogueId)
  const drafters = people.filter(({ role }) => WRITING.has(role))
  const writers: Writer[] = []
  for (let index = 0; index < counts.writers + counts.commanders; index++) {
    const isWriter = index < counts.writers
    const person = isWriter ? drafters[index % drafters.length] : chair
    if (person === undefined) throw new Error('the demonstration has no drafters')
    const who = {
      name: `${isWriter ? 'w' : 'c'}${index + (counts.first ?? 0)}`,
      cookie: await enter(url, person),
      origin: url,
    }
    const { groupId } = place
    writers.push(new Writer(through, who, { dialogueId, groupId }, counts.repeats === true))
  }
  reader.disconnect()
  return {
    writers,
    textIds: place.textIds,
    compare: async () => {
      const fresh = await connect(url, cookie)
      try {
        return await compare(fresh, writers, { dialogueId, ...place })
      } finally {
        fresh.disconnect()
      }
    },
    close: () => {
      for (const writer of writers) writer.close()
    },
  }
}

async function enter(url: string, { accountId }: Person): Promise<string> {
  const response = await fetch(`${url}/api/demo/enter`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ accountId }),
  })
  const cookie = response.headers.get('set-cookie')?.split(';')[0]
  if (cookie === undefined) throw new Error(`entering answered ${response.status}`)
  return cookie
}

async function dialogueOf(url: string, cookie: string): Promise<string> {
  const response = await fetch(`${url}/api/dialogues`, { headers: { cookie } })
  const { dialogues } = (await response.json()) as { dialogues: { id: string }[] }
  if (dialogues[0] === undefined) throw new Error('the demonstration has no dialogue')
  return dialogues[0].id
}

async function connect(url: string, cookie: string): Promise<Socket> {
  const extraHeaders = { cookie, origin: url }
  const socket = io(url, { transports: ['websocket'], forceNew: true, extraHeaders })
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  return socket
}

async function ask(socket: Socket, event: string, message: object): Promise<Reply> {
  return (await socket.timeout(20_000).emitWithAck(event, message)) as Reply
}

/** The proposal with the most texts that can be written now. */
async function writableGroup(
  socket: Socket,
  dialogueId: string,
): Promise<{ groupId: string; textIds: string[] }> {
  const { streams } = (await ask(socket, 'dialogue:open', { dialogueId })) as unknown as {
    streams: { room: { type: string; payload: { id?: string; proposalId?: string } }[] }
  }
  const ids = streams.room
    .filter(({ type }) => type === 'ProposalOpened')
    .map(({ payload }) => payload.proposalId ?? payload.id ?? '')
  let best = { groupId: '', textIds: [] as string[] }
  for (const groupId of ids) {
    const { texts } = (await ask(socket, 'texts:open', { dialogueId, groupId })) as unknown as {
      texts: { id: string; writable: boolean; reason?: string }[]
    }
    const open = texts.filter(({ writable, reason }) => writable && reason === undefined)
    if (open.length > best.textIds.length) best = { groupId, textIds: open.map(({ id }) => id) }
  }
  if (best.textIds.length === 0) throw new Error('no text of the demonstration can be written')
  return { groupId: best.groupId, textIds: best.textIds.slice(0, 4) }
}

interface Truth {
  readonly words: ReadonlyMap<string, string>
  readonly topics: readonly string[]
  readonly hashes: readonly string[]
}

async function readTruth(
  socket: Socket,
  place: { dialogueId: string; groupId: string },
): Promise<Truth> {
  const { dialogueId, groupId } = place
  const { streams } = (await ask(socket, 'dialogue:open', { dialogueId })) as unknown as {
    streams: { room: { type: string; hash: string; payload: { title?: { en: string } } }[] }
  }
  const topics = streams.room.flatMap(({ type, payload }) =>
    type === 'TopicAdded' ? [payload.title?.en ?? ''] : [],
  )
  const { texts } = (await ask(socket, 'texts:open', { dialogueId, groupId })) as unknown as {
    texts: ({ id: string } & ServedState)[]
  }
  const words = new Map<string, string>()
  for (const text of texts) {
    const doc = new Y.Doc()
    applyServed(doc, text)
    words.set(text.id, doc.getText('en').toJSON())
  }
  return { words, topics, hashes: streams.room.map(({ hash }) => hash) }
}

async function compare(
  socket: Socket,
  writers: readonly Writer[],
  place: { dialogueId: string; groupId: string; textIds: readonly string[] },
): Promise<{ lost: number; duplicated: number; diverged: number; acknowledged: number }> {
  for (const writer of writers) await writer.catchUp()
  const truth = await readTruth(socket, place)
  const seen = new Map<string, number>()
  const everything = [
    ...[...truth.words.values()].flatMap((text) => text.split(/\s+/)),
    ...truth.topics,
  ]
  for (const token of everything) seen.set(token, (seen.get(token) ?? 0) + 1)
  const tokens = writers.flatMap(({ acknowledged }) => acknowledged)
  let diverged = 0
  for (const writer of writers) {
    const differs = place.textIds.filter((id) => writer.words(id) !== truth.words.get(id))
    const room = [...(writer.events.get('room') ?? [])].sort(([a], [b]) => a - b)
    const sameRecord = room.map(([, { hash }]) => hash).join() === truth.hashes.join()
    diverged += differs.length + (sameRecord ? 0 : 1)
  }
  return {
    acknowledged: tokens.length,
    lost: tokens.filter((token) => !seen.has(token)).length,
    duplicated: [...seen].filter(([token, count]) => /^[wc]\d+n\d+$/.test(token) && count > 1)
      .length,
    diverged,
  }
}
