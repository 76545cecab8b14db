import net from 'node:net'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readConfig } from '../../server/platform/config.ts'
import { openLog } from '../../server/platform/log.ts'
import { serve } from '../../server/serve.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { enterAs } from '../support/people.ts'

/** A server that reaches its database over a line that can be cut and mended. */
let database: FreshDatabase
let serving: Awaited<ReturnType<typeof serve>>
let line: net.Server
let isCut = false
const ends = new Set<net.Socket>()

beforeAll(async () => {
  database = await freshDatabase()
  const real = new URL(database.url)
  line = net.createServer((near) => {
    if (isCut) {
      near.destroy()
      return
    }
    const far = net.connect(Number(real.port), real.hostname)
    for (const [end, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(end)
      end.pipe(other)
      end.on('error', () => other.destroy())
      end.on('close', () => {
        ends.delete(end)
        other.destroy()
      })
    }
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  const through = new URL(real)
  through.hostname = '127.0.0.1'
  through.port = String((line.address() as net.AddressInfo).port)
  serving = await serve(
    readConfig({
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: through.href,
      PARLEY_DEMO: 'on',
    }),
    openLog('silent'),
  )
})

afterAll(async () => {
  isCut = false
  await serving.stop()
  line.close()
  for (const end of ends) end.destroy()
  await database.close()
})

test('OU46 while the database is away a request is told to try again, by a stable code, and served when it is back', async () => {
  const { client } = await enterAs(serving.url, 'head', 'A')
  const ask = () => client.http('GET', '/api/dialogues')
  expect(await ask()).toMatchObject({ status: 200 })

  isCut = true
  for (const end of ends) end.destroy()
  expect(await ask()).toMatchObject({
    status: 503,
    body: {
      error: {
        code: 'server/database-away',
        message: expect.stringContaining('cannot reach its database') as string,
      },
    },
  })
  // A page is no promise about the database, but it must not hang or tell of the inside.
  const published = await fetch(`${serving.url}/outcomes`)
  expect(published.status).toBe(503)
  expect(Number(published.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(await published.text()).not.toMatch(/CONNECT|ECONN|postgres/i)

  expect(published.headers.get('content-type')).toContain('application/json')
  const accept = 'text/html,application/xhtml+xml,*/*;q=0.8'
  const page = await fetch(`${serving.url}/outcomes/PD-2026-01`, { headers: { accept } })
  expect(page.status).toBe(503)
  expect(page.headers.get('retry-after')).toBe('2')
  expect(page.headers.get('content-type')).toContain('text/html')
  const words = await page.text()
  expect(words).toContain('The server does not reach its records.')
  expect(words).toContain('服务器暂时无法读取其记录')

  isCut = false
  await vi.waitFor(async () => expect(await ask()).toMatchObject({ status: 200 }), 15_000)
})
