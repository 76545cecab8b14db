import type { RefusalParams } from '#shared/kernel'
import { io, type Socket } from 'socket.io-client'
import * as z from 'zod'

/** What an event sent with `request` came to. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly params?: RefusalParams }

/** Where the connection stands; `ended` is final, with the code the server gave. */
export type ConnectionState =
  | { readonly status: 'connecting' | 'offline' }
  /** `trouble` is the code of what keeps the server from storing anything, while it lasts. */
  | { readonly status: 'online'; readonly trouble?: string }
  | { readonly status: 'ended'; readonly code: string }

/** The one live connection of the page. */
export interface Live {
  /** Sends an event and waits for its answer; answers with a refusal when there is no connection. */
  request<T>(event: string, payload: unknown, schema: z.ZodType<T>): Promise<Answer<T>>
  /** Listens to what the server pushes. Returns what ends the listening. */
  on<T>(event: string, schema: z.ZodType<T>, listener: (payload: T) => void): () => void
  /** Calls at once when connected, and again after every reconnection. */
  onOnline(listener: () => void): () => void
  /** Calls whenever the state changes. */
  readonly subscribe: (listener: () => void) => () => void
  /** The present state; the same object until it changes. */
  readonly state: () => ConnectionState
  /** Connects, and connects again whenever the connection breaks. */
  open(): void
  /** Ends the connection. */
  close(): void
}

let latest: Socket | undefined

/** The id of the page's live connection, while there is one. */
export function liveSocketId(): string | undefined {
  return latest?.connected === true ? latest.id : undefined
}

/** How long an answer may take. */
const ANSWER_MS = 15_000

const refused = z.object({
  ok: z.literal(false),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
const trouble = z.object({ code: z.string().nullable() })
const revoked = z.object({ code: z.string() })

/**
 * Makes the live connection. It reconnects by itself, without the library's own recovery: whoever listens
 * to `onOnline` asks for what was missed, which checks the right to have it again.
 */
export function createLive(address?: string): Live {
  const options = {
    transports: ['websocket'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 4000,
    withCredentials: true,
    autoConnect: false,
  }
  const socket: Socket = address === undefined ? io(options) : io(address, options)
  latest = socket
  let state: ConnectionState = { status: 'connecting' }
  const watchers = new Set<() => void>()
  const onlineListeners = new Set<() => void>()
  const change = (next: ConnectionState) => {
    if (state.status === 'ended') return
    state = next
    for (const watcher of watchers) watcher()
  }

  socket.on('connect', () => {
    change({ status: 'online' })
    for (const listener of onlineListeners) listener()
  })
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') change({ status: 'ended', code: 'identity/revoked' })
    else if (reason !== 'io client disconnect') change({ status: 'offline' })
  })
  socket.on('connect_error', (error) => {
    // Without an active manager the server has refused the connection itself: trying again is of no use.
    if (socket.active) change({ status: 'offline' })
    else
      change({
        status: 'ended',
        code: error.message.includes('/') ? error.message : 'identity/not-signed-in',
      })
  })
  socket.on('trouble', (payload: unknown) => {
    const parsed = trouble.safeParse(payload)
    const code = parsed.success ? parsed.data.code : null
    change(code === null ? { status: 'online' } : { status: 'online', trouble: code })
  })
  socket.on('revoked', (payload: unknown) => {
    const parsed = revoked.safeParse(payload)
    change({ status: 'ended', code: parsed.success ? parsed.data.code : 'identity/revoked' })
  })

  return {
    request: (event, payload, schema) => request(socket, event, payload, schema),
    on: (event, schema, listener) => {
      const receive = (payload: unknown) => {
        const parsed = schema.safeParse(payload)
        if (parsed.success) listener(parsed.data)
      }
      socket.on(event, receive)
      return () => socket.off(event, receive)
    },
    onOnline: (listener) => {
      onlineListeners.add(listener)
      if (socket.connected) listener()
      return () => onlineListeners.delete(listener)
    },
    subscribe: (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    state: () => state,
    open: () => socket.connect(),
    close: () => socket.close(),
  }
}

async function request<T>(
  socket: Socket,
  event: string,
  payload: unknown,
  schema: z.ZodType<T>,
): Promise<Answer<T>> {
  if (!isConnected(socket)) return { ok: false, code: 'client/offline' }
  let answer: unknown
  try {
    answer = await socket.timeout(ANSWER_MS).emitWithAck(event, payload)
  } catch {
    return { ok: false, code: isConnected(socket) ? 'client/timeout' : 'client/offline' }
  }
  const no = refused.safeParse(answer)
  if (no.success) {
    const { code, params } = no.data
    return params === undefined ? { ok: false, code } : { ok: false, code, params }
  }
  const yes = schema.safeParse(answer)
  return yes.success
    ? { ok: true, value: yes.data }
    : { ok: false, code: 'client/unexpected-answer' }
}

function isConnected(socket: Socket): boolean {
  return socket.connected
}
