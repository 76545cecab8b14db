import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import path from 'node:path'
import type { Sql } from '../../server/platform/db.ts'
import * as Y from 'yjs'
import { launch, type Launched } from './launch.ts'
import type { Link } from './load.ts'
import { openSocket, readFrame, SocketIo } from './sockets.ts'

/** How long a text took to come, and how many bytes it was. */
export interface Opening {
  readonly milliseconds: number
  readonly bytes: number
}

/** One of the servers that are compared, running. */
export interface System extends Pick<Launched, 'usage' | 'stop'> {
  /** Makes texts with these words; they are named by their place from 0 on. */
  prepare(count: number, words: string): Promise<void>
  /** Connects and opens a text. */
  link(text: number, options: { readonly writes: boolean }): Promise<Link>
}

/** A system that keeps texts, and so can open one that nobody had open. */
export interface Keeper extends System {
  /** Makes a text of many parts and one with a long history; both stay when the server stops. */
  prepareCold(parts: readonly string[], edits: number): Promise<void>
  open(which: 'parts' | 'history'): Promise<Opening>
}

const server = (name: string) => path.join(import.meta.dirname, 'servers', name)

let nextClient = 1_000_000

/** The relay over bare web sockets. */
export async function startWsRelay(): Promise<System> {
  const running = await launch(server('ws-relay.mjs'))
  return {
    ...running,
    prepare: () => Promise.resolve(),
    link: async (text) => {
      const socket = await openSocket(`${running.url}/${text}`)
      const link: Link = {
        client: nextClient++,
        send: (update) => socket.send(update),
        onEdit: () => undefined,
        close: () => socket.close(),
      }
      socket.on('message', (data: Buffer) => readFrame(data).forEach((edit) => link.onEdit(edit)))
      return link
    },
  }
}

/** The relay over socket.io. */
export async function startSocketIoRelay(): Promise<System> {
  const running = await launch(server('socketio-relay.mjs'))
  return {
    ...running,
    prepare: () => Promise.resolve(),
    link: async (text) => {
      const connection = await SocketIo.open(running.url)
      connection.tell('join', JSON.stringify(String(text)))
      const link: Link = {
        client: nextClient++,
        send: (update) => connection.tellBytes('update', update),
        onEdit: () => undefined,
        close: () => connection.close(),
      }
      connection.onFrame = (frame) => readFrame(frame).forEach((edit) => link.onEdit(edit))
      return link
    },
  }
}

const [SYNC, AUTH, SYNC_REPLY] = [0, 2, 4]
const [STEP_1, STEP_2, UPDATE] = [0, 1, 2]
const TOKEN = 0
let batch = 0

/** Hocuspocus, with what it needs kept in a table of its own. */
export async function startHocuspocus(sql: Sql, databaseUrl: string): Promise<Keeper> {
  await sql`CREATE TABLE IF NOT EXISTS documents (name text PRIMARY KEY, data bytea NOT NULL)`
  const running = await launch(server('hocuspocus.mjs'), { DATABASE_URL: databaseUrl })
  const name = `texts-${batch++}`
  const keep = async (document: string, doc: Y.Doc) => {
    const data = Buffer.from(Y.encodeStateAsUpdate(doc))
    await sql`INSERT INTO documents (name, data) VALUES (${document}, ${data})
      ON CONFLICT (name) DO UPDATE SET data = EXCLUDED.data`
  }
  const connect = async (document: string) => {
    const socket = await openSocket(running.url)
    const came = new Promise<number>((resolve) => {
      const listen = (data: Buffer) => {
        const decoder = decoding.createDecoder(data)
        decoding.readVarString(decoder)
        const type = decoding.readVarUint(decoder)
        if (type !== SYNC && type !== SYNC_REPLY) return
        if (decoding.readVarUint(decoder) !== STEP_2) return
        socket.off('message', listen)
        resolve(data.length)
      }
      socket.on('message', listen)
    })
    const begun = performance.now()
    socket.send(message(document, [AUTH, TOKEN], ''))
    socket.send(message(document, [SYNC, STEP_1], Uint8Array.of(0)))
    const bytes = await came
    return { socket, opening: { bytes, milliseconds: performance.now() - begun } }
  }
  return {
    ...running,
    prepare: async (count, words) => {
      for (let text = 0; text < count; text++) {
        const doc = new Y.Doc()
        doc.getText('en').insert(0, words)
        await keep(`${name}-${text}`, doc)
      }
    },
    link: async (text) => {
      const document = `${name}-${text}`
      const { socket } = await connect(document)
      const link: Link = {
        client: nextClient++,
        send: (update) => socket.send(message(document, [SYNC, UPDATE], update)),
        onEdit: () => undefined,
        close: () => socket.close(),
      }
      socket.on('message', (data: Buffer) => readFrame(data).forEach((edit) => link.onEdit(edit)))
      return link
    },
    prepareCold: async (parts, edits) => {
      const whole = new Y.Doc()
      whole.getText('en').insert(0, parts.join('\n'))
      await keep('parts', whole)
      const doc = new Y.Doc()
      for (const change of singleEdits(edits)) change(doc.getText('en'))
      await keep('history', doc)
    },
    open: async (which) => {
      const { socket, opening } = await connect(which)
      socket.close()
      return opening
    },
  }
}

function message(document: string, kind: readonly number[], body: string | Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarString(encoder, document)
  for (const number of kind) encoding.writeVarUint(encoder, number)
  if (typeof body === 'string') encoding.writeVarString(encoder, body)
  else encoding.writeVarUint8Array(encoder, body)
  return encoding.toUint8Array(encoder)
}

/** Single-character edits at places that look random and are the same every time. */
export function* singleEdits(count: number): Generator<(text: Y.Text) => void> {
  let state = 42
  for (let edit = 0; edit < count; edit++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    const at = Math.floor((state / 2 ** 32) * (edit + 1))
    yield (text) => text.insert(at, String.fromCharCode(97 + (edit % 26)))
  }
}
