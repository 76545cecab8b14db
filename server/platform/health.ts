import type { Sql } from './db.ts'
import type { Http } from './http.ts'

/** How long the database may take to say that it is there, in milliseconds. */
const PATIENCE_MS = 2000

/** Answers whether the process lives and whether it can serve. */
export function addHealth(http: Http, sql: Sql, isStopping: () => boolean): void {
  http.route('http/health', 'get', '/healthz', {}, () => Promise.resolve({ status: 'ok' }))
  http.route('http/health', 'get', '/readyz', {}, async ({ response }) => {
    if (!isStopping() && (await answers(sql))) return { status: 'ready' }
    response.status(503)
    return { status: 'unavailable' }
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
