import { once } from 'node:events'
import net from 'node:net'
import postgres from 'postgres'

declare const inTransaction: unique symbol

/** What a writer takes: a transaction, so that a write outside one does not compile. */
export interface Tx extends postgres.ISql {
  readonly [inTransaction]: true
}

/** How the connections for transactions are used at an instant. */
export interface TransactionLoad {
  readonly inUse: number
  readonly idle: number
  /** Transactions that wait for a connection. */
  readonly waiting: number
}

/** Runs transactions, each alone on a connection that is never used again once it has closed. */
export interface Transactions {
  begin<T>(mode: string, work: (tx: Tx) => Promise<T>): Promise<T>
  load(): TransactionLoad
  /** Waits that many seconds for what runs, then closes every connection. */
  end(seconds: number): Promise<void>
}

/** A driver with a single connection in its life. */
interface Single {
  readonly sql: postgres.Sql
  readonly bornAt: number
  isGone: boolean
  isUsed: boolean
}

/** What the driver makes of a statement: it goes to `handler` in the turn after somebody first waits for it. */
interface Statement extends Promise<unknown> {
  handler: (statement: Statement) => void
  reject(error: unknown): void
}

/** What a driver found out when it first connected: settings as it reads them, and the database's types. */
export type Known = postgres.Sql['options']

/**
 * Opens another driver on the same database. It asks nothing by itself when it connects: the driver's question for
 * types is nobody's, so that losing the connection over it would end the process.
 */
export function openDriver(known: Known, own: object): postgres.Sql {
  const { shared } = known as unknown as { readonly shared: object }
  const options = { ...known, shared: { ...shared, retries: 0 }, fetch_types: false, ...own }
  return postgres(options as unknown as postgres.Options<Record<string, never>>)
}

/** A connection that is older, in milliseconds, is not taken again: its statements were prepared long enough. */
const LIFE_MS = 45 * 60_000

/**
 * Opens connections for transactions. The driver would send what follows the loss of a connection (the rollback
 * too) to its dead socket, which ends the process, or to whoever has the connection next; so each transaction has a
 * driver of its own, which connects once.
 */
export function openTransactions(
  known: Known,
  patienceSeconds: number,
  most: number,
): Transactions {
  const idle: Single[] = []
  const waiting: ((single: Single) => void)[] = []
  const open = new Set<Single>()
  let inUse = 0
  let isEnded = false
  let onIdle: () => void = () => undefined

  function openSingle(): Single {
    let hasConnected = false
    const sql = openDriver(known, {
      max: 1,
      max_lifetime: null,
      // Statements that the driver itself held back would make it connect anew.
      socket: (to: Address) => {
        if (hasConnected) throw connectionError('CONNECTION_CLOSED')
        hasConnected = true
        return connect(to, patienceSeconds)
      },
      onclose: () => discard(single),
    })
    const single: Single = { sql, bornAt: performance.now(), isGone: false, isUsed: false }
    open.add(single)
    return single
  }

  function discard(single: Single): void {
    single.isGone = true
    open.delete(single)
    void single.sql.end({ timeout: 0 })
  }

  function take(): Promise<Single> {
    if (isEnded) return Promise.reject(connectionError('CONNECTION_ENDED'))
    if (inUse >= most) return new Promise((resolve) => waiting.push(resolve))
    inUse += 1
    return Promise.resolve(idleOne() ?? openSingle())
  }

  function idleOne(): Single | undefined {
    for (let one = idle.pop(); one !== undefined; one = idle.pop()) {
      if (!one.isGone) return one
    }
    return undefined
  }

  function giveBack(single: Single): void {
    if (!single.isGone && performance.now() - single.bornAt > LIFE_MS) discard(single)
    const next = waiting.shift()
    if (next !== undefined) {
      next(single.isGone ? openSingle() : single)
      return
    }
    inUse -= 1
    if (!single.isGone) idle.push(single)
    if (inUse === 0) onIdle()
  }

  /** Opens a transaction; a connection that had closed unnoticed is replaced, as nothing was asked of it yet. */
  async function start(mode: string): Promise<Single> {
    let single = await take()
    for (;;) {
      const wasUsed = single.isUsed
      single.isUsed = true
      try {
        await single.sql.unsafe(`BEGIN ${mode}`)
        return single
      } catch (error) {
        discard(single)
        if (!wasUsed || error instanceof postgres.PostgresError || isEnded) {
          giveBack(single)
          throw error
        }
        single = idleOne() ?? openSingle()
      }
    }
  }

  return {
    begin: async (mode, work) => {
      const single = await start(mode)
      const { tx, close } = fenced(single)
      try {
        return await carryThrough(single, tx, close, work)
      } catch (error) {
        close()
        if (!single.isGone) await single.sql.unsafe('ROLLBACK').catch(() => discard(single))
        throw error
      } finally {
        giveBack(single)
      }
    },
    load: () => ({ inUse, idle: idle.length, waiting: waiting.length }),
    end: async (seconds) => {
      isEnded = true
      if (inUse > 0) {
        let timer: NodeJS.Timeout | undefined
        await new Promise<void>((resolve) => {
          onIdle = resolve
          timer = setTimeout(resolve, seconds * 1000)
        })
        clearTimeout(timer)
      }
      await Promise.all([...open].map(({ sql }) => sql.end({ timeout: 0 })))
    },
  }
}

/** Works in an open transaction and commits it, unless any of its statements failed, noticed or not. */
async function carryThrough<T>(
  single: Single,
  tx: Tx,
  close: () => { readonly failure?: unknown },
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  let value: T
  try {
    value = await work(tx)
  } catch (error) {
    const { failure } = close()
    // "The transaction is aborted" says less than what aborted it.
    throw error instanceof postgres.PostgresError && error.code === '25P02'
      ? (failure ?? error)
      : error
  }
  const closed = close()
  if ('failure' in closed) throw closed.failure
  if (single.isGone) throw connectionError('CONNECTION_CLOSED')
  const { command } = await single.sql.unsafe('COMMIT')
  if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back')
  return value
}

/** The statements of one transaction: none goes out after it is over or its connection has closed. */
function fenced(single: Single): {
  readonly tx: Tx
  readonly close: () => { readonly failure?: unknown }
} {
  let failed: { readonly failure?: unknown } = {}
  let isOver = false

  function fence(made: unknown): unknown {
    if (!(made instanceof Promise)) return made
    if (!('handler' in made)) throw new Error('the driver hands its statements on in another way')
    const statement = made as Statement
    const handOn = statement.handler
    statement.handler = (sent) => {
      statement.catch((error: unknown) => {
        if (!('failure' in failed)) failed = { failure: error }
      })
      if (single.isGone || isOver) sent.reject(connectionError('CONNECTION_CLOSED'))
      else handOn(sent)
    }
    return made
  }

  const { sql } = single
  const shown: Readonly<Record<string, unknown>> = {
    unsafe: (...args: Parameters<postgres.Sql['unsafe']>) => fence(sql.unsafe(...args)),
    json: (...args: Parameters<postgres.Sql['json']>) => sql.json(...args),
    array: (...args: Parameters<postgres.Sql['array']>) => sql.array(...args),
  }
  const tx = new Proxy(sql, {
    apply: (driver, self, args) => fence(Reflect.apply(driver, self, args)),
    get: (_driver, name) => (typeof name === 'string' ? shown[name] : undefined),
  })
  return {
    tx: tx as unknown as Tx,
    close: () => {
      isOver = true
      return failed
    },
  }
}

interface Address {
  readonly host: readonly string[]
  readonly port: readonly number[]
  readonly path: string | false
}

async function connect({ host, port, path }: Address, seconds: number): Promise<net.Socket> {
  const socket =
    typeof path === 'string'
      ? net.connect(path)
      : net.connect({ host: host[0] ?? 'localhost', port: port[0] ?? 0 })
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(seconds * 1000) })
  } catch (error) {
    socket.destroy()
    throw error instanceof Error && error.name === 'AbortError'
      ? connectionError('CONNECT_TIMEOUT')
      : error
  }
  return socket
}

/** An error as the driver makes it when a connection is the trouble. */
function connectionError(code: `CONNECT${string}`): Error {
  return Object.assign(new Error(`The connection to the database: ${code}`), { code })
}
