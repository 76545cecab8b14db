import { mkdtemp, rm, chmod } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { projectFolder, readConfig } from '../../server/platform/config.ts'
import { openDatabase, type Database } from '../../server/platform/db.ts'
import { startEmbedded } from '../../server/platform/embedded.ts'
import { openLog } from '../../server/platform/log.ts'
import { migrate } from '../../server/platform/migrate.ts'
import { serve } from '../../server/serve.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the run's PostgreSQL, naming a migrated template that nobody connects to. */
    databaseUrl: string
    /** The same, of a template that holds the demonstration. */
    demonstrationUrl: string
  }
}

/**
 * Starts one PostgreSQL for a whole run, with a migrated database that the test files copy, and one in which
 * the product has set its demonstration up.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'parley-test-'))
  await chmod(folder, 0o711)
  const embedded = await startEmbedded({ folder })
  // The server's own database is claimed by its process; the template is one that nobody is connected to.
  const own = await openDatabase(embedded.url)
  await own`CREATE DATABASE template_parley`
  const url = new URL(embedded.url)
  url.pathname = '/template_parley'
  const db = await openDatabase(url.href)
  await migrate(db, path.join(projectFolder(), 'migrations'))
  await db.end()
  project.provide('databaseUrl', url.href)
  project.provide('demonstrationUrl', await demonstrate(own, url))
  await own.end()
  return async () => {
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Lets the product set its demonstration up once, in a copy of the migrated template; answers the copy's address. */
async function demonstrate(own: Database, template: URL): Promise<string> {
  await own`CREATE DATABASE template_demonstration TEMPLATE template_parley`
  const url = new URL(template)
  url.pathname = '/template_demonstration'
  const env = { PORT: '0', HOST: '127.0.0.1', DATABASE_URL: url.href, PARLEY_DEMO: 'on' }
  const serving = await serve(readConfig(env), openLog('silent'))
  await serving.stop()
  return url.href
}
