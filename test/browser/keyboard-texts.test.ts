import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PEOPLE, type DemoName } from '../../server/demo/people.ts'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { handsAt, type Hands } from '../support/hands.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { clauseWith, seatAs, type Person } from '../support/visitors.ts'

const WORDS = 'Definitions will be prepared by legal and engineering experts'
const MORE = ' within a year'
const REMARK = 'Two of each would do.'
const REPORT = 'The group is of one mind.'
const FINDING = 'Precise location of a person within thirty metres.'

let browser: Browser
let server: TestServer
let chair: Person
let headA: Person
let headB: Person

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  const enter = (name: DemoName, locale: string) => seatAs(browser, server.url, name, locale)
  chair = await enter('chairOne', 'en-GB')
  headA = await enter('headA', 'en-GB')
  headB = await enter('headB', 'zh-CN')
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

/** Opens a page of the dialogue and puts the hands on the keyboard. */
const at = (person: Person, path: string) =>
  handsAt(person, `${server.url}/dialogues/${DEMO_DIALOGUE_ID}${path}`)

/** Opens the clause for writing. */
async function inClause(person: Person): Promise<Hands> {
  const hands = await at(person, '/room')
  const clause = clauseWith(person.page, WORDS)
  await hands.press(clause.getByRole('button').first())
  await clause.getByRole('textbox').first().waitFor()
  return hands
}

/** Goes to one of the tabs beside the text: into their row by Tab, along it by the arrows. */
async function goToTab({ page }: Person, hands: Hands, name: RegExp): Promise<void> {
  await hands.reach(page.getByRole('tablist').first())
  const tab = page.getByRole('tab', { name })
  for (let step = 0; step < 8 && (await tab.getAttribute('aria-selected')) !== 'true'; step++)
    await page.keyboard.press('ArrowRight')
}

describe('with the keyboard alone, in texts', () => {
  it('a head drafts a wording of their side and tables it', async () => {
    const { page } = headA
    const hands = await inClause(headA)
    await hands.press(page.getByRole('button', { name: 'Draft our wording' }))
    const draft = clauseWith(page, WORDS).locator('section[data-private]')
    await hands.reach(draft.getByRole('textbox').first())
    await page.keyboard.press('Control+End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.type(MORE)
    await draft.locator('ins', { hasText: MORE.trim() }).waitFor()
    await hands.press(draft.getByRole('button', { name: 'Table …' }))
    const dialog = page.getByRole('dialog')
    await hands.press(dialog.getByRole('button', { name: 'Put on the table' }))
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => hands.whereabouts()).not.toBe('BODY')
  })

  it('a moderator merges the tabled wording as bracketed text', async () => {
    const { page } = chair
    const hands = await inClause(chair)
    await page.locator('ins', { hasText: MORE.trim() }).first().waitFor()
    await hands.press(page.getByRole('button', { name: 'Merge as bracketed text' }))
    await page
      .getByText(/\[A: .*within a year/)
      .first()
      .waitFor()
  })

  it('a head selects words, comments on them to the room, and the other side answers', async () => {
    const { page } = headA
    const hands = await inClause(headA)
    const words = clauseWith(page, WORDS).getByRole('textbox').first()
    await hands.reach(words)
    await page.keyboard.press('Control+Home')
    for (let letter = 0; letter < 'Definitions'.length; letter++)
      await page.keyboard.press('Shift+ArrowRight')
    await page.locator('[data-selection-bar]').getByText('Ctrl+Alt+M').waitFor()
    await page.keyboard.press('Control+Alt+m')
    const panel = page.getByRole('tabpanel')
    await hands.write(panel.getByRole('textbox').first(), REMARK)
    await page.keyboard.press('Shift+Tab')
    const room = panel.getByRole('radio', { name: /Everyone in the room/ })
    for (let step = 0; step < 3 && !(await room.isChecked()); step++)
      await page.keyboard.press('ArrowDown')
    await hands.reach(panel.getByRole('textbox').first())
    await page.keyboard.press('Control+Enter')
    await page.locator('[data-comment]').filter({ hasText: REMARK }).waitFor()
    const other = await inClause(headB)
    await goToTab(headB, other, /评论/)
    await headB.page.locator('[data-comment]').filter({ hasText: REMARK }).waitFor()
  })

  it('a head calls a caucus, tells the room and ends it', async () => {
    const { page } = headA
    const hands = await inClause(headA)
    await goToTab(headA, hands, /Caucus/)
    await hands.press(page.getByRole('button', { name: 'Call a caucus' }))
    const dialog = page.getByRole('dialog')
    await hands.press(dialog.getByRole('button', { name: 'Call a caucus', exact: true }))
    await dialog.waitFor({ state: 'detached' })
    await hands.press(page.getByRole('button', { name: 'Tell the room now' }))
    await headB.page.getByText('代表团 A 正在内部磋商').waitFor()
    await hands.press(page.getByRole('button', { name: 'End the caucus' }))
    await headB.page.getByText('代表团 A 正在内部磋商').waitFor({ state: 'detached' })
  })

  it('a moderator convenes a drafting group, and a member reports back', async () => {
    const { page } = chair
    const hands = await at(chair, '/room')
    await hands.press(page.getByRole('button', { name: 'Convene a drafting group' }))
    const dialog = page.getByRole('dialog')
    await hands.write(dialog.getByLabel('What it is called · In English'), 'Experts')
    await hands.press(dialog.getByRole('checkbox', { name: 'Clause 4', exact: true }), 'Space')
    for (const name of [
      `A · ${DEMO_PEOPLE.engineeringA.name.en}`,
      `B · ${DEMO_PEOPLE.headB.name.en}`,
    ])
      await hands.press(dialog.getByRole('checkbox', { name }), 'Space')
    await hands.press(dialog.getByRole('button', { name: 'Convene a drafting group' }))
    await dialog.waitFor({ state: 'detached' })
    const member = await at(headB, '/room')
    await member.press(headB.page.getByRole('button', { name: '提交报告' }))
    const ask = headB.page.getByRole('dialog')
    await member.write(ask.getByLabel(/报告 · .*英文/), REPORT)
    await member.press(ask.getByRole('button', { name: '提交报告' }))
    await ask.waitFor({ state: 'detached' })
    await page.getByText(REPORT).first().waitFor()
  })

  it('a moderator records a joint definition in the worksheet of categories', async () => {
    const { page } = chair
    const hands = await at(chair, '/worksheets?sheet=categories')
    await hands.press(page.getByRole('button', { name: /definition$/ }).first())
    const dialog = page.getByRole('dialog')
    const field = dialog.getByLabel(/English/)
    await hands.reach(field)
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(FINDING)
    await hands.press(dialog.getByRole('button', { name: 'Record' }))
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(FINDING).first().waitFor()
    await expect.poll(() => hands.whereabouts()).not.toBe('BODY')
  })

  it('two co-chairs refer a published outcome, each with their key', async () => {
    const hands = await at(chair, '/outcomes')
    await hands.press(chair.page.getByRole('button', { name: 'Refer …' }).first())
    const dialog = chair.page.getByRole('dialog')
    await hands.press(dialog.getByRole('button', { name: 'Propose the referral' }))
    await dialog.waitFor({ state: 'detached' })
    const other = await seatAs(browser, server.url, 'chairTwo', 'zh-CN')
    const second = await at(other, '/outcomes')
    await second.press(other.page.getByRole('button', { name: '以本人钥匙发布' }))
    await chair.page.getByRole('button', { name: 'Correct …' }).first().waitFor()
    expect(other.complaints).toEqual([])
  })

  it('nothing was complained of', () => {
    for (const { complaints } of [chair, headA, headB]) expect(complaints).toEqual([])
  })
})
