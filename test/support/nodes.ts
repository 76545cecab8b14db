import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { projectFolder } from '../../server/platform/config.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'

/** A process of the application. */
interface NodeProcess {
  readonly url: string
  /** Everything it has logged. */
  log(): string
  kill(): Promise<void>
  /** Ends it the orderly way. */
  stop(): Promise<void>
  start(): Promise<void>
}

/** Redis as a process that can be taken away. */
interface RedisProcess {
  readonly url: string
  kill(): Promise<void>
  start(): Promise<void>
}

/** Hands connections on to one of several servers, and to the next one when that is not there. */
interface Router {
  readonly url: string
  /** Where the connections that come now go first. */
  prefer(index: number): void
  close(): Promise<void>
}

/** Several application processes on one PostgreSQL and one Redis, behind a proxy. */
export interface Cluster {
  readonly url: string
  readonly router: Router
  readonly nodes: readonly NodeProcess[]
  readonly redis: RedisProcess
  readonly database: FreshDatabase
  close(): Promise<void>
}

/** Starts a cluster of built servers; the nodes' settings may be added to. */
export async function startCluster(
  size: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Cluster> {
  const database = await freshDatabase('demonstration')
  const redis = redisProcess(await freePort())
  await redis.start()
  const ports: number[] = []
  for (let count = 0; count < size; count++) ports.push(await freePort())
  const router = await startRouter(ports)
  const nodes = ports.map((port) =>
    nodeProcess(port, {
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      PARLEY_ORIGIN: router.url,
      PARLEY_DEMO: 'on',
      PARLEY_LOG: 'info',
      ...env,
    }),
  )
  for (const node of nodes) await node.start()
  return {
    url: router.url,
    router,
    nodes,
    redis,
    database,
    close: async () => {
      await Promise.all(nodes.map((node) => node.stop()))
      await router.close()
      await redis.kill()
      await database.close()
    },
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
}

function nodeProcess(port: number, env: Readonly<Record<string, string>>): NodeProcess {
  let child: ChildProcess | undefined
  let log = ''
  const end = async (signal: NodeJS.Signals) => {
    const last = child
    child = undefined
    if (last === undefined) return
    last.kill(signal)
    await ended(last)
  }
  return {
    url: `http://127.0.0.1:${port}`,
    log: () => log,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    start: async () => {
      const started = spawn(process.execPath, ['dist/server/main.js'], {
        cwd: projectFolder(),
        env: { PATH: process.env['PATH'] ?? '', HOST: '127.0.0.1', PORT: String(port), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      started.stderr.on('data', (chunk: Buffer) => (log += chunk.toString()))
      const listening = new Promise<boolean>((resolve) => {
        started.stdout.once('data', () => resolve(true))
        started.once('close', () => resolve(false))
      })
      if (!(await listening)) throw new Error(`the node does not start: ${log}`)
    },
  }
}

function redisProcess(port: number): RedisProcess {
  let child: ChildProcess | undefined
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: async () => {
      const last = child
      child = undefined
      if (last === undefined) return
      last.kill('SIGKILL')
      await ended(last)
    },
    start: async () => {
      const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly']
      const started = spawn('redis-server', [...settings, 'no'], { stdio: 'ignore' })
      child = started
      const failed = new Promise<Error>((resolve) => started.once('error', resolve))
      for (;;) {
        const tried = await Promise.race([reachable(port), failed])
        if (tried instanceof Error) {
          throw new Error('No Redis was found: install redis-server.', { cause: tried })
        }
        if (tried) return
      }
    },
  }
}

function reachable(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => setTimeout(() => resolve(false), 20))
  })
}

async function startRouter(ports: readonly number[]): Promise<Router> {
  const open = new Set<Socket>()
  let preferred = 0
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  }
  const server = createServer((client) => {
    keep(client)
    client.on('error', () => client.destroy())
    handOn(client, preferred, ports.length)
  })
  function handOn(client: Socket, index: number, left: number): void {
    const upstream = connect(ports[index % ports.length] ?? 0, '127.0.0.1')
    keep(upstream)
    upstream.once('connect', () => {
      client.pipe(upstream)
      upstream.pipe(client)
      client.once('close', () => upstream.destroy())
      upstream.once('close', () => client.destroy())
    })
    let isConnected = false
    upstream.once('connect', () => (isConnected = true))
    upstream.on('error', () => {
      if (!isConnected && left > 1) handOn(client, index + 1, left - 1)
      else client.destroy()
    })
  }
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    prefer: (index) => (preferred = index),
    close: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  if (bound === null || typeof bound === 'string') throw new Error('no port was bound')
  return bound.port
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}
