import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backup, restore } from '../../server/platform/backup.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let folder: string
const targets: FreshDatabase[] = []

beforeAll(async () => {
  server = await startTestServer()
  folder = await mkdtemp(path.join(os.tmpdir(), 'parley-backup-'))
  await backup(server.sql, folder)
})
afterAll(async () => {
  for (const target of targets) await target.close()
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function emptyDatabase(): Promise<FreshDatabase> {
  const target = await freshDatabase()
  targets.push(target)
  return target
}

const RECORD = `SELECT string_agg(hash, ',' ORDER BY dialogue_id, audience, seq) AS all FROM events`
const TEXTS = `SELECT string_agg(encode(sha256(body), 'hex'), ',' ORDER BY text_id, seq) AS all FROM text_updates`

test('K9 what is restored has the same hashes, and its policies are in force', async () => {
  const target = await emptyDatabase()
  const { tables } = await restore(target.sql, folder)
  expect(tables.length).toBeGreaterThan(10)
  for (const query of [RECORD, TEXTS]) {
    const [there] = await target.sql.unsafe<{ all: string }[]>(query)
    const [here] = await server.sql.unsafe<{ all: string }[]>(query)
    expect(there?.all.length).toBeGreaterThan(64)
    expect(there).toEqual(here)
  }
  const again = await mkdtemp(path.join(os.tmpdir(), 'parley-backup-'))
  expect((await backup(target.sql, again)).tables).toEqual(tables)
  await rm(again, { recursive: true })
  const forced = `SELECT count(*)::int AS n FROM pg_class WHERE relforcerowsecurity`
  expect(await target.sql.unsafe(forced)).toEqual(await server.sql.unsafe(forced))
})

test('K9 a table that is new is in the backup without being named anywhere', async () => {
  const [from, to] = [await emptyDatabase(), await emptyDatabase()]
  for (const { sql } of [from, to]) {
    await sql`CREATE TABLE newcomers (id int PRIMARY KEY, words text NOT NULL)`
  }
  await from.sql`INSERT INTO newcomers VALUES (2, 'two'), (1, 'one')`
  const own = await mkdtemp(path.join(os.tmpdir(), 'parley-backup-'))
  const { tables } = await backup(from.sql, own)
  const inCatalogue = await from.sql<{ name: string }[]>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_name <> 'migrations' ORDER BY table_name`
  expect(tables.map(({ name }) => name).sort()).toEqual(inCatalogue.map(({ name }) => name).sort())
  await restore(to.sql, own)
  expect(await to.sql`SELECT * FROM newcomers ORDER BY id`).toEqual([
    { id: 1, words: 'one' },
    { id: 2, words: 'two' },
  ])
  await rm(own, { recursive: true })
})

test('K9 nothing is restored into a database that is in use', async () => {
  await expect(restore(server.sql, folder)).rejects.toThrow('not empty')
})

test('K9 a damaged backup is refused, and nothing happens', async () => {
  const target = await emptyDatabase()
  const file = path.join(folder, 'events.copy')
  const whole = await readFile(file, 'utf8')
  await writeFile(file, whole.replace('DialogueOpened', 'DialogueClosed'))
  await expect(restore(target.sql, folder)).rejects.toThrow('events is damaged')
  await writeFile(file, whole)
  const [row] = await target.sql<{ n: number }[]>`SELECT count(*)::int AS n FROM accounts`
  expect(row?.n).toBe(0)
})
