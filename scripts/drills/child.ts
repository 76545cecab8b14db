import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'

/** A built server as a child process, which may be killed and is started again. */
interface DrillServer {
  readonly url: string
  /** Kills the server's process at once; the embedded PostgreSQL lives on. */
  killServer(): void
  /** Sends the server's process a signal that it lives on after. */
  signalServer(signal: NodeJS.Signals): void
  /** Kills PostgreSQL with everything it started. */
  killPostgres(): void
  /** Holds PostgreSQL and everything it started, as if it were away. */
  stopPostgres(): void
  /** Ends a held PostgreSQL. */
  endPostgres(signal: 'SIGINT' | 'SIGKILL'): void
  /** What `/readyz` answers. */
  health(): Promise<{ readonly status: number; readonly wrong: readonly string[] }>
  /** How often the server's process was started. */
  starts(): number
  /** How it ended each time it ended, with the last that it said. */
  ends(): readonly string[]
  /** Resolves when the server serves; starts it again whenever it has ended. */
  serving(): Promise<void>
  close(): Promise<void>
}

/** Starts the built server on an embedded PostgreSQL of its own, its files in a new folder of `place`. */
export async function startDrillServer(
  env: Readonly<Record<string, string>>,
  place: string = os.tmpdir(),
): Promise<DrillServer> {
  const folder = await mkdtemp(path.join(place, 'parley-drill-'))
  await chmod(folder, 0o711)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let closing = false
  let complaint = ''
  let failures = 0
  let starts = 0
  const ends: string[] = []
  const signalPostgres = (signal: NodeJS.Signals) => {
    const postmaster = postmasterOf(folder)
    if (postmaster === undefined) return
    for (const pid of [postmaster, ...childrenOf(postmaster)]) send(pid, signal)
  }

  function start(): void {
    starts += 1
    const started = spawn(process.execPath, ['dist/server/main.js'], {
      env: {
        PATH: process.env['PATH'] ?? '',
        HOST: '127.0.0.1',
        PORT: String(port),
        PARLEY_DATA: folder,
        PARLEY_DEMO: 'on',
        PARLEY_LOG: 'error',
        ...env,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    started.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString()).slice(-4000)
    })
    started.once('close', (code, signal) => {
      ends.push(`${signal ?? `code ${code}`}: ${complaint}`)
    })
    started.once('exit', () => {
      failures += 1
      if (child === started) child = undefined
    })
    child = started
  }

  return {
    url,
    killServer: () => void child?.kill('SIGKILL'),
    signalServer: (signal) => void child?.kill(signal),
    killPostgres: () => signalPostgres('SIGKILL'),
    stopPostgres: () => signalPostgres('SIGSTOP'),
    endPostgres: (signal) => {
      if (signal === 'SIGKILL') {
        signalPostgres('SIGKILL')
        return
      }
      signalPostgres('SIGCONT')
      const postmaster = postmasterOf(folder)
      if (postmaster !== undefined) send(postmaster, signal)
    },
    health: async () => {
      const answer = await fetch(`${url}/readyz`)
      const { wrong = [] } = (await answer.json()) as { wrong?: string[] }
      return { status: answer.status, wrong }
    },
    starts: () => starts,
    ends: () => ends,
    serving: async () => {
      const deadline = performance.now() + 120_000
      while (performance.now() < deadline) {
        if (child === undefined && !closing) start()
        if (await isReady(url)) {
          failures = 0
          return
        }
        if (failures > 5) break
        await pause(50)
      }
      throw new Error(`the server does not come back: ${complaint}`)
    },
    close: async () => {
      closing = true
      const last = child
      if (last !== undefined) {
        const ended = new Promise((resolve) => last.once('exit', resolve))
        last.kill('SIGTERM')
        await ended
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Waits. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** A port that nobody uses. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (bound === null || typeof bound === 'string') throw new Error('no port was bound')
  return bound.port
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) })).ok
  } catch {
    return false
  }
}

function postmasterOf(folder: string): number | undefined {
  try {
    const [line] = readFileSync(path.join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')
    return Number(line) || undefined
  } catch {
    return undefined
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
        .split(' ')
        .map(Number)
        .filter((child) => child > 0),
    )
  } catch {
    return []
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended by itself.
  }
}
