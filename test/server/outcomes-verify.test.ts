import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishOutcome, withdrawOutcome } from '../../server/outcomes/index.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { runSite, someOutcome, type RunningSite } from '../support/outcomes.ts'
import { id } from '../support/world.ts'

const PROGRAM = fileURLToPath(new URL('../../scripts/verify.mjs', import.meta.url))

let database: FreshDatabase
let site: RunningSite
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'outcome-verify-'))
  database = await freshDatabase()
  site = await runSite(database.sql)
  for (const n of [1, 2, 3, 4, 5, 6, 7]) await publish(`PD-2026-0${n}`)
})

afterAll(async () => {
  await site.close()
  await database.close()
  rmSync(folder, { recursive: true })
})

function publish(reference: string, supersedes: string | null = null) {
  return database.sql.begin((tx) =>
    publishOutcome(tx, someOutcome({ reference, supersedes }), {
      dialogueId: id(1),
      distribution: 'public',
      publishedAt: '2026-11-24T08:15:27.123Z',
    }),
  )
}

async function run(...given: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [PROGRAM, ...given])
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}

describe('the command-line verifier', () => {
  it('OU40 accepts every published outcome, by any of its addresses', async () => {
    for (const name of ['PD-2026-01', 'PD-2026-04.pdf', 'PD-2026-07.json?lang=zh']) {
      const { code, said } = await run(`${site.url}/outcomes/${name}`)
      expect(said).toContain('it stands in the log, entry')
      expect(said).not.toContain('✗')
      expect(code).toBe(0)
    }
  })

  it('OU40 refuses a file of which a word, a place or a byte was changed', async () => {
    const text = await (await site.get('/outcomes/PD-2026-02.json')).text()
    const file = path.join(folder, 'sent.json')
    writeFileSync(file, text)
    expect(await run(file, '--site', site.url)).toMatchObject({ code: 0 })
    writeFileSync(file, text.replace('essential', 'dangerous'))
    const changed = await run(file, '--site', site.url)
    expect(changed.code).toBe(1)
    expect(changed.said).toContain('✗ every clause matches its hash')
    writeFileSync(file, text.replace('Geneva', 'Vienna'))
    const moved = await run(file, '--site', site.url)
    expect(moved.code).toBe(1)
    expect(moved.said).toContain('✗ it stands in the log')
    writeFileSync(file, `${text}\n`)
    expect(await run(file)).toMatchObject({ code: 1 })
    expect(await run()).toMatchObject({ code: 2 })
  })

  it('OU43 says what became of it, and checks the notice and the later outcome', async () => {
    const reason = { en: 'A figure was wrong.', zh: '有一处数字有误。' }
    const at = '2026-11-25T09:00:00.000Z'
    await publish('PD-2026-20')
    await publish('PD-2026-21', 'PD-2026-20')
    await database.sql.begin((tx) => withdrawOutcome(tx, 'PD-2026-21', { reason, at }))
    const older = await run(`${site.url}/outcomes/PD-2026-20`)
    expect(older.said).toContain('✓ it was superseded by PD-2026-21')
    const later = await run(`${site.url}/outcomes/PD-2026-21`)
    expect(later.said).toContain('✓ it was withdrawn on 2026-11-25')
    expect([older.code, later.code]).toEqual([0, 0])
    const notice = await (await site.get('/outcomes/PD-2026-21.withdrawal.json')).text()
    const file = path.join(folder, 'notice.json')
    writeFileSync(file, notice)
    expect(await run(file, '--site', site.url)).toMatchObject({ code: 0 })
    writeFileSync(file, notice.replace('A figure', 'Nothing'))
    const changed = await run(file, '--site', site.url)
    expect(changed.code).toBe(1)
    expect(changed.said).toContain('✗ it stands in the log')
  })

  it('OU43 calls nothing unchanged because a question about it failed', async () => {
    for (const failing of [
      '/outcomes/PD-2026-05.withdrawal.json',
      '/outcomes/PD-2026-05.standing.json',
    ]) {
      const relay = http.createServer((request, response) => {
        const isFailing = request.url === failing
        void fetch(`${site.url}${request.url}`).then(async (answer) => {
          response.writeHead(isFailing ? 503 : answer.status).end(await answer.text())
        })
      })
      await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
      const { port } = relay.address() as AddressInfo
      const { code, said } = await run(`http://127.0.0.1:${port}/outcomes/PD-2026-05`)
      relay.closeAllConnections()
      relay.close()
      expect(said).toContain(`${failing} answered 503`)
      expect(code).toBe(1)
    }
  })

  it('OU41 remembers the head and refuses a log that was rewritten', async () => {
    const head = path.join(folder, 'head.json')
    const address = `${site.url}/outcomes/PD-2026-03`
    expect(await run(address, '--head', head)).toMatchObject({ code: 0 })
    await publish('PD-2026-08')
    const later = await run(address, '--head', head)
    expect(later.said).toMatch(/✓ the log only grew since it had 10 entries/)
    await database.sql`TRUNCATE outcomes, log_leaves, log_heads, outcome_follow_ups`
    for (const n of [9, 3, 1]) await publish(`PD-2026-0${n}`)
    const rewritten = await run(address, '--head', head)
    expect(rewritten.code).toBe(1)
    expect(rewritten.said).toContain('✗ the log only grew since it had 11 entries')
  })
})
