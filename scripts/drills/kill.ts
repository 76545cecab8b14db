// Kills the server, PostgreSQL or both at any instant while people write, again and again; afterwards everything
// that was acknowledged must be there exactly once, and everybody must see the same.
import { buildPart } from '../stamp.mjs'
import { assemble } from './cast.ts'
import { pause, startDrillServer } from './child.ts'
import { countOption, finish, option } from './report.ts'

const cycles = countOption('cycles', 20)
const plant = option('plant')
const began = performance.now()
if (!buildPart('server')) throw new Error('the server cannot be built')

const server = await startDrillServer(plant === undefined ? {} : { PARLEY_PLANT: plant })
try {
  await server.serving()
  const cast = await assemble(server.url, server.url, { writers: 4, commanders: 2 })
  const work = cast.writers.map((writer) =>
    writer.name.startsWith('w') ? writer.writeTexts(cast.textIds) : writer.writeCommands(),
  )
  const ways = ['server', 'postgres', 'both'] as const
  for (let cycle = 0; cycle < cycles; cycle++) {
    await Promise.all(cast.writers.map((writer) => writer.opened()))
    await pause(150 + Math.random() * 700)
    const way = ways[cycle % ways.length]
    if (way !== 'server') server.killPostgres()
    if (way !== 'postgres') server.killServer()
    await pause(50)
    await server.serving()
  }
  await Promise.all(cast.writers.map((writer) => writer.opened()))
  await pause(300)
  for (const writer of cast.writers) writer.stop()
  const keepUp = setInterval(() => void server.serving(), 1000)
  await Promise.all(work)
  clearInterval(keepUp)
  const found = await cast.compare()
  cast.close()
  const refused = cast.writers.flatMap((writer) => writer.refused)
  finish(
    {
      drill: plant === undefined ? 'kill' : `kill-${plant}`,
      cycles,
      ...found,
      refused: refused.length,
      seconds: Math.round((performance.now() - began) / 1000),
    },
    refused.slice(0, 5),
  )
} finally {
  await server.close()
}
process.exit()
