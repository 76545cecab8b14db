import { readFile } from 'node:fs/promises'
import ICAL from 'ical.js'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openPlainBrowser } from '../support/browser.ts'
import type { ProtocolClient } from '../support/client.ts'
import { openSink, type Sink } from '../support/mail.ts'
import { enterAs as enterByProtocol } from '../support/people.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { clauseById, enterAs, seat, type Person } from '../support/visitors.ts'
import { sha256 } from '../support/world.ts'

const FAR = '2036-01-15T12:00:00.000Z'
const poll = { timeout: 40_000, interval: 50 }
const runs = (en: string, zh: string) => ({ en: [{ text: en }], zh: [{ text: zh }] })
/** The clauses of the text that is put to ballots: the last stands far below the window. */
const CLAUSES = 40

let browser: Browser
let server: TestServer
let sink: Sink
/** Does what the others are told of. */
let chair: ProtocolClient
let rapporteur: ProtocolClient
let headA: Person
/** The same head at another device. */
let headElsewhere: Person
let headB: Person
let chairTwo: Person
let proposalId: string
let clauseIds: readonly string[]

beforeAll(async () => {
  sink = await openSink()
  ;[server, browser] = await Promise.all([
    startTestServer({ smtp: sink.url, mailFrom: 'parley@parley.example' }),
    openPlainBrowser(),
  ])
  chair = await connect('moderator')
  rapporteur = await connect('rapporteur')
  const opened = await ask(chair, 'proposals/open', {
    title: { en: 'Notice periods', zh: '通知期限' },
    kind: 'chairs-text',
    topicId: null,
    clauses: Array.from({ length: CLAUSES }, (_, index) => ({
      kind: 'operative',
      level: 1,
      runs: runs(`Words ${index + 1}.`, `文字 ${index + 1}。`),
    })),
  })
  proposalId = String(opened['id'])
  const rows = await server.sql<{ ids: string[] }[]>`
    SELECT array(SELECT jsonb_array_elements(payload -> 'clauses') ->> 'id') AS ids FROM events
    WHERE type = 'ClausesAdded' AND payload ->> 'proposalId' = ${proposalId}`
  clauseIds = rows[0]?.ids ?? []
  headA = await seat(browser)
  headElsewhere = await seat(browser)
  headB = await seat(browser, { locale: 'zh-CN' })
  chairTwo = await seat(browser)
  await enterAs(headA, server.url, 'headA')
  await enterAs(headElsewhere, server.url, 'headA')
  await enterAs(headB, server.url, 'headB')
  await enterAs(chairTwo, server.url, 'chairTwo')
})
afterAll(async () => {
  chair.disconnect()
  rapporteur.disconnect()
  await browser.close()
  await server.close()
  await sink.close()
})

async function connect(role: string): Promise<ProtocolClient> {
  const { client } = await enterByProtocol(server.url, role)
  await client.connect()
  return client
}

async function ask(who: ProtocolClient, type: string, payload: unknown) {
  const reply = await who.command(DEMO_DIALOGUE_ID, type, payload)
  if (!reply.ok) throw new Error(`${type}: ${reply.code ?? ''} ${JSON.stringify(reply.params)}`)
  return (reply['result'] ?? {}) as Record<string, unknown>
}

/** Opens a ballot on one of the clauses; the last ones first, each once. */
async function openBallot(index: number, rule: object = {}) {
  const text = { en: `Words ${index + 1}.`, zh: `文字 ${index + 1}。` }
  const hash = sha256(JSON.stringify({ kind: 'operative', text }))
  const clauseId = clauseIds[index] ?? ''
  const payload = { clauseId, hash, despiteConcordance: true, ...rule }
  const { number } = await ask(chair, 'agreement/open-ballot', payload)
  return { clauseId, number: String(number) }
}

const at = (path: string) => `${server.url}/dialogues/${DEMO_DIALOGUE_ID}${path}`
const bell = (page: Page) => page.getByRole('button', { name: /^(Notices|通知)/ })
const entry = (page: Page, name: RegExp) => page.getByRole('menuitem', { name }).first()

/** Everything that is told so far is read. */
async function readAll({ page }: Person, all: RegExp): Promise<void> {
  await bell(page).click()
  await page.getByRole('menuitem').first().waitFor()
  const button = page.getByRole('menuitem', { name: all })
  if (await button.isVisible()) await button.click()
  else await page.keyboard.press('Escape')
  await expect.poll(() => unread(page), poll).toBe(0)
}

async function unread(page: Page): Promise<number> {
  const said = (await bell(page).getAttribute('aria-label')) ?? ''
  return Number(/\d+/.exec(said)?.[0] ?? 0)
}

async function isInSight(place: Locator): Promise<boolean> {
  return place.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return bottom > 0 && top < innerHeight && element.contains(document.activeElement)
  })
}

describe('notices, by the people told', () => {
  it('BT5 arrive without a reload, lead to the very clause, and are read on every device', async () => {
    for (const person of [headA, headElsewhere, chairTwo]) {
      await person.page.goto(at(''))
      await readAll(person, /Mark all as read/)
    }
    const { clauseId } = await openBallot(CLAUSES - 1)
    for (const { page } of [headA, headElsewhere, chairTwo]) {
      await expect.poll(() => unread(page), poll).toBe(1)
    }
    await bell(headA.page).click()
    await entry(headA.page, /asked to answer ballot/).click()
    await headA.page.waitForURL(new RegExp(`text=${proposalId}&clause=${clauseId}`))
    await expect.poll(() => isInSight(clauseById(headA.page, clauseId)), poll).toBe(true)
    await expect.poll(() => unread(headA.page), poll).toBe(0)
    await expect.poll(() => unread(headElsewhere.page), poll).toBe(0)
    expect(await unread(chairTwo.page)).toBe(1)
  })

  it('BT5 are read while a dialogue is still on its way, and stay open when it arrives', async () => {
    const person = await seat(browser)
    await enterAs(person, server.url, 'headB')
    let arrive = () => {}
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve
    })
    await person.page.routeWebSocket(/\/socket\.io\//, (socket) => {
      const above = socket.connectToServer()
      above.onMessage((message) => void arrived.then(() => socket.send(message)))
    })
    await person.page.goto(at(''))
    await bell(person.page).click()
    await person.page.getByRole('menuitem').first().waitFor()
    arrive()
    await person.page.locator('nav a[aria-current="page"]').waitFor()
    expect(await person.page.getByRole('menuitem').first().isVisible()).toBe(true)
    await person.context.close()
  })

  it('BT6 of a silence that is about to end come to the heads without anybody doing anything', async () => {
    await headB.page.goto(at(''))
    await readAll(headB, /全部标为已读/)
    const closesAt = new Date(Date.now() + 8000).toISOString()
    await openBallot(CLAUSES - 2, { kind: 'silence', closesAt })
    await expect.poll(() => unread(headB.page), poll).toBeGreaterThanOrEqual(1)
    await bell(headB.page).click()
    await entry(headB.page, /默许/).waitFor()
    await headB.page.keyboard.press('Escape')
    const kinds = async () => {
      const rows = await server.sql<{ kind: string }[]>`
        SELECT kind FROM notices WHERE account_id = ${DEMO_PEOPLE.headB.id} AND kind = 'silence-ending'`
      return rows.length
    }
    await expect.poll(kinds, poll).toBe(1)
  })

  it('BT5 of a revision and of an outcome to approve lead to the text and to the outcomes', async () => {
    await ask(rapporteur, 'proposals/issue-revision', {
      proposalId,
      note: { en: 'First', zh: '第一稿' },
    })
    await expect.poll(() => unread(headA.page), poll).toBeGreaterThanOrEqual(1)
    await headA.page.goto(at('/people'))
    await bell(headA.page).click()
    await entry(headA.page, /Rev\.1 of a text/).click()
    await headA.page.waitForURL(new RegExp(`/room\\?text=${proposalId}`))
    await ask(rapporteur, 'outcomes/assemble', {
      proposalId,
      kind: 'co-chairs-summary',
      reference: 'CS-2026-09',
      title: { en: 'Summary', zh: '摘要' },
      date: '2026-11-25',
      distribution: 'participants',
    })
    await bell(chairTwo.page).click()
    await expect
      .poll(async () => entry(chairTwo.page, /outcome awaits your approval/).count(), poll)
      .toBe(1)
    await entry(chairTwo.page, /outcome awaits your approval/).click()
    await chairTwo.page.waitForURL(/\/outcomes$/)
    await chairTwo.page.getByText('CS-2026-09').first().waitFor()
  })
})

describe('since somebody was last here', () => {
  it('BT2 says in few lines what changed, each leading to the exact place', async () => {
    const { page } = headA
    await server.sql`
      UPDATE seen SET base = '{}', base_at = '2001-01-01', at = clock_timestamp()
      WHERE account_id = ${DEMO_PEOPLE.headA.id}`
    await page.goto(at(''))
    const card = page.locator('section').filter({
      has: page.getByRole('heading', { name: 'Since you were last here' }),
    })
    await card.getByRole('button', { name: /^Show all/ }).click()
    await card
      .getByRole('link', { name: /^\d+ positions? tabled: / })
      .first()
      .click()
    await page.waitForURL(/\/positions\?question=/)
    const sought = new URL(page.url()).searchParams.get('question') ?? ''
    await expect.poll(() => isInSight(page.locator(`[data-question="${sought}"]`)), poll).toBe(true)
    await page.goBack()
    await card.getByRole('button', { name: /^Show all/ }).click()
    await card.getByRole('link', { name: /^Ballot \d+ opened on Clause 40/ }).click()
    const last = clauseById(page, clauseIds[CLAUSES - 1] ?? '')
    await expect.poll(() => isInSight(last), poll).toBe(true)
    await page.goBack()
    await card.getByRole('button', { name: 'Mark as seen' }).click()
    await card.getByText(/^Nothing has changed since/).waitFor()
  })

  it('leads from the overview into the open session, to agendas, rows of positions and the bureau', async () => {
    const { page } = headA
    await page.goto(at(''))
    await page.getByRole('link', { name: 'Session 3 is open: enter the room' }).waitFor()
    expect(await page.getByText('Session 3 begins').count()).toBe(0)
    for (const name of ['chairOne', 'rapporteur', 'observer'] as const) {
      await page.getByRole('main').getByText(DEMO_PEOPLE[name].name.en).waitFor()
    }
    await page.getByRole('link', { name: 'Agenda of session 2' }).click()
    const session = page.getByRole('region', { name: /^Session 2/ })
    await expect.poll(() => isInSight(session), poll).toBe(true)
    await session.getByText('Positions revisited').waitFor()
    await page.goBack()
    const topic = page.locator('section').filter({
      has: page.getByRole('heading', { name: 'Topics' }),
    })
    await topic.getByRole('link').last().click()
    await page.waitForURL(/question=/)
    const sought = new URL(page.url()).searchParams.get('question') ?? ''
    await expect.poll(() => isInSight(page.locator(`[data-question="${sought}"]`)), poll).toBe(true)
  })
})

describe('mails, as they are chosen on the account page', () => {
  const mailsTo = (address: string) => sink.mails.filter(({ to }) => to === address)
  const { email, id } = DEMO_PEOPLE.headB

  it('BT7 BT9 come in the language chosen there, gathered or not at all', async () => {
    const { page } = headB
    await page.goto(`${server.url}/account`)
    await page.getByRole('radio', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Notices by e-mail' }).waitFor()
    await expect.poll(() => settingOf('language'), poll).toBe('en')
    const earlier = mailsTo(email).length
    await openBallot(0)
    await expect.poll(() => mailsTo(email).length, poll).toBe(earlier + 1)
    expect(mailsTo(email).at(-1)?.subject).toBe('Parley: something is waiting for you')
    await page.getByRole('radio', { name: '中文' }).click()
    await expect.poll(() => settingOf('language'), poll).toBe('zh')
    await openBallot(1)
    await expect.poll(() => mailsTo(email).length, poll).toBe(earlier + 2)
    expect(mailsTo(email).at(-1)?.subject).toBe('Parley：有事项等待您处理')

    await page.getByRole('radio', { name: '每日一次' }).click()
    await expect.poll(() => settingOf('mail'), poll).toBe('digest')
    await openBallot(2)
    const waiting = () => server.sql<{ id: string; due: boolean }[]>`
      SELECT id, due_at <= clock_timestamp() AS due FROM mails
      WHERE account_id = ${id} AND ended IS NULL`
    await expect.poll(async () => (await waiting()).map(({ due }) => due), poll).toEqual([false])
    await server.sql`UPDATE mails SET due_at = clock_timestamp() WHERE account_id = ${id} AND ended IS NULL`
    await expect.poll(() => mailsTo(email).length, poll).toBe(earlier + 3)
    expect(mailsTo(email).at(-1)?.subject).toBe('Parley：待办事项汇总')

    await page.getByRole('radio', { name: '不发送' }).click()
    await expect.poll(() => settingOf('mail'), poll).toBe('off')
    await openBallot(3)
    // Whoever is told of the same ballot and wants mail has it: so it was composed, and not for this reader.
    const other = DEMO_PEOPLE.legalB.email
    const known = mailsTo(other).length
    await openBallot(4)
    await expect.poll(() => mailsTo(other).length, poll).toBeGreaterThan(known)
    expect(await waiting()).toHaveLength(0)
    expect(mailsTo(email)).toHaveLength(earlier + 3)
  })

  async function settingOf(name: 'language' | 'mail'): Promise<string | undefined> {
    const [row] = await server.sql<{ language: string; mail: string }[]>`
      SELECT language, mail FROM account_settings WHERE account_id = ${id}`
    return row?.[name]
  }
})

describe('calendars and sessions that are called off', () => {
  it('BT10 SE24 is made, fetched, shows a session called off as such, and opens nothing once it has ended', async () => {
    const { page } = headA
    await page.goto(`${server.url}/account`)
    await page.getByRole('button', { name: 'Make an address' }).click()
    const address =
      (await page.locator('code').filter({ hasText: '/calendar/' }).textContent()) ?? ''
    const fetched = async () => {
      const answer = await fetch(address)
      return { status: answer.status, entries: answer.ok ? entriesOf(await answer.text()) : [] }
    }
    const planned = await ask(chair, 'sessions/plan', {
      title: { en: 'Fifth session', zh: '第五次会议' },
      startsAt: FAR,
      endsAt: '2036-01-15T15:00:00.000Z',
    })
    const uid = `${String(planned['id'])}@parley`
    const own = async () => (await fetched()).entries.find((each) => each.uid === uid)
    expect(await own()).toMatchObject({ sequence: 0, status: null, summary: 'Session 5' })

    await chairTwo.page.goto(at(`/sessions?session=${String(planned['id'])}`))
    const entry5 = chairTwo.page.getByRole('region', { name: /^Session 5/ })
    await entry5.getByRole('button', { name: 'Call off' }).click()
    const dialog = chairTwo.page.getByRole('dialog')
    await dialog.getByLabel(/Reason.*English/).fill('Two of the experts cannot travel.')
    await dialog.getByRole('button', { name: 'Call off' }).click()
    await entry5.getByText('Two of the experts cannot travel.').waitFor()
    expect(await own()).toMatchObject({ sequence: 1, status: 'CANCELLED' })
    const left = await server.sql<{ kind: string }[]>`
      SELECT kind FROM notices WHERE account_id = ${DEMO_PEOPLE.headA.id} AND read_at IS NULL
      AND subject = ${String(planned['id'])}`
    expect(left).toEqual([{ kind: 'session-cancelled' }])

    await page.goto(at(''))
    await bell(page).click()
    await entry(page, /Session 5 was called off/).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: 'Agenda of session 5' }).click()
    const seen = page.getByRole('region', { name: /^Session 5/ })
    await seen.getByText('Two of the experts cannot travel.').waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      seen.getByRole('button', { name: 'Calendar file' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('session-5.ics')
    const kept = entriesOf(await readFile(await file.path(), 'utf8'))
    expect(kept).toMatchObject([{ uid, sequence: 1, status: 'CANCELLED' }])

    await page.goto(`${server.url}/account`)
    await page.getByText('Last fetched').waitFor()
    await page.getByRole('button', { name: 'End the address' }).click()
    await page.getByRole('button', { name: 'End the address' }).waitFor({ state: 'detached' })
    expect((await fetched()).status).toBe(404)
  })

  function entriesOf(file: string) {
    const calendar = new ICAL.Component(ICAL.parse(file) as never[])
    return calendar.getAllSubcomponents('vevent').map((each) => ({
      uid: each.getFirstPropertyValue('uid'),
      summary: each.getFirstPropertyValue('summary'),
      sequence: each.getFirstPropertyValue('sequence'),
      status: each.getFirstPropertyValue('status'),
    }))
  }
})

describe('what the bureau does', () => {
  it('SE25 one press assembles the minutes, says of what, and opens them; the session leads to them', async () => {
    const { page } = chairTwo
    await page.goto(at(''))
    const sessions = page.locator('section').filter({
      has: page.getByRole('heading', { name: 'Sessions', exact: true }),
    })
    const first = sessions.getByRole('listitem').filter({ hasText: 'Session 1' })
    await first.getByRole('button', { name: 'Assemble the minutes' }).click()
    await page.getByText(/The minutes are assembled \(.+ \d+ · .+ \d+\)/).waitFor()
    await page.getByRole('heading', { name: 'Minutes of session 1' }).waitFor()
    const text = new URL(page.url()).searchParams.get('text')
    await headA.page.goto(at(''))
    await headA.page.getByRole('link', { name: 'Minutes of session 1', exact: true }).click()
    await headA.page.waitForURL(new RegExp(`text=${text ?? ''}`))
    // What is there is opened, and not assembled a second time.
    await page.goto(at(''))
    await first.getByRole('link', { name: 'Minutes of session 1', exact: true }).waitFor()
    expect(await first.getByRole('button', { name: 'Assemble the minutes' }).count()).toBe(0)
  })

  it('SE16 SE17 takes somebody out of a drafting group on the page, who then writes no more', async () => {
    const clauseId = clauseIds[20] ?? ''
    const members = ['legalA', 'headA', 'headB'] as const
    await ask(chair, 'sessions/convene-group', {
      title: { en: 'Notice', zh: '通知' },
      proposalId,
      clauseIds: [clauseId],
      memberIds: members.map((name) => DEMO_PEOPLE[name].id),
    })
    await headA.page.goto(at(`/room?text=${proposalId}&clause=${clauseId}`))
    const clause = clauseById(headA.page, clauseId)
    await clause.getByRole('textbox').first().waitFor()
    const { page } = chairTwo
    await page.goto(at(`/room?text=${proposalId}`))
    await page.getByRole('button', { name: 'Change the members' }).last().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(`A · ${DEMO_PEOPLE.headA.name.en}`).click()
    await dialog.getByText(`B · ${DEMO_PEOPLE.legalB.name.en}`).click()
    await dialog.getByRole('button', { name: 'Change the members' }).click()
    await dialog.waitFor({ state: 'detached' })
    await clause.getByRole('textbox').waitFor({ state: 'detached' })
    await clause.getByText('A drafting group is at work on it').waitFor()
  })

  it('no browser complained of anything', () => {
    for (const person of [headA, headElsewhere, headB, chairTwo]) {
      expect(person.complaints).toEqual([])
    }
  })
})
