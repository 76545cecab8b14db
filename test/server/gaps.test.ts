import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until, type ProtocolClient } from '../support/client.ts'
import { Seats } from '../support/seats.ts'
import { startTestServer } from '../support/server.ts'

let seats: Seats
let chair: ProtocolClient
let headA: ProtocolClient
let headB: ProtocolClient

beforeAll(async () => {
  seats = new Seats(await startTestServer())
  chair = await seats.join('moderator')
  headA = await seats.join('head', 'A')
  headB = await seats.join('head', 'B')
})
afterAll(() => seats.close())

const BASE = { en: 'Each side shall notify the other.', zh: '各方应通知对方。' }

const presences = (client: ProtocolClient) =>
  client.pushed.filter(({ event }) => event === 'presence')

describe('what goes beyond a side', () => {
  it('AM8 nobody else is told of a caret that moves in a private draft', async () => {
    const { clauseId } = await seats.newClause(chair, BASE)
    await seats.do(headA, 'proposals/draft-amendment', { clauseId })
    const draft = headA.events.findLast(({ type }) => type === 'AmendmentDrafted')!
    const draftId = draft.payload['id'] as string
    await headA.openTexts(seats.dialogueId, draftId)
    const move = (textId: string, anchor: string) =>
      headA.ask('presence:set', {
        dialogueId: seats.dialogueId,
        at: { textId, language: 'en', anchor, head: anchor },
      })
    const seen = () => JSON.stringify(presences(headB).at(-1) ?? null)
    // Nothing of what came before is still on its way once a caret in the clause is seen.
    await move(clauseId, 'AAAA')
    await until(() => seen().includes(clauseId), 'the caret in the clause')
    await move(draftId, 'AAAA')
    await until(() => !seen().includes(clauseId), 'the caret to be gone')
    const before = presences(headB).length
    for (const anchor of ['AAAB', 'AAAC', 'AAAD', 'AAAE']) {
      expect(await move(draftId, anchor)).toMatchObject({ ok: true })
    }
    await move(clauseId, 'AAAF')
    await until(() => seen().includes(clauseId), 'the next caret in the clause')
    expect(presences(headB).length).toBe(before + 1)
    expect(JSON.stringify(headB.pushed)).not.toContain(draftId)
  })
})

describe('what is put in', () => {
  it('T5 no command and no request stores characters that are not to be read, and both say so', async () => {
    for (const bad of ['a\u0000b', 'a\ud800b', '\u202edne', 'a\u2066b', 'a\u0007b']) {
      const title = { en: bad, zh: '' }
      const opening = { title, kind: 'chairs-text', topicId: null }
      expect(await chair.command(seats.dialogueId, 'proposals/open', opening)).toMatchObject({
        ok: false,
        code: 'input/characters',
      })
      const answer = await chair.http('POST', '/api/settings', { timeZone: bad })
      expect(answer.status).toBe(400)
    }
    const asked = { email: 'a\u0000@example.org', password: 'x'.repeat(20) }
    const answer = await chair.http('POST', '/api/sign-in', asked)
    expect(answer.status).toBeLessThan(500)
  })

  it('BT1 only numbers of streams that somebody receives are kept', async () => {
    const made = 'delegation:00000000-0000-4000-8000-000000000001'
    const path = `/api/dialogues/${seats.dialogueId}/seen`
    const { status } = await headA.http('POST', path, { heads: { room: 1, [made]: 9 }, mark: true })
    expect(status).toBe(200)
    const kept = await seats.server.sql<{ heads: object }[]>`
      SELECT heads FROM seen WHERE heads ? ${made}`
    expect(kept).toEqual([])
  })

  it('AG17 a poll of one delegation takes no mark once it is closed', async () => {
    const question = { en: 'Ready?', zh: '' }
    const options = ['yes', 'no'].map((en) => ({ en, zh: '' }))
    const poll = { question, options }
    const { id } = await seats.do(headA, 'agreement/open-caucus-poll', poll)
    await seats.do(headA, 'agreement/close-caucus-poll', { pollId: id })
    const path = `/api/dialogues/${seats.dialogueId}/polls/${id as string}/marks`
    const { body } = await headA.http('POST', path, { option: 0 })
    expect(body).toMatchObject({ error: { code: 'agreement/poll-closed' } })
  })
})
