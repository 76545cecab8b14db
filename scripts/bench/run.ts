// npm run bench [-- --quick] [-- --text <file.md>] [-- --browser] [-- --site]: the product beside its peers, and in a
// browser, in one run; --browser measures only what one sees in a browser, --site only the public site.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, chmodSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { openDatabase } from '../../server/platform/db.ts'
import { startEmbedded } from '../../server/platform/embedded.ts'
import { buildPart } from '../stamp.mjs'
import { measureBrowser } from './browser.ts'
import { canPin, cpuOfFamily, pin } from './launch.ts'
import * as measure from './measures.ts'
import type { Figures, Size } from './measures.ts'
import { startProduct } from './product.ts'
import { measureSite } from './site.ts'
import { startHocuspocus, startSocketIoRelay, startWsRelay } from './systems.ts'
import type { Keeper, System } from './systems.ts'

process.chdir(path.join(import.meta.dirname, '..', '..'))
const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    text: { type: 'string' },
    browser: { type: 'boolean', default: false },
    site: { type: 'boolean', default: false },
  },
})

const FULL: Size = {
  runs: 5,
  fanoutSeconds: 4,
  stepSeconds: 2,
  firstRate: 800,
  openTexts: 500,
  historyEdits: 100_000,
  openings: 5,
  refine: true,
}
const QUICK: Size = {
  ...FULL,
  runs: 1,
  fanoutSeconds: 1.2,
  stepSeconds: 0.5,
  firstRate: 3200,
  openTexts: 60,
  openings: 3,
  refine: false,
}
const size = options.quick ? QUICK : FULL

const MANY = { openings: 5, keys: 300 }
const FEW = { openings: 1, keys: 40 }
const SITE = { rounds: 5, seconds: 4, outcomes: 100, visits: 7 }
const SMALL_SITE = { rounds: 3, seconds: 1, outcomes: 30, visits: 3 }

/** The parts of the text that is opened cold: a file's paragraphs, or as many made-up ones. */
function partsOf(file: string | undefined): string[] {
  if (file === undefined) {
    const words = '[A: shall][B: should] ensure, within [two][five] years, that data flow freely. '
    return Array.from({ length: 400 }, (_, at) => `${at + 1}. Each Party ${words.repeat(4)}`)
  }
  const lines = readFileSync(file, 'utf8')
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
  const each = Math.ceil(lines.length / 400)
  return Array.from({ length: Math.ceil(lines.length / each) }, (_, at) =>
    lines.slice(at * each, (at + 1) * each).join('\n'),
  ).map((part) =>
    part.replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (c) => (c === '\n' ? c : ' ')),
  )
}

function median(values: readonly Figures[]): Figures {
  const [first] = values
  if (first === undefined) return {}
  return Object.fromEntries(
    Object.entries(first).map(([name, value]): [string, number | Figures] => {
      const all = values.flatMap((each) => each[name] ?? [])
      if (typeof value !== 'number') return [name, median(all as Figures[])]
      const sorted = (all as number[]).sort((a, b) => a - b)
      return [name, Math.round((sorted[Math.floor(sorted.length / 2)] ?? 0) * 100) / 100]
    }),
  )
}

/** The figure at a path such as `fanout.readers200.p99`. */
function at(figures: Figures, place: string): number {
  let found: number | Figures = figures
  for (const name of place.split('.')) found = (found as Figures)[name] ?? NaN
  return found as number
}

function keep(name: string, figures: object): void {
  mkdirSync('bench-results', { recursive: true })
  writeFileSync(`bench-results/${name}.json`, `${JSON.stringify(figures, null, 2)}\n`)
}

if (!buildPart('server') || !buildPart('client')) process.exit(1)
pin(process.pid, '1')
const folder = mkdtempSync(path.join(os.tmpdir(), 'parley-bench-'))
chmodSync(folder, 0o711)
const database = await startEmbedded({ folder })
pin(database.pid(), '0-1')
const own = new URL(database.url)
const sql = await openDatabase(database.url)
await sql`CREATE DATABASE product`
await sql`CREATE DATABASE seen`
own.pathname = '/product'
const seen = new URL(own)
seen.pathname = '/seen'

const relays: Record<string, () => Promise<System>> = {
  ws: startWsRelay,
  socketIo: startSocketIoRelay,
}
const keepers: Record<string, () => Promise<Keeper>> = {
  hocuspocus: () => startHocuspocus(sql, database.url),
  parley: () => startProduct(own.href),
}

/** Measures something on a server that has done nothing else. */
async function fresh<T extends System>(
  start: () => Promise<T>,
  what: (system: T) => Promise<Figures>,
): Promise<Figures> {
  const system = await start()
  try {
    return await what(system)
  } finally {
    await system.stop()
  }
}

async function measureSystem(start: () => Promise<System>): Promise<Figures> {
  const cpu = () => cpuOfFamily(database.pid())
  return {
    fanout: await fresh(start, (system) => measure.fanout(system, size, cpu)),
    ceilingOneText: await fresh(start, (system) => measure.ceilingOneText(system, size)),
    ceilingManyTexts: await fresh(start, (system) => measure.ceilingManyTexts(system, size)),
    memoryConnection: await fresh(start, (system) => measure.memoryConnection(system)),
  }
}

async function measureKeeper(start: () => Promise<Keeper>): Promise<Figures> {
  return {
    ...(await measureSystem(start)),
    memoryOpenText: await fresh(start, (system) => measure.memoryOpenText(system, size)),
    coldOpening: await fresh(start, (system) => measure.coldOpening(system, size)),
  }
}

const note = (sentence: string) =>
  console.log(`${new Date().toISOString().slice(11, 19)} ${sentence}`)
const runs: Record<string, Figures[]> = {}
const inBrowser = { figures: {} as Figures }
const site = { figures: {} as Figures }

/** The product beside its peers, as often as the size says. */
async function measureAll(parts: readonly string[]): Promise<void> {
  for (const [name, start] of Object.entries(keepers)) {
    note(`${name}: preparing what is opened cold`)
    await fresh(start, async (system) => {
      await system.prepareCold(parts, size.historyEdits)
      return {}
    })
  }
  for (let run = 1; run <= size.runs; run++) {
    for (const [name, start] of Object.entries(relays)) {
      note(`run ${run}: ${name}`)
      ;(runs[name] ??= []).push(await measureSystem(start))
    }
    for (const [name, start] of Object.entries(keepers)) {
      note(`run ${run}: ${name}`)
      ;(runs[name] ??= []).push(await measureKeeper(start))
    }
    // A run that is broken off leaves the rounds that it made.
    keep('rounds', runs)
  }
}

try {
  const parts = partsOf(options.text)
  if (options.site) {
    note('the public site')
    site.figures = await measureSite(seen.href, options.quick ? SMALL_SITE : SITE)
  } else await measureProduct(parts)
} finally {
  await sql.end({ timeout: 5 })
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function measureProduct(parts: readonly string[]): Promise<void> {
  if (!options.browser) await measureAll(parts)
  note('in a browser')
  const markdown =
    options.text === undefined ? parts.join('\n\n') : readFileSync(options.text, 'utf8')
  inBrowser.figures = await measureBrowser(seen.href, markdown, options.quick ? FEW : MANY)
}

const medians = Object.fromEntries(Object.entries(runs).map(([name, all]) => [name, median(all)]))
const ratio = (place: string) => {
  const value = at(medians['parley'] ?? {}, place) / at(medians['hocuspocus'] ?? {}, place)
  return Math.round(value * 1000) / 1000
}
const seenAndWhere = {
  at: new Date().toISOString(),
  command: ['npm run bench --', ...process.argv.slice(2)].join(' '),
  ...(options.site ? { site: site.figures } : { browser: inBrowser.figures }),
  machine: {
    processor: os.cpus()[0]?.model ?? '',
    cores: os.cpus().length,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    node: process.version,
    pinned: canPin,
    load: os.loadavg(),
  },
}
const besidePeers = () => ({
  peers: {
    hocuspocus: '@hocuspocus/server 4.7.0, extension-database on the same PostgreSQL',
    ws: 'bare relay',
    socketIo: 'bare relay, default parser',
  },
  size,
  ratios: {
    fanoutCpu: ratio('fanout.readers200.serverCpuPer1000'),
    fanoutP99: ratio('fanout.readers200.p99'),
    ceilingOneText: ratio('ceilingOneText.editsPerSecond'),
    ceilingManyTexts: ratio('ceilingManyTexts.editsPerSecond'),
    coldOpen: ratio('coldOpening.history.milliseconds'),
    memoryOpenText: ratio('memoryOpenText.kib'),
    memoryConnection: ratio('memoryConnection.kib'),
  },
  medians,
  runs,
})
const results =
  options.browser || options.site ? seenAndWhere : { ...seenAndWhere, ...besidePeers() }
keep(options.site ? 'site' : 'latest', results)
console.log(JSON.stringify({ ...results, runs: undefined }, null, 2))
