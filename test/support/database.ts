import { randomBytes } from 'node:crypto'
import { inject } from 'vitest'
import postgres from 'postgres'
import { openDatabase, type Database } from '../../server/platform/db.ts'

/** A database that nobody else uses. */
export interface FreshDatabase {
  readonly url: string
  readonly sql: Database
  close(): Promise<void>
}

/** Copies a template for a test: migrated and empty, or with the demonstration in it. */
export async function freshDatabase(holds?: 'demonstration'): Promise<FreshDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`
  const url = new URL(inject(holds === undefined ? 'databaseUrl' : 'demonstrationUrl'))
  const template = url.pathname.slice(1)
  url.pathname = '/postgres'
  const admin = postgres(url.href, { max: 1 })
  await admin.unsafe(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  url.pathname = `/${name}`
  const sql = await openDatabase(url.href)
  return {
    url: url.href,
    sql,
    close: async () => {
      await sql.end({ timeout: 1 })
      await admin.unsafe(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end({ timeout: 1 })
    },
  }
}
