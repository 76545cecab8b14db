import { Secret, TOTP } from 'otpauth'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashPassword } from '../../server/identity/password.ts'
import { insertAccount } from '../../server/identity/store.ts'
import { ProtocolClient, until } from '../support/client.ts'
import { openSink, type Sink } from '../support/mail.ts'
import { enterAs } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const before = 'correct horse battery staple'
const next = 'nine quiet herons at the weir'
let sink: Sink
let server: TestServer

beforeAll(async () => {
  sink = await openSink()
  server = await startTestServer({
    smtp: sink.url,
    mailFrom: 'parley@parley.example',
    proxies: 1,
  })
})
afterAll(async () => {
  await server.close()
  await sink.close()
})

const anyone = () => new ProtocolClient(server.url)

async function account(password: string | null = before) {
  const [id, email] = [randomUUID(), `${randomUUID()}@readers.example`]
  const hash = password === null ? null : await hashPassword(password)
  const name = { en: 'CANARY-NAME', zh: '金丝雀姓名' }
  await server.sql.begin((tx) => insertAccount(tx, { id, email, name, password: hash }))
  return { id, email }
}

let place = 0
/** Asks for a link; each time from another place, so that only the address is counted. */
async function ask(email: string, from = `203.0.113.${(place += 1)}`) {
  const answer = await fetch(`${server.url}/api/new-password/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url, 'x-forwarded-for': from },
    body: JSON.stringify({ email }),
  })
  const headers = Object.fromEntries([...answer.headers].filter(([name]) => name !== 'date'))
  const { 'x-request-id': id, ...others } = headers
  return {
    status: answer.status,
    headers: { ...others, hasId: id !== undefined },
    body: await answer.text(),
  }
}

const mailsTo = (email: string) => sink.mails.filter(({ to }) => to === email)
const linkIn = (text: string) => /\/new-password\/([\w-]+)/.exec(text)?.[1] ?? ''
const codeOf = (body: Record<string, unknown>) =>
  (body['error'] as { code: string } | undefined)?.code
const set = (token: string, client = anyone()) =>
  client.http('POST', '/api/new-password', { token, password: next })

async function linkFor(email: string): Promise<string> {
  const sent = mailsTo(email).length
  await ask(email)
  await until(() => mailsTo(email).length > sent, 'the mail')
  return linkIn(mailsTo(email).at(-1)?.text ?? '')
}

/** Waits until everything that was asked for has been looked at. */
async function allLookedAt(): Promise<void> {
  const state = { left: -1 }
  await until(() => {
    void server.sql<{ n: number }[]>`
      SELECT (SELECT count(*) FROM asked_recoveries)::int
        + (SELECT count(*) FROM mails WHERE ended IS NULL)::int AS n`.then(
      ([row]) => (state.left = row?.n ?? -1),
    )
    return state.left === 0
  }, 'what was asked for')
}

describe('a forgotten password', () => {
  it('ID15 is set anew by a mailed link, once, and ends every sign-in', async () => {
    const { email } = await account()
    const signedIn = anyone()
    await signedIn.signIn(email, before)
    const token = await linkFor(email)
    expect((await anyone().http('POST', '/api/new-password/read', { token })).body).toMatchObject({
      email,
    })
    const both = await Promise.all([set(token), set(token)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
    expect((await signedIn.http('GET', '/api/sign-ins')).status).toBe(401)
    expect((await anyone().http('POST', '/api/sign-in', { email, password: before })).status).toBe(
      401,
    )
    const again = anyone()
    await again.signIn(email, next)
    const { events } = (await again.http('GET', '/api/security')).body as {
      events: { kind: string }[]
    }
    expect(events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['password-mail', 'password-changed']),
    )
  })

  it('ID15 answers every address alike, and before it looks at any account', async () => {
    const [known, without, unknown] = [
      (await account()).email,
      (await account(null)).email,
      'nobody@readers.example',
    ]
    // While nobody can read accounts, an answer that depended on one would not come.
    const answers = await server.sql.begin(async (tx) => {
      await tx`LOCK TABLE accounts IN ACCESS EXCLUSIVE MODE`
      return [await ask(known), await ask(without), await ask(unknown)]
    })
    expect(answers[0]).toMatchObject({ status: 200, body: '{"sent":true}' })
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    await sink.mailTo(known)
    await allLookedAt()
    expect(mailsTo(without).length + mailsTo(unknown).length).toBe(0)
    const left = await server.sql`SELECT 1 FROM mails WHERE secret_path IS NOT NULL`
    expect(left).toHaveLength(0)
  })

  it('ID15 BT7 says it in the account’s language, and names no person and no dialogue', async () => {
    const { id, email } = await account()
    await linkFor(email)
    const [both] = mailsTo(email)
    expect(both?.subject).toContain('a link to a new password / Parley：设置新密码的链接')
    await server.sql`INSERT INTO account_settings (account_id, language) VALUES (${id}, 'zh')`
    await linkFor(email)
    const chinese = mailsTo(email).at(-1)
    expect(chinese?.text).toContain('一小时内有效')
    expect(chinese?.text).not.toContain('Somebody')
    const [title] = await server.sql<{ en: string; zh: string }[]>`
      SELECT title->>'en' AS en, title->>'zh' AS zh FROM dialogues LIMIT 1`
    for (const { raw, text, subject } of mailsTo(email)) {
      const whole = `${raw}\n${text}\n${subject}`
      for (const word of ['CANARY', '金丝雀', title?.en ?? '?', title?.zh ?? '?']) {
        expect(whole).not.toContain(word)
      }
    }
  })

  it('ID15 ends within an hour', async () => {
    const { id, email } = await account()
    const token = await linkFor(email)
    const [row] = await server.sql<{ minutes: number }[]>`
      SELECT ceil(extract(epoch FROM expires_at - clock_timestamp()) / 60)::int AS minutes
      FROM tickets WHERE account_id = ${id} AND kind = 'recovery'`
    expect(row?.minutes).toBeLessThanOrEqual(60)
    const [mail] = await server.sql<{ isAsLong: boolean }[]>`
      SELECT abs(extract(epoch FROM m.good_until - t.expires_at)) < 5 AS "isAsLong"
      FROM mails m JOIN tickets t USING (account_id) WHERE account_id = ${id}`
    expect(mail?.isAsLong).toBe(true)
    await server.sql`UPDATE tickets SET expires_at = clock_timestamp() WHERE account_id = ${id}`
    expect(codeOf((await set(token)).body)).toBe('identity/unknown-link')
  })

  it('ID15 a convener’s link and a mailed one stand beside each other until one is used', async () => {
    const { client: convener, dialogueId } = await enterAs(server.url, 'convener')
    const invitations = `/api/dialogues/${dialogueId}/invitations`
    const person = {
      name: { en: 'Lea Roth', zh: '' },
      email: `${randomUUID()}@readers.example`,
      role: 'observer',
      delegationId: null,
      expertise: null,
    }
    const invited = await convener.http('POST', invitations, person)
    const token = String(invited.body['path']).replace('/invitation/', '')
    await anyone().http('POST', '/api/invitations/accept', { token, password: before })
    await until(() => mailsTo(person.email).length === 1, 'the invitation')
    const made = await convener.http(
      'POST',
      `${invitations}/${String(invited.body['accountId'])}/link`,
      {},
    )
    const handed = linkIn(String(made.body['path']))
    const mailed = await linkFor(person.email)
    for (const link of [handed, mailed]) {
      expect((await anyone().http('POST', '/api/new-password/read', { token: link })).status).toBe(
        200,
      )
    }
    expect((await set(handed)).status).toBe(200)
    expect((await set(mailed)).status).toBe(404)
  })

  it('ID15 leaves a second factor in force, and ends what was begun with the earlier password', async () => {
    const { email } = await account()
    const owner = anyone()
    await owner.signIn(email, before)
    const begun = await owner.http('POST', '/api/security/codes/begin', {})
    const totp = new TOTP({ secret: Secret.fromBase32(String(begun.body['secret'])) })
    const code = (steps: number) => totp.generate({ timestamp: Date.now() + steps * 30_000 })
    expect((await owner.http('POST', '/api/security/codes', { code: code(-1) })).status).toBe(200)
    const thief = anyone()
    const half = await thief.http('POST', '/api/sign-in', { email, password: before })
    const { ticket: earlier } = half.body['secondFactor'] as { ticket: string }
    const client = anyone()
    const answer = await set(await linkFor(email), client)
    const { ticket } = answer.body['secondFactor'] as { ticket: string }
    expect((await client.http('GET', '/api/me')).body).toMatchObject({ account: null })
    const proof = { by: 'code', code: code(0) }
    const late = await thief.http('POST', '/api/sign-in/second', { ticket: earlier, proof })
    expect(codeOf(late.body)).toBe('identity/too-late')
    expect((await client.http('POST', '/api/sign-in/second', { ticket, proof })).status).toBe(200)
    expect((await client.http('GET', '/api/me')).body).toMatchObject({ account: { email } })
  })

  it('ID15 W8 counts every question for an address, known or not, and for a place', async () => {
    for (const email of [(await account()).email, 'nobody-at-all@readers.example']) {
      const codes: number[] = []
      for (let n = 0; n < 6; n++) codes.push((await ask(email)).status)
      expect(codes).toEqual([200, 200, 200, 200, 200, 429])
    }
    const here: number[] = []
    for (let n = 0; n < 21; n++) {
      here.push((await ask(`${randomUUID()}@readers.example`, '198.51.100.7')).status)
    }
    expect(here.slice(0, 20).every((status) => status === 200)).toBe(true)
    expect(here[20]).toBe(429)
  })

  it('ID15 sends an account three mails an hour, whatever node was asked', async () => {
    const { id, email } = await account()
    for (let n = 0; n < 5; n++) await ask(email)
    await allLookedAt()
    expect(mailsTo(email)).toHaveLength(3)
    const tickets = await server.sql`SELECT 1 FROM tickets WHERE account_id = ${id}`
    expect(tickets).toHaveLength(3)
  })

  it('ID15 what was asked for before the server stopped is sent by the next one', async () => {
    const { email } = await account()
    await server.sql`INSERT INTO asked_recoveries (email) VALUES (${email.toUpperCase()})`
    const other = anyone()
    // Any later question makes the server look; a start does, too.
    await ask('somebody-else@readers.example')
    await sink.mailTo(email)
    expect((await other.http('GET', '/api/sign-in/ways')).body).toMatchObject({ mail: true })
  })
})

it('ID15 a server without mail keeps no address and says so', async () => {
  const quiet = await startTestServer()
  const client = new ProtocolClient(quiet.url)
  expect((await client.http('GET', '/api/sign-in/ways')).body).toMatchObject({ mail: false })
  const answer = await client.http('POST', '/api/new-password/ask', { email: 'a@readers.example' })
  expect(answer.body).toEqual({ sent: false })
  expect(await quiet.sql`SELECT 1 FROM asked_recoveries`).toHaveLength(0)
  await quiet.close()
})
