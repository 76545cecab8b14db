// Restarts PostgreSQL in mid-session, again and again, the orderly way and not, while people write; afterwards
// everything that was acknowledged must be there exactly once, and while it was away the server must have said so (K5).
import { buildPart } from '../stamp.mjs'
import { assemble } from './cast.ts'
import { pause, startDrillServer } from './child.ts'
import { countOption, finish } from './report.ts'

const cycles = countOption('cycles', 20)
const began = performance.now()
if (!buildPart('server')) throw new Error('the server cannot be built')

const server = await startDrillServer({})
try {
  await server.serving()
  const cast = await assemble(server.url, server.url, { writers: 4, commanders: 2 })
  const work = cast.writers.map((writer) =>
    writer.name.startsWith('w') ? writer.writeTexts(cast.textIds) : writer.writeCommands(),
  )
  const failures: string[] = []
  let saidSo = 0
  for (let cycle = 0; cycle < cycles; cycle++) {
    await Promise.all(cast.writers.map((writer) => writer.opened()))
    await pause(100 + Math.random() * 400)
    // Held for a moment, so that being away can be noticed; then ended as its operator would, or at once.
    server.stopPostgres()
    const away = await server.health().catch(() => ({ status: 0, wrong: [''] }))
    if (away.status === 503 && away.wrong.includes('database')) saidSo += 1
    else failures.push(`cycle ${cycle}: /readyz answered ${away.status} without a database`)
    server.endPostgres(cycle % 2 === 0 ? 'SIGINT' : 'SIGKILL')
    await server.serving()
  }
  await Promise.all(cast.writers.map((writer) => writer.opened()))
  for (const writer of cast.writers) writer.stop()
  await Promise.all(work)
  const found = await cast.compare()
  cast.close()
  const refused = cast.writers.flatMap((writer) => writer.refused)
  const ends = server.ends()
  failures.push(...ends.map((how) => `the server ended by ${how}`))
  const seconds = Math.round((performance.now() - began) / 1000)
  finish(
    {
      drill: 'restart',
      cycles,
      ...found,
      refused: refused.length,
      saidSo,
      ended: ends.length,
      seconds,
    },
    [...refused, ...failures].slice(0, 5),
  )
} finally {
  await server.close()
}
process.exit()
