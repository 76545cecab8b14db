// Fills the disk while people write, and makes room again, over and over: what is refused is refused with a code and sent
// again, the server goes on by itself, and everything that was acknowledged is there exactly once (K4). The disk is a small one
// of the drill's own, in memory; mounting it takes root.
import { execFileSync } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildPart } from '../stamp.mjs'
import { assemble } from './cast.ts'
import { pause, startDrillServer } from './child.ts'
import { countOption, finish, option } from './report.ts'

const MEGABYTE = 1024 * 1024
const DISK = 400 * MEGABYTE
/** What is left free at most when the disk is filled, in bytes: the next growth of a table, or of the log, finds none. */
const ROOM = [0, 512 * 1024, 2 * MEGABYTE]
/** How long the disk may be full before that is noticed, in milliseconds. */
const NOTICE_MS = 60_000

const cycles = countOption('cycles', 10)
const plant = option('plant')
const began = performance.now()
if (!buildPart('server')) throw new Error('the server cannot be built')

const disk = mkdtempSync(path.join(os.tmpdir(), 'parley-disk-'))
try {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK}`, 'tmpfs', disk], { stdio: 'pipe' })
} catch {
  rmSync(disk, { recursive: true })
  console.error(
    'No disk can be mounted here: run this drill as root, on a system that lets root mount.',
  )
  process.exit(2)
}
chmodSync(disk, 0o711)

const ballast = path.join(disk, 'ballast')
/** Fills the disk but for so many bytes. */
function fill(room: number): void {
  const file = openSync(ballast, 'w')
  try {
    for (;;) {
      const { bavail, bsize } = statfsSync(disk)
      const left = bavail * bsize - room
      if (left <= 0) return
      writeSync(file, Buffer.alloc(Math.min(left, MEGABYTE)))
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  } finally {
    closeSync(file)
  }
}
const makeRoom = () => rmSync(ballast, { force: true })

try {
  const server = await startDrillServer(plant === undefined ? {} : { PARLEY_PLANT: plant }, disk)
  try {
    await server.serving()
    const cast = await assemble(server.url, server.url, { writers: 4, commanders: 2 })
    const work = cast.writers.map((writer) =>
      writer.name.startsWith('w') ? writer.writeTexts(cast.textIds) : writer.writeCommands(),
    )
    const turnedAway = (code: string) =>
      cast.writers.reduce((sum, writer) => sum + (writer.turnedAway.get(code) ?? 0), 0)
    const failures: string[] = []
    let full = 0
    let away = 0
    for (let cycle = 0; cycle < cycles; cycle++) {
      await Promise.all(cast.writers.map((writer) => writer.opened()))
      await pause(100 + Math.random() * 300)
      const before = turnedAway('server/storage-full')
      fill(ROOM[cycle % ROOM.length] ?? 0)
      const deadline = performance.now() + NOTICE_MS
      for (;;) {
        const isRefused = turnedAway('server/storage-full') > before
        const isAway = await server.health().then(
          ({ status }) => status === 503,
          () => true,
        )
        if (isRefused) full += 1
        else if (isAway) away += 1
        if (isRefused || isAway) break
        if (performance.now() > deadline) {
          failures.push(`cycle ${cycle}: nobody noticed that the disk is full`)
          break
        }
        await pause(20)
      }
      await pause(500 + Math.random() * 1000)
      makeRoom()
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
    finish(
      {
        drill: plant === undefined ? 'disk' : `disk-${plant}`,
        cycles,
        ...found,
        refused: refused.length,
        full,
        away,
        turnedAway: turnedAway('server/storage-full'),
        ended: ends.length,
        seconds: Math.round((performance.now() - began) / 1000),
      },
      [...refused, ...failures].slice(0, 5),
    )
  } finally {
    makeRoom()
    await server.close()
  }
} finally {
  execFileSync('umount', ['-l', disk])
  rmSync(disk, { recursive: true, force: true })
}
process.exit()
