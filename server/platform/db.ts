import postgres from 'postgres'
import {
  openDriver,
  openTransactions,
  type Known,
  type TransactionLoad,
  type Tx,
} from './transactions.ts'
import { reasonOf, Unstartable } from './unstartable.ts'

/** What a reader takes: the database or a transaction. */
export type Sql = postgres.ISql
export type { Tx }

/** The database: its own statements stand alone, `begin` opens a transaction. Settings are changed by SET LOCAL only. */
export interface Database extends postgres.ISql {
  /** Runs a transaction; whatever is asked of it after its connection has closed is refused (`CONNECTION_CLOSED`). */
  begin<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  begin<T>(mode: string, work: (tx: Tx) => Promise<T>): Promise<T>
  listen: postgres.Sql['listen']
  /** How its transactions stand. */
  load(): TransactionLoad
  /** Waits up to that many seconds for what runs, then closes every connection. */
  end(options?: { readonly timeout?: number }): Promise<void>
}

/** Settings without which an acknowledged write could be lost. */
const DURABILITY = ['fsync', 'full_page_writes', 'synchronous_commit'] as const

/** Seconds to wait for a connection. */
const CONNECT_SECONDS = 10

/** How long what runs may take to finish when the database is closed, in seconds. */
const END_SECONDS = 5

/** How long a pool that lost a connection may go on with what it has begun, in seconds. */
const RETIRE_SECONDS = 60

/** Opens the database and refuses a server that cannot be reached or does not keep what it acknowledges. */
export async function openDatabase(
  url: string,
  options: { readonly connections?: number; readonly role?: string } = {},
): Promise<Database> {
  const { connections = 12, role } = options
  const first = postgres(url, {
    max: 1,
    connect_timeout: CONNECT_SECONDS,
    onnotice: () => undefined,
    connection: {
      application_name: 'parley',
      ...(role === undefined ? {} : { options: `-c role=${role}` }),
    },
  })
  try {
    const settings = await first<{ name: string; setting: string }[]>`
      SELECT name, setting FROM pg_settings WHERE name = ANY(${[...DURABILITY]})`
    const off = settings.find(({ setting }) => setting === 'off')
    if (role !== undefined) await refusePower(first)
    if (off !== undefined) {
      throw new Unstartable(
        `The database runs with ${off.name} off, so what it acknowledges could be lost.`,
      )
    }
    return connectTo(first.options, connections)
  } catch (error) {
    if (error instanceof Unstartable) throw error
    throw new Unstartable(
      `The database at ${new URL(url).host} cannot be used: ${reasonOf(error)}.`,
    )
  } finally {
    await first.end({ timeout: 0 })
  }
}

/** Opens connections for transactions, and half as many beside them for statements that stand alone. */
function connectTo(known: Known, connections: number): Database {
  const transactions = openTransactions(known, CONNECT_SECONDS, connections)
  const listener = openDriver(known, { max: 1 })
  let isEnded = false

  // What was about to be written when a connection closed stays in the driver and spoils its next use, so a pool
  // that lost one is replaced and only finishes what it has begun.
  function openPool(): postgres.Sql {
    const opened = openDriver(known, {
      max: Math.ceil(connections / 2),
      onclose: () => {
        if (pool !== opened || isEnded) return
        pool = openPool()
        void opened.end({ timeout: RETIRE_SECONDS })
      },
    })
    return opened
  }
  let pool = openPool()

  const own: Readonly<Record<string, unknown>> = {
    begin: <T>(mode: string | Work<T>, work?: Work<T>) =>
      typeof mode === 'string' && work !== undefined
        ? transactions.begin(mode, work)
        : transactions.begin('', mode as Work<T>),
    listen: (...args: Parameters<postgres.Sql['listen']>) => listener.listen(...args),
    load: () => transactions.load(),
    end: async ({ timeout = END_SECONDS }: { readonly timeout?: number } = {}) => {
      isEnded = true
      await Promise.all([
        transactions.end(timeout),
        listener.end({ timeout }),
        pool.end({ timeout }),
      ])
    },
  }
  const facade = new Proxy(pool, {
    apply: (_first, self, args) => Reflect.apply(pool, self, args) as unknown,
    get: (_first, name) =>
      typeof name === 'string' && name in own ? own[name] : (Reflect.get(pool, name) as unknown),
  })
  return facade as unknown as Database
}

type Work<T> = (tx: Tx) => Promise<T>

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
