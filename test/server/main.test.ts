import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { projectFolder } from '../../server/platform/config.ts'

const running = new Set<ChildProcess>()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'parley-main-'))
  await chmod(folder, 0o711)
})
afterEach(async () => {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  running.clear()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Run {
  readonly child: ChildProcess
  readonly said: () => string
  /** Resolves with the first line on standard output, or undefined when it ends without one. */
  readonly firstLine: Promise<string | undefined>
  readonly ended: Promise<number | null>
}

function start(
  env: Readonly<Record<string, string>>,
  program: readonly string[] = ['dist/server/main.js'],
): Run {
  const settings = { PATH: process.env['PATH'] ?? '', PORT: '0', PARLEY_LOG: 'silent', ...env }
  const child = spawn(process.execPath, program, {
    cwd: projectFolder(),
    env: settings,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let output = ''
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()))
  const firstLine = new Promise<string | undefined>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('\n')) resolve(output.split('\n')[0])
    })
    child.once('close', () => resolve(undefined))
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, said: () => complaint, firstLine, ended }
}

describe('what keeps the server from starting is said in one sentence', () => {
  test.each([
    [{ PARLEY_DATTA: 'x' }, 'The setting PARLEY_DATTA is not known.'],
    [{ PORT: 'eighty' }, 'The setting PORT is not a whole number.'],
    [{ PORT: '70000' }, 'The setting PORT is not between 0 and 65535.'],
    [{ PARLEY_DEMO: 'yes' }, 'The setting PARLEY_DEMO is neither on nor off.'],
    [
      { PARLEY_ORIGIN: 'https://parley.example/path' },
      'The setting PARLEY_ORIGIN is not an origin such as https://parley.example.',
    ],
    [
      { DATABASE_URL: 'mysql://host/name' },
      'The setting DATABASE_URL is not an address that begins with postgres:// or postgresql://.',
    ],
    [
      { DATABASE_URL: 'postgres://127.0.0.1:1/none' },
      'The database at 127.0.0.1:1 cannot be used: connect ECONNREFUSED 127.0.0.1:1.',
    ],
  ])('%o', async (env, sentence) => {
    const run = start(env)
    expect(await run.ended).toBe(1)
    expect(run.said()).toBe(`${sentence}\n`)
  })

  test('a port in use, which also stops the database that was started', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port } = other.address() as { port: number }
    const run = start({ PORT: String(port), HOST: '127.0.0.1', PARLEY_DATA: folder })
    expect(await run.ended).toBe(1)
    expect(run.said()).toBe(
      `The port ${port} is in use by another process: set PORT to another one.\n`,
    )
    other.close()
  })
})

test('it says where it listens, stops cleanly on SIGTERM and Ctrl-C, and finds everything again', async () => {
  const ids: unknown[] = []
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const run = start({ PARLEY_DATA: folder })
    const line = await run.firstLine
    expect(line).toMatch(/^Parley listens on http:\/\/localhost:\d+ – /)
    const url = /http:\S+/.exec(line ?? '')?.[0] ?? ''
    ids.push(await (await fetch(`${url}/readyz`)).json())
    // A group is told at once, and whoever passes signals on tells again.
    run.child.kill(signal)
    run.child.kill(signal)
    expect(await run.ended).toBe(0)
    expect(run.said()).toBe('')
    expect(existsSync(path.join(folder, 'pg', 'postmaster.pid'))).toBe(false)
  }
  expect(ids).toEqual([{ status: 'ready' }, { status: 'ready' }])
})

test('a data folder that another server uses is refused, and the other one goes on', async () => {
  const first = start({ PARLEY_DATA: folder })
  const url = /http:\S+/.exec((await first.firstLine) ?? '')?.[0] ?? ''
  const second = start({ PARLEY_DATA: folder })
  expect(await second.ended).toBe(1)
  expect(second.said()).toBe(`The data folder ${folder} is in use by another process.\n`)
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
})

test('its sources start and stop as the built server does', async () => {
  const run = start({ PARLEY_DATA: folder }, ['--import', 'tsx', 'server/main.ts'])
  expect(await run.firstLine, run.said()).toMatch(/^Parley listens on /)
  run.child.kill('SIGTERM')
  expect(await run.ended).toBe(0)
})
