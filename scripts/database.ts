import path from 'node:path'
import process from 'node:process'
import { readFile } from 'node:fs/promises'
import { projectFolder, readConfig } from '../server/platform/config.ts'
import { openDatabase, type Database } from '../server/platform/db.ts'
import { startEmbedded } from '../server/platform/embedded.ts'
import { migrate } from '../server/platform/migrate.ts'
import { defaultDataFolder } from '../server/platform/postgres-files.ts'
import { readPostmaster } from '../server/platform/postmaster.ts'

/** Reads what follows `--name` on the command line. */
export function wordAfter(name: string): string {
  const at = process.argv.indexOf(`--${name}`)
  const word = at < 0 ? undefined : process.argv[at + 1]
  if (word === undefined) {
    console.error(`Say --${name} and what it is.`)
    process.exit(1)
  }
  return word
}

/** Works on the database that the server's settings name; an embedded one is started unless it runs already. */
export async function withDatabase<T>(work: (db: Database) => Promise<T>): Promise<T> {
  const config = readConfig(process.env)
  const root = projectFolder()
  let url = config.databaseUrl
  let stop = () => Promise.resolve()
  if (url === undefined) {
    const folder = config.dataFolder ?? (await defaultDataFolder(root))
    url = await runningAt(folder)
    if (url === undefined) {
      const embedded = await startEmbedded({ folder })
      stop = () => embedded.stop()
      url = embedded.url
    }
  }
  const db = await openDatabase(url, { connections: 2 })
  try {
    await migrate(db, path.join(root, 'migrations'))
    return await work(db)
  } finally {
    await db.end({ timeout: 5 })
    await stop()
  }
}

async function runningAt(folder: string): Promise<string | undefined> {
  const running = await readPostmaster(path.join(folder, 'pg'))
  if (running?.state !== 'ready') return undefined
  const password = await readFile(path.join(folder, 'password'), 'utf8')
  return `postgres://parley:${password}@127.0.0.1:${running.port}/parley`
}
