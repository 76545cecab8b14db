import express, { type Request, type Response, type Router } from 'express'
import * as z from 'zod'
import type { Database } from '../platform/db.ts'
import { rendered, send, sendNotFound } from './answer.ts'
import type { PublicCache } from './cache.ts'
import type { Shown } from './page.ts'
import { consistencyAnswer, inclusionAnswer } from './proofs.ts'
import { ensureLog, headText, readHead, readLeaves } from './store-log.ts'
import { verifyPage } from './verify-page.ts'

const count = z.coerce.number().int().min(0).max(1e9)
const inclusionQuery = z.object({ leaf: count, size: count.optional() })
const hashQuery = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size: count.optional() })
const consistencyQuery = z.object({ first: count, second: count.optional() })
const pageQuery = z.object({
  lang: z.enum(['both', 'en', 'zh']).catch('both'),
  reference: z.string().max(40).catch(''),
})

/** The log: its signed head, its leaves, proofs, and the page that checks them in the browser. */
export function logRoutes(options: {
  readonly sql: Database
  readonly origin: () => string
  readonly cache: PublicCache
}): Router {
  const { sql, origin, cache } = options
  const router = express.Router()

  const answer = async (
    req: Request,
    res: Response,
    key: string,
    make: () => Promise<object | string | undefined>,
  ) => {
    const what = await cache.get(`log ${key}`, async () => {
      const made = await make()
      if (made === undefined) return undefined
      return typeof made === 'string'
        ? rendered('text/plain; charset=utf-8', made)
        : rendered('application/json; charset=utf-8', `${JSON.stringify(made)}\n`)
    })
    if (what === undefined) sendNotFound(res, origin())
    else await send(req, res, what, 'public')
  }
  const head = async () => {
    const known = await readHead(sql)
    if (known !== undefined) return known
    await sql.begin((tx) => ensureLog(tx))
    return readHead(sql)
  }

  router.get('/log/head', (req, res) => answer(req, res, 'head', head))
  router.get('/log/checkpoint', (req, res) =>
    answer(req, res, 'checkpoint', async () => {
      const signed = await head()
      return signed && `${headText(signed)}\n— ${signed.origin} ${signed.signature}\n`
    }),
  )
  router.get('/log/leaves', (req, res) =>
    answer(req, res, 'leaves', async () => ({ leaves: await readLeaves(sql) })),
  )
  router.get('/log/inclusion', (req, res) => {
    const byLeaf = inclusionQuery.safeParse(req.query)
    const byHash = hashQuery.safeParse(req.query)
    const key = `inclusion ${JSON.stringify([byLeaf.data, byHash.data])}`
    return answer(req, res, key, async () => {
      const leaves = await readLeaves(sql)
      const index = byLeaf.data?.leaf ?? leaves.indexOf(byHash.data?.sha256 ?? '')
      const size = byLeaf.data?.size ?? byHash.data?.size ?? leaves.length
      return inclusionAnswer(leaves, index, size)
    })
  })
  router.get('/log/consistency', (req, res) => {
    const asked = consistencyQuery.safeParse(req.query).data
    return answer(req, res, `consistency ${JSON.stringify(asked)}`, async () => {
      const leaves = await readLeaves(sql)
      return asked && consistencyAnswer(leaves, asked.first, asked.second ?? leaves.length)
    })
  })
  router.get('/log/verify', (req, res) => {
    const { lang, reference } = pageQuery.parse(req.query)
    const shown: Shown = lang
    const body = verifyPage({ shown, reference, origin: origin() })
    return send(req, res, rendered('text/html; charset=utf-8', body), 'public')
  })
  return router
}
