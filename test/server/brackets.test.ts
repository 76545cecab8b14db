import type { BracketPoint, Words } from '#shared/proposals'
import { clauseHash } from '#shared/proposals'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProtocolClient } from '../support/client.ts'
import { Seats } from '../support/seats.ts'
import { startTestServer } from '../support/server.ts'
import { sha256 } from '../support/world.ts'

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

interface Opened {
  readonly clauseId: string
  readonly language: string
  readonly source: string
  readonly by: string
  readonly at: string
}

const path = (proposalId: string, rest: string) =>
  `/api/dialogues/${seats.dialogueId}/proposals/${proposalId}/${rest}`

async function brackets(proposalId: string) {
  const { status, body } = await headA.http('GET', path(proposalId, 'brackets'))
  expect(status).toBe(200)
  return body as unknown as { series: BracketPoint[]; opened: Opened[] }
}

const idOf = (client: ProtocolClient) =>
  client.openDialogue(seats.dialogueId).then(({ me }) => (me as { accountId: string }).accountId)

describe('brackets over HTTP', () => {
  it('BR22 BR30 the series counts by holder and until a withdrawal; each bracket has the age of its opening mark', async () => {
    const { proposalId, clauseId } = await seats.newClause(chair, BASE)
    for (const client of [headA, headB]) await client.openTexts(seats.dialogueId, proposalId)
    await headA.edit(clauseId, (text) => text.insert(10, '[A: '))
    await headA.edit(clauseId, (text) => text.insert(19, ']'))
    await headB.openTexts(seats.dialogueId, proposalId)
    await headB.edit(clauseId, (text) => text.insert(20, '[B: should]'))
    await headB.edit(clauseId, (text) => text.insert(text.length, '［乙方：一］'), 'zh')
    const { series, opened } = await brackets(proposalId)
    expect(series.map((point) => [point.brackets, point.held])).toEqual([
      [0, {}],
      [1, { A: 1 }],
      [2, { A: 1, B: 1 }],
    ])
    expect(opened.map(({ language, source }) => `${language} ${source}`)).toEqual([
      'en [A: shall]',
      'en [B: should]',
      'zh ［乙方：一］',
    ])
    const [a, b] = [await idOf(headA), await idOf(headB)]
    expect(opened.map(({ by }) => by)).toEqual([a, b, b])
    expect(opened[0]!.at < opened[1]!.at).toBe(true)
    await seats.do(chair, 'proposals/withdraw-clause', { clauseId })
    const withdrawn = await brackets(proposalId)
    expect(withdrawn.series.map((point) => point.brackets)).toEqual([0, 1, 2, 0])
    expect(withdrawn.opened).toEqual([])
    await seats.do(chair, 'proposals/restore-clause', { clauseId })
    const restored = await brackets(proposalId)
    expect(restored.series.at(-1)).toMatchObject({ brackets: 2, held: { A: 1, B: 1 } })
  })

  it('AM10 the words from which a draft began are found by their hash, whatever the clause says since', async () => {
    const { proposalId, clauseId } = await seats.newClause(chair, BASE)
    await seats.do(headA, 'proposals/draft-amendment', { clauseId })
    const drafted = headA.events.findLast(({ type }) => type === 'AmendmentDrafted')!
    const hash = drafted.payload['baseHash'] as string
    expect(hash).toBe(clauseHash('operative', BASE, sha256))
    await headB.openTexts(seats.dialogueId, proposalId)
    await headB.edit(clauseId, (text) => text.insert(0, 'Soon. '))
    await headB.edit(clauseId, (text) => text.insert(0, 'Very '))
    const ask = async (wanted: string, at = drafted.at) => {
      const query = new URLSearchParams({ hash: wanted, at }).toString()
      return headA.http('GET', path(proposalId, `clauses/${clauseId}/words?${query}`))
    }
    expect((await ask(hash)).body).toEqual({ words: BASE } satisfies { words: Words })
    expect(await ask('f'.repeat(64))).toMatchObject({ status: 404 })
    expect(await ask(hash, '2020-01-01T00:00:00.000Z')).toMatchObject({ status: 404 })
    const elsewhere = await seats.newClause(chair, BASE)
    const query = new URLSearchParams({ hash, at: drafted.at }).toString()
    const foreign = path(elsewhere.proposalId, `clauses/${clauseId}/words?${query}`)
    expect((await headA.http('GET', foreign)).status).toBe(404)
  })
})
