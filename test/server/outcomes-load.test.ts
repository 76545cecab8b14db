import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishOutcome } from '../../server/outcomes/index.ts'
import { Busy, workInTurn } from '../../server/outcomes/turns.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { runSite, someOutcome, type RunningSite } from '../support/outcomes.ts'
import { id } from '../support/world.ts'

const MANY = 45

let database: FreshDatabase
let site: RunningSite

beforeAll(async () => {
  database = await freshDatabase()
  for (let n = 1; n <= MANY; n++) {
    const topics =
      n % 3 === 0 ? [{ en: 'Chips', zh: '芯片' }] : [{ en: 'Data security', zh: '数据安全' }]
    const outcome = someOutcome({
      reference: `LD-${String(n).padStart(2, '0')}`,
      topics,
      participants: n === MANY ? [{ en: 'Zoe Quist', zh: '左伊' }] : [],
      preamble: { en: 'Measured words '.repeat(n), zh: '计量'.repeat(n) },
    })
    await database.sql.begin((tx) =>
      publishOutcome(tx, outcome, {
        dialogueId: id(n % 2),
        distribution: n === MANY ? 'participants' : 'public',
        publishedAt: '2026-11-24',
      }),
    )
  }
  site = await runSite(database.sql, { insider: { participates: [id(1)], observes: [] } })
})
afterAll(async () => {
  await site.close()
  await database.close()
})

/** An answer as it comes over the wire. */
function wire(path: string, headers: Record<string, string>) {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>(
    (resolve, reject) => {
      httpRequest(`${site.url}${path}`, { headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => {
          const body = Buffer.concat(parts)
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body })
        })
      })
        .on('error', reject)
        .end()
    },
  )
}

const referencesIn = (page: string) =>
  [...page.matchAll(/class="ref">(LD-\d+)</g)].map(([, reference]) => reference)

describe('a list of many outcomes', () => {
  it.each(['/outcomes', '/outcomes?by=topic', '/outcomes?q=measured', '/outcomes?q=计量&lang=zh'])(
    'OU37 %s comes in pages of twenty that link to one another and hold every outcome once',
    async (first) => {
      const seen: (string | undefined)[] = []
      let next: string | undefined = first
      let pages = 0
      while (next !== undefined && pages < 9) {
        const page: string = await (await site.get(next)).text()
        expect(referencesIn(page).length).toBeLessThanOrEqual(20)
        seen.push(...referencesIn(page))
        pages += 1
        const link: string | undefined = /rel="next" href="([^"]+)"/.exec(page)?.[1]
        expect(/rel="prev"/.test(page)).toBe(pages > 1)
        next = link?.replaceAll('&#38;', '&')
      }
      expect(pages).toBe(3)
      expect(seen).toHaveLength(MANY - 1)
      expect(new Set(seen).size).toBe(MANY - 1)
    },
  )

  it('OU37 the heaviest come first over all pages, and a page that is not there is the last', async () => {
    const first = referencesIn(await (await site.get('/outcomes?q=measured')).text())
    expect(first[0]).toBe(`LD-${MANY - 1}`)
    const beyond = await (await site.get('/outcomes?page=999')).text()
    expect(beyond).toContain('3 / 3')
    for (const page of ['0', '-1', 'x', '1e9']) {
      expect((await site.get(`/outcomes?page=${page}`)).status).toBe(200)
    }
  })

  it('OU16 OU37 what is found is what this reader may read, before and after somebody else asked', async () => {
    const path = '/outcomes.json?q=measured'
    const found = async (headers?: Record<string, string>) =>
      ((await (await site.get(path, headers)).json()) as { outcomes: unknown[] }).outcomes.length
    expect(await found()).toBe(MANY - 1)
    expect(await found({ 'x-reader': 'insider' })).toBe(MANY)
    expect(await found()).toBe(MANY - 1)
    expect((await site.get(`/outcomes/LD-${MANY}`)).status).toBe(404)
  })
})

describe('the way to the reader', () => {
  const unpack = { br: brotliDecompressSync, gzip: gunzipSync }

  it('OU38 what everybody reads comes packed as the asker wishes, each packing with a tag of its own', async () => {
    for (const path of ['/outcomes', '/outcomes/LD-01', '/outcomes/LD-01.json', '/outcomes.atom']) {
      const plain = await wire(path, {})
      expect(plain.headers['content-encoding']).toBeUndefined()
      expect(plain.headers.vary).toContain('Accept-Encoding')
      const tags = new Set([plain.headers.etag])
      for (const packing of ['br', 'gzip'] as const) {
        const accepts = { 'Accept-Encoding': packing }
        const answer = await wire(path, accepts)
        expect(answer.headers['content-encoding']).toBe(packing)
        expect(answer.headers.vary).toBe(plain.headers.vary)
        expect(unpack[packing](answer.body)).toEqual(plain.body)
        expect(answer.body.length).toBeLessThan(plain.body.length * 0.7)
        expect((await wire(path, accepts)).body).toEqual(answer.body)
        const tag = answer.headers.etag ?? ''
        tags.add(tag)
        expect((await wire(path, { ...accepts, 'If-None-Match': tag })).status).toBe(304)
        expect((await wire(path, { 'If-None-Match': tag })).status).toBe(200)
      }
      expect(tags.size).toBe(3)
    }
    const file = await wire('/outcomes/LD-01.docx', { 'Accept-Encoding': 'br' })
    expect(file.headers['content-encoding']).toBeUndefined()
  })

  it('OU38 what one reader alone gets is never packed', async () => {
    const own = { 'Accept-Encoding': 'br, gzip', 'x-reader': 'insider' }
    for (const path of ['/outcomes', '/outcomes?q=measured', `/outcomes/LD-${MANY}`]) {
      const answer = await wire(path, own)
      expect(answer.status).toBe(200)
      expect(answer.headers['cache-control']).toContain('private')
      expect(answer.headers['content-encoding']).toBeUndefined()
    }
  })
})

describe('too many questions at once', () => {
  it('OU44 work waits for its turn, and what finds no place to wait is refused', async () => {
    const turns = workInTurn({ atOnce: 1, waiting: 1 })
    const order: number[] = []
    let release: (() => void) | undefined
    const first = turns(async () => {
      await new Promise<void>((resolve) => (release = resolve))
      order.push(1)
    })
    const second = turns(() => Promise.resolve(order.push(2)))
    await expect(turns(() => Promise.resolve(order.push(3)))).rejects.toThrow(Busy)
    await expect.poll(() => release).toBeDefined()
    release?.()
    await Promise.all([first, second])
    expect(order).toEqual([1, 2])
    await expect(turns(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await turns(() => Promise.resolve(4))).toBe(4)
  })

  it('OU44 a question that finds no place is told when to ask again; every page stays readable', async () => {
    const full = await runSite(database.sql, {}, undefined, { turns: { atOnce: 0, waiting: 0 } })
    try {
      for (const path of [
        '/outcomes?q=measured',
        '/outcomes.json?q=x',
        '/outcomes?page=2',
        '/outcomes/compare?a=LD-01&b=LD-02',
      ]) {
        const answer = await full.get(path)
        expect(answer.status, path).toBe(503)
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
        expect(answer.headers.get('cache-control')).toBe('no-store')
        const page = await answer.text()
        for (const words of ['Load this page again', '请几秒钟后重新载入本页'])
          expect(page).toContain(words)
      }
      for (const path of ['/outcomes', '/outcomes/LD-01', '/outcomes.atom', '/log/head']) {
        expect((await full.get(path)).status, path).toBe(200)
      }
    } finally {
      await full.close()
    }
  })
})
