import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectFolder } from '../../server/platform/config.ts'
import { enterDemo } from '../support/cast.ts'
import type { WireEvent } from '../support/client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let folder: string

beforeAll(async () => {
  server = await startTestServer()
  folder = await mkdtemp(path.join(os.tmpdir(), 'parley-audit-'))
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

/** Runs the check on a file, without a database to go to. */
async function audit(file: unknown): Promise<{ code: number | null; said: string }> {
  const name = path.join(folder, 'record.json')
  await writeFile(name, JSON.stringify(file))
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/audit.ts', '--file', name], {
    cwd: projectFolder(),
    env: { PATH: process.env['PATH'], DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => (said += piece))
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}

test('RC11 what a head receives is saved, passes without a server, and is refused when anything in it is changed', async () => {
  const { client, dialogueId } = await enterDemo(server, 'head', 'A')
  await client.connect()
  const { streams } = (await client.openDialogue(dialogueId)) as unknown as {
    streams: Record<string, WireEvent[]>
  }
  client.disconnect()
  const file = {
    format: 'parley-record/1',
    dialogueId,
    title: { en: 'A dialogue', zh: '对话' },
    savedAt: '2026-03-02T09:00:00.000Z',
    streams: Object.entries(streams).map(([audience, events]) => {
      const last = events.at(-1)
      return { audience, head: { seq: last?.seq, hash: last?.hash }, events }
    }),
  }
  expect(Object.keys(streams)).toHaveLength(2)
  const whole = await audit(file)
  expect(whole.code).toBe(0)
  expect(whole.said).toContain(`head ${streams['room']?.at(-1)?.hash}`)

  const victim = streams['room']?.[6]
  if (victim === undefined) throw new Error('the room has too few events')
  const tampered = structuredClone(file)
  const there = tampered.streams.find(({ audience }) => audience === 'room')?.events[6]
  Object.assign(there?.payload ?? {}, { planted: true })
  const found = await audit(tampered)
  expect(found.code).toBe(1)
  expect(found.said).toContain(`room: BROKEN at event 7 (${victim.type}): it was changed`)
  expect((await audit({ ...file, format: 'something else' })).code).toBe(1)
})
