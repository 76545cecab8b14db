import { writeFileSync, mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { Abandoned, openThread, TookTooLong } from './thread.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'thread-'))
const file = pathToFileURL(path.join(folder, 'worker.mjs'))
writeFileSync(
  file,
  `import { parentPort, threadId } from 'node:worker_threads'
  parentPort.on('message', (job) => {
    if (job === 'for ever') for (;;);
    if (job === 'fail') parentPort.postMessage({ error: 'as told' })
    else if (job === 'end') process.exit(3)
    else if (job === 'fill') { const all = []; for (;;) all.push(new Array(1e6).fill(Math.random())) }
    else parentPort.postMessage({ answer: [job, threadId] })
  })`,
)

it('does one job after the other, and says what a job threw', async () => {
  const thread = openThread<string, [string, number]>({ file })
  const [one, failed, two] = await Promise.allSettled(
    ['a', 'fail', 'b'].map((job) => thread.ask(job)),
  )
  expect([one, two]).toMatchObject([
    { value: ['a', expect.any(Number)] },
    { value: ['b', expect.any(Number)] },
  ])
  expect(failed).toMatchObject({ reason: { message: 'as told' } })
})

it('ends a job that takes too long, and does the next in a thread of its own', async () => {
  const thread = openThread<string, [string, number]>({ file, mostMs: 300 })
  const [, before] = await thread.ask('a')
  const stuck = thread.ask('for ever')
  const after = thread.ask('b')
  await expect(stuck).rejects.toThrow(TookTooLong)
  const [said, id] = await after
  expect(said).toBe('b')
  expect(id).not.toBe(before)
})

it('ends a job nobody waits for, whether it runs or waits', async () => {
  const thread = openThread<string, [string, number]>({ file })
  const [running, queued] = [new AbortController(), new AbortController()]
  const stuck = thread.ask('for ever', running.signal)
  const waits = thread.ask('a', queued.signal)
  queued.abort()
  await expect(waits).rejects.toThrow(Abandoned)
  running.abort()
  await expect(stuck).rejects.toThrow(Abandoned)
  await expect(thread.ask('b', running.signal)).rejects.toThrow(Abandoned)
  expect((await thread.ask('b'))[0]).toBe('b')
})

it('outlives a thread that ends, also for want of memory', async () => {
  const thread = openThread<string, [string, number]>({ file, mostMegabytes: 32 })
  await expect(thread.ask('end')).rejects.toThrow('ended')
  await expect(thread.ask('fill')).rejects.toThrow(/memory/)
  expect((await thread.ask('a'))[0]).toBe('a')
})
