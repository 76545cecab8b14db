import type { Database } from './db.ts'

/** What keeps writes from being stored, as the code that they are refused with. */
export type TroubleCode = 'server/storage-full' | 'server/database-away'

/** Knows whether writes can be stored, and finds out by itself when they can again. */
export interface Trouble {
  /** What an error means; it is remembered and told if it stands in the way of everybody's writes. */
  readonly of: (error: unknown) => TroubleCode | undefined
  readonly now: () => TroubleCode | undefined
  stop(): void
}

/** How often it is tried whether writes are stored again, in milliseconds. */
const TRY_MS = 1000
/** Bytes that are written to see whether there is room: more than a page. */
const TRIED_BYTES = 32 * 1024

/** Errors of the driver and of PostgreSQL that mean that there is no database to talk to. */
const AWAY = /^(?:CONNECTION_|CONNECT_TIMEOUT|ECONN|ETIMEDOUT|EPIPE|57P0[123]|08\d{3})/
/** The disk is full, or PostgreSQL may take no more of it. */
const FULL = /^(?:53100|53400)$/

/** Tells the kinds of trouble apart. */
export function troubleOf(error: unknown): TroubleCode | undefined {
  const { code } = Object(error) as { code?: unknown }
  if (typeof code !== 'string') return undefined
  if (FULL.test(code)) return 'server/storage-full'
  return AWAY.test(code) ? 'server/database-away' : undefined
}

/** Watches for trouble; `tell` hears of every change, with nothing when all is well again. */
export function watchTrouble(db: Database, tell: (code: TroubleCode | null) => void): Trouble {
  let present: TroubleCode | undefined
  let timer: NodeJS.Timeout | undefined

  function set(code: TroubleCode | undefined): void {
    if (code === present) return
    present = code
    tell(code ?? null)
    clearTimeout(timer)
    if (code !== undefined) again()
  }

  function again(): void {
    timer = setTimeout(() => {
      isWritable(db).then(
        () => set(undefined),
        (error: unknown) => {
          const code = troubleOf(error)
          if (code !== undefined && code !== present) set(code)
          else again()
        },
      )
    }, TRY_MS).unref()
  }

  return {
    of: (error) => {
      const code = troubleOf(error)
      if (code !== undefined) set(code)
      return code
    },
    now: () => present,
    stop: () => clearTimeout(timer),
  }
}

async function isWritable(db: Database): Promise<void> {
  await db.begin(async (tx) => {
    await tx`INSERT INTO storage_trials (filler) VALUES (${Buffer.alloc(TRIED_BYTES)})`
    await tx`DELETE FROM storage_trials`
  })
}
