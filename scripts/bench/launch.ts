import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'

/** What a server process has used. */
export interface Usage {
  /** Milliseconds of processor time. */
  readonly cpu: number
  readonly rss: number
}

/** A server process on a core of its own. */
export interface Launched {
  readonly url: string
  usage(wish: 'cpu' | 'memory'): Promise<Usage>
  stop(): Promise<void>
}

const PINS = spawnSync('taskset', ['-V']).status === 0

/** Whether processes can be kept to a core here. */
export const canPin = PINS

/** Keeps a running process, and what it starts from now on, to some cores. */
export function pin(pid: number, cores: string): void {
  if (PINS) spawnSync('taskset', ['-a', '-c', '-p', cores, String(pid)])
}

/** Starts a server on core 0 and waits until it says where it listens. */
export async function launch(
  file: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Launched> {
  const probe = path.join(import.meta.dirname, 'servers', 'probe.mjs')
  const node = [process.execPath, '--expose-gc', '--import', probe, file]
  const [program = '', ...args] = PINS ? ['taskset', '-c', '0', ...node] : node
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  })
  process.once('exit', () => child.kill('SIGKILL'))
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`${file} ended`)))
    child.once('message', (message: { url?: string }) => resolve(message.url ?? ''))
    child.stdout?.on('data', (data: Buffer) => {
      const said = /listens on (http\S+)/.exec(data.toString())
      if (said?.[1] !== undefined) resolve(said[1])
    })
  })
  return {
    url,
    usage: (wish) =>
      new Promise((resolve) => {
        child.once('message', (message) => resolve(message as unknown as Usage))
        child.send(wish)
      }),
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), 5000)
      await ended
      clearTimeout(patience)
    },
  }
}

/** Milliseconds of processor time that a process and its children have used; 0 where that cannot be read. */
export function cpuOfFamily(pid: number): number {
  let ticks = 0
  try {
    for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        if (Number(name) !== pid && Number(fields[1]) !== pid) continue
        ticks += Number(fields[11]) + Number(fields[12])
      } catch {
        // A process that ended meanwhile.
      }
    }
  } catch {
    return 0
  }
  return ticks * 10
}
