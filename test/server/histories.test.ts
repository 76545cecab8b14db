import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { plainRoot } from '#shared/proposals'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { createHistories } from '../../server/platform/texts/index.ts'
import type { ProtocolClient } from '../support/client.ts'
import { Seats } from '../support/seats.ts'
import { startTestServer } from '../support/server.ts'

let seats: Seats
let chair: ProtocolClient
let headA: ProtocolClient

beforeAll(async () => {
  seats = new Seats(await startTestServer())
  chair = await seats.join('moderator')
  headA = await seats.join('head', 'A')
})
afterAll(() => seats.close())

const open = () => createHistories(['en', 'zh'])

const plain = (history: object) => JSON.parse(JSON.stringify(history)) as unknown

describe('the histories of texts', () => {
  it('RV7 replays what is new alone, and says what the whole log says', async () => {
    const { proposalId, clauseId } = await seats.newClause(chair, { en: 'Base.', zh: '案文。' })
    for (const client of [chair, headA]) await client.openTexts(seats.dialogueId, proposalId)
    const histories = open()
    let before = 0
    for (const [index, client] of [chair, headA, headA, chair, headA].entries()) {
      await client.edit(clauseId, (text) => text.insert(index, `${index}`))
      const own = (await histories.read(seats.server.sql, [clauseId])).get(clauseId)!
      const fresh = (await open().read(seats.server.sql, [clauseId])).get(clauseId)!
      for (const part of ['steps', 'count', 'before', 'written'] as const) {
        expect(plain({ part: own[part] })).toEqual(plain({ part: fresh[part] }))
      }
      expect(histories.replayed() - before).toBe(index === 0 ? 2 : 1)
      before = histories.replayed()
    }
    await histories.read(seats.server.sql, [clauseId])
    expect(histories.replayed()).toBe(before)
  })

  it('RV7 knows the words of an instant without replaying the log twice', async () => {
    const { proposalId, clauseId } = await seats.newClause(chair, { en: 'Base.', zh: '案文。' })
    await headA.openTexts(seats.dialogueId, proposalId)
    // A log as long as those of real texts, written at once: a state is kept on the way.
    const doc = new Y.Doc()
    const rows = await seats.server.sql<{ body: Uint8Array; epoch: number }[]>`
      SELECT body, epoch FROM text_updates WHERE text_id = ${clauseId}`
    Y.applyUpdate(doc, rows[0]!.body)
    doc.clientID = 777
    const updates: Uint8Array[] = []
    const words: string[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let index = 0; index < 4500; index++) {
      doc.getText('en').insert(doc.getText('en').length, `${index % 10}`)
      words.push(plainRoot(doc, 'en'))
    }
    const start = Date.parse('2030-01-01T00:00:00.000Z')
    const log = updates.map((body, index) => ({
      text_id: clauseId,
      seq: index + 2,
      epoch: 1,
      author: DEMO_PEOPLE.headA.id,
      at: new Date(start + index * 1000),
      body: Buffer.from(body),
    }))
    for (let at = 0; at < log.length; at += 500) {
      await seats.server.sql`INSERT INTO text_updates ${seats.server.sql(log.slice(at, at + 500))}`
    }
    const histories = open()
    await histories.read(seats.server.sql, [clauseId])
    const whole = histories.replayed()
    expect(whole).toBe(4501)
    for (const index of [0, 1999, 2100, 4400]) {
      const instant = new Date(start + index * 1000 + 500).toISOString()
      const found = await histories.at(seats.server.sql, [clauseId], instant)
      expect(found.get(clauseId)?.['en']).toBe(words[index])
    }
    const last = new Date(start + 4400 * 1000 + 700).toISOString()
    const count = histories.replayed()
    expect(count - whole).toBeLessThan(2 + 2000 + 100 + 500)
    await histories.at(seats.server.sql, [clauseId], last)
    expect(histories.replayed()).toBe(count)
    expect(
      (await histories.at(seats.server.sql, [clauseId], '2001-01-01T00:00:00.000Z')).has(clauseId),
    ).toBe(false)
  })
})

describe('what changed since the languages were confirmed', () => {
  it('CO4 is told against the words that were confirmed', async () => {
    const { proposalId, clauseId } = await seats.newClause(chair, {
      en: 'One list.',
      zh: '一份清单。',
    })
    const path = `/api/dialogues/${seats.dialogueId}/proposals/${proposalId}/clauses/${clauseId}/concordance`
    const read = async () => (await headA.http('GET', path)).body
    expect(await read()).toEqual({ confirmed: null, changed: {} })
    await headA.openTexts(seats.dialogueId, proposalId)
    await headA.edit(clauseId, (text) => text.insert(0, 'Only '))
    const sha = (words: string) => createHash('sha256').update(words).digest('hex')
    const hashes = { en: sha('Only One list.'), zh: sha('一份清单。') }
    await seats.do(chair, 'proposals/confirm-concordance', { clauseId, hashes })
    const confirmed = { en: 'Only One list.', zh: '一份清单。' }
    expect(await read()).toEqual({ confirmed, changed: {} })
    await headA.edit(clauseId, (text) => text.insert(text.length, ' Soon.'))
    expect(await read()).toEqual({
      confirmed,
      changed: {
        en: [
          { kind: 'same', text: 'Only One list.' },
          { kind: 'ins', text: ' Soon.' },
        ],
      },
    })
  })

  it('GL7 the glossary goes out in three formats to participants alone', async () => {
    const base = `/api/dialogues/${seats.dialogueId}/glossary/export`
    const observer = await seats.enter('observer')
    for (const format of ['csv', 'md', 'docx']) {
      const answer = await fetch(`${seats.server.url}${base}/${format}?language=zh`, {
        headers: { cookie: headA.cookie },
      })
      expect(answer.status).toBe(200)
      const bytes = new Uint8Array(await answer.arrayBuffer())
      const words =
        format === 'docx'
          ? strFromU8(unzipSync(bytes)['word/document.xml']!)
          : new TextDecoder().decode(bytes)
      expect(words).toContain('个人敏感数据')
      const refused = await observer.http('GET', `${base}/${format}`)
      expect(refused.status).toBeGreaterThanOrEqual(403)
    }
  })
})
