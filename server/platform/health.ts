import type { Sql } from './db.ts'
import type { Http } from './http.ts'

/** How long the database may take to say that it is there, in milliseconds. */
const PATIENCE_MS = 2000

/** What may be wrong with a node: the first two keep it from serving, without Redis it only hears late of the others. */
type Wrong = 'stopping' | 'database' | 'redis'

/** Answers whether the process lives and whether it can serve, and if not, why. */
export function addHealth(
  http: Http,
  asked: {
    readonly sql: Sql
    readonly isStopping: () => boolean
    /** Whether what carries between nodes is there; always, where there is one node. */
    readonly hearsOthers: () => boolean
  },
): void {
  http.route('http/health', 'get', '/healthz', {}, () => Promise.resolve({ status: 'ok' }))
  http.route('http/health', 'get', '/readyz', {}, async ({ response }) => {
    const wrong: Wrong[] = []
    if (asked.isStopping()) wrong.push('stopping')
    if (!(await answers(asked.sql))) wrong.push('database')
    const serves = wrong.length === 0
    if (!asked.hearsOthers()) wrong.push('redis')
    if (!serves) response.status(503)
    if (wrong.length === 0) return { status: 'ready' }
    return { status: serves ? 'degraded' : 'unavailable', wrong }
  })
}

async function answers(sql: Sql): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PATIENCE_MS)
  })
  const asked = sql`SELECT 1`.then(
    () => true,
    () => false,
  )
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
