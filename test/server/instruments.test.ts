import { canonicalClause, clauseHash } from '#shared/proposals'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until, type ProtocolClient } from '../support/client.ts'
import { Seats } from '../support/seats.ts'
import { startTestServer } from '../support/server.ts'
import { sha256 } from '../support/world.ts'

let seats: Seats
let chair: ProtocolClient
let headA: ProtocolClient
let delegateA: ProtocolClient
let headB: ProtocolClient

beforeAll(async () => {
  seats = new Seats(await startTestServer())
  chair = await seats.join('moderator')
  headA = await seats.join('head', 'A')
  delegateA = await seats.join('delegate', 'A')
  headB = await seats.join('head', 'B')
})
afterAll(() => seats.close())

const BASE = { en: 'Each side shall notify the other.', zh: '各方应通知对方。' }

/** Everything a client ever received, as one string. */
const received = (client: ProtocolClient) => JSON.stringify([client.events, client.pushed])

async function draftOn(clauseId: string): Promise<string> {
  const { id } = await seats.do(delegateA, 'proposals/draft-amendment', { clauseId })
  return id as string
}

const wordsOf = (client: ProtocolClient, id: string) => ({
  en: client.words(id),
  zh: client.words(id, 'zh'),
})

describe('the instruments over sockets', () => {
  it('AM1 AM8 a draft is written by its own side and exists for nobody else', async () => {
    const { proposalId, clauseId } = await seats.newClause(chair, BASE)
    const id = await draftOn(clauseId)
    await until(() => headA.events.some(({ type }) => type === 'AmendmentDrafted'))
    for (const client of [headA, delegateA]) await client.openTexts(seats.dialogueId, id)
    expect(wordsOf(headA, id)).toEqual(BASE)
    await delegateA.edit(id, (text) => text.insert(text.length, ' Red line: thirty days.'))
    await until(() => headA.words(id).endsWith('thirty days.'))
    for (const client of [headB, chair, await seats.join('rapporteur')]) {
      for (const groupId of [id, proposalId]) {
        const opened = await client.ask('texts:open', { dialogueId: seats.dialogueId, groupId })
        expect(JSON.stringify(opened)).not.toContain(id)
      }
      for (const event of ['text:claim', 'text:check']) {
        expect(await client.ask(event, { textId: id })).toMatchObject({ code: 'text/unknown' })
      }
      const catchUp = { textId: id, epoch: 1, since: 0 }
      expect(await client.ask('text:catch-up', catchUp)).toMatchObject({ code: 'text/unknown' })
      const named = { amendmentId: id, hash: 'f'.repeat(64) }
      expect(
        await client.command(seats.dialogueId, 'proposals/withdraw-amendment', { amendmentId: id }),
      ).toMatchObject({ ok: false })
      expect(
        await client.command(seats.dialogueId, 'proposals/table-amendment', named),
      ).toMatchObject({ ok: false })
      expect(received(client)).not.toContain(id)
    }
  })

  it('AM2 AM3 T19 a tabled draft is read by everyone, and by then nobody changes it any more', async () => {
    const { clauseId } = await seats.newClause(chair, BASE)
    const id = await draftOn(clauseId)
    await delegateA.openTexts(seats.dialogueId, id)
    await delegateA.edit(id, (text) => text.insert(text.length, ' In thirty days.'))
    await delegateA.edit(id, (text) => text.insert(0, 'Fallback: ninety. '))
    await delegateA.edit(id, (text) => text.delete(0, 'Fallback: ninety. '.length))
    const late = await delegateA.prepare(id, (text) => text.insert(0, 'Secret. '))
    const words = { ...BASE, en: `${BASE.en} In thirty days.` }
    const hash = clauseHash('operative', words, sha256)
    expect(sha256(canonicalClause('operative', words))).toBe(hash)
    await headA.openTexts(seats.dialogueId, id)
    await seats.do(headA, 'proposals/table-amendment', { amendmentId: id, hash })
    await until(() =>
      delegateA.pushed.some(
        ({ event, payload }) =>
          event === 'text:changed' && payload['id'] === id && payload['locked'] === true,
      ),
    )
    expect(await delegateA.send(id, late)).toMatchObject({ code: 'text/tabled' })
    await until(() =>
      headB.events.some(({ type, payload }) => type === 'AmendmentTabled' && payload['id'] === id),
    )
    const opened = await headB.openTexts(seats.dialogueId, id)
    expect(opened['texts']).toMatchObject([{ id, writable: false, reason: 'text/tabled' }])
    expect(wordsOf(headB, id)).toEqual(words)
    const { state } = (opened['texts'] as { state: string }[])[0]!
    const whole = await headB.ask('text:catch-up', { textId: id, epoch: 1, since: 0 })
    for (const bytes of [state, whole['update'] as string]) {
      expect(Buffer.from(bytes, 'base64').toString('latin1')).toContain('In thirty days')
      expect(Buffer.from(bytes, 'base64').toString('latin1')).not.toContain('Fallback')
    }
    const drafted = headB.events.filter(({ type }) => type === 'AmendmentDrafted')
    expect(JSON.stringify(drafted)).not.toContain(id)
    expect(await headB.ask('text:claim', { textId: id })).toMatchObject({ code: 'text/tabled' })
  })

  it('AM7 AM8 notes and a side’s comments stay with the side', async () => {
    const { proposalId, clauseId } = await seats.newClause(chair, BASE)
    const { id } = await seats.do(headA, 'proposals/open-note', { proposalId, clauseId })
    const noteId = id as string
    await delegateA.openTexts(seats.dialogueId, noteId)
    await delegateA.edit(noteId, (text) => text.insert(0, 'We can live with sixty.'))
    const passage = {
      textId: clauseId,
      language: 'en',
      anchor: 'AAAA',
      head: 'AAAB',
      quote: 'side',
    }
    const comment = { to: 'side', passage, body: 'Hold this line.' }
    const { id: commentId } = await seats.do(delegateA, 'comments/make', comment)
    const said = await seats.do(headA, 'comments/make', { ...comment, to: 'room', body: 'Why?' })
    const made = (client: ProtocolClient, wanted: unknown) =>
      client.events.some(({ payload }) => payload['commentId'] === wanted)
    await until(() => made(headA, commentId) && made(headB, said['id']) && made(chair, said['id']))
    for (const client of [headB, chair]) {
      const seen = received(client)
      for (const secret of [noteId, commentId as string, 'Hold this line', 'sixty']) {
        expect(seen).not.toContain(secret)
      }
      const opened = await client.ask('texts:open', {
        dialogueId: seats.dialogueId,
        groupId: noteId,
      })
      expect(opened['texts']).toEqual([])
    }
  })
})
