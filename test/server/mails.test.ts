import { randomUUID } from 'node:crypto'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashPassword } from '../../server/identity/password.ts'
import { insertAccount } from '../../server/identity/store.ts'
import { createSender } from '../../server/between/sender.ts'
import { until, type ProtocolClient } from '../support/client.ts'
import { openSink, type Sink } from '../support/mail.ts'
import { enterAs, newClause } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const FROM = 'parley@parley.example'
const CANARIES = {
  words: 'CANARY-WORDS',
  chineseWords: '金丝雀案文',
  name: 'CANARY-NAME',
  chineseName: '金丝雀姓名',
  reason: 'CANARY-REASON',
  note: 'CANARY-NOTE',
}

let sink: Sink
let server: TestServer
let dialogueId: string
let chair: ProtocolClient
let convener: ProtocolClient

beforeAll(async () => {
  sink = await openSink()
  server = await startTestServer({ smtp: sink.url, mailFrom: FROM })
  chair = await join('moderator')
  convener = await join('convener')
})
afterAll(async () => {
  chair.disconnect()
  convener.disconnect()
  await server.close()
  await sink.close()
})

async function join(role: string, label: string | null = null): Promise<ProtocolClient> {
  const entered = await enterAs(server.url, role, label)
  dialogueId = entered.dialogueId
  await entered.client.connect()
  return entered.client
}

async function openBallot(rule: object = {}): Promise<{ id: string; hash: string }> {
  const { clauseId, hash } = await newClause(chair, dialogueId, {
    en: `${CANARIES.words} ${randomUUID()}`,
    zh: CANARIES.chineseWords,
  })
  const payload = { clauseId, hash, despiteConcordance: true, ...rule }
  const reply = await chair.command(dialogueId, 'agreement/open-ballot', payload)
  if (!reply.ok) throw new Error(reply.code)
  return { id: (reply['result'] as { id: string }).id, hash }
}

async function waiting(): Promise<number> {
  const [row] = await server.sql<{ n: number }[]>`
    SELECT count(*)::int AS n FROM mails WHERE ended IS NULL AND due_at <= clock_timestamp()`
  return row?.n ?? 0
}

/** Waits until the outbox holds nothing that is due. */
async function allSent(): Promise<void> {
  const state = { left: -1 }
  await until(() => {
    void waiting().then((left) => (state.left = left))
    return state.left === 0
  }, 'the outbox to be empty')
}

describe('mails', () => {
  it('BT7 name no person, no side, no dialogue and no words, in any byte', async () => {
    const accountId = randomUUID()
    await server.sql.begin(async (tx) =>
      insertAccount(tx, {
        id: accountId,
        email: 'reader@readers.example',
        name: { en: CANARIES.name, zh: CANARIES.chineseName },
        password: await hashPassword('a password of some length'),
      }),
    )
    const member = { accountId, name: { en: CANARIES.name, zh: CANARIES.chineseName } }
    const seat = { role: 'delegate', expertise: null }
    const { client: admitting, accountId: headId } = await enterAs(server.url, 'head', 'A')
    const [row] = await server.sql<{ id: string }[]>`
      SELECT delegation_id AS id FROM memberships
      WHERE dialogue_id = ${dialogueId} AND account_id = ${headId}`
    const admitted = { ...member, ...seat, delegationId: row?.id }
    await admitting.connect()
    expect(await admitting.command(dialogueId, 'dialogues/admit-member', admitted)).toMatchObject({
      ok: true,
    })
    admitting.disconnect()
    await sink.mailTo('reader@readers.example')
    const { id, hash } = await openBallot()
    const head = await join('head', 'B')
    const said = { ballotId: id, hash, answer: 'object', reason: CANARIES.reason }
    await head.command(dialogueId, 'agreement/answer', said)
    head.disconnect()
    const [text] = await server.sql<{ id: string }[]>`
      SELECT payload ->> 'id' AS id FROM events WHERE type = 'ProposalOpened' ORDER BY seq DESC LIMIT 1`
    const note = { en: CANARIES.note, zh: CANARIES.note }
    const issue = { proposalId: text?.id, note }
    const rapporteur = await join('rapporteur')
    expect(await rapporteur.command(dialogueId, 'proposals/issue-revision', issue)).toMatchObject({
      ok: true,
    })
    rapporteur.disconnect()
    await sink.mailTo('reader@readers.example', (mail) => mail.text.includes('revision'))
    await allSent()
    const names = await server.sql<{ name: string }[]>`
      SELECT name FROM accounts UNION SELECT name_zh FROM accounts WHERE name_zh <> ''
      UNION SELECT payload -> 'name' ->> 'en' FROM events WHERE type = 'DelegationAdded'
      UNION SELECT payload -> 'name' ->> 'zh' FROM events WHERE type = 'DelegationAdded'
      UNION SELECT title ->> 'en' FROM dialogues UNION SELECT title ->> 'zh' FROM dialogues
      UNION SELECT payload -> 'title' ->> 'en' FROM events WHERE type = 'ProposalOpened'`
    const forbidden = [...Object.values(CANARIES), ...names.map(({ name }) => name)]
    expect(forbidden.length).toBeGreaterThan(30)
    expect(sink.mails.length).toBeGreaterThan(10)
    for (const { raw, text: words, subject } of sink.mails) {
      for (const canary of forbidden) {
        expect(raw).not.toContain(canary)
        expect(words).not.toContain(canary)
        expect(subject).not.toContain(canary)
      }
      expect(words).not.toMatch(/delegation [A-Z]\b/i)
    }
  })

  it('SE23 tell of a session’s other dates, without its title and its times, and not of those before', async () => {
    const reader = await join('head', 'B')
    const me = await reader.http('GET', '/api/me')
    const { email, id: account } = me.body['account'] as { email: string; id: string }
    const title = { en: CANARIES.words, zh: CANARIES.chineseWords }
    const times = (year: number) => ({
      title,
      startsAt: `${year}-04-01T09:00:00.000Z`,
      endsAt: `${year}-04-01T12:00:00.000Z`,
    })
    const planned = await chair.command(dialogueId, 'sessions/plan', times(2041))
    const { id: sessionId } = planned['result'] as { id: string }
    await sink.mailTo(email, ({ text }) => text.includes(`session=${sessionId}`))
    const moved = await chair.command(dialogueId, 'sessions/replan', { sessionId, ...times(2042) })
    expect(moved).toMatchObject({ ok: true })
    const mail = await sink.mailTo(email, ({ text }) => text.includes('other dates'))
    expect(mail.text).toContain(`/dialogues/${dialogueId}/sessions?session=${sessionId}`)
    expect(mail.text).toContain('一次会议改期。')
    expect(mail.raw + mail.text).not.toMatch(/CANARY|金丝雀|2041|2042|04-01/)
    const kept = await server.sql<{ kind: string; read: boolean }[]>`
      SELECT kind, read_at IS NOT NULL AS read FROM notices
      WHERE account_id = ${account} AND subject = ${sessionId} ORDER BY kind`
    expect([...kept]).toEqual([
      { kind: 'session-moved', read: false },
      { kind: 'session-planned', read: true },
    ])
    reader.disconnect()
  })

  it('BT7 are written in the language that the reader chose, and lead to the place', async () => {
    const reader = await join('head', 'B')
    const me = await reader.http('GET', '/api/me')
    const { email } = me.body['account'] as { email: string }
    await reader.http('POST', '/api/settings', { language: 'zh' })
    await openBallot()
    const mail = await sink.mailTo(email, ({ subject }) => !subject.includes('/'))
    expect(mail.subject).toBe('Parley：有事项等待您处理')
    expect(mail.text).not.toContain('ballot was')
    expect(mail.text).toContain('表决')
    expect(mail.text).toMatch(
      new RegExp(`http://[^/]+/dialogues/${dialogueId}/room\\?text=[0-9a-f-]{36}&clause=`),
    )
    await reader.http('POST', '/api/settings', { language: null })
    reader.disconnect()
  })

  it('BT9 are gathered once a day or not sent, as the reader chose', async () => {
    const quiet = await join('head', 'A')
    const gathered = await join('adviser', 'A')
    const accountOf = async (client: ProtocolClient) =>
      (await client.http('GET', '/api/me')).body['account'] as { id: string; email: string }
    const { email: quietMail } = await accountOf(quiet)
    const { id, email } = await accountOf(gathered)
    await quiet.http('POST', '/api/settings', { mail: 'off' })
    const zone = { timeZone: 'Asia/Shanghai', digestHour: 7 }
    const chosen = await gathered.http('POST', '/api/settings', { mail: 'digest', ...zone })
    expect(chosen.body).toMatchObject({ mail: 'digest', ...zone, sendsMail: true })
    await allSent()
    const before = sink.mails.filter(({ to }) => to === quietMail || to === email).length
    const first = await openBallot()
    await openBallot()
    await allSent()
    expect(sink.mails.filter(({ to }) => to === quietMail || to === email)).toHaveLength(before)
    const digests = await server.sql<{ hour: string; id: string }[]>`
      SELECT to_char(due_at AT TIME ZONE 'Asia/Shanghai', 'HH24:MI') AS hour, id FROM mails
      WHERE account_id = ${id} AND ended IS NULL`
    expect(digests.map(({ hour }) => hour)).toEqual(['07:00'])
    await chair.command(dialogueId, 'agreement/close-ballot', { ballotId: first.id })
    await server.sql`UPDATE mails SET due_at = clock_timestamp() WHERE id = ${digests[0]?.id ?? ''}`
    const digest = await sink.mailTo(email, ({ subject }) => subject.includes('what is waiting'))
    // The ballot that was closed meanwhile asks nobody any more.
    expect(digest.text.match(/\/dialogues\//g)).toHaveLength(2)
  })

  it('BT6 remind of what ends soon, once, without an event', async () => {
    const { id } = await openBallot({ closesAt: new Date(Date.now() + 2500).toISOString() })
    const [head] = await server.sql<{ account_id: string }[]>`
      SELECT account_id FROM memberships WHERE dialogue_id = ${dialogueId} AND role = 'head' LIMIT 1`
    const found = { rows: 0 }
    await until(() => {
      void server.sql`SELECT FROM notices WHERE account_id = ${head?.account_id ?? ''}
        AND kind = 'ballot-ending' AND subject = ${id}`.then(({ count }) => (found.rows = count))
      return found.rows > 0
    }, 'the reminder')
    expect(found.rows).toBe(1)
  })

  it('BT8 the invitation of somebody new carries its link, which is kept no longer than needed', async () => {
    const invited = await convener.http('POST', `/api/dialogues/${dialogueId}/invitations`, {
      name: { en: CANARIES.name, zh: '' },
      email: 'invited@readers.example',
      role: 'observer',
      delegationId: null,
      expertise: null,
    })
    expect(invited.body).toMatchObject({ mailed: true })
    const mail = await sink.mailTo('invited@readers.example')
    expect(mail.text).toMatch(new RegExp(`http://[^/]+${invited.body['path'] as string}\\r?\\n`))
    await allSent()
    const kept =
      await server.sql`SELECT FROM mails WHERE secret_path IS NOT NULL OR body IS NOT NULL`
    expect(kept.count).toBe(0)
  })

  it('BT8 a failure is tried again with the same mail; an address that is refused for good is given up', async () => {
    const answers: (Error | undefined)[] = [
      Object.assign(new Error('busy'), { responseCode: 451 }),
      undefined,
    ]
    const outbox = await ownOutbox('again@readers.example')
    const { sink } = outbox
    sink.onMail = () => Promise.resolve(answers.shift())
    const sender = createSender({ ...outbox.options, retryMs: 50 })
    await until(() => sink.mails.filter(({ to }) => to === 'again@readers.example').length === 2)
    await outbox.ended('sent')
    const [first, second] = sink.mails.filter(({ to }) => to === 'again@readers.example')
    expect(second?.raw).toBe(first?.raw)
    await sender.stop()
    const refused = await ownOutbox('never@readers.example')
    refused.sink.onMail = () =>
      Promise.resolve(Object.assign(new Error('no'), { responseCode: 550 }))
    const other = createSender({ ...refused.options, retryMs: 50 })
    await refused.ended('refused')
    await other.stop()
    expect(refused.sink.mails).toHaveLength(1)
  })

  it('BT8 a mail whose link works no longer is not sent', async () => {
    const outbox = await ownOutbox('late@readers.example')
    await outbox.sql`
      UPDATE mails SET good_until = clock_timestamp() - interval '1 second' WHERE id = ${outbox.mailId}`
    const sender = createSender(outbox.options)
    await outbox.ended('nothing-to-tell')
    await sender.stop()
    expect(outbox.sink.mails).toEqual([])
  })
})

/** An outbox of its own with one mail in it, which no server sends. */
async function ownOutbox(email: string) {
  const quiet = await startTestServer({ demo: false })
  const sink = await openSink()
  closers.push(
    () => quiet.close(),
    () => sink.close(),
  )
  const accountId = randomUUID()
  const mailId = randomUUID()
  await quiet.sql.begin(async (tx) => {
    const name = { en: 'Reader', zh: '' }
    await insertAccount(tx, { id: accountId, email, name, password: null })
    await tx`
      INSERT INTO mails (id, account_id, kind, secret_path, due_at)
      VALUES (${mailId}, ${accountId}, 'invitation', '/invitation/x', clock_timestamp())`
  })
  return {
    mailId,
    sink,
    databaseUrl: quiet.databaseUrl,
    sql: quiet.sql,
    options: {
      db: quiet.sql,
      smtp: sink.url,
      from: FROM,
      origin: () => 'http://localhost',
      report: () => undefined,
    },
    ended: async (how: string) => {
      const state = { how: '' }
      await until(() => {
        void quiet.sql<
          { ended: string | null }[]
        >`SELECT ended FROM mails WHERE id = ${mailId}`.then(
          ([row]) => (state.how = row?.ended ?? ''),
        )
        return state.how === how
      }, `the mail to be ${how}`)
    },
  }
}

const closers: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const close of closers) await close()
})

describe('a sender that is killed', () => {
  it('BT8 after the mail has left and before that is noted: it is sent again, the same byte for byte', async () => {
    const outbox = await ownOutbox('twice@readers.example')
    const { sink } = outbox
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', path.join(import.meta.dirname, '..', 'support', 'sender.ts')],
      { env: { ...process.env, DB: outbox.databaseUrl, SMTP: sink.url, FROM }, stdio: 'inherit' },
    )
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    // The mail server has the mail whole, and the sender dies before it hears so.
    sink.onMail = () => {
      child.kill('SIGKILL')
      return Promise.resolve(undefined)
    }
    await gone
    sink.onMail = () => Promise.resolve(undefined)
    const sent = () => sink.mails.filter(({ to }) => to === 'twice@readers.example')
    expect(sent()).toHaveLength(1)
    const [row] = await outbox.sql<{ ended: string | null; attempts: number }[]>`
      SELECT ended, attempts FROM mails WHERE id = ${outbox.mailId}`
    expect(row).toEqual({ ended: null, attempts: 1 })
    const sender = createSender(outbox.options)
    await outbox.ended('sent')
    await sender.stop()
    const [first, second] = sent()
    expect(second?.messageId).toMatch(/^<[0-9a-f-]{36}@parley\.example>$/)
    expect(second?.raw).toBe(first?.raw)
  })

  it('BT8 two senders on one outbox send each mail once', async () => {
    const outbox = await ownOutbox('first@many.example')
    const { sql, sink } = outbox
    const [account] = await sql<{ id: string }[]>`
      SELECT id FROM accounts WHERE email = 'first@many.example'`
    const rows = Array.from({ length: 60 }, () => ({
      id: randomUUID(),
      account_id: account?.id ?? '',
      kind: 'invitation',
      secret_path: '/invitation/y',
      due_at: new Date(0),
    }))
    await sql`INSERT INTO mails ${sql(rows)}`
    const senders = [createSender(outbox.options), createSender(outbox.options)]
    const sent = () => sink.mails.filter(({ to }) => to === 'first@many.example')
    await until(() => sent().length >= 61)
    await outbox.ended('sent')
    for (const sender of senders) await sender.stop()
    expect(sent()).toHaveLength(61)
    expect(new Set(sent().map(({ messageId }) => messageId)).size).toBe(61)
  })
})
