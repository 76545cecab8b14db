import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'

const root = path.join(import.meta.dirname, '..', '..')
const written = readFileSync(path.join(root, 'docs', 'protocol.md'), 'utf8')
const byHand = written.slice(0, written.indexOf('## 4. Commands'))

/** A path with every parameter written alike, and without its query. */
const plain = (address: string) =>
  address
    .replace(/^…/, '/api/dialogues/:')
    .replace(/\?.*$/, '')
    .replace(/<\w+>|:\w+/g, ':')

/** Every request that the protocol names. */
function requestsNamed(): Set<string> {
  const requests = byHand.matchAll(/`(GET|POST|DELETE) ([/…][^`]*)`/g)
  return new Set([...requests].map(([, how, address = '']) => `${how ?? ''} ${plain(address)}`))
}

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

test('docs/protocol.md names every request that is served', () => {
  const named = requestsNamed()
  const served = server.app.routes.map(({ method, path: at }) => `${method.toUpperCase()} ${at}`)
  expect(served.length).toBeGreaterThan(50)
  const isNamed = (request: string) => {
    const pattern = plain(request).replace(/:/g, '[^/]+')
    return [...named].some((one) => new RegExp(`^${pattern}$`).test(one.replace(/:/g, 'x')))
  }
  expect(served.filter((request) => !isNamed(request))).toEqual([])
})

test('docs/protocol.md names no request that is not served', () => {
  const served = server.app.routes.map(({ method, path: at }) => {
    const pattern = at.replace(/:\w+/g, '[^/]+').replaceAll('.', '\\.')
    return new RegExp(`^${method.toUpperCase()} ${pattern}$`)
  })
  const named = [...requestsNamed()].filter((one) => !/ \/(outcomes|log)\b/.test(one))
  expect(named.length).toBeGreaterThan(50)
  const isServed = (one: string) => served.some((route) => route.test(one.replace(/:/g, 'x')))
  expect(named.filter((one) => !isServed(one))).toEqual([])
})

test('docs/protocol.md names every event that is taken from a client', () => {
  const events = server.app.live.realtime.events().map(({ event }) => event)
  expect(events.length).toBeGreaterThan(8)
  expect(events.filter((event) => !byHand.includes(`\`${event}\``))).toEqual([])
})

test('docs/protocol.md names every public page, and each is served', async () => {
  const folder = path.join(root, 'server', 'outcomes')
  const pages = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .flatMap((file) => [
      ...readFileSync(path.join(folder, file), 'utf8').matchAll(
        /['`](\/(?:log\/\w+|outcomes|outcomes\/compare|outcomes\.\w+|sitemap\.xml))'/g,
      ),
    ])
    .map(([, page]) => page ?? '')
  const public_ = [...new Set(pages)]
  expect(public_.length).toBeGreaterThan(8)
  expect(public_.filter((page) => !byHand.includes(`\`${page}`))).toEqual([])
  for (const page of public_) {
    const { status } = await fetch(server.url + page)
    // Without what they ask for, proofs and a comparison find nothing.
    expect([200, 404], page).toContain(status)
  }
})
