import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { clauseWith, enterAs, seat, type Person } from '../support/visitors.ts'

const WORDS = 'Definitions will be prepared by legal and engineering experts of both sides.'
const QUESTION = 'Can we live with a periodic update of the list?'
const REPORT = 'The group proposes to strike the bracket on notice.'
const PRIVATE = 'Kept back: whether to call a package'

let browser: Browser
let server: TestServer
let chair: Person
let headA: Person
let headB: Person
let phone: Person
let screen: Person
/** Everything that the page of the shared screen has received. */
const received: string[] = []
const poll = { timeout: 30_000, interval: 50 }

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  chair = await seat(browser)
  headA = await seat(browser)
  headB = await seat(browser, { locale: 'zh-CN' })
  phone = await seat(browser, { viewport: { width: 390, height: 844 } })
  screen = await seat(browser, { viewport: { width: 1920, height: 1080 } })
  screen.page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => received.push(String(payload)))
  })
  screen.page.on('response', (response) => {
    if (!response.url().includes('/api/')) return
    void response.text().then(
      (text) => received.push(text),
      () => undefined,
    )
  })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const at = (path: string) => `${server.url}/dialogues/${DEMO_DIALOGUE_ID}${path}`
const bar = (page: Page) => page.getByRole('region', { name: 'Moderator’s desk' })

/** Presses a key of the chair as soon as it stands for something. */
async function press(key: string, until: () => Promise<void>): Promise<void> {
  await chair.page.locator('body').press(key)
  await until()
}

describe('a session, by the people in it', () => {
  it('opens for everyone; each says how they attend, and the bureau counts them', async () => {
    await enterAs(chair, server.url, 'chairOne')
    await enterAs(headA, server.url, 'headA')
    await enterAs(headB, server.url, 'headB')
    await enterAs(phone, server.url, 'engineeringA')
    await enterAs(screen, server.url, 'chairTwo')
    await screen.page.goto(at('/screen'))
    for (const person of [chair, headA, headB, phone]) await person.page.goto(at('/room'))
    await phone.page.getByText('Session 3 is open. How do you attend?').waitFor()
    await phone.page.getByRole('button', { name: 'In the room', exact: true }).click()
    await phone.page.getByText('How do you attend?').waitFor({ state: 'detached' })
    await expect
      .poll(() => bar(chair.page).locator('[data-waiting=present]').textContent(), poll)
      .toMatch(/^6 of \d+ here$/)
    await chair.page.getByText(/moderation\s*2/).waitFor()
  })

  it('SE4 SE9 says where a rule bites why, and what would change it', async () => {
    const { page } = chair
    await page.getByRole('button', { name: 'Change the phase to Positions' }).click()
    await headA.page.getByText('A moderator goes on to drafting to write.').waitFor()
    const clause = clauseWith(headA.page, WORDS)
    await clause.getByRole('button').first().click()
    await clause.getByText('The text rests in this phase').waitFor()
    const add = headA.page.getByRole('button', { name: 'Add a clause' })
    expect(await add.isDisabled()).toBe(true)
    await press('p', () => headB.page.getByText(/^起草阶段：/).waitFor())
    await clause.getByRole('textbox').first().waitFor()
    await expect.poll(() => add.isEnabled(), poll).toBe(true)
  })

  it('takes the last step back with one key', async () => {
    await press('p', () => headA.page.getByText(/^Review: words and brackets/).waitFor())
    await bar(chair.page).getByRole('button', { name: 'Undo: Go on to Review' }).waitFor()
    await press('z', () => headA.page.getByText(/^Drafting: texts are written/).waitFor())
  })

  it('SE7 SE14 gives the floor with one key; whoever speaks sees a large clock of their own', async () => {
    await press('n', () => phone.page.getByText('You have the floor').waitFor())
    await phone.page.getByText('left of 5:00').waitFor()
    const end = phone.page.getByRole('button', { name: 'End my speech' })
    expect(await headA.page.getByText('You have the floor').count()).toBe(0)
    await end.click()
    await end.waitFor({ state: 'detached' })
  })

  it('SE13 a break is counted down for everyone, on the phone and on the shared screen too', async () => {
    await press('r', () => chair.page.getByRole('dialog').waitFor())
    await chair.page
      .getByRole('dialog')
      .getByLabel(/Note for everyone.*English/)
      .fill('Coffee')
    await chair.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Announce a break' })
      .press('Enter')
    await chair.page.getByRole('dialog').waitFor({ state: 'detached' })
    for (const person of [chair, headA, phone]) {
      await person.page.getByRole('region', { name: 'Break', exact: true }).waitFor()
    }
    await headB.page.getByRole('region', { name: '休会', exact: true }).waitFor()
    await press('5', () => screen.page.locator('[data-view=break]').waitFor())
    await screen.page.getByText('Coffee').waitFor()
    await press('n', () =>
      phone.page.getByRole('region', { name: 'Break', exact: true }).waitFor({ state: 'detached' }),
    )
  })

  it('SE15 SE18 a caucus and its poll are the delegation’s alone until the head says so', async () => {
    await headA.page.getByRole('tab', { name: /Caucus/ }).click()
    await headA.page.getByRole('button', { name: 'Call a caucus' }).click()
    await headA.page
      .getByRole('dialog')
      .getByRole('button', { name: 'Call a caucus', exact: true })
      .click()
    await phone.page.getByText('Nobody outside your delegation learns').waitFor()
    await headA.page.getByRole('button', { name: 'Ask your delegation' }).click()
    const dialog = headA.page.getByRole('dialog')
    await dialog.getByLabel('Question · In English').fill(QUESTION)
    await dialog.getByLabel('Option 1 · In English').fill('Yes')
    await dialog.getByLabel('Option 2 · In English').fill('No')
    await dialog.getByRole('button', { name: 'Open the poll' }).click()
    await dialog.waitFor({ state: 'detached' })
    await headA.page.getByText(QUESTION).first().waitFor()
    await phone.page.getByRole('radio', { name: 'Clause' }).click()
    await phone.page.getByRole('tab', { name: /Caucus/ }).click()
    await phone.page.getByText(QUESTION).first().waitFor()
    await phone.page.getByText('Yes', { exact: true }).click()
    await phone.page.getByRole('button', { name: 'Mark anonymously' }).click()
    await phone.page.getByText('Your mark is in.').waitFor()
    for (const person of [headB, chair]) {
      expect(await person.page.getByText(/is in caucus|正在内部磋商/).count()).toBe(0)
    }
    await headA.page.getByRole('button', { name: 'Tell the room now' }).click()
    await headB.page.getByText('代表团 A 正在内部磋商').waitFor()
    await chair.page.getByText('Delegation A is in caucus').waitFor()
    await headA.page.getByRole('button', { name: 'End the caucus' }).click()
    await headB.page.getByText('代表团 A 正在内部磋商').waitFor({ state: 'detached' })
  })

  it('SE16 SE17 a drafting group writes its clause, others read why not, and it reports back', async () => {
    const { page } = chair
    await page.getByRole('button', { name: 'Convene a drafting group' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What it is called · In English').fill('Experts')
    await dialog.getByText('Clause 4', { exact: true }).click()
    await dialog.getByText(`A · ${DEMO_PEOPLE.engineeringA.name.en}`).click()
    await dialog.getByText(`B · ${DEMO_PEOPLE.headB.name.en}`).click()
    await dialog.getByRole('button', { name: 'Convene a drafting group' }).click()
    await dialog.waitFor({ state: 'detached' })
    const clause = clauseWith(headA.page, WORDS)
    await clause.getByText('A drafting group is at work on it').waitFor()
    await clause.getByRole('textbox').waitFor({ state: 'detached' })
    const theirs = clauseWith(headB.page, WORDS)
    await theirs.getByRole('button').first().click()
    await theirs.getByRole('textbox').first().waitFor()
    await headB.page.getByText('您是该小组成员').waitFor()
    await headB.page.getByRole('button', { name: '提交报告' }).click()
    await headB.page
      .getByRole('dialog')
      .getByLabel(/报告 · .*英文/)
      .fill(REPORT)
    await headB.page.getByRole('dialog').getByRole('button', { name: '提交报告' }).click()
    await headA.page.getByText(REPORT).waitFor()
    await clause.getByRole('textbox').first().waitFor()
  })

  it('SE11 SE22 the shared screen follows one key of the chair and holds nothing private', async () => {
    const { page } = chair
    await page.getByRole('button', { name: 'Add a point', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Title · In English').fill(PRIVATE)
    await dialog.getByText('Only the co-chairs, until it is released').click()
    await dialog.getByRole('button', { name: 'Add a point' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(PRIVATE).waitFor()
    await clauseWith(page, WORDS).getByRole('button').first().click()
    for (const [key, view] of [
      ['2', 'agenda'],
      ['3', 'ballot'],
      ['4', 'speakers'],
      ['1', 'clause'],
    ] as const) {
      await press(key, () => screen.page.locator(`[data-view=${view}]`).waitFor())
    }
    await screen.page.getByRole('heading', { name: /^Clause 4/ }).waitFor()
    const sizes = await screen.page
      .locator('[data-size] > div')
      .evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).fontSize))
    expect(sizes).toHaveLength(2)
    expect(new Set(sizes).size).toBe(1)
    expect(Number.parseFloat(sizes.at(-1) ?? '0')).toBeGreaterThanOrEqual(40)
    const all = received.join('\n')
    expect(all).toContain(REPORT)
    for (const secret of [QUESTION, PRIVATE, 'CaucusCalled', 'AgendaItemKept']) {
      expect(all.includes(secret), secret).toBe(false)
    }
  })

  it('new ground rules in mid-session stop everybody until they are accepted, on any page', async () => {
    await chair.page.goto(at('/people'))
    await chair.page.getByRole('button', { name: /Issue/ }).first().click()
    const dialog = chair.page.getByRole('dialog')
    await dialog.getByLabel(/English/).fill('What is said stays here.')
    await dialog.getByRole('button', { name: /Issue/ }).click()
    await dialog.waitFor({ state: 'detached' })
    for (const { page } of [chair, headA, phone]) {
      await page.getByText('New ground rules (version 2) apply.').waitFor()
      await page.getByRole('button', { name: 'Read them' }).click()
      const rules = page.getByRole('dialog')
      await rules.getByText('What is said stays here.').waitFor()
      await rules.getByRole('button', { name: /accept/i }).click()
      await rules.waitFor({ state: 'detached' })
    }
    await headB.page.getByText('新的基本规则（第 2 版）').waitFor()
    const clause = clauseWith(headA.page, WORDS)
    await clause.getByRole('textbox').first().waitFor()
  })

  it('closes by the keyboard; the minutes are assembled, name nobody, and the bureau alone edits them', async () => {
    await chair.page.goto(at('/desk'))
    await chair.page.getByText('What is waiting').waitFor()
    await press('p', () => headA.page.getByText(/^Review: words/).waitFor())
    await press('p', () => headA.page.getByText(/^Closing: texts/).waitFor())
    await press('x', () => chair.page.getByRole('dialog').waitFor())
    await chair.page.getByRole('dialog').getByRole('button', { name: 'Do it' }).press('Enter')
    await chair.page.getByRole('dialog').waitFor({ state: 'detached' })
    const closed = chair.page.getByText('Session 3 · Third session: drafting')
    await closed.waitFor()
    await chair.page.getByRole('button', { name: 'Assemble the minutes' }).first().press('Enter')
    await chair.page.getByRole('heading', { name: 'Minutes of session 3' }).waitFor()
    const minutes = chair.page.getByRole('article').filter({ hasText: 'went on to the phase' })
    await minutes.first().waitFor()
    await clauseWith(chair.page, REPORT).waitFor()
    const text = await chair.page.getByRole('main').textContent()
    const address = new URL(chair.page.url())
    await headA.page.goto(`${server.url}${address.pathname}${address.search}`)
    const theirs = headA.page.getByRole('article').filter({ hasText: 'went on to the phase' })
    await theirs.first().getByRole('button').first().click()
    await headA.page.getByText('The moderators and the rapporteur write this report').waitFor()
    expect(await headA.page.getByRole('article').getByRole('textbox').count()).toBe(0)
    const said = await chair.page.getByRole('article').allTextContents()
    for (const { name } of Object.values(DEMO_PEOPLE)) {
      for (const each of [name.en, name.zh]) expect(said.join('\n')).not.toContain(each)
    }
    expect(said.join('\n')).not.toContain('Delegation ')
    expect(text).not.toBeNull()
  })

  it('no browser complained of anything', () => {
    for (const person of [chair, headA, headB, phone, screen]) {
      expect(person.complaints).toEqual([])
    }
  })
})
