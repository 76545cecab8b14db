import type { Segment } from '#shared/proposals'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until, type ProtocolClient } from '../support/client.ts'
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

const BASE = { en: 'Each side shall notify the other.', zh: '各方应通知对方。' }

interface Clause {
  readonly id: string
  readonly number: string | null
  readonly words: { en: string; zh: string }
}
interface Compared {
  readonly id: string
  readonly change: string
  readonly redline: { en: Segment[]; zh: Segment[] }
}

const path = (proposalId: string, rest: string) =>
  `/api/dialogues/${seats.dialogueId}/proposals/${proposalId}/${rest}`

async function get<T>(client: ProtocolClient, proposalId: string, rest: string): Promise<T> {
  const { status, body } = await client.http('GET', path(proposalId, rest))
  expect(status, JSON.stringify(body)).toBe(200)
  return body as T
}

const issue = (proposalId: string) =>
  seats.do(chair, 'proposals/issue-revision', { proposalId, note: { en: 'First', zh: '' } })

async function write(client: ProtocolClient, clauseId: string, groupId: string, words: string) {
  if (!client.texts.has(clauseId)) await client.openTexts(seats.dialogueId, groupId)
  await client.edit(clauseId, (text) => text.insert(text.length, words))
}

const tracked = (segments: Segment[]) =>
  segments.map(({ kind, text }) => `${{ same: ' ', ins: '+', del: '-' }[kind]}${text}`)

describe('reading a proposal over HTTP', () => {
  it('PR8 RV1 a revision keeps every word for ever, whatever happens to the clauses', async () => {
    const { proposalId, clauseId } = await seats.newClause(chair, BASE)
    await issue(proposalId)
    await write(headA, clauseId, proposalId, ' In thirty days.')
    await seats.do(chair, 'proposals/withdraw-clause', { clauseId })
    const revision = await get<{ clauses: Clause[]; note: object }>(
      headA,
      proposalId,
      'revisions/1',
    )
    expect(revision).toMatchObject({ number: 1, note: { en: 'First' } })
    expect(revision.clauses).toMatchObject([{ id: clauseId, number: '1', words: BASE }])
    const { status } = await headA.http('GET', path(proposalId, 'revisions/2'))
    expect(status).toBe(404)
    await expect(seats.server.sql`UPDATE revision_clauses SET level = 2`).rejects.toThrow()
  })

  it('RV2 RV3 the redline between any two revisions or instants', async () => {
    const { proposalId, clauseId } = await seats.newClause(chair, BASE)
    await issue(proposalId)
    const opened = await headA.openTexts(seats.dialogueId, proposalId)
    expect(opened.ok).toBe(true)
    await write(headA, clauseId, proposalId, ' Soon.')
    const [row] = await seats.server.sql<{ at: Date }[]>`
      SELECT at FROM text_updates WHERE text_id = ${clauseId} ORDER BY seq DESC LIMIT 1`
    const instant = new Date(row!.at.getTime() + 1)
    await until(() => Date.now() > instant.getTime() + 1)
    await write(headA, clauseId, proposalId, ' At once.')
    const added = await seats.do(chair, 'proposals/add-clauses', {
      proposalId,
      afterId: clauseId,
      clauses: [{ kind: 'operative', level: 1, runs: { en: [{ text: 'New.' }], zh: [] } }],
    })
    await issue(proposalId)
    const compare = async (from: string, to: string) => {
      const query = `redline?${new URLSearchParams({ from, to }).toString()}`
      return (await get<{ clauses: Compared[] }>(headA, proposalId, query)).clauses
    }
    const whole = await compare('1', '2')
    expect(whole.map(({ id, change }) => [id, change])).toEqual([
      [clauseId, 'changed'],
      [(added['ids'] as string[])[0], 'added'],
    ])
    expect(tracked(whole[0]!.redline.en)).toEqual([` ${BASE.en}`, '+ Soon. At once.'])
    const early = await compare('1', instant.toISOString())
    expect(tracked(early[0]!.redline.en)).toEqual([` ${BASE.en}`, '+ Soon.'])
    expect(early).toHaveLength(1)
    const back = await compare('now', '1')
    expect(back.map(({ change }) => change)).toEqual(['changed', 'removed'])
    const before = { from: '2020-01-01T00:00:00.000Z', to: 'now' }
    const query = new URLSearchParams(before).toString()
    const none = await headA.http('GET', path(proposalId, `redline?${query}`))
    expect(none.status).toBe(404)
  })

  it('RV4 RV5 a clause’s history says who changed what and when, and whose words stand', async () => {
    const { proposalId, clauseId } = await seats.newClause(chair, BASE)
    await write(headA, clauseId, proposalId, ' [A: In thirty days.]')
    const steps = async (client: ProtocolClient) =>
      (
        await get<{ steps: { by: string; redline: Compared['redline'] }[] }>(
          client,
          proposalId,
          `clauses/${clauseId}/history`,
        )
      ).steps
    const [first, second] = await steps(chair)
    expect(tracked(first!.redline.en)).toEqual([`+${BASE.en}`])
    expect(tracked(second!.redline.en)).toEqual([` ${BASE.en}`, '+ [A: In thirty days.]'])
    expect(second!.by).not.toBe(first!.by)
    const authors = await get<{ en: { runs: object[]; shares: { by: string }[] } }>(
      headA,
      proposalId,
      `clauses/${clauseId}/authors`,
    )
    expect(authors.en.runs).toMatchObject([
      { text: BASE.en, by: first!.by },
      { text: ' [A: In thirty days.]', by: second!.by },
    ])
    const { series } = await get<{ series: { brackets: number }[] }>(headA, proposalId, 'brackets')
    expect(series.map(({ brackets }) => brackets)).toEqual([0, 1])
  })

  it('RV6 none of it is for observers, for outsiders or for another proposal’s clause', async () => {
    const { proposalId, clauseId } = await seats.newClause(chair, BASE)
    await issue(proposalId)
    const other = await seats.newClause(chair, BASE)
    const places = ['revisions/1', 'redline?from=1', `clauses/${clauseId}/history`, 'brackets']
    const observer = await seats.enter('observer')
    for (const place of places) {
      expect((await observer.http('GET', path(proposalId, place))).status).toBe(403)
      const stranger = await fetch(seats.server.url + path(proposalId, place))
      expect(stranger.status).toBe(401)
      expect((await chair.http('GET', path(proposalId, place))).status).toBe(200)
    }
    for (const what of ['history', 'authors']) {
      const { status } = await chair.http(
        'GET',
        path(other.proposalId, `clauses/${clauseId}/${what}`),
      )
      expect(status).toBe(404)
    }
  })

  it('one account that asks for more than it may have read at a time keeps nothing from the others', async () => {
    const { proposalId } = await seats.newClause(chair, BASE)
    let refusals = 0
    let asked: Promise<number>[] = []
    // While nothing can be read from the log, two readings run, forty wait in line, and the rest is sent away.
    await seats.server.sql.begin(async (hold) => {
      await hold`LOCK TABLE text_updates IN ACCESS EXCLUSIVE MODE`
      asked = Array.from({ length: 50 }, async () => {
        const { status, body } = await headA.http('GET', path(proposalId, 'comparison'))
        if (status === 429) {
          expect(body).toMatchObject({ error: { code: 'http/too-many-readings' } })
          refusals += 1
        }
        return status
      })
      await until(() => refusals === 8)
      const title = { en: 'Meanwhile', zh: '与此同时' }
      await seats.do(chair, 'proposals/open', { title, kind: 'chairs-text', topicId: null })
    })
    const answers = await Promise.all(asked)
    expect(answers.filter((status) => status === 200)).toHaveLength(42)
  })
})
