import { isSensitive, type OperationId } from '#shared/identity'
import { refuse, type Refusal } from '#shared/kernel'
import type { IncomingMessage, Server as HttpServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import type * as z from 'zod'
import { fanOut } from './fan-out.ts'
import type { Nodes } from './nodes.ts'
import type { TroubleCode } from './trouble.ts'

/** One socket of somebody signed in. */
export interface Connection {
  readonly socketId: string
  readonly accountId: string
  readonly signInId: string
  join(room: string): void
  leave(room: string): void
  /** Sends to this socket only. */
  emit(event: string, payload: object): void
}

/** What a handler answers: the members of a positive answer, or a refusal. */
export type Answer = ({ readonly ok: true } & object) | Refusal

/** Registers what the server does on an event of a client. */
export interface Channel {
  on<T>(
    event: string,
    operation: OperationId,
    schema: z.ZodType<T>,
    handler: (connection: Connection, input: T) => Promise<Answer>,
  ): void
  onClose(handler: (connection: Connection) => void): void
}

/** Sends to everyone who was joined to a room. */
export interface Publisher {
  /** On every node. */
  toRoom(room: string, event: string, payload: object): void
  /** On this node only. */
  toRoomHere(room: string, event: string, payload: object): void
}

/** Tells the other nodes what they need to know and can do without; nothing told here is durable. */
export interface BetweenNodes {
  tell(subject: string, payload: object): void
  hear(subject: string, listener: (payload: unknown) => void): void
}

/** Who stands behind a request, as the sign-in layer knows it. */
export interface SignedIn {
  readonly accountId: string
  readonly signInId: string
}

/** The live side of the server. */
export interface Realtime extends Channel, Publisher {
  readonly nodes: BetweenNodes
  /** Sends to everybody who is connected to this node. */
  toAllHere(event: string, payload: object): void
  /** Every event that is registered, with its operation. */
  events(): readonly { readonly operation: OperationId; readonly event: string }[]
  /** The sign-ins that are connected to this process, and those of them that sent something since the last question. */
  signIns(): { readonly connected: readonly string[]; readonly active: readonly string[] }
  /** Cuts every connection of an account to this node, telling why; every node learns by itself of whom to cut. */
  cutAccountHere(accountId: string, code: string): void
  /** Cuts every connection of a sign-in; also those on other nodes. */
  cutSignIn(signInId: string, code: string): void
  /** How many frames wait to be sent on this node. */
  backlog(): number
  /** How many connections this node holds. */
  connections(): number
  /** Breaks the connections of a sign-in but one, so that they come back with the present cookie or not at all (W7). */
  renewSignIn(signInId: string, keptSocketId: string | undefined): void
  close(): Promise<void>
}

/** How much one client may take. */
export interface Limits {
  /** The most messages a socket may send a second on average; bursts of ten times that are let through. */
  readonly messagesPerSecond: number
  /** The most sockets of one sign-in at a time. */
  readonly socketsPerSignIn: number
}

/** What the live side is built from. */
export interface RealtimeOptions {
  readonly server: HttpServer
  /** Exact origins that may connect; a missing Origin is refused (W1). */
  readonly origins: readonly string[]
  /** Reads who is signed in from the request's cookie. */
  readonly identify: (request: IncomingMessage) => Promise<SignedIn | undefined>
  /** Whether the account may ask for the operation in the dialogue that the message names. */
  readonly permit: (
    operation: OperationId,
    accountId: string,
    dialogueId: string | undefined,
  ) => Promise<Refusal | undefined>
  /** Refuses a sensitive operation when the person has not proved lately who they are. */
  readonly askRecent: (operation: OperationId, who: SignedIn) => Promise<Refusal | undefined>
  readonly report: (error: unknown, event: string) => void
  /** Is told of every answer to a registered event, with the refusal's code or `ok`. */
  readonly onAnswer?: (event: string, code: string) => void
  /** Is told of frames that no honest client sends. */
  readonly onRefused: (who: SignedIn, code: string) => void
  readonly limits: Limits
  /** What carries to other nodes; without it this is the only one. */
  readonly nodes?: Nodes | undefined
  /** What keeps writes from being stored, if an error says so, and now. */
  readonly troubleOf?: (error: unknown) => TroubleCode | undefined
  readonly troubleNow?: () => TroubleCode | undefined
}

/** The largest message a client may send, in bytes. */
const LARGEST_MESSAGE = 128 * 1024
/** How many seconds of the average rate a socket may save up. */
const BURST_SECONDS = 10
/** How many frames may wait for a slow reader before it is cut. */
const LONGEST_BACKLOG = 2000
/** How many times the rate of one socket all sockets of an account may reach together. */
const ACCOUNT_SHARE = 3
/** Refusals that no honest client is given: they are told to the security log. */
const HOSTILE =
  /^(socket\/(malformed|unknown-event|too-fast)|text\/(malformed|foreign-client|clock-range|content-kind|delete-unknown|duplicate-section|gap|hidden-key|root|unknown-origin|characters))$/

/** What other nodes are told when a sign-in has a fresh secret. */
const RENEWED = 'sign-in-renewed'

type Registered = (connection: Connection, input: unknown) => Promise<Answer> | Answer

/** Opens the live side on an HTTP server. */
export function createRealtime(options: RealtimeOptions): Realtime {
  const io = new Server(options.server, {
    serveClient: false,
    maxHttpBufferSize: LARGEST_MESSAGE,
    connectTimeout: 5000,
    transports: ['websocket'],
    perMessageDeflate: false,
    ...(options.nodes === undefined ? {} : { adapter: options.nodes.adapter }),
    allowRequest: (request, decide) => {
      const origin = request.headers.origin
      decide(null, origin !== undefined && options.origins.includes(origin))
    },
  })
  const isAlone = options.nodes === undefined
  const registered = new Map<string, Registered>()
  const operations = new Map<string, OperationId>()
  const active = new Set<string>()
  const closers: ((connection: Connection) => void)[] = []
  const shares = new Map<string, { readonly take: () => boolean; sockets: number }>()

  io.use((socket, next) => {
    options.identify(socket.request).then(
      (who) => {
        if (who === undefined) {
          next(new Error('identity/not-signed-in'))
          return
        }
        ;(socket.data as { who?: SignedIn }).who = who
        next()
      },
      (error: unknown) => {
        options.report(error, 'connect')
        next(new Error('identity/not-signed-in'))
      },
    )
  })
  io.on('connection', (socket) => {
    const trouble = options.troubleNow?.()
    if (trouble !== undefined) socket.emit('trouble', { code: trouble })
    serve(socket, { options, registered, active, closers, io, shares })
  })
  io.on(RENEWED, (told: { readonly signInId: string; readonly keptSocketId?: string }) => {
    breakHere(io, told.signInId, told.keptSocketId)
  })

  return {
    events: () => [...operations].map(([event, operation]) => ({ event, operation })),
    signIns: () => {
      const connected = new Set<string>()
      for (const { data } of io.of('/').sockets.values()) {
        const { who } = data as { who?: SignedIn }
        if (who !== undefined) connected.add(who.signInId)
      }
      const sent = [...active]
      active.clear()
      return { connected: [...connected], active: sent }
    },
    on: (event, operation, schema, handler) => {
      operations.set(event, operation)
      const act: typeof handler = isSensitive(operation)
        ? async (connection, input) =>
            (await options.askRecent(operation, connection)) ?? handler(connection, input)
        : handler
      registered.set(event, (connection, input) => {
        const parsed = schema.safeParse(input)
        if (!parsed.success) return malformed(parsed.error)
        const dialogueId = named(parsed.data)
        if (dialogueId === undefined) return act(connection, parsed.data)
        return options
          .permit(operation, connection.accountId, dialogueId)
          .then((refusal) => refusal ?? act(connection, parsed.data))
      })
    },
    onClose: (handler) => closers.push(handler),
    toRoom: (room, event, payload) => {
      if (isAlone) fanOut(io, room, event, payload)
      else io.to(room).emit(event, payload)
    },
    toAllHere: (event, payload) => io.local.emit(event, payload),
    toRoomHere: (room, event, payload) => fanOut(io, room, event, payload),
    nodes: {
      tell: (subject, payload) => {
        if (!isAlone) io.serverSideEmit(subject, payload)
      },
      hear: (subject, listener) => io.on(subject, listener),
    },
    cutAccountHere: (accountId, code) => cut(io, `account:${accountId}`, code, true),
    cutSignIn: (signInId, code) => cut(io, `sign-in:${signInId}`, code, isAlone),
    renewSignIn: (signInId, keptSocketId) => {
      breakHere(io, signInId, keptSocketId)
      if (!isAlone) io.serverSideEmit(RENEWED, { signInId, keptSocketId })
    },
    backlog: () =>
      [...io.of('/').sockets.values()].reduce((sum, socket) => sum + backlog(socket), 0),
    connections: () => io.of('/').sockets.size,
    // Without a farewell, which would tell clients to stay away: they come back, to another node or to the next start.
    close: () => io.close(),
  }
}

/** Closes below the protocol: an honest client takes it for a broken line and connects again. */
function breakHere(io: Server, signInId: string, keptSocketId: string | undefined): void {
  for (const id of io.of('/').adapter.rooms.get(`sign-in:${signInId}`) ?? []) {
    if (id !== keptSocketId) io.of('/').sockets.get(id)?.conn.close()
  }
}

/** Cuts here at once, and then wherever else the room has members, unless it is to be here only. */
function cut(io: Server, room: string, code: string, isHere: boolean): void {
  for (const reach of isHere ? [io.local] : [io.local, io]) {
    reach.to(room).emit('revoked', { code })
    reach.in(room).disconnectSockets(true)
  }
}

interface Serving {
  readonly options: RealtimeOptions
  readonly registered: ReadonlyMap<string, Registered>
  readonly active: Set<string>
  readonly closers: readonly ((connection: Connection) => void)[]
  readonly io: Server
  /** What is left to each connected account, over all its sockets (W5). */
  readonly shares: Map<string, { readonly take: () => boolean; sockets: number }>
}

function serve(socket: Socket, serving: Serving): void {
  const { options, registered, active, closers, io, shares } = serving
  const { who } = socket.data as { who?: SignedIn }
  if (who === undefined) {
    socket.disconnect(true)
    return
  }
  const own = `sign-in:${who.signInId}`
  if ((io.of('/').adapter.rooms.get(own)?.size ?? 0) >= options.limits.socketsPerSignIn) {
    socket.emit('revoked', { code: 'identity/too-many-connections' })
    socket.disconnect(true)
    return
  }
  void socket.join([own, `account:${who.accountId}`])
  const connection: Connection = {
    socketId: socket.id,
    ...who,
    join: (room) => void socket.join(room),
    leave: (room) => void socket.leave(room),
    emit: (event, payload) => void socket.emit(event, payload),
  }
  const bucket = tokenBucket(options.limits.messagesPerSecond)
  const share = shares.get(who.accountId) ?? {
    take: tokenBucket(options.limits.messagesPerSecond * ACCOUNT_SHARE),
    sockets: 0,
  }
  share.sockets += 1
  shares.set(who.accountId, share)
  socket.use((packet) => {
    const [event, input, acknowledge] = packet as unknown[]
    const answer = (reply: Answer): void => {
      if (!reply.ok && HOSTILE.test(reply.code)) options.onRefused(who, reply.code)
      if (typeof acknowledge === 'function') (acknowledge as (reply: Answer) => void)(reply)
    }
    const entry = typeof event === 'string' ? registered.get(event) : undefined
    if (entry === undefined) {
      answer(refuse('socket/unknown-event'))
      socket.disconnect(true)
      return
    }
    if (!bucket() || !share.take()) {
      answer(refuse('socket/too-fast'))
      return
    }
    if (backlog(socket) > LONGEST_BACKLOG) {
      socket.disconnect(true)
      return
    }
    active.add(who.signInId)
    void handle(connection, event as string, entry, input, options).then((reply) => {
      options.onAnswer?.(event as string, reply.ok ? 'ok' : reply.code)
      answer(reply)
    })
  })
  socket.on('disconnect', () => {
    share.sockets -= 1
    if (share.sockets === 0) shares.delete(who.accountId)
    for (const close of closers) close(connection)
  })
}

async function handle(
  connection: Connection,
  event: string,
  registered: Registered,
  input: unknown,
  options: RealtimeOptions,
): Promise<Answer> {
  try {
    return await registered(connection, input)
  } catch (error) {
    options.report(error, event)
    return refuse(options.troubleOf?.(error) ?? 'server/failed')
  }
}

function malformed(error: z.ZodError): Refusal {
  const issue = error.issues[0]
  return refuse('socket/malformed', {
    where: issue?.path.join('.') ?? '',
    why: issue?.message ?? '',
  })
}

/** The dialogue that a message names. */
function named(input: unknown): string | undefined {
  const { dialogueId } = Object(input) as { dialogueId?: unknown }
  return typeof dialogueId === 'string' ? dialogueId : undefined
}

/** A bucket of tokens on the monotonic clock: answers whether one more message is within the rate. */
function tokenBucket(perSecond: number): () => boolean {
  const capacity = perSecond * BURST_SECONDS
  let tokens = capacity
  let last = performance.now()
  return () => {
    const now = performance.now()
    tokens = Math.min(capacity, tokens + ((now - last) / 1000) * perSecond)
    last = now
    if (tokens < 1) return false
    tokens -= 1
    return true
  }
}

function backlog(socket: Socket): number {
  const { writeBuffer } = socket.conn as unknown as { writeBuffer?: readonly unknown[] }
  return writeBuffer?.length ?? 0
}
