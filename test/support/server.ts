import { readConfig, type Config } from '../../server/platform/config.ts'
import type { App } from '../../server/app.ts'
import type { Database } from '../../server/platform/db.ts'
import { openLog } from '../../server/platform/log.ts'
import { serve } from '../../server/serve.ts'
import { freshDatabase } from './database.ts'

/** A whole server on a database of its own. */
export interface TestServer {
  readonly url: string
  /** Where it listens, when `url` names what stands in front of it. */
  readonly localUrl: string
  /** The database as its superuser has it. */
  readonly sql: Database
  /** The database as the server itself has it. */
  readonly db: Database
  readonly databaseUrl: string
  readonly app: App
  readonly metricsUrl: string | undefined
  close(): Promise<void>
}

/** Starts a server on a free port; `overrides` replace settings. */
export async function startTestServer(overrides: Partial<Config> = {}): Promise<TestServer> {
  const database = await freshDatabase(overrides.demo === false ? undefined : 'demonstration')
  const config = {
    ...readConfig({ PORT: '0', HOST: '127.0.0.1', DATABASE_URL: database.url, PARLEY_DEMO: 'on' }),
    ...overrides,
  }
  const serving = await serve(config, openLog('silent'))
  return {
    url: serving.url,
    localUrl: serving.localUrl,
    sql: database.sql,
    db: serving.db,
    databaseUrl: database.url,
    app: serving.app,
    metricsUrl: serving.metricsUrl,
    close: async () => {
      await serving.stop()
      await database.close()
    },
  }
}
