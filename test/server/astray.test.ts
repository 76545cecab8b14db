import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clauseHash } from '#shared/proposals'
import { letter } from '../support/attacks.ts'
import type { ProtocolClient } from '../support/client.ts'
import { Seats } from '../support/seats.ts'
import { startTestServer } from '../support/server.ts'
import { sha256 } from '../support/world.ts'

let seats: Seats
let chair: ProtocolClient
let hostile: ProtocolClient

beforeAll(async () => {
  seats = new Seats(await startTestServer())
  chair = await seats.join('moderator')
  hostile = await seats.join('delegate', 'A')
})
afterAll(() => seats.close())

/** Numbers that are the same at every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1664525 + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** A clause into which somebody wrote letters whose neighbours they made up (Y15). */
async function planted(zh = '甲') {
  const { proposalId, clauseId } = await seats.newClause(chair, { en: 'abcdef', zh })
  for (const client of [chair, hostile]) await client.openTexts(seats.dialogueId, proposalId)
  const { clients } = hostile.texts.get(clauseId)!.doc.store
  const known = [...clients].flatMap(([client, structs]) => {
    const last = structs.at(-1)!
    return Array.from({ length: last.id.clock + last.length }, (_, clock) => ({ client, clock }))
  })
  const letters = known.slice(0, 6)
  const claim = async () =>
    (await hostile.ask('text:claim', { textId: clauseId }))['clientId'] as number
  const own = [await claim(), await claim()]
  const next = [0, 0]
  const below = numbers(6)
  for (const text of 'UVWXYZuvwxyz!?') {
    const pick = () => (below(100) < 15 ? null : letters[below(letters.length)]!)
    const [origin, rightOrigin] = [pick(), pick()]
    const which = below(2)
    const [client, clock] = [own[which]!, next[which]!]
    const update = letter({ client, clock }, text, { origin, rightOrigin })
    expect(await hostile.send(clauseId, update)).toMatchObject({ ok: true })
    letters.push({ client, clock })
    next[which] = clock + 1
  }
  return { proposalId, clauseId }
}

async function standing(clauseId: string): Promise<string> {
  const { body } = await chair.http('GET', `/api/dialogues/${seats.dialogueId}/standing`)
  return (body['clauses'] as Record<string, { hash: string }>)[clauseId]!.hash
}

async function epochOf(clauseId: string): Promise<number> {
  const [row] = await seats.server.sql<{ epoch: number }[]>`
    SELECT epoch FROM texts WHERE id = ${clauseId}`
  return row!.epoch
}

describe('neighbours that were made up', () => {
  it('Y15 T14 never change words that a ballot names', async () => {
    const { proposalId, clauseId } = await planted()
    const hash = await standing(clauseId)
    const before = await epochOf(clauseId)
    const asked = { clauseId, hash, despiteConcordance: true }
    const { ballotId } = await seats
      .do(chair, 'agreement/open-ballot', asked)
      .then(({ id }) => ({ ballotId: id as string }))
    expect(await epochOf(clauseId)).toBeGreaterThan(before)
    expect(await standing(clauseId)).toBe(hash)
    const heads = [await seats.join('head', 'A'), await seats.join('head', 'B')]
    for (const head of heads) await head.openTexts(seats.dialogueId, proposalId)
    for (const head of heads) {
      await seats.do(head, 'agreement/answer', { ballotId, hash, answer: 'agree' })
    }
    expect(await standing(clauseId)).toBe(hash)
    const afresh = await seats.join('delegate', 'B')
    for (const client of [afresh, chair]) await client.openTexts(seats.dialogueId, proposalId)
    const all = [chair, ...heads, afresh].map((client) => client.words(clauseId))
    expect(new Set(all).size).toBe(1)
    expect(clauseHash('operative', { en: all[0]!, zh: '甲' }, sha256)).toBe(hash)
  })

  it('Y15 T16 are found when a snapshot is due, and the text begins afresh from the words of its log', async () => {
    const { proposalId, clauseId } = await planted()
    const hash = await standing(clauseId)
    const before = await epochOf(clauseId)
    for (let count = 0; count < 430 && (await epochOf(clauseId)) === before; count++) {
      await chair.edit(clauseId, (text) => text.insert(text.length, '乙'), 'zh')
    }
    await expect.poll(() => epochOf(clauseId), { timeout: 20_000 }).toBeGreaterThan(before)
    const afresh = await seats.join('head', 'B')
    for (const client of [afresh, chair]) await client.openTexts(seats.dialogueId, proposalId)
    const words = { en: afresh.words(clauseId), zh: afresh.words(clauseId, 'zh') }
    expect(chair.words(clauseId)).toBe(words.en)
    expect(await standing(clauseId)).toBe(clauseHash('operative', words, sha256))
    // What stood before is what stands: only the other language was written since.
    expect(clauseHash('operative', { ...words, zh: '甲' }, sha256)).toBe(hash)
  })

  it('Y15 T13 are found when a copy that was read afresh still differs', async () => {
    const { proposalId, clauseId } = await planted()
    const before = await epochOf(clauseId)
    const plain = await chair.ask('text:check', { textId: clauseId })
    expect(plain).toMatchObject({ ok: true, epoch: before })
    await chair.ask('text:check', { textId: clauseId, again: true })
    await expect.poll(() => epochOf(clauseId), { timeout: 20_000 }).toBeGreaterThan(before)
    const words = await standing(clauseId)
    const after = await epochOf(clauseId)
    // An honest text is left as it is, however often it is asked.
    await chair.ask('text:check', { textId: clauseId, again: true })
    const afresh = await seats.join('head', 'B')
    await afresh.openTexts(seats.dialogueId, proposalId)
    await chair.openTexts(seats.dialogueId, proposalId)
    expect(afresh.words(clauseId)).toBe(chair.words(clauseId))
    expect(await standing(clauseId)).toBe(words)
    expect(await epochOf(clauseId)).toBe(after)
  })
})
