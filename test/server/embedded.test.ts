import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectFolder } from '../../server/platform/config.ts'
import { openDatabase } from '../../server/platform/db.ts'
import { startEmbedded } from '../../server/platform/embedded.ts'
import { migrate } from '../../server/platform/migrate.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'parley-embedded-'))
  await chmod(folder, 0o711)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Starts PostgreSQL in a process of its own, which writes a row and is then killed without warning. */
async function startAndKill(word: string): Promise<number> {
  const program = `
    import postgres from 'postgres'
    import { startEmbedded } from './server/platform/embedded.ts'
    const embedded = await startEmbedded({ folder: ${JSON.stringify(folder)} })
    const db = postgres(embedded.url, { max: 1, onnotice: () => undefined })
    await db.unsafe("CREATE TABLE IF NOT EXISTS kept (word text)")
    await db\`INSERT INTO kept VALUES (${word})\`
    console.log(embedded.pid())
  `.replace(`(${word})`, `('${word}')`)
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    { cwd: projectFolder(), stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  child.kill('SIGKILL')
  await once(child, 'exit')
  return Number(line.toString())
}

async function words(url: string): Promise<string[]> {
  const db = postgres(url, { max: 1 })
  const rows = await db<{ word: string }[]>`SELECT word FROM kept ORDER BY word`
  await db.end()
  return rows.map(({ word }) => word)
}

test('a server that was killed leaves a PostgreSQL that the next one ends and whose data it finds', async () => {
  const orphan = await startAndKill('first')
  expect(() => process.kill(orphan, 0)).not.toThrow()
  const embedded = await startEmbedded({ folder })
  expect(() => process.kill(orphan, 0)).toThrow()
  expect(await words(embedded.url)).toEqual(['first'])
  await embedded.stop()
})

test('PostgreSQL killed together with its server is recovered at the next start', async () => {
  process.kill(await startAndKill('second'), 'SIGKILL')
  const embedded = await startEmbedded({ folder })
  expect(await words(embedded.url)).toEqual(['first', 'second'])
  await embedded.stop()
})

test('a data folder in use is refused in one sentence, and its user is not disturbed', async () => {
  const embedded = await startEmbedded({ folder })
  await expect(startEmbedded({ folder })).rejects.toThrow(
    `The data folder ${folder} is in use by another process.`,
  )
  expect(await words(embedded.url)).toHaveLength(2)
  await embedded.stop()
})

test('a mark left behind whose number belongs to another program now is ignored', async () => {
  const mark = path.join(folder, 'pg', 'postmaster.pid')
  await writeFile(
    mark,
    `${process.pid}\n${path.join(folder, 'pg')}\n0\n5432\n\n127.0.0.1\n0 0\nready\n`,
  )
  const embedded = await startEmbedded({ folder })
  expect(await words(embedded.url)).toHaveLength(2)
  await embedded.stop()
  await expect(readFile(mark)).rejects.toThrow()
})

test('PostgreSQL that is killed under a running server is started again on the same address', async () => {
  const embedded = await startEmbedded({ folder })
  const killed = embedded.pid()
  process.kill(killed, 'SIGKILL')
  await expect
    .poll(() => embedded.pid() !== killed && words(embedded.url).catch(() => []), {
      timeout: 30_000,
    })
    .toHaveLength(2)
  await embedded.stop()
})

test('migrations run once, wait for each other, and may not be changed afterwards', async () => {
  const embedded = await startEmbedded({ folder })
  const db = await openDatabase(embedded.url)
  const migrations = await mkdtemp(path.join(os.tmpdir(), 'parley-migrations-'))
  const file = path.join(migrations, '001_one.sql')
  await writeFile(file, 'CREATE TABLE one (n integer); INSERT INTO one VALUES (1);')
  const ran = await Promise.all([migrate(db, migrations), migrate(db, migrations)])
  expect(ran.flat()).toEqual(['001_one.sql'])
  expect(await db`SELECT n FROM one`).toHaveLength(1)
  await writeFile(
    path.join(migrations, '002_two.sql'),
    'CREATE TABLE two (n integer); SELECT broken;',
  )
  await expect(migrate(db, migrations)).rejects.toThrow('The migration 002_two.sql failed')
  expect(await db`SELECT to_regclass('two') AS found`).toEqual([{ found: null }])
  await writeFile(file, 'CREATE TABLE one (n bigint);')
  await expect(migrate(db, migrations)).rejects.toThrow('was changed after it had run')
  await db.end()
  await embedded.stop()
  await rm(migrations, { recursive: true })
})

test('a server that does not sync what it acknowledges is refused', async () => {
  const embedded = await startEmbedded({ folder })
  const db = postgres(embedded.url, { max: 1 })
  await db`ALTER ROLE parley SET synchronous_commit = off`
  await db.end()
  await expect(openDatabase(embedded.url)).rejects.toThrow(
    'The database runs with synchronous_commit off',
  )
  await embedded.stop()
  await expect(openDatabase('postgres://127.0.0.1:1/none')).rejects.toThrow(
    /^The database at 127.0.0.1:1 cannot be used: .*ECONNREFUSED.*\.$/,
  )
})
