import postgres from 'postgres'
import { reasonOf, Unstartable } from './unstartable.ts'

/** What a reader takes: a pool or a transaction. */
export type Sql = postgres.ISql
/** What a writer takes: a transaction, so that a write outside one does not compile. */
export type Tx = postgres.TransactionSql
/** The pool of connections; `begin` opens a transaction. Settings are changed by SET LOCAL only. */
export type Database = postgres.Sql

/** Settings without which an acknowledged write could be lost. */
const DURABILITY = ['fsync', 'full_page_writes', 'synchronous_commit'] as const

/** Seconds to wait for a connection. */
const CONNECT_SECONDS = 10

/** Opens a pool and refuses a server that cannot be reached or does not keep what it acknowledges. */
export async function openDatabase(
  url: string,
  options: { readonly connections?: number; readonly role?: string } = {},
): Promise<Database> {
  const db = postgres(url, {
    max: options.connections ?? 12,
    connect_timeout: CONNECT_SECONDS,
    onnotice: () => undefined,
    connection: {
      application_name: 'parley',
      ...(options.role === undefined ? {} : { options: `-c role=${options.role}` }),
    },
  })
  try {
    const settings = await db<{ name: string; setting: string }[]>`
      SELECT name, setting FROM pg_settings WHERE name = ANY(${[...DURABILITY]})`
    const off = settings.find(({ setting }) => setting === 'off')
    if (options.role !== undefined) await refusePower(db)
    if (off !== undefined) {
      throw new Unstartable(
        `The database runs with ${off.name} off, so what it acknowledges could be lost.`,
      )
    }
    return db
  } catch (error) {
    await db.end({ timeout: 0 })
    if (error instanceof Unstartable) throw error
    throw new Unstartable(
      `The database at ${new URL(url).host} cannot be used: ${reasonOf(error)}.`,
    )
  }
}

/** A server that could pass over the policies would not notice a mistake of its own. */
async function refusePower(sql: Sql): Promise<void> {
  const [row] = await sql<{ power: boolean; owns: boolean }[]>`
    SELECT r.rolsuper OR r.rolbypassrls AS power,
      EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) AS owns
    FROM pg_roles r WHERE r.rolname = current_user`
  if (row === undefined || row.power || row.owns) {
    throw new Unstartable('The role that the server works as owns tables or passes over policies.')
  }
}
