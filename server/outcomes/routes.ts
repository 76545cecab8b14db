import { readFileSync } from 'node:fs'
import { documentTree } from '#shared/outcomes'
import express, {
  type ErrorRequestHandler,
  type Request,
  type Response,
  type Router,
} from 'express'
import * as z from 'zod'
import type { AsPerson } from '../platform/behalf.ts'
import type { Database } from '../platform/db.ts'
import { troubleOf, type TroubleCode } from '../platform/trouble.ts'
import {
  rendered,
  send,
  sendAway,
  sendBusy,
  sendNotFound,
  type Keeping,
  type Rendered,
} from './answer.ts'
import { publicCache, type Asked } from './cache.ts'
import { atomFeed, outcomesJson, sitemap, standingJson } from './feed.ts'
import { FORMATS, writeFormat, type CopyWish } from './formats.ts'
import { comparePage } from './compare-page.ts'
import { GROUPINGS, listPage } from './list-page.ts'
import { openLibrary, type Narrowing } from './library.ts'
import { logRoutes } from './log-routes.ts'
import { outcomePage } from './outcome-page.ts'
import type { Shown } from './page.ts'
import type { PdfWriter } from './pdf.ts'
import { check } from './proofs.ts'
import { readHead, readLeaves } from './store-log.ts'
import { WORLD, type FollowUp, type Published, type Reader } from './store-public.ts'
import { Busy, workInTurn, type TurnLimits } from './turns.ts'

/** What the public site needs from the outside. */
interface PublishedSiteOptions {
  readonly sql: Database
  /** Reads what everybody may read, and nothing else. */
  readonly publicSql?: Database
  /** Reads for somebody signed in, as PostgreSQL opens it to them. */
  readonly asPerson?: AsPerson
  /** The address that the site is known by, for links in feeds and citations: `https://parley.example`. */
  readonly origin: () => string
  readonly pdf: PdfWriter
  /** Which dialogues somebody signed in takes part in or observes; `undefined` for the world. */
  readonly readerOf: (req: Request) => Promise<Reader | undefined>
  /** What keeps the database from answering, if an error says so. */
  readonly troubleOf?: (error: unknown) => TroubleCode | undefined
  /** How many questions of people's own are answered at once, and how many may wait. */
  readonly turns?: TurnLimits
  readonly sizes?: Sizes
}

const TURNS: TurnLimits = { atOnce: 2, waiting: 200 }
/** How much of what was published is held together. */
interface Sizes {
  /** How many outcomes a reader is shown in all lists together, the newest; an address leads to every one. */
  readonly shelved: number
  /** How many a page of the feed and of the list for machines holds. */
  readonly listed: number
}

const SIZES: Sizes = { shelved: 5000, listed: 500 }

const HTML = 'text/html; charset=utf-8'
const JSON_TYPE = 'application/json; charset=utf-8'
/** What is behind the reference of an outcome where a program asks how it stands now. */
const STANDING = 'standing.json'

const pick = z.string().max(200).optional().catch(undefined)
const day = z.iso.date().optional().catch(undefined)
const shownSchema = z.enum(['both', 'en', 'zh']).catch('both')
const listQuery = z.object({ q: pick, topic: pick, dialogue: pick, from: day, until: day })
const compareQuery = z.object({ a: z.string().max(40), b: z.string().max(40) })
const numberSchema = z.coerce.number().int().min(1).max(10_000).catch(1)
const bySchema = z.enum(GROUPINGS).catch('date')
const sideSchema = z.coerce.number().int().min(1).max(20).optional().catch(undefined)

/** The public site: outcomes in every format, lists, feed, comparison, and the log that proves them. */
export function publishedSite(options: PublishedSiteOptions): Router {
  const { sql, origin, readerOf, pdf } = options
  const router = express.Router()
  const { publicSql = sql, asPerson } = options
  const { shelved, listed } = options.sizes ?? SIZES
  const library = openLibrary({ sql, publicSql, asPerson }, shelved)
  const turns = workInTurn(options.turns ?? TURNS)
  const cache = publicCache(() => library.version(), turns)

  /** Answers from the kept pages for the world, and afresh for those who may read more. */
  const answer = async (
    req: Request,
    res: Response,
    asking: { readonly key: string; readonly asked: Asked; readonly forEverybody: Keeping },
    render: (reader: Reader) => Promise<Rendered | undefined>,
  ) => {
    const { key, asked, forEverybody } = asking
    try {
      const fromCache = await cache.get(`${origin()} ${key}`, () => render(WORLD), asked)
      const onlyPublic = fromCache !== undefined && forEverybody === 'public'
      const reader = onlyPublic ? undefined : await readerOf(req)
      const own = (one: Reader) => (asked === 'page' ? render(one) : turns(() => render(one)))
      const what = reader === undefined ? fromCache : await own(reader)
      if (what === undefined) sendNotFound(res, origin())
      else await send(req, res, what, reader === undefined ? forEverybody : 'private')
    } catch (error) {
      if (!(error instanceof Busy)) throw error
      sendBusy(res, origin())
    }
  }

  router.get('/outcomes', (req, res) => {
    const narrowing = narrowingOf(req)
    const shown = shownOf(req)
    const by = bySchema.parse(req.query.by)
    const number = numberSchema.parse(req.query.page)
    const key = `list ${JSON.stringify([narrowing, by, shown, number])}`
    const render = async (reader: Reader) => {
      const shelf = await library.shelfOf(reader)
      return rendered(HTML, listPage({ shelf, narrowing, number, by, shown, origin: origin() }))
    }
    const asked = isMadeUp(narrowing, number) ? 'question' : 'page'
    return answer(req, res, { key, asked, forEverybody: 'anonymous' }, render)
  })

  const lists: [string, string, (some: readonly Published[], next: string | null) => string][] = [
    ['/outcomes.json', JSON_TYPE, outcomesJson],
    [
      '/outcomes.atom',
      'application/atom+xml; charset=utf-8',
      (some, next) => atomFeed(some, next, origin()),
    ],
  ]
  for (const [path, type, write] of lists) {
    router.get(path, (req, res) => {
      const narrowing = narrowingOf(req)
      const number = numberSchema.parse(req.query.page)
      const key = `${path} ${JSON.stringify([narrowing, number])}`
      const render = async (reader: Reader) => {
        const found = (await library.shelfOf(reader)).find(narrowing)
        const some = found.slice((number - 1) * listed, number * listed)
        const isLast = found.length <= number * listed
        const query = new URLSearchParams({ ...narrowing, page: String(number + 1) }).toString()
        return rendered(type, write(some, isLast ? null : `${path}?${query}`))
      }
      const asked = isMadeUp(narrowing, number) ? 'question' : 'page'
      return answer(req, res, { key, asked, forEverybody: 'anonymous' }, render)
    })
  }
  router.get('/sitemap.xml', async (req, res) => {
    const render = async () =>
      rendered(
        'application/xml; charset=utf-8',
        sitemap((await library.shelfOf(WORLD)).all, origin()),
      )
    const what = await cache.get(`${origin()} sitemap`, render)
    if (what !== undefined) await send(req, res, what, 'public')
  })

  router.get('/outcomes/compare', (req, res) => {
    const asked = compareQuery.safeParse(req.query)
    const shown = shownOf(req)
    const { a = '', b = '' } = asked.data ?? {}
    const render = async (reader: Reader) => {
      const [one, other] = [await library.find(reader, a), await library.find(reader, b)]
      if (one === undefined || other === undefined) return undefined
      return rendered(HTML, comparePage(one, other, { shown, origin: origin() }))
    }
    const key = `compare ${a} ${b} ${shown}`
    return answer(req, res, { key, asked: 'question', forEverybody: 'public' }, render)
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
      const published = await library.find(reader, reference)
      if (published === undefined) return undefined
      if (extension === STANDING) return rendered(JSON_TYPE, standingJson(published))
      if (extension !== '') return writeFormat(extension, published, wish, { origin, pdf })
      const followUps = await library.followUps(reader, reference)
      return rendered(HTML, await writePage(options, published, followUps, wish))
    }
    return answer(req, res, { key, asked: 'page', forEverybody: 'public' }, render)
  })

  router.use(logRoutes({ sql, origin, cache }))
  router.use(['/outcomes', '/log'], (_req, res) => sendNotFound(res, origin()))
  router.use(awayForReaders(options.troubleOf ?? troubleOf, origin))
  return router
}

/** Says to a reader's browser, on a page, that there is no database; programs are answered as they are everywhere. */
function awayForReaders(
  trouble: (error: unknown) => TroubleCode | undefined,
  origin: () => string,
): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    const isReader = req.accepts(['json', 'html']) === 'html' && !res.headersSent
    if (isReader && trouble(error) !== undefined) sendAway(res, origin())
    else next(error)
  }
}

async function writePage(
  { sql, origin }: PublishedSiteOptions,
  published: Published,
  followUps: readonly FollowUp[],
  { shown, ownSide }: CopyWish,
): Promise<string> {
  const { outcome } = published
  const [leaves, head] = await Promise.all([readLeaves(sql), readHead(sql)])
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

/** What a list is narrowed by; spaces that change nothing make no question of their own. */
function narrowingOf(req: Request): Narrowing {
  const { q = '', ...others } = listQuery.parse(req.query)
  return given({ q: q.trim().replace(/\s+/g, ' '), ...others })
}

/** Whether a list is one of the few that everybody is led to. */
function isMadeUp(narrowing: Narrowing, number: number): boolean {
  return Object.keys(narrowing).length > 0 || number > 1
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
  // An ending stands before the shorter ones that it ends with.
  const found = [STANDING, ...FORMATS].find((extension) => name.endsWith(`.${extension}`))
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
