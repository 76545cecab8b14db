import { createHash, randomUUID } from 'node:crypto'
import type * as z from 'zod'
import type {
  Answer as ClientAnswer,
  ConnectionState,
  Live,
} from '../../client/platform/live/index.ts'
import {
  createTextProvider,
  type Keeper,
  type TextProvider,
} from '../../client/platform/texts/index.ts'
import type { Database } from '../../server/platform/db.ts'
import type { Answer, Channel, Connection, Publisher } from '../../server/platform/realtime.ts'
import {
  createText,
  openTexts,
  type NewText,
  type TextAccess,
  type Texts,
} from '../../server/platform/texts/index.ts'
import type { Random } from '../support/forger.ts'

type Handler = (connection: Connection, input: unknown) => Promise<Answer>

/** One process: its host and what it registered. */
export interface Node {
  readonly host: Texts
  readonly handlers: ReadonlyMap<string, Handler>
  readonly closers: readonly ((connection: Connection) => void)[]
}

/** The network as queues that the test flushes; rooms are shared by all nodes. */
export class Net {
  readonly lines: Line[] = []
  private readonly rooms = new Map<string, Set<Line>>()

  readonly publisher: Publisher = {
    toRoom: (room, event, payload) => {
      const bytes = JSON.stringify(payload)
      for (const line of this.rooms.get(room) ?? []) line.push(event, bytes)
    },
    toRoomHere: (room, event, payload) => {
      this.publisher.toRoom(room, event, payload)
    },
  }

  node(db: Database, access: TextAccess): Node {
    const handlers = new Map<string, Handler>()
    const closers: ((connection: Connection) => void)[] = []
    const channel: Channel = {
      on: (event, _operation, schema, handler) => {
        handlers.set(event, (connection, input) => {
          const parsed = schema.safeParse(input)
          return parsed.success
            ? handler(connection, parsed.data)
            : Promise.resolve({ ok: false, code: 'socket/malformed' })
        })
      },
      onClose: (handler) => closers.push(handler),
    }
    const report = (error: unknown) => {
      throw error
    }
    const host = openTexts({ db, channel, publisher: this.publisher, access, report })
    return { host, handlers, closers }
  }

  connect(node: Node, accountId: string): Line {
    const line = new Line(this, node, accountId)
    this.lines.push(line)
    return line
  }

  enter(room: string, line: Line): void {
    const lines = this.rooms.get(room) ?? new Set()
    this.rooms.set(room, lines.add(line))
  }

  leave(room: string, line: Line): void {
    this.rooms.get(room)?.delete(line)
  }

  leaveAll(line: Line): void {
    for (const lines of this.rooms.values()) lines.delete(line)
  }

  /** Moves messages until none is left anywhere. */
  async settle(random: Random, faults = false): Promise<void> {
    for (let idle = 0; idle < 3;) {
      const busy = this.lines.filter((line) => line.waiting > 0)
      const line = busy[random(busy.length)]
      if (line !== undefined) line.step(faults ? random : undefined)
      const running = this.lines.flatMap((each) => [...each.running])
      if (line !== undefined) await Promise.resolve()
      else if (running.length > 0) await Promise.race(running)
      else await new Promise((resolve) => setImmediate(resolve))
      idle = line === undefined && running.length === 0 ? idle + 1 : 0
    }
  }
}

/** A message on its way, and what happens when it is lost: an answer that never comes runs out of time. */
interface Message {
  readonly deliver: () => void
  readonly lose: () => void
}

/** One person's connection: implements the page's live connection over queues. */
export class Line implements Live {
  status: 'online' | 'offline' = 'online'
  readonly running = new Set<Promise<void>>()
  private readonly net: Net
  private node: Node
  private readonly accountId: string
  private socketId = randomUUID()
  private out: Message[] = []
  private inbox: Message[] = []
  private readonly listeners = new Map<string, Set<(payload: unknown) => void>>()
  private readonly online = new Set<() => void>()
  private readonly watchers = new Set<() => void>()
  private abandoned: (() => void)[] = []

  constructor(net: Net, node: Node, accountId: string) {
    this.net = net
    this.node = node
    this.accountId = accountId
  }

  get waiting(): number {
    return this.out.length + this.inbox.length
  }

  /** Moves one message; with chance given, it may be lost or doubled instead. */
  step(chance?: Random): void {
    const fromOut = this.out.length > 0 && (this.inbox.length === 0 || (chance?.(2) ?? 0) === 0)
    const [message] = (fromOut ? this.out : this.inbox).splice(0, 1)
    if (message === undefined) return
    const fate = chance?.(12)
    if (fate === 0) message.lose()
    else message.deliver()
    if (fate === 1) message.deliver()
  }

  /** Loses everything on its way. */
  drop(): void {
    this.status = 'offline'
    this.out = []
    this.inbox = []
    const connection = this.connection()
    for (const close of this.node.closers) close(connection)
    this.net.leaveAll(this)
    for (const abandon of this.abandoned.splice(0)) abandon()
    for (const watcher of this.watchers) watcher()
  }

  /** It is connected from the beginning. */
  open(): void {
    this.status = 'online'
  }

  /** Connects again, to the same node or another. */
  reconnect(node = this.node): void {
    this.node = node
    this.socketId = randomUUID()
    this.status = 'online'
    for (const watcher of this.watchers) watcher()
    for (const listener of this.online) listener()
  }

  push(event: string, bytes: string): void {
    if (this.status === 'offline') return
    const deliver = () => {
      for (const listener of this.listeners.get(event) ?? []) listener(JSON.parse(bytes))
    }
    this.inbox.push({ deliver, lose: () => undefined })
  }

  /** Sends what it likes, and hears the raw answer. */
  raw(event: string, payload: unknown): Promise<Answer & Record<string, unknown>> {
    return new Promise((resolve) => {
      const handler = this.node.handlers.get(event)
      const socketId = this.socketId
      this.abandoned.push(() => resolve({ ok: false, code: 'client/offline' }))
      const bytes = JSON.stringify(payload)
      const lose = () => resolve({ ok: false, code: 'client/timeout' })
      const deliver = () => {
        if (handler === undefined) {
          resolve({ ok: false, code: 'socket/unknown-event' })
          return
        }
        const run = handler(this.connection(), JSON.parse(bytes)).then((answer) => {
          const reply = JSON.stringify(answer)
          if (this.socketId === socketId && this.status === 'online') {
            const take = () => resolve(JSON.parse(reply) as Answer & Record<string, unknown>)
            this.inbox.push({ deliver: take, lose })
          }
        })
        this.running.add(run)
        void run.finally(() => this.running.delete(run))
      }
      this.out.push({ deliver, lose })
    })
  }

  async request<T>(
    event: string,
    payload: unknown,
    schema: z.ZodType<T>,
  ): Promise<ClientAnswer<T>> {
    if (this.status === 'offline') return { ok: false, code: 'client/offline' }
    const answer = await this.raw(event, payload)
    if (!answer.ok) return { ok: false, code: answer.code }
    return { ok: true, value: schema.parse(answer) }
  }

  on<T>(event: string, schema: z.ZodType<T>, listener: (payload: T) => void): () => void {
    const receive = (payload: unknown) => listener(schema.parse(payload))
    const all = this.listeners.get(event) ?? new Set()
    this.listeners.set(event, all.add(receive))
    return () => all.delete(receive)
  }

  onOnline(listener: () => void): () => void {
    this.online.add(listener)
    if (this.status === 'online') listener()
    return () => this.online.delete(listener)
  }

  subscribe(watcher: () => void): () => void {
    this.watchers.add(watcher)
    return () => this.watchers.delete(watcher)
  }

  private readonly states = {
    online: { status: 'online' },
    offline: { status: 'offline' },
  } as const satisfies Record<string, ConnectionState>

  state(): ConnectionState {
    return this.states[this.status]
  }

  close(): void {
    this.drop()
  }

  private connection(): Connection {
    return {
      socketId: this.socketId,
      accountId: this.accountId,
      signInId: this.accountId,
      join: (room) => this.net.enter(room, this),
      leave: (room) => this.net.leave(room, this),
      emit: (event, payload) => this.push(event, JSON.stringify(payload)),
    }
  }
}

/** Timers that go off when the test says so. */
export class Timers {
  private due = new Set<() => void>()

  later = (_milliseconds: number, action: () => void): (() => void) => {
    this.due.add(action)
    return () => this.due.delete(action)
  }

  fire(): void {
    const due = this.due
    this.due = new Set()
    for (const action of due) action()
  }
}

/** The SHA-256 as the browser's ports give it. */
const sha256 = (text: string) =>
  Promise.resolve(createHash('sha256').update(text, 'utf8').digest('hex'))

/** A page's provider on a line. */
export function provide(
  line: Line,
  dialogueId: string,
  timers: Timers,
  keeper: Pick<Keeper, 'keep'> = { keep: () => undefined },
): TextProvider {
  return createTextProvider({
    keeper,
    live: line,
    dialogueId,
    newId: randomUUID,
    sha256,
    later: timers.later,
  })
}

/** Makes a dialogue's row and texts in one group. */
export async function seedTexts(
  db: Database,
  texts: readonly Pick<NewText, 'initial'>[],
): Promise<{ dialogueId: string; groupId: string; by: string; ids: string[] }> {
  const [dialogueId, groupId, by] = [randomUUID(), randomUUID(), randomUUID()]
  const ids = texts.map(() => randomUUID())
  await db`INSERT INTO dialogues (id) VALUES (${dialogueId})`
  await db.begin(async (tx) => {
    for (const [index, text] of texts.entries()) {
      await createText(tx, {
        id: ids[index] ?? randomUUID(),
        dialogueId,
        groupId,
        audience: 'room',
        roots: ['en', 'zh'],
        by,
        at: new Date(0).toISOString(),
        ...text,
      })
    }
  })
  return { dialogueId, groupId, by, ids }
}
