import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { projectFolder } from '../../server/platform/config.ts'

interface Drilled {
  readonly code: number | null
  readonly report: Record<string, number>
}

/** Runs a drill as its command does, and reads its last line. */
async function drill(name: string, ...args: string[]): Promise<Drilled> {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/drills/${name}.ts`, ...args], {
    cwd: projectFolder(),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  const last = output.trimEnd().split('\n').at(-1) || '{}'
  return { code, report: JSON.parse(last) as Record<string, number> }
}

const PATIENCE = 240_000
/** How the drill of a full disk ends where it may mount none. */
const NO_DISK = 2

test(
  'K1 what was acknowledged outlives kill -9 of the server, of PostgreSQL and of both',
  async () => {
    const { code, report } = await drill('kill', '--cycles', '3')
    expect(report).toMatchObject({ cycles: 3, lost: 0, duplicated: 0, diverged: 0, refused: 0 })
    expect(report['acknowledged']).toBeGreaterThan(20)
    expect(code).toBe(0)
  },
  PATIENCE,
)

test(
  'K1 the drill finds a server that acknowledges before the commit',
  async () => {
    const { code, report } = await drill('kill', '--cycles', '3', '--plant', 'early-ack')
    expect(report['lost']).toBeGreaterThan(0)
    expect(code).toBe(1)
  },
  PATIENCE,
)

test(
  'K2 everybody has the same after a network that delays, stalls, cuts, and clients that repeat',
  async () => {
    const { code, report } = await drill('chaos', '--cycles', '8')
    expect(report).toMatchObject({ cycles: 8, lost: 0, duplicated: 0, diverged: 0, refused: 0 })
    expect(report['acknowledged']).toBeGreaterThan(20)
    expect(report['repeated']).toBeGreaterThan(5)
    expect(code).toBe(0)
  },
  PATIENCE,
)

test(
  'K6 a clock that jumps by hours and days moves no instant of the record, ends no session and loses nothing',
  async () => {
    const { code, report } = await drill('clock', '--cycles', '3')
    expect(report).toMatchObject({ cycles: 3, lost: 0, duplicated: 0, diverged: 0, refused: 0 })
    expect(report['acknowledged']).toBeGreaterThan(20)
    expect(code).toBe(0)
  },
  PATIENCE,
)

test(
  'K5 the server outlives restarts of PostgreSQL under load, says so meanwhile, and loses nothing',
  async () => {
    const { code, report } = await drill('restart', '--cycles', '2')
    expect(report).toMatchObject({ cycles: 2, lost: 0, duplicated: 0, diverged: 0, refused: 0 })
    expect(report).toMatchObject({ saidSo: 2, ended: 0 })
    expect(report['acknowledged']).toBeGreaterThan(20)
    expect(code).toBe(0)
  },
  PATIENCE,
)

test(
  'K4 a disk that is full is said so, loses nothing, and is gone on from by itself',
  async ({ skip }) => {
    const { code, report } = await drill('disk', '--cycles', '3')
    if (code === NO_DISK) skip('no disk of its own can be mounted here')
    expect(report).toMatchObject({ cycles: 3, lost: 0, duplicated: 0, diverged: 0, refused: 0 })
    expect(report).toMatchObject({ ended: 0 })
    expect(report['acknowledged']).toBeGreaterThan(20)
    expect((report['full'] ?? 0) + (report['away'] ?? 0)).toBe(3)
    expect(code).toBe(0)
  },
  PATIENCE,
)
