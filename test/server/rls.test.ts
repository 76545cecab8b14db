import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { onBehalfOf } from '../../server/platform/behalf.ts'
import { createText, tableText } from '../../server/platform/texts/index.ts'
import type { Sql, Tx } from '../../server/platform/db.ts'
import { enterDemo } from '../support/cast.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let dialogueId: string
const accounts: Record<string, string> = {}
const sides: Record<string, string> = {}
const texts: Record<string, string> = {}

beforeAll(async () => {
  server = await startTestServer()
  for (const [role, label] of [
    ['observer', null],
    ['adviser', 'A'],
    ['head', 'A'],
    ['head', 'B'],
    ['moderator', null],
    ['rapporteur', null],
    ['convener', null],
  ] as const) {
    const entered = await enterDemo(server, role, label)
    dialogueId = entered.dialogueId
    accounts[label === null ? role : `${role} ${label}`] = entered.accountId
  }
  for (const label of ['A', 'B']) {
    const [row] = await server.sql<{ id: string }[]>`
      SELECT delegation_id AS id FROM memberships WHERE account_id = ${accounts[`head ${label}`] ?? ''}`
    sides[label] = `delegation:${row?.id ?? ''}`
  }
  for (const audience of ['room', 'moderators', sides['A'] ?? '', sides['B'] ?? '']) {
    const id = randomUUID()
    texts[audience] = id
    await server.sql.begin((tx) =>
      createText(tx, {
        id,
        dialogueId,
        groupId: randomUUID(),
        audience,
        roots: ['en', 'zh'],
        initial: { en: [{ text: 'Words.' }] },
        by: accounts['moderator'] ?? '',
        at: new Date().toISOString(),
      }),
    )
  }
})
afterAll(() => server.close())

/** What a role sees of a table without any WHERE, by the audience of the rows. */
async function seen(who: string | undefined, read: (tx: Tx) => Promise<{ audience: string }[]>) {
  const rows = await onBehalfOf(server.sql, who ?? '', read)
  return [...new Set(rows.map(({ audience }) => audience))].sort()
}

const events = (tx: Tx) => tx<{ audience: string }[]>`SELECT audience FROM events`
const allTexts = (tx: Tx) => tx<{ audience: string }[]>`SELECT audience FROM texts`

function streamsOf(name: string): string[] {
  const own = name.endsWith('A') ? [sides['A']] : name.endsWith('B') ? [sides['B']] : []
  if (name === 'observer') return []
  return [...own, 'room'].map(String)
}

describe('C3 PostgreSQL hands out only what a membership opens, without any WHERE', () => {
  test.each(['observer', 'adviser A', 'head A', 'head B', 'rapporteur', 'convener'])(
    'the record, to the %s',
    async (name) => {
      expect(await seen(accounts[name], events)).toEqual(streamsOf(name))
    },
  )

  test('the record, to nobody and to a stranger', async () => {
    expect(await seen(undefined, events)).toEqual([])
    expect(await seen(randomUUID(), events)).toEqual([])
  })

  test.each(['observer', 'adviser A', 'head A', 'head B', 'moderator', 'rapporteur', 'convener'])(
    'texts with their updates and snapshots, to the %s',
    async (name) => {
      const bureau = name === 'moderator' || name === 'rapporteur' ? ['moderators'] : []
      const expected = [...streamsOf(name), ...bureau].sort()
      expect(await seen(accounts[name], allTexts)).toEqual(expected)
      const updates = await onBehalfOf(
        server.sql,
        accounts[name] ?? '',
        (tx) => tx<{ id: string }[]>`SELECT DISTINCT text_id AS id FROM text_updates`,
      )
      const ids = new Set(updates.map(({ id }) => id))
      const visible = Object.entries(texts).flatMap(([audience, id]) =>
        ids.has(id) ? [audience] : [],
      )
      expect(visible.sort()).toEqual(expected)
    },
  )

  test('a draft that was tabled: its words, to everybody; how they came about, to nobody who did not see it', async () => {
    const id = randomUUID()
    const [by, at] = [accounts['head A'] ?? '', new Date().toISOString()]
    await server.sql.begin(async (tx) => {
      const place = { id, dialogueId, groupId: randomUUID(), audience: sides['A'] ?? '' }
      const initial = { en: [{ text: 'A private draft.' }] }
      await createText(tx, { ...place, roots: ['en', 'zh'], initial, by, at })
      await tableText(tx, { id, audience: 'room', by, at })
    })
    const epochs = await onBehalfOf(
      server.sql,
      accounts['head B'] ?? '',
      (tx) => tx<{ epoch: number }[]>`SELECT epoch FROM text_updates WHERE text_id = ${id}`,
    )
    expect(epochs).toEqual([{ epoch: 2 }])
    const snapshot = { text_id: id, epoch: 1, seq: 1, body: Buffer.from([0, 0]) }
    await server.sql`INSERT INTO text_snapshots ${server.sql(snapshot)}`
    const snapshots = () =>
      onBehalfOf(
        server.sql,
        accounts['head B'] ?? '',
        (tx) => tx`SELECT epoch FROM text_snapshots WHERE text_id = ${id}`,
      )
    expect(await snapshots()).toEqual([])
    await server.sql`UPDATE text_snapshots SET epoch = 2 WHERE text_id = ${id}`
    expect(await snapshots()).toEqual([{ epoch: 2 }])
  })

  test.each(['observer', 'head A', 'convener', 'nobody'])(
    'lists: dialogues, memberships, revisions, to the %s',
    async (name) => {
      const who = accounts[name] ?? ''
      const read = await onBehalfOf(server.sql, who, async (tx) => ({
        dialogues: await tx`SELECT id, title FROM dialogues`,
        members: await tx<{ id: string }[]>`SELECT account_id AS id FROM memberships`,
        clauses: await tx`SELECT clause_id FROM revision_clauses`,
      }))
      const own = name === 'nobody' ? 0 : 1
      expect(read.dialogues).toHaveLength(own)
      expect(read.members.map(({ id }) => id)).toEqual(own === 0 ? [] : [who])
      const [all] = await server.sql<{ count: number }[]>`
        SELECT count(*)::int AS count FROM revision_clauses`
      const isInside = own === 1 && name !== 'observer'
      expect(read.clauses).toHaveLength(isInside ? (all?.count ?? 0) : 0)
      await expect(
        onBehalfOf(server.sql, who, (tx) => tx`SELECT heads FROM dialogues`),
      ).rejects.toMatchObject({ code: '42501' })
    },
  )

  test.each(['observer', 'head A', 'nobody'])('outcomes, to the %s', async (name) => {
    const seenAs = async (distribution: string) => {
      await server.sql`UPDATE outcomes SET distribution = ${distribution}`
      const rows = await onBehalfOf(
        server.sql,
        accounts[name] ?? '',
        (tx) => tx`SELECT reference FROM outcomes`,
      )
      return rows.length > 0
    }
    expect(await seenAs('public')).toBe(true)
    expect(await seenAs('observers')).toBe(name !== 'nobody')
    expect(await seenAs('participants')).toBe(name === 'head A')
  })

  test('somebody suspended sees nothing', async () => {
    const { accountId } = await enterDemo(server, 'delegate', 'B', 0)
    expect(await seen(accountId, events)).not.toEqual([])
    await server.sql`UPDATE memberships SET suspended = true WHERE account_id = ${accountId}`
    expect(await seen(accountId, events)).toEqual([])
    expect(await seen(accountId, allTexts)).toEqual([])
  })

  test('the role and the account end with the transaction', async () => {
    await onBehalfOf(server.sql, accounts['head A'] ?? '', events)
    const asked = (sql: Sql) => sql<{ role: string; account: string }[]>`
      SELECT current_user AS role, coalesce(current_setting('parley.account', true), '') AS account`
    // The connection that was used last is used first.
    for (const rows of [await server.sql.begin(asked), await asked(server.sql)]) {
      expect(rows[0]).toMatchObject({ account: '' })
      expect(rows[0]?.role).not.toMatch(/^parley_/)
    }
  })
})

describe('C9 the roles that read own nothing and write nothing', () => {
  test.each([
    [
      'parley_reader',
      [
        'events',
        'log_heads',
        'log_leaves',
        'memberships',
        'outcome_follow_ups',
        'outcomes',
        'published_versions',
        'revision_clauses',
        'text_snapshots',
        'text_updates',
        'texts',
      ],
    ],
    [
      'parley_public',
      ['log_heads', 'log_leaves', 'outcome_follow_ups', 'outcomes', 'published_versions'],
    ],
  ])('%s may read exactly its tables', async (role, tables) => {
    const rows = await server.sql<{ name: string; kind: string }[]>`
      SELECT table_name AS name, privilege_type AS kind FROM information_schema.role_table_grants
      WHERE grantee = ${role}`
    expect(rows.map(({ name }) => name).sort()).toEqual(tables)
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['SELECT']))
    const [attributes] = await server.sql`
      SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = ${role}`
    expect(attributes).toEqual({ rolsuper: false, rolbypassrls: false, rolcanlogin: false })
  })

  test('the server works as a role that is no superuser, owns nothing and rewrites no record', async () => {
    const { db } = server
    const [role] = await db`
      SELECT current_user AS name, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user`
    expect(role).toEqual({ name: 'parley_app', rolsuper: false, rolbypassrls: false })
    for (const refused of [
      db`UPDATE events SET actor = NULL`,
      db`DELETE FROM events`,
      db`UPDATE text_updates SET mids = '{}'`,
      db`DELETE FROM text_updates`,
      db`DELETE FROM log_leaves`,
      db`TRUNCATE outcomes`,
      db`CREATE TABLE own (id int)`,
      db`ALTER TABLE events DISABLE ROW LEVEL SECURITY`,
      db`DELETE FROM migrations`,
    ]) {
      await expect(refused).rejects.toMatchObject({ code: '42501' })
    }
  })

  test('every table there is is granted to the server, and every policy of the server is its own', async () => {
    const ungranted = await server.sql`
      SELECT relname FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND NOT has_table_privilege('parley_app', oid, 'SELECT')`
    expect(ungranted).toEqual([])
    const shut = await server.sql`
      SELECT relname FROM pg_class c
      WHERE relrowsecurity AND NOT EXISTS (
        SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND 'parley_app'::regrole = ANY(p.polroles))`
    expect(shut).toEqual([])
  })

  test('every table with people’s words forces its policies, on its owner too', async () => {
    const rows = await server.sql<{ name: string }[]>`
      SELECT relname AS name FROM pg_class WHERE relforcerowsecurity AND relrowsecurity`
    expect(rows.map(({ name }) => name).sort()).toEqual([
      'dialogues',
      'events',
      'memberships',
      'outcome_follow_ups',
      'outcomes',
      'revision_clauses',
      'text_snapshots',
      'text_updates',
      'texts',
    ])
  })

  test('the public role sees outcomes for everybody and nothing else', async () => {
    const asPublic = (read: (tx: Tx) => Promise<readonly unknown[]>) =>
      server.sql.begin(async (tx) => {
        await tx`SET LOCAL ROLE parley_public`
        return read(tx)
      })
    await server.sql`UPDATE outcomes SET distribution = 'public'`
    const open = await asPublic((tx) => tx`SELECT reference FROM outcomes`)
    expect(open.length).toBeGreaterThan(0)
    await server.sql`UPDATE outcomes SET distribution = 'observers'`
    expect(await asPublic((tx) => tx`SELECT reference FROM outcomes`)).toEqual([])
    await server.sql`
      UPDATE outcomes SET distribution = 'public', embargo_until = clock_timestamp() + interval '1 hour'`
    expect(await asPublic((tx) => tx`SELECT reference FROM outcomes`)).toEqual([])
    await server.sql`UPDATE outcomes SET embargo_until = NULL`
    for (const table of [
      'events',
      'texts',
      'text_updates',
      'memberships',
      'accounts',
      'log_keys',
    ]) {
      await expect(asPublic((tx) => tx`SELECT 1 FROM ${tx(table)}`)).rejects.toMatchObject({
        code: '42501',
      })
    }
    await expect(asPublic((tx) => tx`DELETE FROM outcomes`)).rejects.toMatchObject({
      code: '42501',
    })
  })
})
