import { createHash } from 'node:crypto'
import { clauseHash } from '#shared/proposals'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProtocolClient } from '../support/client.ts'
import { until, type Reply } from '../support/client.ts'
import { enterAs, newClause } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

/** How often each race is run; `PARLEY_RACES` asks for more. */
const ROUNDS = Number(process.env['PARLEY_RACES'] ?? 150)
const TIMEOUT = 60_000 + ROUNDS * 500

let server: TestServer
let dialogueId: string
let chair: ProtocolClient
let a: ProtocolClient
let b: ProtocolClient
let otherTab: ProtocolClient

beforeAll(async () => {
  server = await startTestServer({ messagesPerSecond: 5000 })
  const join = async (role: string, label: string | null = null) => {
    const joined = await enterAs(server.url, role, label, 0)
    dialogueId = joined.dialogueId
    await joined.client.connect()
    await joined.client.openDialogue(dialogueId)
    return joined.client
  }
  chair = await join('moderator')
  a = await join('head', 'A')
  b = await join('head', 'B')
  otherTab = await join('head', 'B')
})
afterAll(async () => {
  for (const client of [chair, a, b, otherTab]) client.disconnect()
  await server.close()
})

const hashOf = (words: { en: string; zh: string }) =>
  clauseHash('operative', words, (text) => createHash('sha256').update(text).digest('hex'))

function idOf(reply: Reply): string {
  if (!reply.ok) throw new Error(`${reply.code ?? ''} ${JSON.stringify(reply.params)}`)
  return (reply['result'] as { id: string }).id
}

const open = (clauseId: string, hash: string, more: object = {}) =>
  chair.command(dialogueId, 'agreement/open-ballot', {
    clauseId,
    hash,
    despiteConcordance: true,
    ...more,
  })

const close = (ballotId: string) =>
  chair.command(dialogueId, 'agreement/close-ballot', { ballotId })

/** Lets everybody prove anew who they are: a proof is good for minutes, thousands of rounds take longer. */
async function prove(): Promise<void> {
  for (const client of [chair, a, b, otherTab]) {
    const asked = { proof: { by: 'demo' }, socketId: client.socketId }
    const { status } = await client.http('POST', '/api/reauthenticate', asked)
    expect(status).toBeLessThan(300)
  }
}

/** Lets what is asked happen at once, in an order that changes from round to round. */
async function atOnce<T>(round: number, ...asks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const answers: Promise<T>[] = []
  const order = asks.map((_, at) => (at + round) % asks.length)
  for (const at of order) {
    const answer = asks[at]!()
    answers[at] = answer
    if (round % 3 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  return Promise.all(answers)
}

describe('races against a real PostgreSQL', () => {
  it(
    'AG1 AG2 an edit that races with the opening of a ballot is in its words, or refused, never neither',
    async () => {
      const won = { edit: 0, ballot: 0 }
      let [proposalId, clauseId] = ['', '']
      for (let round = 0; round < ROUNDS; round++) {
        if (round % 500 === 0) await prove()
        // A text is begun afresh with each ballot, and a person has so many client ids of one text only.
        if (round % 50 === 0)
          ({ proposalId, clauseId } = await newClause(chair, dialogueId, { en: 'w', zh: '字' }))
        await b.openTexts(dialogueId, proposalId)
        const before = hashOf({ en: b.words(clauseId), zh: b.words(clauseId, 'zh') })
        const update = await b.prepare(clauseId, (text) => text.insert(text.length, 'x'))
        const [edit, ballot] = await atOnce(
          round,
          () => b.send(clauseId, update),
          () => open(clauseId, before),
        )
        if (ballot!.ok) {
          won.ballot++
          expect(edit).toMatchObject({ ok: false, code: 'text/locked' })
          await a.openTexts(dialogueId, proposalId)
          expect(hashOf({ en: a.words(clauseId), zh: a.words(clauseId, 'zh') })).toBe(before)
          await close(idOf(ballot!))
        } else {
          won.edit++
          expect(edit!.ok).toBe(true)
          expect(ballot!.code).toBe('agreement/text-changed')
        }
      }
      expect(won.edit + won.ballot).toBe(ROUNDS)
      expect(Math.min(won.edit, won.ballot)).toBeGreaterThan(0)
    },
    TIMEOUT,
  )

  it(
    'AG4 AG9 an answer that races with the closing is counted if it was taken, and only then',
    async () => {
      const { clauseId, hash } = await newClause(chair, dialogueId, { en: 'close', zh: '关闭' })
      let taken = 0
      for (let round = 0; round < ROUNDS; round++) {
        if (round % 500 === 0) await prove()
        const secrecy = round % 2 === 0 ? 'open' : 'sealed'
        const ballotId = idOf(await open(clauseId, hash, { secrecy }))
        const answer = (client: ProtocolClient, said: string) =>
          client.command(dialogueId, 'agreement/answer', {
            ballotId,
            hash,
            answer: said,
            reason: 'r',
          })
        const [fromA, fromB, closing] = await atOnce(
          round,
          () => answer(a, 'object'),
          () => answer(b, 'abstain'),
          () => close(ballotId),
        )
        const closed = () =>
          chair.events.filter(
            ({ type, payload }) => type === 'BallotClosed' && payload['ballotId'] === ballotId,
          )
        await until(() => closed().length > 0, 'the ballot to close')
        expect(closed()).toHaveLength(1)
        const counted = closed()[0]!.payload['answers'] as { answer: string }[]
        const expected = [...(fromA!.ok ? ['object'] : []), ...(fromB!.ok ? ['abstain'] : [])]
        expect(counted.map((each) => each.answer).sort()).toEqual(expected.sort())
        taken += counted.length
        for (const late of [fromA!, fromB!, closing!]) {
          if (!late.ok) expect(late.code).toBe('agreement/ballot-closed')
        }
      }
      expect(taken).toBeGreaterThan(0)
      expect(taken).toBeLessThan(ROUNDS * 2)
    },
    TIMEOUT,
  )

  it('AG4 of two hundred answers given at once from two tabs, exactly one is taken', async () => {
    await prove()
    const { clauseId, hash } = await newClause(chair, dialogueId, { en: 'once', zh: '一次' })
    const ballotId = idOf(await open(clauseId, hash))
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        (at % 2 === 0 ? b : otherTab).command(dialogueId, 'agreement/answer', {
          ballotId,
          hash,
          answer: at % 3 === 0 ? 'agree' : 'no-objection',
        }),
      ),
    )
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const codes = new Set(answers.flatMap(({ code }) => code ?? []))
    expect([...codes]).toEqual(['agreement/already-answered'])
  })
})
