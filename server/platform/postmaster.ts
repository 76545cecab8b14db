import { execFile } from 'node:child_process'
import { readFile, readlink, realpath } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

/** What the file `postmaster.pid` of a data folder tells. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** `stale`: the process is gone, or its number belongs to another program now. */
  readonly state: 'ready' | 'starting or stopping' | 'stale'
}

/** How long an orderly stop may take before it is forced, in milliseconds. */
const STOP_MS = 20_000
const LOOK_MS = 20

/** Reads which PostgreSQL uses a data folder; `undefined` when none has left its mark. */
export async function readPostmaster(data: string): Promise<Postmaster | undefined> {
  const lines = await readFile(path.join(data, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  )
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  const port = Number(lines[3])
  if (!(await isPostgresOf(pid, data))) return { pid, port, state: 'stale' }
  return { pid, port, state: lines[7]?.trim() === 'ready' ? 'ready' : 'starting or stopping' }
}

/** Stops a PostgreSQL: quickly but orderly, then by force. Either way its data can be opened again. */
export async function endPostmaster(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!send(pid, signal)) return
    const deadline = performance.now() + STOP_MS
    while (performance.now() < deadline) {
      if (!isRunning(pid)) return
      await pause(LOOK_MS)
    }
  }
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** PostgreSQL works inside its data folder; where that cannot be seen its command names the folder. */
async function isPostgresOf(pid: number, data: string): Promise<boolean> {
  if (!isRunning(pid)) return false
  const folder = await realpath(data)
  const works = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
  if (works !== undefined) return works === folder
  const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command=']).catch(
    () => ({ stdout: '' }),
  )
  return stdout.includes(data) || stdout.includes(folder)
}
