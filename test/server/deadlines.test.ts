import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProtocolClient } from '../support/client.ts'
import { until, type Reply } from '../support/client.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { enterAs, newClause } from '../support/people.ts'

let server: TestServer
const clients: ProtocolClient[] = []

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  for (const client of clients) client.disconnect()
  await server.close()
})

async function join(role: string, label: string | null = null, place = 0) {
  const joined = await enterAs(server.url, role, label, place)
  clients.push(joined.client)
  await joined.client.connect()
  await joined.client.openDialogue(joined.dialogueId)
  return joined
}

function result(reply: Reply): Record<string, unknown> {
  if (!reply.ok) throw new Error(`${reply.code ?? ''} ${JSON.stringify(reply.params)}`)
  return reply['result'] as Record<string, unknown>
}

describe('what comes due by itself', () => {
  it('AG16 a silence procedure that nobody breaks is agreed at its instant, without anyone asking', async () => {
    const { client: chair, dialogueId } = await join('moderator')
    const { clauseId, hash } = await newClause(chair, dialogueId, { en: 'Quiet.', zh: '默许。' })
    const closesAt = new Date(Date.now() + 1500).toISOString()
    const opened = result(
      await chair.command(dialogueId, 'agreement/open-ballot', {
        clauseId,
        hash,
        kind: 'silence',
        closesAt,
        despiteConcordance: true,
      }),
    )
    const closed = await until(
      () =>
        chair.events.find(
          ({ type, payload }) => type === 'BallotClosed' && payload['ballotId'] === opened['id'],
        ),
      'the ballot to close by itself',
    )
    expect(closed.actor).toBe('system')
    expect(closed.payload['result']).toBe('agreed')
    expect(closed.at >= closesAt).toBe(true)
  })

  it('AG17 marks of a straw poll are counted once each, and stand nowhere beside a name', async () => {
    const { client: chair, dialogueId } = await join('moderator')
    const opened = result(
      await chair.command(dialogueId, 'agreement/open-straw-poll', {
        question: { en: 'Which first?', zh: '先议哪一项？' },
        options: [
          { en: 'Data', zh: '数据' },
          { en: 'Chips', zh: '芯片' },
        ],
      }),
    )
    const pollId = opened['id'] as string
    const path = `/api/dialogues/${dialogueId}/polls/${pollId}/marks`
    const voters = [
      await join('head', 'A'),
      await join('delegate', 'A'),
      await join('head', 'B'),
      await join('delegate', 'B'),
    ]
    for (const [index, { client }] of voters.entries()) {
      const { status } = await client.http('POST', path, { option: index === 0 ? 0 : 1 })
      expect(status).toBe(200)
    }
    const again = await voters[0]!.client.http('POST', path, { option: 1 })
    // A mark that is sent again, with whatever option, is answered alike and counts once.
    expect(again).toMatchObject({ status: 200, body: { ok: true, counted: false } })
    result(await chair.command(dialogueId, 'agreement/close-straw-poll', { pollId }))
    const closed = await until(() =>
      chair.events.find(
        ({ type, payload }) => type === 'StrawPollClosed' && payload['pollId'] === pollId,
      ),
    )
    expect(closed.payload['totals']).toEqual([1, 3])
    const late = await voters[1]!.client.http('POST', path, { option: 1 })
    expect(late.body).toMatchObject({ error: { code: 'agreement/poll-closed' } })
    const columns = await server.sql<{ column_name: string }[]>`
      SELECT column_name FROM information_schema.columns
      WHERE table_name = 'straw_marks' ORDER BY column_name`
    expect(columns.map((column) => column.column_name)).toEqual(['count', 'option', 'poll_id'])
  })
})
