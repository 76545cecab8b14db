import { readFileSync } from 'node:fs'
import { documentTree } from '#shared/outcomes'
import express, { type Request, type Response, type Router } from 'express'
import * as z from 'zod'
import type { Database } from '../platform/db.ts'
import { rendered, send, sendNotFound, type Keeping, type Rendered } from './answer.ts'
import { publicCache } from './cache.ts'
import { atomFeed, outcomesJson, sitemap } from './feed.ts'
import { FORMATS, writeFormat, type CopyWish } from './formats.ts'
import { comparePage } from './compare-page.ts'
import { GROUPINGS, listPage } from './list-page.ts'
import { logRoutes } from './log-routes.ts'
import { outcomePage } from './outcome-page.ts'
import type { Shown } from './page.ts'
import type { PdfWriter } from './pdf.ts'
import { check } from './proofs.ts'
import { readHead, readLeaves } from './store-log.ts'
import {
  WORLD,
  listOutcomes,
  readFollowUps,
  readOutcome,
  type Published,
  type Reader,
} from './store-public.ts'

/** What the public site needs from the outside. */
interface PublishedSiteOptions {
  readonly sql: Database
  /** Reads what everybody may read, and nothing else. */
  readonly publicSql?: Database
  /** The address that the site is known by, for links in feeds and citations: `https://parley.example`. */
  readonly origin: () => string
  readonly pdf: PdfWriter
  /** Which dialogues somebody signed in takes part in or observes; `undefined` for the world. */
  readonly readerOf: (req: Request) => Promise<Reader | undefined>
}

const HTML = 'text/html; charset=utf-8'

const pick = z.string().max(200).optional().catch(undefined)
const day = z.iso.date().optional().catch(undefined)
const shownSchema = z.enum(['both', 'en', 'zh']).catch('both')
const listQuery = z.object({ q: pick, topic: pick, dialogue: pick, from: day, until: day })
const compareQuery = z.object({ a: z.string().max(40), b: z.string().max(40) })
const bySchema = z.enum(GROUPINGS).catch('date')
const sideSchema = z.coerce.number().int().min(1).max(20).optional().catch(undefined)

/** The public site: outcomes in every format, lists, feed, comparison, and the log that proves them. */
export function publishedSite(options: PublishedSiteOptions): Router {
  const { sql, origin, readerOf, pdf } = options
  const router = express.Router()
  const forWorld = options.publicSql ?? sql
  const sqlOf = (reader: Reader) => (reader === WORLD ? forWorld : sql)
  const cache = publicCache(forWorld)

  /** Answers from the kept pages for the world, and afresh for those who may read more. */
  const answer = async (
    req: Request,
    res: Response,
    key: string,
    render: (reader: Reader) => Promise<Rendered | undefined>,
    forEverybody: Keeping,
  ) => {
    const fromCache = await cache.get(`${origin()} ${key}`, () => render(WORLD))
    const onlyPublic = fromCache !== undefined && forEverybody === 'public'
    const reader = onlyPublic ? undefined : await readerOf(req)
    const what = reader === undefined ? fromCache : await render(reader)
    if (what === undefined) sendNotFound(res, origin())
    else send(req, res, what, reader === undefined ? forEverybody : 'private')
  }

  router.get('/outcomes', (req, res) => {
    const narrowing = given(listQuery.parse(req.query))
    const shown = shownOf(req)
    const by = bySchema.parse(req.query.by)
    const key = `list ${JSON.stringify([narrowing, by, shown])}`
    const render = async (reader: Reader) => {
      const [outcomes, all] = await Promise.all([
        listOutcomes(sqlOf(reader), reader, narrowing),
        listOutcomes(sqlOf(reader), reader),
      ])
      return rendered(HTML, listPage({ outcomes, all, narrowing, by, shown, origin: origin() }))
    }
    return answer(req, res, key, render, 'anonymous')
  })

  const lists: [string, string, (outcomes: Published[]) => string][] = [
    ['/outcomes.json', 'application/json; charset=utf-8', outcomesJson],
    ['/outcomes.atom', 'application/atom+xml; charset=utf-8', (all) => atomFeed(all, origin())],
  ]
  for (const [path, type, write] of lists) {
    router.get(path, (req, res) => {
      const narrowing = given(listQuery.parse(req.query))
      const key = `${path} ${JSON.stringify(narrowing)}`
      const render = async (reader: Reader) =>
        rendered(type, write(await listOutcomes(sqlOf(reader), reader, narrowing)))
      return answer(req, res, key, render, 'anonymous')
    })
  }
  router.get('/sitemap.xml', async (req, res) => {
    const render = async () =>
      rendered(
        'application/xml; charset=utf-8',
        sitemap(await listOutcomes(forWorld, WORLD), origin()),
      )
    const what = await cache.get(`${origin()} sitemap`, render)
    if (what !== undefined) send(req, res, what, 'public')
  })

  router.get('/outcomes/compare', (req, res) => {
    const asked = compareQuery.safeParse(req.query)
    const shown = shownOf(req)
    const { a = '', b = '' } = asked.data ?? {}
    const render = async (reader: Reader) => {
      const one = await readOutcome(sqlOf(reader), a, reader)
      const other = await readOutcome(sqlOf(reader), b, reader)
      if (one === undefined || other === undefined) return undefined
      return rendered(HTML, comparePage(one, other, { shown, origin: origin() }))
    }
    return answer(req, res, `compare ${a} ${b} ${shown}`, render, 'public')
  })

  for (const name of ['site.css', 'verify.js']) {
    const type = name.endsWith('.css')
      ? 'text/css; charset=utf-8'
      : 'text/javascript; charset=utf-8'
    const file = rendered(type, readFileSync(new URL(`./assets/${name}`, import.meta.url)))
    router.get(`/outcomes/assets/${name}`, (req, res) => send(req, res, file, 'public'))
  }

  router.get('/outcomes/:name', (req, res) => {
    const { reference, extension } = partsOf(req.params.name)
    const wish: CopyWish = given({ shown: shownOf(req), ownSide: sideOf(req) })
    const key = `outcome ${reference} ${extension} ${JSON.stringify(wish)}`
    const render = async (reader: Reader) => {
      const published = await readOutcome(sqlOf(reader), reference, reader)
      if (published === undefined) return undefined
      if (extension !== '') return writeFormat(extension, published, wish, { origin, pdf })
      return rendered(HTML, await writePage(options, published, wish))
    }
    return answer(req, res, key, render, 'public')
  })

  router.use(logRoutes({ sql, origin, cache }))
  router.use(['/outcomes', '/log'], (_req, res) => sendNotFound(res, origin()))
  return router
}

async function writePage(
  { sql, origin }: PublishedSiteOptions,
  published: Published,
  { shown, ownSide }: CopyWish,
): Promise<string> {
  const { outcome } = published
  const [followUps, leaves, head] = await Promise.all([
    readFollowUps(sql, outcome.reference),
    readLeaves(sql),
    readHead(sql),
  ])
  const languages = shown === 'both' ? outcome.languages : [shown]
  return outcomePage({
    published,
    tree: documentTree(outcome, given({ languages, ownSide })),
    followUps,
    checked: check(published, leaves, head),
    shown,
    origin: origin(),
  })
}

function shownOf(req: Request): Shown {
  return shownSchema.parse(req.query.lang)
}

/** Whose alternat is asked for: `?copy=2` is the second delegation's own. */
function sideOf(req: Request): number | undefined {
  const number = sideSchema.parse(req.query.copy)
  return number === undefined ? undefined : number - 1
}

function partsOf(name: string): { reference: string; extension: string } {
  const found = FORMATS.find((extension) => name.endsWith(`.${extension}`))
  if (found === undefined) return { reference: name, extension: '' }
  return { reference: name.slice(0, -found.length - 1), extension: found }
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The members that have a value. */
function given<T extends object>(members: T): Given<T> & { [K in RequiredKeys<T>]: T[K] } {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined && value !== ''),
  ) as Given<T> & { [K in RequiredKeys<T>]: T[K] }
}

type RequiredKeys<T> = {
  [K in keyof T]-?: undefined extends T[K] ? never : K
}[keyof T]
