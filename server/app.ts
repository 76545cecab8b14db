import { refuse } from '#shared/kernel'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import type { Logger } from 'pino'
import { addIdentityRoutes } from './identity/routes.ts'
import { createSignIns } from './identity/sign-in.ts'
import type { Config } from './platform/config.ts'
import type { Database } from './platform/db.ts'
import { addHealth } from './platform/health.ts'
import { createHttp } from './platform/http.ts'
import { serveClient } from './platform/static.ts'

/** The application, wired and not listening. */
export interface App {
  readonly server: Server
  /** Exact origins that are let in; whoever listens adds the local ones. */
  readonly origins: string[]
  /** Refuses what is new, lets what runs finish, and closes what was opened, last first. */
  close(): Promise<void>
}

/** Wires the rooms to the edge. */
export async function createApp(options: {
  readonly config: Config
  readonly db: Database
  readonly log: Logger
  readonly root: string
}): Promise<App> {
  const { config, db, log } = options
  const origins = [...config.origins]
  const secure = origins.length > 0 && origins.every((origin) => origin.startsWith('https:'))
  const server = createServer()
  let isStopping = false

  const signIns = await createSignIns({ db, secure, validity: config })
  const http = createHttp({
    origins,
    secure,
    proxies: config.proxies,
    log,
    before: signIns.middleware,
    whoAsks: (request) => signIns.accountOf(request),
    permit: () => Promise.resolve(refuse('http/not-found')),
  })
  addHealth(http, db, () => isStopping)
  addIdentityRoutes(http, { db, signIns, demo: config.demo, onSignOut: () => undefined })
  serveClient(http.app, path.join(options.root, 'dist', 'client'))
  http.finish()
  server.on('request', http.app)

  return {
    server,
    origins,
    close: async () => {
      isStopping = true
      await closeServer(server)
    },
  }
}

/** How long requests that run may take to finish once the server stops, in milliseconds. */
const DRAIN_MS = 5000

async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return
  const closed = new Promise((resolve) => server.close(resolve))
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
}
