import { offer, Typist, type Group, type Link } from './load.ts'
import type { Usage } from './launch.ts'
import type { Keeper, Opening, System } from './systems.ts'

/** How much is measured. */
export interface Size {
  readonly runs: number
  readonly fanoutSeconds: number
  readonly stepSeconds: number
  /** The first rate that is tried for a ceiling, in edits a second. */
  readonly firstRate: number
  readonly openTexts: number
  readonly historyEdits: number
  readonly openings: number
  readonly refine: boolean
}

/** Figures by name; whole scenarios are nested. */
export interface Figures {
  readonly [name: string]: number | Figures
}

const WRITERS = 5
const WRITER_RATE = 10
/** The slowest edit that counts as live, in milliseconds. */
const LIVE = 250
const CONNECTIONS = 1000
const TEXT_WORDS = 'The Parties shall keep each other informed. '.repeat(455)

async function many<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = []
  for (let from = 0; from < count; from += 20) {
    const some = Array.from({ length: Math.min(20, count - from) }, (_, at) => make(from + at))
    made.push(...(await Promise.all(some)))
  }
  return made
}

function writer(link: Link) {
  return { link, typist: new Typist(link.client) }
}

function closeAll(links: readonly Link[]): void {
  for (const link of links) link.close()
}

/** Waits until a server that has just started does nothing more of itself, half a minute at most. */
async function atRest(system: System): Promise<void> {
  const [SPAN, IDLE] = [300, 20]
  let calm = 0
  for (let look = 0; look < 100 && calm < 2; look++) {
    const before = (await system.usage('cpu')).cpu
    await new Promise((resolve) => setTimeout(resolve, SPAN))
    calm = (await system.usage('cpu')).cpu - before < IDLE ? calm + 1 : 0
  }
}

/** One text, five writers, and more and more readers: how late an edit is seen, and what it costs the server. */
export async function fanout(
  system: System,
  size: Size,
  databaseCpu: () => number,
): Promise<Figures> {
  const figures: Record<string, Figures> = {}
  const counts = [10, 50, 200]
  await system.prepare(counts.length, 'Words. ')
  await atRest(system)
  for (const [text, readers] of counts.entries()) {
    const writing = await many(WRITERS, () => system.link(text, { writes: true }))
    const reading = await many(readers, () => system.link(text, { writes: false }))
    const everyone = [...writing, ...reading]
    const groups: Group[] = [{ writers: writing.map(writer), everyone }]
    const rate = WRITERS * WRITER_RATE
    await offer(groups, { rate, seconds: Math.min(1, size.fanoutSeconds / 3), grace: 1000 })
    const before = { server: (await system.usage('cpu')).cpu, database: databaseCpu() }
    const { latencies, expected } = await offer(groups, {
      rate,
      seconds: size.fanoutSeconds,
      grace: 5000,
    })
    const thousands = latencies.total / 1000
    figures[`readers${readers}`] = {
      p50: latencies.quantile(0.5),
      p95: latencies.quantile(0.95),
      p99: latencies.quantile(0.99, expected),
      missing: expected - latencies.total,
      serverCpuPer1000: ((await system.usage('cpu')).cpu - before.server) / thousands,
      databaseCpuPer1000: (databaseCpu() - before.database) / thousands,
    }
    closeAll(everyone)
  }
  return figures
}

/** The most edits a second that everyone sees within the limit. */
async function ceiling(
  groups: readonly Group[],
  size: Size,
  usage: System['usage'],
): Promise<Figures> {
  let best = { editsPerSecond: 0, p99: 0, loadCpu: 0, serverCpu: 0 }
  const passes = async (rate: number): Promise<boolean> => {
    const load = process.cpuUsage()
    const server = (await usage('cpu')).cpu
    const begun = performance.now()
    const stretch = await offer(groups, { rate, seconds: size.stepSeconds, grace: LIVE })
    const p99 = stretch.latencies.quantile(0.99, stretch.expected)
    const wall = performance.now() - begun
    const { user, system } = process.cpuUsage(load)
    const editsPerSecond = Math.round(stretch.sent / size.stepSeconds)
    const passed = p99 <= LIVE && editsPerSecond >= 0.9 * rate
    if (passed) {
      const serverCpu = ((await usage('cpu')).cpu - server) / wall
      best = { editsPerSecond, p99, loadCpu: (user + system) / 1000 / wall, serverCpu }
    }
    return passed
  }
  let rate = size.firstRate
  // One hiccup of the machine does not decide: a rate is given up when it fails twice.
  while (rate <= 102_400 && ((await passes(rate)) || (await passes(rate)))) rate *= 2
  if (size.refine) await passes(Math.round(rate * 0.71))
  return best
}

/** The ceiling of one text with twenty clients who all write. */
export async function ceilingOneText(system: System, size: Size): Promise<Figures> {
  await system.prepare(1, 'Words. ')
  const everyone = await many(20, () => system.link(0, { writes: true }))
  return ceiling([{ writers: everyone.map(writer), everyone }], size, system.usage)
}

/** The ceiling of a hundred texts with two clients each. */
export async function ceilingManyTexts(system: System, size: Size): Promise<Figures> {
  await system.prepare(100, 'Words. ')
  const groups = await many(100, async (text) => {
    const pair = [
      await system.link(text, { writes: true }),
      await system.link(text, { writes: true }),
    ]
    return { writers: pair.map(writer), everyone: pair }
  })
  return ceiling(groups, size, system.usage)
}

const settled = async (system: System): Promise<Usage> => {
  await new Promise((resolve) => setTimeout(resolve, 300))
  return system.usage('memory')
}

/** What a thousand idle connections to one text hold in memory, each, in KiB. */
export async function memoryConnection(system: System): Promise<Figures> {
  await system.prepare(1, 'Words. ')
  await many(50, () => system.link(0, { writes: false }))
  const before = await settled(system)
  await many(CONNECTIONS, () => system.link(0, { writes: false }))
  const after = await settled(system)
  return { kib: (after.rss - before.rss) / CONNECTIONS / 1024 }
}

/** What an open text of 20 kB, with one connection that wrote in it, holds in memory, in KiB. */
export async function memoryOpenText(system: Keeper, size: Size): Promise<Figures> {
  const warm = 20
  await system.prepare(warm + size.openTexts, TEXT_WORDS)
  const open = async (text: number) => {
    const link = await system.link(text, { writes: true })
    link.send(new Typist(link.client).type(text))
  }
  await many(warm, open)
  const before = await settled(system)
  await many(size.openTexts, (text) => open(warm + text))
  const after = await settled(system)
  return { kib: (after.rss - before.rss) / size.openTexts / 1024 }
}

/** How long texts take to come that the server does not have in memory. */
export async function coldOpening(system: Keeper, size: Size): Promise<Figures> {
  const figures: Record<string, Figures> = {}
  for (const which of ['parts', 'history'] as const) {
    const openings: Opening[] = []
    for (let time = 0; time < size.openings; time++) openings.push(await system.open(which))
    const times = openings.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b)
    figures[which] = {
      milliseconds: times[Math.floor(times.length / 2)] ?? 0,
      bytes: openings[0]?.bytes ?? 0,
    }
  }
  return figures
}
