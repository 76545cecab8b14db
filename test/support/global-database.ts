import { mkdtemp, rm, chmod } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { projectFolder } from '../../server/platform/config.ts'
import { openDatabase } from '../../server/platform/db.ts'
import { startEmbedded } from '../../server/platform/embedded.ts'
import { migrate } from '../../server/platform/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the run's PostgreSQL, naming a migrated template that nobody connects to. */
    databaseUrl: string
  }
}

/** Starts one PostgreSQL for a whole run, with a migrated database that the test files copy. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'parley-test-'))
  await chmod(folder, 0o711)
  const embedded = await startEmbedded({ folder })
  // The server's own database is claimed by its process; the template is one that nobody is connected to.
  const own = await openDatabase(embedded.url)
  await own`CREATE DATABASE template_parley`
  await own.end()
  const url = new URL(embedded.url)
  url.pathname = '/template_parley'
  const db = await openDatabase(url.href)
  await migrate(db, path.join(projectFolder(), 'migrations'))
  await db.end()
  project.provide('databaseUrl', url.href)
  return async () => {
    await embedded.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
