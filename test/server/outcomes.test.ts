import { createPublicKey, verify } from 'node:crypto'
import request from 'supertest'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outcomeHash } from '#shared/outcomes'
import {
  noteFollowUp,
  publishOutcome,
  withdrawOutcome,
  type Publication,
} from '../../server/outcomes/index.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { runSite, someOutcome, type RunningSite } from '../support/outcomes.ts'
import { id, sha256 } from '../support/world.ts'

const DIALOGUE = id(1)
const AT = '2026-11-24T08:15:27.123Z'
const REASON = { en: 'The figures in clause 1 were wrong.', zh: '第1条的数字有误。' }

let database: FreshDatabase
let site: RunningSite

function publish(
  changes: Parameters<typeof someOutcome>[0] = {},
  publication: Partial<Publication> = {},
) {
  return database.sql.begin((tx) =>
    publishOutcome(tx, someOutcome(changes), {
      dialogueId: DIALOGUE,
      distribution: 'public',
      publishedAt: AT,
      ...publication,
    }),
  )
}

const text = async (path: string, headers?: Record<string, string>) =>
  (await site.get(path, headers)).text()
const list = async () => (await json('/outcomes.json')).outcomes as Record<string, unknown>[]
const json = async (path: string) =>
  (await (await site.get(path)).json()) as Record<string, unknown>

beforeAll(async () => {
  database = await freshDatabase()
  const participant = { participates: [DIALOGUE], observes: [] }
  const observer = { participates: [], observes: [DIALOGUE] }
  const stranger = { participates: [id(2)], observes: [id(3)] }
  site = await runSite(database.sql, { participant, observer, stranger })
  await publish()
  await publish({
    reference: 'PD-2026-04',
    title: { en: 'Legacy chips', zh: '成熟制程芯片' },
    topics: [{ en: 'Semiconductors', zh: '半导体' }],
    date: '2026-11-25',
  })
  await publish({ reference: 'PD-INNER' }, { distribution: 'participants' })
  await publish({ reference: 'PD-REGISTERED' }, { distribution: 'observers' })
  await publish({ reference: 'PD-LATER' }, { embargoUntil: '2999-01-01T00:00:00.000Z' })
})

afterAll(async () => {
  await site.close()
  await database.close()
})

describe('the public site', () => {
  it('OU1 serves the canonical bytes, named by their hash', async () => {
    const canonical = await text('/outcomes/PD-2026-03.json')
    expect(sha256(canonical)).toBe(outcomeHash(someOutcome(), sha256))
    expect(await text('/outcomes/PD-2026-03')).toContain(sha256(canonical))
  })

  it('OU13 the day of publication is told and nothing finer', async () => {
    for (const path of ['/outcomes.json', '/outcomes.atom', '/outcomes/PD-2026-03']) {
      const body = await text(path)
      expect(body).toContain('2026-11-24')
      expect(body).not.toContain('08:15')
    }
  })

  it('OU16 what is not public is read by those it is for, and by nobody before its embargo', async () => {
    const reads = async (reference: string, reader?: string) =>
      (await site.get(`/outcomes/${reference}`, reader ? { 'x-reader': reader } : {})).status
    expect(await reads('PD-INNER')).toBe(404)
    expect(await reads('PD-INNER', 'participant')).toBe(200)
    expect(await reads('PD-INNER', 'observer')).toBe(404)
    expect(await reads('PD-REGISTERED', 'observer')).toBe(200)
    expect(await reads('PD-REGISTERED', 'participant')).toBe(200)
    expect(await reads('PD-REGISTERED', 'stranger')).toBe(404)
    expect(await reads('PD-LATER', 'participant')).toBe(404)
    expect(await reads('PD-2026-03', 'stranger')).toBe(200)
    expect(await text('/outcomes')).not.toMatch(/PD-(INNER|REGISTERED|LATER)/)
    expect(await text('/outcomes', { 'x-reader': 'observer' })).toContain('PD-REGISTERED')
    expect(await text('/outcomes')).not.toContain('PD-REGISTERED')
    const inner = await site.get('/outcomes/PD-INNER', { 'x-reader': 'participant' })
    expect(inner.headers.get('cache-control')).toBe('private, no-store')
  })

  it('OU17 everything that is not there is answered with the same bytes, in both languages', async () => {
    const paths = [
      '/outcomes/PD-INNER',
      '/outcomes/NOTHING.json',
      '/outcomes/PD-2026-03.exe',
      '/outcomes/PD-LATER.md',
      '/outcomes/compare?a=PD-2026-03&b=PD-INNER',
      '/outcomes/a/b',
      '/log/inclusion?leaf=99',
      '/log/nothing',
    ]
    const answers = await Promise.all(paths.map((path) => site.get(path)))
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 404))
    const bodies = new Set(await Promise.all(answers.map((answer) => answer.text())))
    expect(bodies.size).toBe(1)
    expect([...bodies][0]).toContain('未找到')
    const headers = answers.map((answer) => {
      const kept = [...answer.headers].filter(([name]) => name !== 'date')
      return JSON.stringify(kept)
    })
    expect(new Set(headers).size).toBe(1)
  })

  it('OU18 the page needs no script, shows both languages or one, and escapes every word', async () => {
    const both = await text('/outcomes/PD-2026-03')
    expect(both).not.toMatch(/<script(?! type="application\/ld\+json">)/)
    expect(both).not.toContain('style=')
    expect(both).toContain('数据跨境流动')
    expect(both).toContain('&#60;b&#62;where&#60;/b&#62;')
    expect(await text('/outcomes')).toContain('"Words in English or Chinese · 中文或英文词语"')
    const chinese = await text('/outcomes/PD-2026-03?lang=zh')
    expect(chinese).toContain('<html lang="zh-Hans">')
    expect(chinese).not.toContain('Definitions will be prepared')
    const policy = (await site.get('/outcomes')).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toContain('unsafe')
  })

  it('OU7 a copy names its own delegation first', async () => {
    const order = (body: string) => body.indexOf('Alphaland') < body.indexOf('Betaland')
    expect(order(await text('/outcomes/PD-2026-03.md'))).toBe(true)
    expect(order(await text('/outcomes/PD-2026-03.md?copy=1'))).toBe(true)
    expect(order(await text('/outcomes/PD-2026-03.md?copy=2'))).toBe(false)
    expect(order(await text('/outcomes/PD-2026-03?copy=2'))).toBe(false)
  })

  it('OU19 an unchanged answer is known by its tag and not sent again', async () => {
    for (const path of [
      '/outcomes',
      '/outcomes/PD-2026-03',
      '/outcomes/PD-2026-03.json',
      '/log/head',
    ]) {
      const first = await site.get(path)
      const tag = first.headers.get('etag')!
      const again = await request(site.url)
        .get(path)
        .set({ 'If-None-Match': tag, 'Accept-Encoding': 'identity' })
      expect(again.status).toBe(304)
      expect(again.text).toBe('')
      const bare = { 'Accept-Encoding': 'identity' }
      const head = await fetch(`${site.url}${path}`, { method: 'HEAD', headers: bare })
      expect(head.headers.get('etag')).toBe(tag)
      expect(head.headers.get('content-length')).toBe(
        String((await first.arrayBuffer()).byteLength),
      )
    }
  })

  it('OU30 finds words in both languages, and narrows by topic, dialogue and date', async () => {
    const found = async (query: Record<string, string>) => {
      const body = await json(`/outcomes.json?${new URLSearchParams(query).toString()}`)
      return (body.outcomes as { reference: string }[]).map(({ reference }) => reference)
    }
    expect(await found({ q: 'category sensitive' })).toEqual(['PD-2026-03'])
    expect(await found({ q: '成熟制程' })).toEqual(['PD-2026-04'])
    expect(await found({ q: '跨境' })).toEqual(['PD-2026-04', 'PD-2026-03'])
    expect(await found({ q: 'nowhere' })).toEqual([])
    expect(await found({ q: '?!' })).toEqual([])
    expect(await found({ topic: '半导体' })).toEqual(['PD-2026-04'])
    expect(await found({ dialogue: 'Another dialogue' })).toEqual([])
    expect(await found({ until: '2026-11-24' })).toEqual(['PD-2026-03'])
    expect(await found({ from: '2026-11-25' })).toEqual(['PD-2026-04'])
    expect(await found({ q: "'; DROP TABLE outcomes; --" })).toEqual([])
  })

  it('OU32 lists by relevance, marks the words, and says so when there is none', async () => {
    await publish({
      reference: 'PD-2026-06',
      title: { en: 'Restrictions on data flow', zh: '数据流动的限制' },
      date: '2026-11-20',
    })
    const found = async (q: string) => {
      const body = await text(`/outcomes?${new URLSearchParams({ q }).toString()}`)
      return [...body.matchAll(/class="ref">(PD-[\dA-Z-]+)</g)].map(([, reference]) => reference)
    }
    expect((await found('data flow'))[0]).toBe('PD-2026-06')
    expect((await found('数据流动'))[0]).toBe('PD-2026-06')
    expect(await found('restrict')).toEqual(['PD-2026-06'])
    expect(await text('/outcomes?q=restrict')).toContain('<mark>Restrictions</mark>')
    expect(await text('/outcomes?q=跨境')).toContain('<mark>跨境</mark>')
    expect(await text('/outcomes?q=%3Cb%3Ewhere')).not.toContain('<b>')
    expect(await text('/outcomes?q=nowhere')).toContain('Try fewer words')
    expect(await text('/outcomes?by=topic&lang=en')).toMatch(/<h2>\s*Semiconductors\s*<\/h2>/)
    expect(await text('/outcomes?by=dialogue&lang=zh')).toMatch(/<h2>\s*人工智能、数据安全/)
  })

  it('OU9 what superseded an outcome is told to those only who may read it', async () => {
    await publish({ reference: 'PD-BASE' })
    await publish(
      { reference: 'PD-BASE-2', supersedes: 'PD-BASE' },
      { distribution: 'participants' },
    )
    await publish({ reference: 'PD-OPEN' })
    const embargoUntil = '2999-01-01T00:00:00.000Z'
    await publish({ reference: 'PD-OPEN-2', supersedes: 'PD-OPEN' }, { embargoUntil })
    for (const path of ['/outcomes', '/outcomes.json', '/outcomes/PD-BASE', '/outcomes/PD-OPEN']) {
      expect(await text(path)).not.toMatch(/PD-(BASE|OPEN)-2/)
    }
    const inside = { 'x-reader': 'participant' }
    expect(await text('/outcomes', inside)).toContain('PD-BASE-2')
    expect(await text('/outcomes', inside)).not.toContain('PD-OPEN-2')
  })

  it('OU31 compares two outcomes clause by clause', async () => {
    await publish({
      reference: 'PD-2026-05',
      clauses: [
        {
          ...someOutcome().clauses[2]!,
          number: '1',
          text: {
            en: 'Definitions will be written by legal and engineering experts.',
            zh: '定义由法律与工程专家共同拟定。',
          },
        },
      ].map(({ number, kind, level, text: words, status }) => ({
        number,
        kind,
        level,
        text: words,
        status,
      })),
    })
    const body = await text('/outcomes/compare?a=PD-2026-03&b=PD-2026-05')
    expect(body).toMatch(/<ins>[^<]+<\/ins>/)
    expect(body).toContain('<del>')
  })

  it('OU14 a superseded and a withdrawn outcome stay readable, and are marked', async () => {
    await publish({ reference: 'PD-OLD' })
    await publish({ reference: 'PD-NEW', supersedes: 'PD-OLD' })
    expect(await text('/outcomes/PD-OLD')).toContain('href="/outcomes/PD-NEW"')
    await database.sql.begin((tx) => withdrawOutcome(tx, 'PD-NEW', { reason: REASON, at: AT }))
    const body = await text('/outcomes/PD-NEW')
    expect(body).toContain('Withdrawn on')
    expect(body).toContain('2026-11-24')
    expect(body).toContain(REASON.en)
    const notice = await text('/outcomes/PD-NEW.withdrawal.json')
    const { withdrawnOn, sha256: hash } = (await list()).find((one) => one.reference === 'PD-NEW')!
    expect(JSON.parse(notice)).toEqual({
      format: 'parley-withdrawal/1',
      reference: 'PD-NEW',
      sha256: hash,
      date: withdrawnOn,
      reason: REASON,
    })
    expect((await json(`/log/inclusion?sha256=${sha256(notice)}`)).data).toBe(sha256(notice))
    expect((await site.get('/outcomes/PD-OLD.withdrawal.json')).status).toBe(404)
    await expect(publish({ reference: 'PD-X', supersedes: 'PD-OLD' })).rejects.toThrow(
      'outcomes/cannot-supersede',
    )
    await expect(publish({ reference: 'PD-OLD' })).rejects.toThrow('outcomes/reference-taken')
    expect(await text('/outcomes.json')).not.toContain('PD-X')
  })

  it('OU15 shows to whom an outcome was referred and what became of it', async () => {
    await database.sql.begin((tx) =>
      noteFollowUp(tx, 'PD-2026-04', {
        kind: 'referral',
        recommendation: '1',
        status: 'referred',
        corrects: null,
        words: { en: 'Intergovernmental dialogue on AI', zh: '政府间人工智能对话' },
        at: AT,
      }),
    )
    const body = await text('/outcomes/PD-2026-04')
    expect(body).toContain('Intergovernmental dialogue on AI')
    expect(body).toContain('#recommendation-1')
  })

  it('OU13 nothing published is rewritten, not even by the database’s owner', async () => {
    await expect(database.sql`UPDATE outcomes SET canonical = '{}'`).rejects.toThrow(
      'not rewritten',
    )
    await expect(database.sql`DELETE FROM outcomes`).rejects.toThrow('not rewritten')
    await expect(database.sql`UPDATE log_leaves SET data = repeat('0', 64)`).rejects.toThrow(
      'not rewritten',
    )
  })
})

describe('the log over HTTP', () => {
  it('OU11 OU12 the head is signed, leaves and proofs lead to its root', async () => {
    const head = await json('/log/head')
    const line = Buffer.from(String(head.root), 'hex').toString('base64')
    const signed = `${String(head.origin)}\n${String(head.size)}\n${line}\n`
    const key = createPublicKey({
      key: Buffer.from(String(head.publicKey), 'base64'),
      type: 'spki',
      format: 'der',
    })
    const signature = Buffer.from(String(head.signature), 'base64')
    expect(verify(null, Buffer.from(signed), key, signature)).toBe(true)
    expect(verify(null, Buffer.from(`${signed}x`), key, signature)).toBe(false)

    const hash = sha256(await text('/outcomes/PD-2026-03.json'))
    const proof = await json(`/log/inclusion?sha256=${hash}`)
    expect(proof).toMatchObject({ index: 0, data: hash, root: head.root })
    const growth = await json('/log/consistency?first=1')
    expect(growth).toMatchObject({ first: 1, secondRoot: head.root })
    expect(await text('/log/checkpoint')).toContain(signed)
  })

  it('OU13 many publications at once get consecutive leaves', async () => {
    const done = await Promise.all(
      Array.from({ length: 8 }, (_, n) => publish({ reference: `PD-MANY-${n}` })),
    )
    const indices = done.map(({ leafIndex }) => leafIndex).sort((a, b) => a - b)
    expect(indices).toEqual(indices.map((_, n) => indices[0]! + n))
  })
})
