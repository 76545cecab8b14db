import type { ServerOptions } from 'socket.io'
import type { Log } from './log.ts'

/** What carries between nodes what was published; PostgreSQL stays the log, so everything here may be lost. */
export interface Nodes {
  readonly adapter: NonNullable<ServerOptions['adapter']>
  /** Whether Redis is there now. */
  ready(): boolean
  close(): void
}

/** How long Redis may take to accept a message before it goes out here without it, in milliseconds. */
const PATIENCE_MS = 250
/** How long to wait between attempts to reach Redis, in milliseconds. */
const AGAIN_MS = 250
/** About how many messages Redis keeps for a node that reads slowly; the log has everything. */
const KEPT = 2000

/**
 * Connects to Redis and goes on trying: a server starts and serves without it. What cannot be sent is dropped at
 * once instead of queued, and found missing by its number.
 */
export async function openNodes(url: string, log: Log): Promise<Nodes> {
  // A server that is alone starts without reading these packages.
  const [{ createClient }, { createAdapter }] = await Promise.all([
    import('redis'),
    import('@socket.io/redis-streams-adapter'),
  ])
  const socket = { reconnectStrategy: () => AGAIN_MS, connectTimeout: 2000 }
  // The adapter reads answers of the second version of the protocol.
  const options = { url, socket, pingInterval: 2000, RESP: 2 as const }
  const sender = createClient({ ...options, disableOfflineQueue: true })
  const readers: { destroy(): void }[] = []
  let isGone = false
  sender.on('error', () => {
    if (!isGone) log.say('error', 'other nodes are read from the database: Redis is gone')
    isGone = true
  })
  sender.on('ready', () => {
    if (isGone) log.say('warn', 'Redis is back')
    isGone = false
  })
  sender.connect().catch(() => undefined)
  const client = {
    // The adapter knows the kind of a client by this member.
    sSubscribe: () => undefined,
    xAdd: (...message: Parameters<typeof sender.xAdd>) => inTime(sender.xAdd(...message)),
    publish: (...message: Parameters<typeof sender.publish>) =>
      inTime(sender.publish(...message)).catch(() => 0),
    // Readers wait for Redis: one that were refused at once would ask again without a pause.
    duplicate: () => {
      const reader = createClient(options)
      readers.push(reader)
      return reader
    },
  }
  return {
    adapter: createAdapter(client, { streamName: 'parley', maxLen: KEPT }),
    ready: () => sender.isReady,
    close: () => {
      for (const each of [sender, ...readers]) each.destroy()
    },
  }
}

async function inTime<T>(sent: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('Redis does not answer')), PATIENCE_MS)
  })
  return Promise.race([sent, late]).finally(() => clearTimeout(timer))
}
