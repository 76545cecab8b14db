import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Database } from './db.ts'
import { grantToApp } from './store-grants.ts'
import { reasonOf, Unstartable } from './unstartable.ts'

/** Any number, the same in every version: processes that migrate at once wait for each other. */
const LOCK = 7_263_549

/** Brings the database to the folder's newest migration, as its owner, and answers the names of those it ran. */
export async function migrate(db: Database, folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const files = await Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(folder, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
  const done = await db.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${LOCK})`
    await tx`
      CREATE TABLE IF NOT EXISTS migrations (
        name text PRIMARY KEY,
        checksum text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      )`
    return tx<{ name: string }[]>`SELECT name FROM migrations`
  })
  const unknown = done.find(({ name }) => !names.includes(name))
  if (unknown !== undefined) {
    throw new Unstartable(
      `The database knows the migration ${unknown.name}, which this version does not have.`,
    )
  }
  const ran: string[] = []
  for (const file of files) if (await run(db, file)) ran.push(file.name)
  await db.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${LOCK})`
    await grantToApp(tx)
  })
  return ran
}

async function run(
  db: Database,
  file: { readonly name: string; readonly sql: string; readonly checksum: string },
): Promise<boolean> {
  return db.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${LOCK})`
    const [before] = await tx<{ checksum: string }[]>`
      SELECT checksum FROM migrations WHERE name = ${file.name}`
    if (before !== undefined) {
      if (before.checksum === file.checksum) return false
      throw new Unstartable(`The migration ${file.name} was changed after it had run.`)
    }
    try {
      await tx.unsafe(file.sql)
    } catch (error) {
      throw new Unstartable(`The migration ${file.name} failed: ${reasonOf(error)}.`)
    }
    await tx`INSERT INTO migrations (name, checksum) VALUES (${file.name}, ${file.checksum})`
    return true
  })
}
