// A network that delays, stalls and cuts, and clients that repeat what was answered already; afterwards everything
// that was acknowledged must be there exactly once, and everybody must see the same.
import { buildPart } from '../stamp.mjs'
import { assemble } from './cast.ts'
import { pause, startDrillServer } from './child.ts'
import { startProxy } from './proxy.ts'
import { countOption, finish } from './report.ts'

const LONGEST_DELAY = 60
const cycles = countOption('cycles', 20)
const began = performance.now()
if (!buildPart('server')) throw new Error('the server cannot be built')

const server = await startDrillServer({})
try {
  await server.serving()
  const proxy = await startProxy(server.url, LONGEST_DELAY)
  const cast = await assemble(server.url, proxy.url, { writers: 4, commanders: 2, repeats: true })
  const work = cast.writers.map((writer) =>
    writer.name.startsWith('w') ? writer.writeTexts(cast.textIds) : writer.writeCommands(),
  )
  for (let cycle = 0; cycle < cycles; cycle++) {
    await Promise.all(cast.writers.map((writer) => writer.opened()))
    await pause(100 + Math.random() * 600)
    if (cycle % 3 === 0) proxy.stall(400)
    proxy.cut(cycle % 2 === 0 ? 'one' : 'all')
  }
  await Promise.all(cast.writers.map((writer) => writer.opened()))
  for (const writer of cast.writers) writer.stop()
  await Promise.all(work)
  const found = await cast.compare()
  cast.close()
  await proxy.close()
  const refused = cast.writers.flatMap((writer) => writer.refused)
  const repeated = cast.writers.reduce((sum, writer) => sum + writer.repeated, 0)
  const seconds = Math.round((performance.now() - began) / 1000)
  finish(
    { drill: 'chaos', cycles, ...found, repeated, refused: refused.length, seconds },
    refused.slice(0, 5),
  )
} finally {
  await server.close()
}
process.exit()
