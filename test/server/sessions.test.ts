import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProtocolClient } from '../support/client.ts'
import { Seats } from '../support/seats.ts'
import { startTestServer } from '../support/server.ts'

let seats: Seats
let chair: ProtocolClient
let headA: ProtocolClient
let delegateA: ProtocolClient
let adviserA: ProtocolClient
let headB: ProtocolClient
let clauseId: string
let proposalId: string

const words = (text: string) => ({ en: text, zh: text })
const poll = { timeout: 20_000, interval: 20 }

beforeAll(async () => {
  seats = new Seats(await startTestServer())
  chair = await seats.join('moderator')
  headA = await seats.join('head', 'A')
  delegateA = await seats.join('delegate', 'A')
  adviserA = await seats.join('adviser', 'A')
  headB = await seats.join('head', 'B')
  const made = await seats.newClause(chair, { en: 'Words of the group.', zh: '小组的文字。' })
  ;({ clauseId, proposalId } = made)
})
afterAll(() => seats.close())

/** Everything that a client was sent, as one string. */
const heard = (client: ProtocolClient) => JSON.stringify(client.events)

const accountOf = async (client: ProtocolClient) => {
  const { body } = await client.http('GET', '/api/me')
  return (body['account'] as { id: string }).id
}

const mark = (client: ProtocolClient, pollId: string, option: number) =>
  client.http('POST', `/api/dialogues/${seats.dialogueId}/polls/${pollId}/marks`, { option })

describe('a delegation in caucus, over real sockets', () => {
  it('SE15 is heard of by its members alone until the head tells the room', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString()
    await seats.do(headA, 'sessions/call-caucus', { until })
    await expect.poll(() => heard(adviserA), poll).toContain('CaucusCalled')
    await seats.do(headA, 'sessions/announce-caucus', {})
    await expect.poll(() => heard(headB), poll).toContain('CaucusAnnounced')
    await expect.poll(() => heard(chair), poll).toContain('CaucusAnnounced')
    for (const other of [headB, chair]) expect(heard(other)).not.toContain('CaucusCalled')
    await seats.do(headA, 'sessions/end-caucus', {})
    await expect.poll(() => heard(headB), poll).toContain('CaucusAnnouncementEnded')
    expect(heard(headB)).not.toContain('"CaucusEnded"')
  })

  it('SE18 asks a poll that its members mark and nobody else finds, and learns only totals', async () => {
    const canary = `canary ${randomUUID()}`
    const asked = { question: words(canary), options: [words('yes'), words('no')] }
    const opened = await seats.do(headA, 'agreement/open-caucus-poll', asked)
    const pollId = opened['id'] as string
    await expect.poll(() => heard(delegateA), poll).toContain(canary)
    for (const other of [headB, chair]) {
      const { body } = await mark(other, pollId, 0)
      expect(body['error']).toMatchObject({ code: 'agreement/unknown-poll' })
    }
    for (const [member, option] of [
      [headA, 0],
      [delegateA, 0],
      [adviserA, 1],
    ] as const) {
      expect((await mark(member, pollId, option)).status).toBe(200)
    }
    const again = await mark(adviserA, pollId, 0)
    expect(again).toMatchObject({ status: 200, body: { ok: true, counted: false } })
    await seats.do(headA, 'agreement/close-caucus-poll', { pollId })
    await expect.poll(() => heard(delegateA), poll).toContain('"totals":[2,1]')
    // Whoever comes back has everything that is theirs, and nothing of this.
    for (const role of [['head', 'B'], ['moderator'], ['rapporteur'], ['convener']] as const) {
      const back = await seats.join(role[0], role[1] ?? null)
      expect(back.events.length).toBeGreaterThan(100)
      expect(heard(back)).not.toContain(canary)
    }
  })
})

describe('drafting groups, over real sockets', () => {
  it('SE17 writes pass for members and the bureau, and are refused to all others, until the report', async () => {
    const memberIds = await Promise.all([delegateA, adviserA, headB].map(accountOf))
    const group = { title: words('Group'), proposalId, clauseIds: [clauseId], memberIds }
    const { id: groupId } = await seats.do(chair, 'sessions/convene-group', group)
    const write = async (client: ProtocolClient) => {
      await client.openTexts(seats.dialogueId, proposalId)
      const update = await client.prepare(clauseId, (text) => text.insert(0, 'x'))
      return (await client.send(clauseId, update)) as { ok: boolean; code?: string }
    }
    expect(await write(adviserA)).toMatchObject({ ok: true })
    expect(await write(headB)).toMatchObject({ ok: true })
    expect(await write(chair)).toMatchObject({ ok: true })
    expect(await headA.ask('text:claim', { textId: clauseId })).toMatchObject({
      code: 'text/drafting-group',
    })
    const report = { groupId, report: words('Done.') }
    await seats.do(adviserA, 'sessions/report-group', report)
    expect(await headA.ask('text:claim', { textId: clauseId })).toMatchObject({ ok: true })
    expect(await adviserA.ask('text:claim', { textId: clauseId })).toMatchObject({
      code: 'text/not-a-drafter',
    })
  })
})

describe('a shared screen, over real sockets', () => {
  it('SE22 receives the room’s stream and texts alone, also when a chair has opened it', async () => {
    const secret = `canary ${randomUUID()}`
    const sessionId = (
      await seats.do(chair, 'sessions/plan', {
        title: words('Two days'),
        startsAt: '2036-03-02T09:00:00.000Z',
        endsAt: '2036-03-03T17:00:00.000Z',
      })
    )['id']
    const add = (title: string, visibility: string) =>
      seats.do(chair, 'sessions/add-agenda-item', {
        sessionId,
        title: words(title),
        minutes: 10,
        visibility,
      })
    await add(`${secret} before`, 'bureau')
    const note = await seats.do(chair, 'proposals/open-note', { proposalId, clauseId })
    const screen = await seats.enter('moderator')
    await screen.connect()
    const opened = await screen.ask('dialogue:open', {
      dialogueId: seats.dialogueId,
      only: 'room',
    })
    expect(Object.keys(opened['streams'] as object)).toEqual(['room'])
    const texts = async (groupId: unknown, only: object) => {
      const asked = { dialogueId: seats.dialogueId, groupId, ...only }
      const { texts: found } = await screen.ask('texts:open', asked)
      return (found as { id: string }[]).map(({ id }) => id)
    }
    const room = { only: 'room' }
    expect(await texts(proposalId, room)).toEqual([clauseId])
    expect(await texts(note['id'], {})).toEqual([note['id']])
    expect(await texts(note['id'], room)).toEqual([])
    await add(`${secret} after`, 'bureau')
    await add('for everyone', 'room')
    await expect.poll(() => heard(screen), poll).toContain('for everyone')
    expect(JSON.stringify(opened) + heard(screen)).not.toContain(secret)
    await expect.poll(() => heard(chair), poll).toContain(`${secret} after`)
  })
})
