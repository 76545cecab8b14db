import { createHash, randomUUID } from 'node:crypto'
import { canonicalOutcome } from '#shared/outcomes'
import { publishOutcome } from '../../server/outcomes/index.ts'
import { openDatabase } from '../../server/platform/db.ts'
import { openBrowser } from '../browser.ts'
import { canPin, launch, pin } from './launch.ts'
import type { Figures } from './measures.ts'
import { askForever } from './requests.ts'

/** How long, how often, and over how many published outcomes the public site is measured. */
export interface SiteSize {
  readonly rounds: number
  readonly seconds: number
  readonly outcomes: number
  readonly visits: number
}

const CONNECTIONS = 32
const REFERENCE = 'BN-2026-1'
const WORDS = {
  en: 'Each side shall notify the other of an incident that affects data of the agreed categories.',
  zh: '任何一方在发生影响商定类别数据的事件时，应当通知对方。',
}

/**
 * Measures the public site beside a bare express server that answers pages of the same size, in turn, and a first
 * visit in a browser.
 */
export async function measureSite(databaseUrl: string, size: SiteSize): Promise<Figures> {
  const product = await launch('dist/server/main.js', {
    DATABASE_URL: databaseUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    PARLEY_DEMO: 'on',
    PARLEY_LOG: 'error',
  })
  const bare = await launch('scripts/bench/servers/express-bare.mjs')
  try {
    await publishMany(databaseUrl, size.outcomes)
    const figures: Record<string, Figures> = {}
    for (const scenario of await scenarios(product.url)) {
      const { name, bytes, path, headers, status } = scenario
      const rounds = []
      for (let round = 0; round < size.rounds; round++) {
        const asking = { seconds: size.seconds, connections: CONNECTIONS }
        const own = { ...asking, url: product.url, path, status, headers }
        const ours = await askForever(own)
        const measure = { ...asking, url: bare.url, path: () => `/bytes/${bytes}`, status: 200 }
        rounds.push({ ours, bare: await askForever(measure) })
      }
      figures[name] = {
        bytes,
        perSecond: middle(rounds.map(({ ours }) => ours.perSecond)),
        p50: middle(rounds.map(({ ours }) => ours.p50)),
        p99: middle(rounds.map(({ ours }) => ours.p99)),
        barePerSecond: middle(rounds.map((round) => round.bare.perSecond)),
        shareOfBare: middle(rounds.map((round) => round.ours.perSecond / round.bare.perSecond)),
      }
    }
    return {
      outcomes: size.outcomes,
      ...figures,
      visit: await firstVisits(product.url, size.visits),
    }
  } finally {
    await bare.stop()
    await product.stop()
  }
}

/** What is asked of the site: a page, a page that the asker has, one search of all, and ever other searches. */
async function scenarios(url: string) {
  const page = `/outcomes/${REFERENCE}`
  const packedAnswer = await fetch(`${url}${page}`, { headers: { 'Accept-Encoding': 'br' } })
  const packedBytes = Number(packedAnswer.headers.get('content-length'))
  const search = '/outcomes?q=notify%20incident'
  const [first, found] = [await sizeOf(`${url}${page}`), await sizeOf(`${url}${search}`)]
  const other = (n: number) => `/outcomes?q=notify%20${(n % 5000) + 1}`
  const ofAll = (n: number) => `/outcomes?q=${queryOfAll(n)}`
  const some = { status: 200, headers: {} }
  return [
    { ...some, name: 'page', path: () => page, bytes: first.bytes },
    {
      name: 'unchangedPage',
      path: () => page,
      bytes: 0,
      status: 304,
      headers: { 'If-None-Match': first.etag },
    },
    { ...some, name: 'searchOfAll', path: () => search, bytes: found.bytes },
    {
      ...some,
      name: 'searchesOfTheirOwn',
      path: other,
      bytes: (await sizeOf(`${url}${other(1)}`)).bytes,
    },
    {
      ...some,
      name: 'searchesThatFindAll',
      path: ofAll,
      bytes: (await sizeOf(`${url}${ofAll(1)}`)).bytes,
    },
    {
      ...some,
      name: 'packedPage',
      path: () => page,
      headers: { 'Accept-Encoding': 'br' },
      bytes: packedBytes,
    },
  ]
}

/** Words of the measured outcomes, each by every beginning that finds it. */
const BEGINNINGS = [
  'shall',
  'notify',
  'other',
  'incident',
  'affects',
  'agreed',
  'categories',
  'within',
].flatMap((word) => Array.from({ length: word.length - 3 }, (_, at) => word.slice(0, at + 4)))

/** A query of three words, another for each n, that stand in every measured outcome. */
function queryOfAll(n: number): string {
  const count = BEGINNINGS.length
  const picks = [n, Math.floor(n / count), Math.floor(n / count ** 2)]
  return picks.map((pick) => BEGINNINGS[pick % count] ?? '').join('%20')
}

async function sizeOf(address: string) {
  const answer = await fetch(address, { headers: { 'Accept-Encoding': 'identity' } })
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return { bytes: (await answer.arrayBuffer()).byteLength, etag: answer.headers.get('etag') ?? '' }
}

async function publishMany(databaseUrl: string, count: number): Promise<void> {
  const sql = await openDatabase(databaseUrl)
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
  const dialogueId = randomUUID()
  for (let n = 1; n <= count; n++) {
    const made = canonicalOutcome(
      {
        kind: 'consensus-document',
        reference: `BN-2026-${n}`,
        dialogue: { en: 'A measured dialogue', zh: '测量用对话' },
        title: { en: `Notices of incidents, ${n}`, zh: `事件通知，之${n}` },
        date: '2026-03-02',
        clauses: Array.from({ length: 20 }, (_, at) => ({
          number: String(at + 1),
          kind: 'operative' as const,
          level: 1,
          text: { en: `${WORDS.en} Within ${at + 1} days.`, zh: `${WORDS.zh}期限为${at + 1}日。` },
          status: 'agreed' as const,
        })),
      },
      sha256,
    )
    if (!made.ok) throw new Error(made.code)
    const publication = { dialogueId, distribution: 'public' as const, publishedAt: '2026-03-02' }
    await sql.begin((tx) => publishOutcome(tx, made.value, publication))
  }
  await sql.end()
}

/** First visits to an outcome's page with nothing kept: bytes over the wire, and milliseconds to its text. */
async function firstVisits(url: string, visits: number): Promise<Figures> {
  // A browser is many processes: on one core they would wait for one another.
  if (canPin) pin(process.pid, '0-1')
  const browser = await openBrowser()
  try {
    const seen: { bytes: number; requests: number; readable: number }[] = []
    for (let visit = 0; visit < visits; visit++) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
      const page = await context.newPage()
      const wire = await context.newCDPSession(page)
      let [bytes, requests] = [0, 0]
      wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength
        requests += 1
      })
      await wire.send('Network.enable')
      await page.goto(`${url}/outcomes/${REFERENCE}`, { waitUntil: 'networkidle' })
      const readable = await page.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      )
      seen.push({ bytes, requests, readable })
      await context.close()
    }
    return {
      bytes: middle(seen.map(({ bytes }) => bytes)),
      requests: middle(seen.map(({ requests }) => requests)),
      readableMs: middle(seen.map(({ readable }) => readable)),
    }
  } finally {
    await browser.close()
  }
}

function middle(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round((sorted[Math.floor(sorted.length / 2)] ?? NaN) * 1000) / 1000
}
