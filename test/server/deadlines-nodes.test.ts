import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createDeadlines } from '../../server/between/deadlines.ts'
import { foundDialogue } from '../../server/dialogues/found.ts'
import { readConfig } from '../../server/platform/config.ts'
import { openLog } from '../../server/platform/log.ts'
import { serve, type Serving } from '../../server/serve.ts'
import { until, type ProtocolClient } from '../support/client.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { enterAs, newClause } from '../support/people.ts'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { sha256 } from '../support/world.ts'

let database: FreshDatabase
const nodes = new Set<Serving>()

beforeAll(async () => {
  database = await freshDatabase()
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(async () => {
  for (const node of nodes) await node.stop()
  await database.close()
})

/** A node on the common database. */
async function node(): Promise<Serving> {
  const { url: DATABASE_URL } = database
  const config = readConfig({ PORT: '0', HOST: '127.0.0.1', DATABASE_URL, PARLEY_DEMO: 'on' })
  const serving = await serve(config, openLog('silent'))
  nodes.add(serving)
  return serving
}

async function stop(serving: Serving): Promise<void> {
  nodes.delete(serving)
  await serving.stop()
}

/** Opens a silence procedure that ends so many milliseconds from now, by the database's clock. */
async function openSilence(
  chair: ProtocolClient,
  dialogueId: string,
  milliseconds: number,
): Promise<{ readonly id: string; readonly closesAt: string }> {
  const words = { en: `Quiet ${randomUUID()}.`, zh: '默许。' }
  const { clauseId, hash } = await newClause(chair, dialogueId, words)
  const [row] = await database.sql<{ now: Date }[]>`SELECT clock_timestamp() AS now`
  const closesAt = new Date((row?.now.getTime() ?? 0) + milliseconds).toISOString()
  const rule = { kind: 'silence', closesAt, despiteConcordance: true }
  const reply = await chair.command(dialogueId, 'agreement/open-ballot', {
    clauseId,
    hash,
    ...rule,
  })
  if (!reply.ok) throw new Error(reply.code)
  return { id: (reply['result'] as { id: string }).id, closesAt }
}

/** The instants at which a ballot was closed, by the record. */
async function closings(ballotId: string): Promise<Date[]> {
  const rows = await database.sql<{ at: Date }[]>`
    SELECT at FROM events WHERE type = 'BallotClosed' AND payload ->> 'ballotId' = ${ballotId}`
  return rows.map(({ at }) => at)
}

async function closed(ballotId: string): Promise<Date[]> {
  const found: { at: Date[] } = { at: [] }
  await until(() => {
    void closings(ballotId).then((at) => (found.at = at))
    return found.at.length > 0
  }, 'the ballot to close')
  return found.at
}

async function chairOf(serving: Serving) {
  const entered = await enterAs(serving.localUrl, 'moderator')
  await entered.client.connect()
  return entered
}

describe('what comes due', () => {
  it('BT3 while no server ran is carried out at the start', async () => {
    const first = await node()
    const { client, dialogueId } = await chairOf(first)
    const { id } = await openSilence(client, dialogueId, 300)
    client.disconnect()
    await stop(first)
    await database.sql`SELECT pg_sleep(0.4)`
    expect(await closings(id)).toEqual([])
    await stop(await node())
    expect(await closings(id)).toHaveLength(1)
  })

  it('BT3 on several nodes is carried out once, also when the node that opened it is gone', async () => {
    const [first, second] = [await node(), await node()]
    const { client, dialogueId } = await chairOf(first)
    const both = await openSilence(client, dialogueId, 600)
    const [at] = await closed(both.id)
    expect(at!.toISOString() >= both.closesAt).toBe(true)
    const orphan = await openSilence(client, dialogueId, 1500)
    client.disconnect()
    await stop(first)
    await closed(orphan.id)
    await stop(second)
    expect(await closings(both.id)).toHaveLength(1)
    expect(await closings(orphan.id)).toHaveLength(1)
  })

  it.each([-3_600_000, 3_600_000])(
    'BT3 keeps to the database’s clock while this machine’s is %i ms off',
    async (off) => {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + off })
      const serving = await node()
      const { client, dialogueId } = await chairOf(serving)
      const { id, closesAt } = await openSilence(client, dialogueId, 900)
      const [at] = await closed(id)
      const late = at!.getTime() - Date.parse(closesAt)
      expect(late).toBeGreaterThanOrEqual(0)
      client.disconnect()
      await stop(serving)
      expect(await closings(id)).toHaveLength(1)
    },
  )

  it('BT3 in many dialogues, of which many cannot be carried out, holds up none of the others', async () => {
    const serving = await node()
    const { client, dialogueId } = await chairOf(serving)
    const broken = Array.from({ length: 60 }, () => randomUUID())
    for (const id of broken) {
      const { id: accountId, name } = DEMO_PEOPLE.convener
      const founding = { dialogueId: id, title: name, convener: { accountId, name } }
      await foundDialogue(database.sql, sha256, founding)
    }
    // No room reads this event, so that nothing in these dialogues can be decided.
    await database.sql`
      INSERT INTO events (dialogue_id, audience, seq, type, v, payload, at, prev_hash, hash)
      SELECT id, 'room', 3, 'Unreadable', 1, '{}', clock_timestamp(), 'x', 'y'
      FROM unnest(${broken}::uuid[]) AS id`
    await database.sql`
      UPDATE dialogues SET heads = jsonb_set(heads, '{room,seq}', '3') WHERE id = ANY(${broken}::uuid[])`
    await database.sql`
      INSERT INTO deadlines SELECT id, clock_timestamp() - interval '1 day' FROM unnest(${broken}::uuid[]) AS id`
    const { id } = await openSilence(client, dialogueId, 500)
    await closed(id)
    client.disconnect()
    await stop(serving)
  })
})

describe('the watch', () => {
  it('BT3 does not spin over a dialogue that fails, and tries it again', async () => {
    const failures = { count: 0, reported: 0 }
    const watch = createDeadlines({
      due: (but) => Promise.resolve(failures.count < 2 && !but.includes('one') ? ['one'] : []),
      untilNext: () => Promise.resolve(undefined),
      comeDue: () => {
        failures.count += 1
        return failures.count < 2 ? Promise.reject(new Error('not now')) : Promise.resolve()
      },
      report: () => (failures.reported += 1),
    })
    const began = performance.now()
    await watch.start()
    for (let again = 0; again < 20; again += 1) watch.look()
    await until(() => failures.count === 2)
    expect(performance.now() - began).toBeGreaterThan(900)
    expect(failures).toEqual({ count: 2, reported: 1 })
    await watch.stop()
  })
})
