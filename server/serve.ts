import type { Server } from 'node:http'
import path from 'node:path'
import { createApp, type App } from './app.ts'
import { projectFolder, type Config } from './platform/config.ts'
import { openDatabase, type Database } from './platform/db.ts'
import { startEmbedded } from './platform/embedded.ts'
import type { Log } from './platform/log.ts'
import { metricsServer } from './platform/metrics.ts'
import { migrate } from './platform/migrate.ts'
import { APP_ROLE } from './platform/store-grants.ts'
import { defaultDataFolder } from './platform/postgres-files.ts'
import { Unstartable } from './platform/unstartable.ts'
import { seedDemonstration } from './seed.ts'

/** A server that listens. */
export interface Serving {
  /** The address that people use. */
  readonly url: string
  /** The address on this machine, whatever stands in front. */
  readonly localUrl: string
  readonly db: Database
  readonly app: App
  /** Where what is measured can be read. */
  readonly metricsUrl: string | undefined
  stop(): Promise<void>
}

/** Opens the database, brings it up to date and serves; what was opened is closed again when a step fails. */
export async function serve(
  config: Config,
  log: Log,
  onLost: () => void = () => undefined,
): Promise<Serving> {
  const root = projectFolder()
  const closers: (() => Promise<void>)[] = []
  const stop = async () => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close()
  }
  try {
    let url = config.databaseUrl
    if (url === undefined) {
      const folder = config.dataFolder ?? (await defaultDataFolder(root))
      const embedded = await startEmbedded({ folder, onLost })
      closers.push(() => embedded.stop())
      url = embedded.url
    }
    const owner = await openDatabase(url, { connections: 1 })
    await migrate(owner, path.join(root, 'migrations')).finally(() => owner.end({ timeout: 5 }))
    const db = await openDatabase(url, { role: APP_ROLE })
    closers.push(() => db.end({ timeout: 5 }))
    const publicDb = await openDatabase(url, { connections: 3, role: 'parley_public' })
    closers.push(() => publicDb.end({ timeout: 5 }))
    const app = await createApp({ config, db, publicDb, log, root })
    closers.push(() => app.close())
    if (config.demo) await seedDemonstration(db, app.live)
    const metricsUrl = await serveMetrics(app, config, closers)
    const port = await listen(app.server, config)
    if (app.origins.length === 0) app.origins.push(...localOrigins(config.host, port))
    const localUrl = `http://${shown(config.host)}:${port}`
    return { url: config.origins[0] ?? localUrl, localUrl, db, app, metricsUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function serveMetrics(
  app: App,
  { metrics: at }: Config,
  closers: (() => Promise<void>)[],
): Promise<string | undefined> {
  if (at === undefined) return undefined
  const server = metricsServer(app.metrics)
  const port = await listen(server, at)
  closers.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://${shown(at.host)}:${port}/metrics`
}

function listen(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why: Record<string, string> = {
        EADDRINUSE: `The port ${port} is in use by another process: set PORT to another one.`,
        EACCES: `The port ${port} may not be opened by this user: set PORT to another one.`,
      }
      const sentence = why[error.code ?? ''] ?? `The address ${host}:${port} cannot be listened on.`
      reject(new Unstartable(sentence))
    })
    server.listen(port, host, () => {
      const bound = server.address()
      resolve(bound === null || typeof bound === 'string' ? port : bound.port)
    })
  })
}

const ANY = ['0.0.0.0', '::', '']

function shown(host: string): string {
  if (ANY.includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

function localOrigins(host: string, port: number): string[] {
  const hosts = new Set(['localhost', '127.0.0.1', '[::1]', shown(host)])
  return [...hosts].map((name) => new URL(`http://${name}:${port}`).origin)
}
