import { Secret, TOTP } from 'otpauth'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '../../server/identity/password.ts'
import { insertAccount } from '../../server/identity/store.ts'
import { ProtocolClient } from '../support/client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { SoftKey } from '../support/soft-key.ts'

const password = 'correct horse battery staple'
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** A fresh account, signed in with its password. */
async function newcomer() {
  const [id, email] = [randomUUID(), `${randomUUID()}@example.org`]
  const hash = await hashPassword(password)
  await server.sql.begin((tx) =>
    insertAccount(tx, { id, email, name: { en: 'Somebody', zh: '某人' }, password: hash }),
  )
  const client = new ProtocolClient(server.url)
  await client.signIn(email, password)
  return { id, email, client }
}

function codesOf(secret: string) {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) })
  return (steps = 0) => totp.generate({ timestamp: Date.now() + steps * 30_000 })
}

const codeOf = (body: Record<string, unknown>) =>
  (body['error'] as { code: string } | undefined)?.code

/** Sets up one-time codes. */
async function withCodes(client: ProtocolClient) {
  const begun = await client.http('POST', '/api/security/codes/begin', {})
  const { secret, address } = begun.body as { secret: string; address: string }
  expect(address).toMatch(/^otpauth:\/\/totp\/Parley/)
  const code = codesOf(secret)
  // The earlier step first, so that the present one is still good for what follows.
  const confirmed = await client.http('POST', '/api/security/codes', { code: code(-1) })
  expect(confirmed.status).toBe(200)
  return { code, recovery: confirmed.body['recoveryCodes'] as string[] }
}

/** The first step of signing in of an account with a second factor. */
async function firstStep(email: string) {
  const client = new ProtocolClient(server.url)
  const { body } = await client.http('POST', '/api/sign-in', { email, password })
  const asked = body['secondFactor'] as {
    ticket: string
    code: boolean
    passkey: { ticket: string; options: { challenge: string } } | null
  }
  expect((await client.http('GET', '/api/me')).body).toMatchObject({ account: null })
  return { client, ...asked }
}

describe('one-time codes', () => {
  test('ID5 once confirmed they are asked for after the password, and each is good once', async () => {
    const { client, email } = await newcomer()
    const { code } = await withCodes(client)
    const first = await firstStep(email)
    const second = (at: typeof first, typed: string) =>
      at.client.http('POST', '/api/sign-in/second', {
        ticket: at.ticket,
        proof: { by: 'code', code: typed },
      })
    expect(codeOf((await second(first, '000000')).body)).toBe('identity/wrong-proof')
    const right = code()
    expect((await second(first, right)).status).toBe(200)
    expect((await first.client.http('GET', '/api/me')).body).toMatchObject({ account: { email } })
    const again = await firstStep(email)
    expect(codeOf((await second(again, right)).body)).toBe('identity/wrong-proof')
    expect(codeOf((await second({ ...again, ticket: first.ticket }, code(1))).body)).toBe(
      'identity/too-late',
    )
    expect((await second(again, code(1))).status).toBe(200)
  })

  test('ID5 ten wrong codes end the attempts, many at once too', async () => {
    const { client, email } = await newcomer()
    const { code } = await withCodes(client)
    const first = await firstStep(email)
    const guess = (typed: string) =>
      first.client.http('POST', '/api/sign-in/second', {
        ticket: first.ticket,
        proof: { by: 'code', code: typed },
      })
    const guesses = await Promise.all(Array.from({ length: 12 }, (_, n) => guess(`00000${n % 10}`)))
    const codes = guesses.map(({ body }) => codeOf(body))
    expect(codes.filter((one) => one === 'identity/too-many-attempts')).toHaveLength(2)
    expect(codeOf((await guess(code())).body)).toBe('identity/too-many-attempts')
  })

  test('ID6 a recovery code stands in for a lost second factor, once, and is kept as a hash only', async () => {
    const { client, email, id } = await newcomer()
    const { recovery } = await withCodes(client)
    expect(recovery).toHaveLength(10)
    const [kept] = await server.sql<{ all: string }[]>`
      SELECT string_agg(code_hash, ' ') AS all FROM recovery_codes WHERE account_id = ${id}`
    expect(recovery.some((one) => kept?.all.includes(one))).toBe(false)
    const use = async (typed: string) => {
      const { client: arriving, ticket } = await firstStep(email)
      const proof = { by: 'code', code: typed }
      return (await arriving.http('POST', '/api/sign-in/second', { ticket, proof })).status
    }
    expect(await use(recovery[0]?.toLowerCase().replaceAll('-', ' ') ?? '')).toBe(200)
    expect(await use(recovery[0] ?? '')).toBe(401)
    const told = await client.http('GET', '/api/security')
    expect(told.body).toMatchObject({ recoveryLeft: 9 })
    expect((told.body['events'] as { kind: string }[]).map(({ kind }) => kind)).toContain(
      'recovery-code-used',
    )
  })

  test('ID6 with the last second factor its recovery codes go, too', async () => {
    const { client, id } = await newcomer()
    await withCodes(client)
    expect((await client.http('DELETE', '/api/security/codes')).status).toBe(204)
    const left = await server.sql`SELECT 1 FROM recovery_codes WHERE account_id = ${id}`
    expect(left).toHaveLength(0)
    expect((await client.http('DELETE', '/api/security/codes')).status).toBe(404)
  })
})

describe('passkeys', () => {
  async function withPasskey(client: ProtocolClient, key = new SoftKey(server.url)) {
    const begun = await client.http('POST', '/api/security/passkeys/begin', {})
    const { ticket, options } = begun.body as { ticket: string; options: { challenge: string } }
    const made = await client.http('POST', '/api/security/passkeys', {
      ticket,
      name: 'A key',
      response: key.attest(options.challenge),
    })
    return { key, made, ticket, options }
  }
  const challengeOf = (body: Record<string, unknown>) => ({
    ticket: body['ticket'] as string,
    challenge: (body['options'] as { challenge: string }).challenge,
  })

  test('ID7 one signs in with a passkey alone, and a signature is good for its challenge only', async () => {
    const { client, email } = await newcomer()
    const { key, made } = await withPasskey(client)
    expect(made.status).toBe(200)
    expect(made.body['recoveryCodes']).toHaveLength(10)
    const arriving = new ProtocolClient(server.url)
    const begin = async () =>
      challengeOf((await arriving.http('POST', '/api/sign-in/passkey/begin', {})).body)
    const one = await begin()
    const response = key.assert(one.challenge)
    const enter = (ticket: string, answer: object) =>
      arriving.http('POST', '/api/sign-in/passkey', { ticket, response: answer })
    expect((await enter(one.ticket, response)).body).toMatchObject({ account: { email } })
    expect(codeOf((await enter(one.ticket, response)).body)).toBe('identity/wrong-passkey')
    expect(codeOf((await enter((await begin()).ticket, response)).body)).toBe(
      'identity/wrong-passkey',
    )
    const stranger = new SoftKey(server.url)
    const other = await begin()
    expect(codeOf((await enter(other.ticket, stranger.assert(other.challenge))).body)).toBe(
      'identity/wrong-passkey',
    )
  })

  test('ID7 a passkey made for another site, or without the person being verified, is refused', async () => {
    const { client } = await newcomer()
    const elsewhere = new SoftKey('https://parley.evil.example')
    expect(codeOf((await withPasskey(client, elsewhere)).made.body)).toBe('identity/wrong-passkey')
    const careless = new SoftKey(server.url, { verified: false })
    expect(codeOf((await withPasskey(client, careless)).made.body)).toBe('identity/wrong-passkey')
  })

  test('ID7 a passkey is a second factor after the password, and its counter does not run back', async () => {
    const { client, email } = await newcomer()
    const { key } = await withPasskey(client)
    const prove = async () => {
      const { client: arriving, ticket, passkey } = await firstStep(email)
      const response = key.assert(passkey?.options.challenge ?? '')
      const proof = { by: 'passkey', ticket: passkey?.ticket, response }
      return (await arriving.http('POST', '/api/sign-in/second', { ticket, proof })).status
    }
    expect(await prove()).toBe(200)
    key.counter -= 1
    expect(await prove()).toBe(401)
  })

  test('ID7 nobody removes or uses somebody else’s passkey', async () => {
    const { client } = await newcomer()
    const { key } = await withPasskey(client)
    const other = await newcomer()
    expect((await other.client.http('DELETE', `/api/security/passkeys/${key.id}`)).status).toBe(404)
    await withPasskey(other.client)
    const first = await firstStep(other.email)
    const response = key.assert(first.passkey?.options.challenge ?? '')
    const proof = { by: 'passkey', ticket: first.passkey?.ticket, response }
    const { ticket } = first
    expect((await first.client.http('POST', '/api/sign-in/second', { ticket, proof })).status).toBe(
      401,
    )
    expect((await client.http('DELETE', `/api/security/passkeys/${key.id}`)).status).toBe(204)
  })
})

describe('changing how one proves who one is', () => {
  test('ID8 asks for a recent authentication, with the second factor once there is one', async () => {
    const { client, id } = await newcomer()
    const { code } = await withCodes(client)
    await server.sql`
      UPDATE sign_ins SET authenticated_at = clock_timestamp() - interval '6 minutes' WHERE account_id = ${id}`
    const removal = () => client.http('DELETE', '/api/security/codes')
    expect(codeOf((await removal()).body)).toBe('identity/reauthenticate')
    const prove = (proof: object) => client.http('POST', '/api/reauthenticate', { proof })
    expect(codeOf((await prove({ by: 'password', password })).body)).toBe('identity/wrong-proof')
    expect(codeOf((await prove({ by: 'demo' })).body)).toBe('identity/wrong-proof')
    expect((await prove({ by: 'code', code: code() })).status).toBe(204)
    expect((await removal()).status).toBe(204)
  })
})
