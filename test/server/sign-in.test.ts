import { randomUUID } from 'node:crypto'
import request from 'supertest'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hashPassword } from '../../server/identity/password.ts'
import { insertAccount, insertDemoPerson } from '../../server/identity/store.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const alice = { id: randomUUID(), email: 'Alice@Example.org', name: { en: 'Alice', zh: '爱丽丝' } }
const password = 'correct horse battery staple'
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
  const hash = await hashPassword(password)
  await server.sql.begin(async (tx) => {
    await insertAccount(tx, { ...alice, password: hash })
    await insertDemoPerson(tx, alice.id, 1, { role: 'head', delegation: null, expertise: 'legal' })
  })
})
afterAll(() => server.close())

/** A browser of the server's own pages. */
function browser(at: TestServer = server) {
  return request.agent(at.url).set('Origin', at.url)
}

/** The cookie of the sign-in among those that were set. */
function sessionCookie({ headers }: { readonly headers: Record<string, unknown> }): string {
  const set = headers['set-cookie'] as readonly string[]
  return set.find((one) => /^(__Host-)?parley=/.test(one)) ?? ''
}

const right = { email: 'alice@example.org', password }

test('signing in answers who one is, and signing out ends it', async () => {
  const agent = browser()
  expect((await agent.get('/api/me')).body).toEqual({ account: null, demo: true })
  const signedIn = await agent.post('/api/sign-in').send(right)
  expect(signedIn.status).toBe(200)
  expect(signedIn.body).toEqual({ account: alice, demo: true })
  expect(sessionCookie(signedIn)).toMatch(/^parley=.*; HttpOnly; SameSite=Strict$/)
  expect(signedIn.headers['cache-control']).toBe('no-store')
  expect((await agent.post('/api/sign-out')).status).toBe(204)
  expect((await agent.get('/api/me')).body).toEqual({ account: null, demo: true })
  expect((await agent.post('/api/sign-out')).status).toBe(401)
})

test('a stolen cookie is worth nothing after signing out, and signing in changes it', async () => {
  const agent = browser()
  const cookie = sessionCookie(await agent.post('/api/sign-in').send(right))
  const again = sessionCookie(await agent.post('/api/sign-in').send(right))
  expect(again.split(';')[0]).not.toBe(cookie.split(';')[0])
  const asThief = () =>
    request(server.url)
      .get('/api/me')
      .set('Cookie', again.split(';')[0] ?? '')
  expect((await asThief()).body).toMatchObject({ account: { id: alice.id } })
  await agent.post('/api/sign-out')
  expect((await asThief()).body).toMatchObject({ account: null })
})

test('a wrong password and an unknown address are answered alike', async () => {
  const answers = await Promise.all([
    browser().post('/api/sign-in').send({ email: alice.email, password: 'wrong' }),
    browser().post('/api/sign-in').send({ email: 'nobody@example.org', password: 'wrong' }),
  ])
  const [known, unknown] = answers.map(({ status, body }) => ({ status, body: body as unknown }))
  expect(known).toEqual(unknown)
  expect(known?.status).toBe(401)
})

test('sign-ins are listed and ended by their owner only', async () => {
  const [here, there] = [browser(), browser()]
  await here.post('/api/sign-in').send(right)
  await there.post('/api/sign-in').send(right)
  const list = (await here.get('/api/sign-ins')).body as {
    signIns: { id: string; current: boolean }[]
  }
  const own = list.signIns.find(({ current }) => current)
  const other = list.signIns.find(({ current }) => !current)
  expect(own).toBeDefined()
  expect((await here.delete(`/api/sign-ins/${randomUUID()}`)).status).toBe(404)
  expect((await here.delete('/api/sign-ins/nonsense')).status).toBe(404)
  for (const { id, current } of list.signIns) {
    if (!current) expect((await here.delete(`/api/sign-ins/${id}`)).status).toBe(204)
  }
  expect(other).toBeDefined()
  expect((await there.get('/api/sign-ins')).status).toBe(401)
  expect((await here.get('/api/sign-ins')).status).toBe(200)
})

test('W7 a sign-in ends when idle for too long, and when its account is disabled', async () => {
  const agent = browser()
  await agent.post('/api/sign-in').send(right)
  await server.sql`UPDATE sign_ins SET last_seen_at = clock_timestamp() - interval '121 minutes'`
  expect((await agent.get('/api/sign-ins')).status).toBe(401)
  await agent.post('/api/sign-in').send(right)
  await server.sql`UPDATE accounts SET disabled_at = clock_timestamp()`
  expect((await agent.get('/api/sign-ins')).status).toBe(401)
  await server.sql`UPDATE accounts SET disabled_at = NULL`
  expect((await agent.get('/api/sign-ins')).status).toBe(200)
})

test('W11 a change is refused from any other origin, and from none', async () => {
  for (const origin of ['https://evil.example', 'null', `${server.url}.evil.example`, undefined]) {
    const asked = request(server.url).post('/api/sign-in').send(right)
    if (origin !== undefined) asked.set('Origin', origin)
    const answer = await asked
    expect([answer.status, answer.body]).toMatchObject([
      403,
      { error: { code: 'identity/wrong-origin' } },
    ])
  }
  const crossSite = browser().post('/api/sign-in').set('Sec-Fetch-Site', 'same-site').send(right)
  expect((await crossSite).status).toBe(403)
})

test('W10 malformed, oversized and unknown input is refused with a code', async () => {
  const agent = browser()
  const ask = (body: string) =>
    agent.post('/api/sign-in').set('Content-Type', 'application/json').send(body)
  expect((await ask('{')).body).toMatchObject({ error: { code: 'http/invalid-input' } })
  expect((await ask('{"email":1}')).status).toBe(400)
  expect((await ask(JSON.stringify({ ...right, admin: true }))).status).toBe(400)
  expect((await ask(JSON.stringify({ email: 'x'.repeat(300_000) }))).status).toBe(413)
  expect((await agent.get('/api/nothing')).body).toMatchObject({
    error: { code: 'http/not-found' },
  })
  expect((await agent.get('/outcomes/nothing')).status).toBe(404)
})

test('W9 pages may run and load only what is the server’s own', async () => {
  const { headers } = await browser().get('/healthz')
  expect(headers['content-security-policy']).toContain("default-src 'none';script-src 'self'")
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['cross-origin-opener-policy']).toBe('same-origin')
  expect((await browser().get('/readyz')).body).toEqual({ status: 'ready' })
})

test('anyone may enter as a person of the demonstration, while it runs', async () => {
  const agent = browser()
  const introduced = { role: 'head', delegation: null, expertise: 'legal' }
  const listed: { body: unknown } = await agent.get('/api/demo/people')
  const { people: shown } = listed.body as { people: unknown[] }
  expect(shown).toContainEqual({ accountId: alice.id, name: alice.name, ...introduced })
  expect((await agent.post('/api/demo/enter').send({ accountId: randomUUID() })).status).toBe(404)
  await agent.post('/api/demo/enter').send({ accountId: alice.id })
  expect((await agent.get('/api/me')).body).toMatchObject({ account: { id: alice.id } })

  const real = await startTestServer({ demo: false })
  const people = await browser(real).get('/api/demo/people')
  const enter = await browser(real).post('/api/demo/enter').send({ accountId: alice.id })
  expect([people.status, enter.status]).toEqual([404, 404])
  await real.close()
})

test('behind TLS the cookie is bound to the host and sent over TLS only', async () => {
  const secure = await startTestServer({ origins: ['https://parley.example'], proxies: 1 })
  await secure.sql.begin(async (tx) =>
    insertAccount(tx, { ...alice, password: await hashPassword(password) }),
  )
  const answer = await request(secure.localUrl)
    .post('/api/sign-in')
    .set('Origin', 'https://parley.example')
    .set('X-Forwarded-Proto', 'https')
    .send(right)
  expect(sessionCookie(answer)).toMatch(
    /^__Host-parley=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  )
  expect(answer.headers['strict-transport-security']).toContain('max-age=31536000')
  await secure.close()
})

test('W8 guesses run out for an account, known or not, whatever address they claim', async () => {
  for (const email of ['guessed@example.org', 'Unknown@example.org']) {
    const statuses: number[] = []
    for (let n = 0; n < 18; n += 1) {
      const asked = browser().post('/api/sign-in').set('X-Forwarded-For', `10.0.0.${n}`)
      statuses.push((await asked.send({ email, password: 'guess' })).status)
    }
    expect(statuses).toEqual([...Array<number>(15).fill(401), 429, 429, 429])
  }
})
