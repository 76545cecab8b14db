// Sets the clock of the server's process forward and back in mid-session while people write: what is recorded, and
// what people are told to count from, follows the database's clock, sessions go on, and nothing is lost (K6).
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildPart } from '../stamp.mjs'
import { assemble } from './cast.ts'
import { pause, startDrillServer } from './child.ts'
import { countOption, finish } from './report.ts'

const HOUR = 3_600_000
/** How far the clock is off, one after another, in milliseconds. */
const SHIFTS = [HOUR, -HOUR, 30 * 24 * HOUR, -30 * 24 * HOUR, 0]
/** How far an instant may be from this process's clock, in milliseconds. */
const NEAR = 60_000
const cycles = countOption('cycles', 10)
const began = performance.now()
const startedAt = Date.now()
if (!buildPart('server')) throw new Error('the server cannot be built')

const folder = await mkdtemp(path.join(os.tmpdir(), 'parley-clock-'))
const file = path.join(folder, 'shift')
await writeFile(file, '0')
const preload = fileURLToPath(new URL('shifted-clock.mjs', import.meta.url))
const server = await startDrillServer({
  NODE_OPTIONS: `--import=${preload}`,
  DRILL_CLOCK: file,
})
const failures: string[] = []
try {
  await server.serving()
  const cast = await assemble(server.url, server.url, { writers: 4, commanders: 2 })
  const work = cast.writers.map((writer) =>
    writer.name.startsWith('w') ? writer.writeTexts(cast.textIds) : writer.writeCommands(),
  )
  for (let cycle = 0; cycle < cycles; cycle++) {
    await Promise.all(cast.writers.map((writer) => writer.opened()))
    const shift = SHIFTS[cycle % SHIFTS.length] ?? 0
    await writeFile(file, String(shift))
    server.signalServer('SIGUSR2')
    await pause(300 + Math.random() * 500)
    for (const writer of cast.writers) {
      const told = await writer.now()
      if (Math.abs(told - Date.now()) < NEAR) continue
      failures.push(`cycle ${cycle}: a clock that is off by ${shift} ms was told`)
    }
    for (const writer of cast.writers) if (Math.random() < 0.5) writer.reconnect()
  }
  await Promise.all(cast.writers.map((writer) => writer.opened()))
  for (const writer of cast.writers) writer.stop()
  await Promise.all(work)
  const found = await cast.compare()
  cast.close()
  failures.push(...outOfTime(cast.writers.flatMap(({ events }) => [...(events.get('room') ?? [])])))
  const refused = cast.writers.flatMap((writer) => writer.refused)
  failures.push(...refused, ...server.ends().map((how) => `the server ended by ${how}`))
  finish(
    {
      drill: 'clock',
      cycles,
      ...found,
      refused: refused.length,
      seconds: Math.round((performance.now() - began) / 1000),
    },
    failures.slice(0, 5),
  )
} finally {
  await server.close()
  await rm(folder, { recursive: true, force: true })
}
process.exit()

/** Events that people added during the drill and whose instant is no instant of the drill. */
function outOfTime(
  events: readonly (readonly [
    number,
    { readonly type: string; readonly at: string; readonly payload: unknown },
  ])[],
): string[] {
  return events.flatMap(([seq, { type, at, payload }]) => {
    const { title } = payload as { title?: { en?: string } }
    if (type !== 'TopicAdded' || !/^c\d+n\d+$/.test(title?.en ?? '')) return []
    const instant = Date.parse(at)
    return instant > startedAt - NEAR && instant < Date.now() + NEAR
      ? []
      : [`event ${seq} is of ${at}`]
  })
}
