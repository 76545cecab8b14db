import { NO_STATE, evolve, type State } from '#shared/app'
import { dialogueDraft } from '#shared/dialogues'
import { accept, refuse } from '#shared/kernel'
import { checkChain, type RecordedEvent } from '#shared/record'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLedger, type Ledger } from '../../server/platform/ledger.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { sha256 } from '../support/world.ts'

let database: FreshDatabase
const accountId = randomUUID()
const opened: Ledger<State>[] = []

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(async () => {
  for (const ledger of opened) await ledger.close()
  await database.close()
})

async function openLedger(published: RecordedEvent[] = []): Promise<Ledger<State>> {
  const ledger = await createLedger({
    db: database.sql,
    fold: { initial: NO_STATE, evolve },
    sha256,
    publish: (events) => published.push(...events),
  })
  opened.push(ledger)
  return ledger
}

async function newDialogue(): Promise<string> {
  const id = randomUUID()
  await database.sql`INSERT INTO dialogues (id) VALUES (${id})`
  return id
}

function addTopic(ledger: Ledger<State>, dialogueId: string, n: number, commandId = randomUUID()) {
  const key = { dialogueId, accountId, commandId, fingerprint: `topic ${n}` }
  return ledger.command(key, ({ state }) => {
    const topic = { id: randomUUID(), parentId: null, title: { en: `Topic ${n}`, zh: '' } }
    const result = { before: state.room.dialogue.topics.length }
    return Promise.resolve(accept({ events: [dialogueDraft('room', 'TopicAdded', topic)], result }))
  })
}

describe('the ledger on PostgreSQL', () => {
  it('RC5 a retried command is answered as before and not repeated; other contents are refused', async () => {
    const ledger = await openLedger()
    const dialogueId = await newDialogue()
    const commandId = randomUUID()
    const first = await addTopic(ledger, dialogueId, 1, commandId)
    expect(await addTopic(ledger, dialogueId, 1, commandId)).toEqual(first)
    expect(await ledger.events(dialogueId, 'room', 0)).toHaveLength(1)
    expect(await addTopic(ledger, dialogueId, 2, commandId)).toMatchObject({
      code: 'command/id-reused',
    })
  })

  it('RC6 writers on several processes go one after another: every decision saw all before it', async () => {
    const ledgers = [await openLedger(), await openLedger(), await openLedger()]
    const dialogueId = await newDialogue()
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, n) => addTopic(ledgers[n % 3]!, dialogueId, n)),
    )
    const before = answers.map((answer) => (answer.ok ? Number(answer.result['before']) : -1))
    expect(before.sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, n) => n))
    const events = await ledgers[0]!.events(dialogueId, 'room', 0)
    expect(checkChain(events, sha256)).toMatchObject({ ok: true, head: { seq: 60 } })
    for (const ledger of ledgers) {
      expect((await ledger.state(dialogueId))?.room.dialogue.topics).toHaveLength(60)
    }
  })

  it('RC7 nothing is published that is not committed, and a refusal or a failure leaves nothing', async () => {
    const published: RecordedEvent[] = []
    const ledger = await openLedger(published)
    const dialogueId = await newDialogue()
    const key = () => ({ dialogueId, accountId, commandId: randomUUID(), fingerprint: 'x' })
    expect(await ledger.command(key(), () => Promise.resolve(refuse('test/no')))).toEqual({
      ok: false,
      code: 'test/no',
    })
    const topic = { id: randomUUID(), parentId: null, title: { en: 'T', zh: '' } }
    const failing = ledger.command(key(), () =>
      Promise.resolve(
        accept({
          events: [dialogueDraft('room', 'TopicAdded', topic)],
          carryOut: () => Promise.reject(new Error('no room on the disk')),
        }),
      ),
    )
    await expect(failing).rejects.toThrow('no room on the disk')
    expect(await ledger.events(dialogueId, 'room', 0)).toEqual([])
    expect(published).toEqual([])
    await addTopic(ledger, dialogueId, 1)
    expect(published.map(({ seq }) => seq)).toEqual([1])
  })

  it('RC8 an appended event cannot be changed in the database', async () => {
    const ledger = await openLedger()
    const dialogueId = await newDialogue()
    await addTopic(ledger, dialogueId, 1)
    await expect(
      database.sql`UPDATE events SET type = 'Other' WHERE dialogue_id = ${dialogueId}`,
    ).rejects.toThrow('the record is only added to')
  })
})
