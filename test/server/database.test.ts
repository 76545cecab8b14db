import { randomUUID } from 'node:crypto'
import net from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database, type Sql, type Tx } from '../../server/platform/db.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'

/** A database whose connections are cut while transactions run; what was left of them is looked at from outside. */
let fresh: FreshDatabase
let db: Database
let outside: postgres.Sql

beforeAll(async () => {
  fresh = await freshDatabase()
  db = await openDatabase(fresh.url, { connections: 4 })
  outside = postgres(fresh.url, { max: 2 })
  await outside`CREATE TABLE strays (word text)`
})

afterAll(async () => {
  await db.end({ timeout: 1 })
  await outside.end({ timeout: 1 })
  await fresh.close()
})

const write = (tx: Sql, word: string) => tx`INSERT INTO strays ${tx({ word })}`
const cut = (pid: number) => outside`SELECT pg_terminate_backend(${pid}, 5000)`

async function pidOf(tx: Sql): Promise<number> {
  const [row] = await tx<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
  return row?.pid ?? 0
}

async function kept(word: string): Promise<number> {
  const [row] = await outside<{ count: number }[]>`
    SELECT count(*)::int AS count FROM strays WHERE word LIKE ${`${word}%`}`
  return row?.count ?? -1
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn++) await nextTurn()
}

async function works(): Promise<void> {
  const word = randomUUID()
  await db.begin((tx) => write(tx, word))
  expect(await kept(word)).toBe(1)
  expect(await db`SELECT 1 AS one`).toMatchObject([{ one: 1 }])
}

const away = expect.objectContaining({
  code: expect.stringMatching(/^CONNECTION_|^E|^57P01$/) as string,
}) as Error

/** When the statements that follow are given, from the cut on. */
const moments: readonly (readonly [string, (tx: Tx, pid: number) => Promise<unknown>])[] = [
  ['at once, before the cut is noticed', (_tx, pid) => cut(pid)],
  ['a few turns later', async (_tx, pid) => (await cut(pid), turns(5))],
  [
    'when others have new connections',
    async (_tx, pid) => {
      await cut(pid)
      await Promise.all(Array.from({ length: 4 }, () => db`SELECT 1`))
      await turns(20)
    },
  ],
  [
    'when a statement was cut',
    (tx, pid) => Promise.allSettled([tx`SELECT pg_sleep(60)`, cut(pid)]),
  ],
  [
    'when statements waited behind the one that was cut',
    (tx, pid) =>
      Promise.allSettled([
        tx`SELECT pg_sleep(60), ${'a'}::text`,
        tx`SELECT ${'b'}::text`,
        tx`SELECT ${'c'}::text || ${'x'.repeat(3000)}::text`,
        cut(pid),
      ]),
  ],
  [
    'when it cut itself',
    (tx) => tx`SELECT pg_terminate_backend(pg_backend_pid())`.catch(() => undefined),
  ],
  [
    'in the turn in which the cut is noticed',
    (tx, pid) =>
      Promise.all([
        tx`SELECT pg_sleep(60)`.catch(() => void write(tx, 'unwatched').catch(() => undefined)),
        cut(pid),
      ]),
  ],
]

test.each(moments)(
  'K5 after its connection is cut a transaction refuses statements given %s',
  async (_when, moment) => {
    for (let round = 0; round < 5; round++) {
      const word = randomUUID()
      const answers: PromiseSettledResult<unknown>[] = []
      const done = db.begin(async (tx) => {
        await write(tx, `${word} before`)
        await moment(tx, await pidOf(tx))
        answers.push(...(await Promise.allSettled([write(tx, word), tx`COMMIT`, write(tx, word)])))
        for (let more = 0; more < 3; more++) {
          answers.push(...(await Promise.allSettled([write(tx, word), tx.unsafe('COMMIT')])))
          await turns(more)
        }
      })
      await expect(done).rejects.toThrow(away)
      expect(answers).toHaveLength(9)
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 'rejected', reason: away })
      expect(await kept(word)).toBe(0)
      await works()
    }
    expect(await kept('unwatched')).toBe(0)
  },
)

test('K5 no statement of a lost transaction is carried out for another', async () => {
  const word = randomUUID()
  const isOver = { value: false }
  const others = Array.from({ length: 6 }, async () => {
    while (!isOver.value) {
      const own = randomUUID()
      await db
        .begin(async (tx) => {
          const pid = await pidOf(tx)
          await write(tx, own)
          expect(await pidOf(tx)).toBe(pid)
          throw new Error('given up')
        })
        .catch(() => undefined)
      expect(await kept(own)).toBe(0)
    }
  })
  for (let round = 0; round < 30; round++) {
    const done = db.begin(async (tx) => {
      await cut(await pidOf(tx))
      for (let more = 0; more < 10; more++) await write(tx, word).catch(() => turns(1))
    })
    await expect(done).rejects.toThrow(away)
  }
  isOver.value = true
  await Promise.all(others)
  expect(await kept(word)).toBe(0)
})

test('K5 when every connection is cut at once the next statements and transactions work', async () => {
  for (let round = 0; round < 4; round++) {
    const waiting = Promise.allSettled([
      ...Array.from({ length: 8 }, () => db.begin(async (tx) => tx`SELECT pg_sleep(60)`)),
      ...Array.from({ length: 8 }, (_, at) =>
        db`SELECT pg_sleep(60), ${at}::int`.catch(async () => db`SELECT ${at}::int`),
      ),
    ])
    const all = () => outside<{ cut: boolean }[]>`
      SELECT pg_terminate_backend(pid, 5000) AS cut FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'parley' AND query LIKE '%pg_sleep(60)%'`
    const settled = { value: false }
    void waiting.then(() => (settled.value = true))
    while (!settled.value) {
      await all()
      await turns(10)
    }
    await works()
  }
})

/** Passes on to the database, and cuts the next connection at the nth message of the client. */
async function cuttingProxy(to: URL): Promise<{ url: string; cutAt: number; close(): void }> {
  const server = net.createServer((client) => {
    const behind = net.connect(Number(to.port), to.hostname)
    const end = () => [client, behind].forEach((socket) => socket.destroy())
    let messages = 0
    client.on('data', (data) => {
      messages += 1
      if (messages === proxy.cutAt) {
        proxy.cutAt = 0
        end()
      } else behind.write(data)
    })
    behind.on('data', (data) => client.write(data))
    for (const socket of [client, behind]) socket.on('error', end).on('close', end)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  const url = new URL(to)
  url.port = String(port)
  const proxy = { url: url.href, cutAt: 0, close: () => void server.close() }
  return proxy
}

test('K5 a connection that is cut while it is opened is nobody else’s failure', async () => {
  const proxy = await cuttingProxy(new URL(fresh.url))
  const through = await openDatabase(proxy.url, { connections: 4 })
  for (let at = 1; at <= 8; at++) {
    for (const ask of [
      () => through`SELECT ${at}::int`,
      () => through.begin((tx) => tx`SELECT ${[at]}::int[]`),
    ]) {
      await outside`
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'parley'`
      await turns(5)
      proxy.cutAt = at
      await Promise.allSettled([ask()])
    }
    proxy.cutAt = 0
    await turns(5)
    const [row] = await through.begin((tx) => tx`SELECT ${[at]}::int[] AS numbers`)
    expect(row).toEqual({ numbers: [at] })
    expect(await through`SELECT ${[at]}::int[] AS numbers`).toEqual([{ numbers: [at] }])
  }
  await through.end({ timeout: 1 })
  proxy.close()
})

test('K5 what is listened to is heard again after the listening connection is cut', async () => {
  const heard: string[] = []
  let began = 0
  await db.listen(
    'trial',
    (word) => heard.push(word),
    () => (began += 1),
  )
  for (let round = 1; round <= 3; round++) {
    const cutNow = await outside`
      SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE datname = current_database() AND query ILIKE 'listen%'`
    expect(cutNow).toHaveLength(1)
    await expect.poll(() => began, { timeout: 20_000 }).toBe(round + 1)
    await outside.notify('trial', String(round))
    await expect.poll(() => heard, { timeout: 20_000 }).toContain(String(round))
  }
})

test('a transaction that is over takes no more statements', async () => {
  const word = randomUUID()
  let late: Tx | undefined
  await db.begin((tx) => {
    late = tx
    return Promise.resolve()
  })
  const given = late
  if (given === undefined) throw new Error('there was no transaction')
  await expect(write(given, word)).rejects.toThrow('CONNECTION_CLOSED')
  await db.begin(async (tx) => {
    await write(tx, `${word} other`)
    await expect(write(given, word)).rejects.toThrow('CONNECTION_CLOSED')
  })
  expect(await kept(word)).toBe(1)
})

test('a transaction with a statement that failed is rolled back, noticed or not', async () => {
  const word = randomUUID()
  const unnoticed = db.begin(async (tx) => {
    await write(tx, word)
    await tx`SELECT 1 / 0`.catch(() => undefined)
  })
  await expect(unnoticed).rejects.toMatchObject({ code: '22012' })
  const after = db.begin(async (tx) => {
    await tx`SELECT 1 / 0`.catch(() => undefined)
    await write(tx, word)
  })
  await expect(after).rejects.toMatchObject({ code: '22012' })
  expect(await kept(word)).toBe(0)
  expect(db.load()).toMatchObject({ inUse: 0, waiting: 0 })
})
