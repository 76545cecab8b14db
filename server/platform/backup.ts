import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod'
import type { Database, Tx } from './db.ts'
import { Unstartable } from './unstartable.ts'

const manifestSchema = z.strictObject({
  format: z.literal(1),
  at: z.iso.datetime(),
  migrations: z.array(z.strictObject({ name: z.string(), checksum: z.string() })),
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z_0-9]+$/),
      columns: z.array(z.string().regex(/^[a-z_0-9]+$/)),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
})

/** What a backup holds: every table with the SHA-256 of its rows. */
type Manifest = z.infer<typeof manifestSchema>

const MANIFEST = 'manifest.json'

/** Writes every table, as of one instant, into a folder; the server may go on meanwhile. */
export async function backup(db: Database, folder: string): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const done: { manifest?: Manifest } = {}
  await db.begin('ISOLATION LEVEL REPEATABLE READ READ ONLY', async (tx) => {
    const [row] = await tx<{ now: Date }[]>`SELECT clock_timestamp() AS now`
    const tables: Manifest['tables'] = []
    for (const { name, columns } of await tablesOf(tx)) {
      const file = createWriteStream(fileOf(folder, name), { mode: 0o600 })
      const sha256 = await copyOut(tx, name, columns, file)
      tables.push({ name, columns, sha256 })
    }
    const migrations = await migrationsOf(tx)
    done.manifest = { format: 1, at: (row?.now ?? new Date()).toISOString(), migrations, tables }
  })
  if (done.manifest === undefined) throw new Error('nothing was read')
  await writeFile(path.join(folder, MANIFEST), `${JSON.stringify(done.manifest, undefined, 2)}\n`, {
    mode: 0o600,
  })
  return done.manifest
}

/**
 * Reads a backup into a migrated database in which nobody has worked yet, in one transaction, and compares the
 * hash of every table with the one of the backup: either everything is as it was, or nothing happened.
 */
export async function restore(db: Database, folder: string): Promise<Manifest> {
  const manifest = manifestSchema.parse(
    JSON.parse(await readFile(path.join(folder, MANIFEST), 'utf8')),
  )
  for (const { name, sha256 } of manifest.tables) {
    if ((await hashOfFile(fileOf(folder, name))) !== sha256) {
      throw new Unstartable(`The backup of the table ${name} is damaged.`)
    }
  }
  await db.begin(async (tx) => {
    if (JSON.stringify(await migrationsOf(tx)) !== JSON.stringify(manifest.migrations)) {
      throw new Unstartable('The backup was made by another version of Parley.')
    }
    const [used] = await tx`SELECT 1 FROM accounts UNION ALL SELECT 1 FROM dialogues LIMIT 1`
    if (used !== undefined) throw new Unstartable('The database is not empty.')
    const forced = await forcedTables(tx)
    // The owner reads in past its own policies; they are in force again before the commit.
    for (const name of forced) await tx`ALTER TABLE ${tx(name)} NO FORCE ROW LEVEL SECURITY`
    for (const { name, columns } of await inOrder(tx, manifest.tables)) {
      await tx`DELETE FROM ${tx(name)}`
      const into = await tx`COPY ${tx(name)} (${tx(columns)}) FROM STDIN`.writable()
      await pipeline(createReadStream(fileOf(folder, name)), into)
    }
    for (const { name, columns, sha256 } of manifest.tables) {
      if ((await copyOut(tx, name, columns)) !== sha256) {
        throw new Unstartable(`The table ${name} is not what it was.`)
      }
    }
    for (const name of forced) await tx`ALTER TABLE ${tx(name)} FORCE ROW LEVEL SECURITY`
  })
  return manifest
}

function fileOf(folder: string, table: string): string {
  return path.join(folder, `${table}.copy`)
}

async function tablesOf(tx: Tx): Promise<{ name: string; columns: string[] }[]> {
  return tx<{ name: string; columns: string[] }[]>`
    SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migrations'
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    GROUP BY c.relname ORDER BY c.relname`
}

async function migrationsOf(tx: Tx): Promise<Manifest['migrations']> {
  const rows = await tx<
    { name: string; checksum: string }[]
  >`SELECT name, checksum FROM migrations ORDER BY name`
  return rows.map(({ name, checksum }) => ({ name, checksum }))
}

async function forcedTables(tx: Tx): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    SELECT relname AS name FROM pg_class
    WHERE relforcerowsecurity AND relnamespace = 'public'::regnamespace`
  return rows.map(({ name }) => name)
}

/** What others refer to comes first; the count of what was published last, because triggers move it. */
async function inOrder(tx: Tx, tables: Manifest['tables']): Promise<Manifest['tables']> {
  const references = await tx<{ from: string; to: string }[]>`
    SELECT conrelid::regclass::text AS from, confrelid::regclass::text AS to FROM pg_constraint
    WHERE contype = 'f' AND conrelid <> confrelid`
  const rank = (name: string): number => {
    if (name === 'published_versions') return Infinity
    const above = references.filter(({ from }) => from === name).map(({ to }) => rank(to))
    return above.length === 0 ? 0 : 1 + Math.max(...above)
  }
  return [...tables].sort((a, b) => rank(a.name) - rank(b.name))
}

async function keyOf(tx: Tx, table: string): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    SELECT a.attname AS name FROM pg_index i
    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (column_number, place)
    JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.column_number
    WHERE i.indrelid = ${table}::regclass AND i.indisprimary ORDER BY k.place`
  if (rows.length === 0) throw new Error(`the table ${table} has no primary key`)
  return rows.map(({ name }) => name)
}

async function copyOut(
  tx: Tx,
  name: string,
  columns: readonly string[],
  to?: NodeJS.WritableStream,
): Promise<string> {
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform: (piece: Buffer, _encoding, next) => {
      hash.update(piece)
      next(null, to === undefined ? undefined : piece)
    },
  })
  // By the key, as rows lie differently in a database that has just been filled.
  const key = (await keyOf(tx, name)).map((column) => `"${column}"`).join(', ')
  const from = await tx`
    COPY (SELECT ${tx([...columns])} FROM ${tx(name)} ORDER BY ${tx.unsafe(key)}) TO STDOUT`.readable()
  if (to === undefined) {
    hashing.resume()
    await pipeline(from, hashing)
  } else await pipeline(from, hashing, to)
  // The driver leaves its socket paused when the last piece filled the stream.
  from._read(0)
  return hash.digest('hex')
}

async function hashOfFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}
