import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import type { DemoName } from '../../server/demo/people.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { clauseWith, enterAs, seat, type Person } from '../support/visitors.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const EXPERTS = 'Definitions will be prepared by legal and engineering experts'
const ACCESS = 'Neither side will require a company to hand over data'
const CATEGORY = '“Common category” means a class of data'
const TERRITORY = 'Each side will retain'
const REASON = '第三国的供应商未列入。'
const FAR = '2036-01-15T12:00'

let browser: Browser
let server: TestServer
let chair: Person
let coChair: Person
let headA: Person
let headB: Person
let adviserA: Person

const place = (name: string) => `${server.url}/dialogues/${DEMO_DIALOGUE_ID}/${name}`
beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  const enter = async (name: DemoName, locale = 'en-GB') => {
    const person = await seat(browser, { locale })
    await enterAs(person, server.url, name)
    return person
  }
  chair = await enter('chairOne')
  coChair = await enter('chairTwo')
  headA = await enter('headA')
  headB = await enter('headB', 'zh-CN')
  adviserA = await enter('industryA')
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

/** Opens the dialog for a ballot on a clause, in the room. */
async function openDialog(words: string): Promise<Locator> {
  const { page } = chair
  await chooseIn(page, words)
  await clauseWith(page, words).getByRole('button', { name: 'Open a ballot …' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(words).waitFor()
  return dialog
}

async function chooseIn(page: Page, words: string): Promise<void> {
  await page.goto(place('room'))
  await clauseWith(page, words).getByRole('button').first().click()
  await clauseWith(page, words).locator('button[aria-pressed=true]').waitFor()
}

async function openNow(dialog: Locator): Promise<void> {
  const despite = dialog.getByText('Open it although concordance is not confirmed')
  if ((await despite.count()) > 0) await despite.click()
  await dialog.getByRole('button', { name: 'Open the ballot' }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Gives an answer on the list of ballots; the words for it are in the person's language. */
async function answer(
  { page }: Person,
  words: { readonly answer: string; readonly give: string; readonly reason?: [string, string] },
): Promise<void> {
  await page.goto(place('ballots'))
  await page.locator('label').getByText(words.answer, { exact: true }).first().click()
  if (words.reason) await page.getByLabel(words.reason[0]).first().fill(words.reason[1])
  await page.getByRole('button', { name: words.give }).first().click()
}

const IN_ENGLISH = { agree: 'Agree', give: 'Give this answer' }
const IN_CHINESE = { agree: '同意', object: '反对', give: '作出此答复' }

describe('ballots of every kind', () => {
  it('AG10 a delegation breaks the silence with a reason, and everybody learns of it', async () => {
    await Promise.all([chair, headA, headB].map(({ page }) => page.goto(place('ballots'))))
    await chair.page.getByText('These words have the hash that the ballot names').waitFor()
    const { page } = headB
    await page.getByRole('button', { name: '打破默许……' }).click()
    const dialog = page.getByRole('dialog')
    const now = dialog.getByRole('button', { name: '打破默许' })
    expect(await now.isDisabled()).toBe(true)
    await dialog.getByLabel('理由').fill(REASON)
    await now.click()
    for (const person of [chair, headA, headB]) await person.page.getByText(REASON).waitFor()
    await headA.page.getByText('No ballot is open.').waitFor()
  })

  it('AG7 a sealed answer, given with the keyboard alone, is seen by its own side until the close', async () => {
    const dialog = await openDialog(EXPERTS)
    await dialog.locator('label').filter({ hasText: 'Sealed' }).click()
    await openNow(dialog)
    await Promise.all([headA, headB].map(({ page }) => page.goto(place('ballots'))))
    const { page } = headA
    const group = page.getByRole('radiogroup', { name: 'Your delegation’s answer' })
    await group.waitFor()
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab')
      if (await group.evaluate((element) => element.contains(document.activeElement))) break
    }
    await page.keyboard.press('Space')
    await group.locator('[data-selected]').first().waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Your delegation has answered: Agree').waitFor()
    await headB.page.getByText('已答复').first().waitFor()
    const open = headB.page.locator('main section').first()
    expect(await open.getByText('同意', { exact: true }).count()).toBe(1)
    const objection = '须写明期限。'
    await answer(headB, {
      answer: IN_CHINESE.object,
      give: IN_CHINESE.give,
      reason: ['理由', objection],
    })
    await page.getByText(objection).waitFor()
    await page.getByText('No ballot is open.').waitFor()
  })

  it('AG12 of a mediator’s proposal nobody learns who refused, or that anybody answered', async () => {
    const dialog = await openDialog(ACCESS)
    await dialog.locator('label').filter({ hasText: 'Mediator’s proposal' }).click()
    await dialog.getByLabel('Closes at').fill(FAR)
    await openNow(dialog)
    await answer(headA, { answer: IN_ENGLISH.agree, give: IN_ENGLISH.give })
    await headA.page.getByText('Your delegation has answered: Agree').waitFor()
    await answer(headB, { answer: IN_CHINESE.object, give: IN_CHINESE.give })
    await chair.page.goto(place('ballots'))
    await chair.page.getByText('Nobody sees who has answered, or how many.').waitFor()
    const open = chair.page.locator('main section').first()
    expect(await open.textContent()).not.toMatch(/has answered$|Delegation A|Delegation B/)
    await open.getByRole('button', { name: 'Close the ballot' }).click()
    const sure = chair.page.getByRole('dialog')
    await sure.getByRole('button', { name: 'Close the ballot' }).click()
    const revealed = 'Not every delegation agreed. Nothing more is revealed.'
    for (const { page } of [chair, headA]) await page.getByText(revealed).waitFor()
    const closed = headA.page.locator('main section').nth(1)
    expect(await closed.locator(':scope > *').nth(1).textContent()).not.toMatch(/Object|Agree$/)
  })

  it('AG14 a package takes two keys, then one answer of each delegation agrees all of it', async () => {
    const { page } = chair
    await page.getByRole('button', { name: 'Propose a package …' }).click()
    await page.getByRole('menuitem', { name: 'Common categories of sensitive data' }).click()
    const dialog = page.getByRole('dialog')
    for (const words of [EXPERTS, ACCESS]) {
      await dialog
        .locator('label')
        .filter({ hasText: words.slice(0, 40) })
        .click()
    }
    const despite = dialog.getByText('Open it although concordance is not confirmed')
    if ((await despite.count()) > 0) await despite.click()
    await dialog.getByRole('button', { name: 'Propose', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText('awaits the second key').waitFor()
    expect(await page.getByRole('button', { name: /^Turn the second key/ }).count()).toBe(0)
    await secondKey()
    await answer(headA, { answer: IN_ENGLISH.agree, give: IN_ENGLISH.give })
    await headA.page.getByText('Your delegation has answered: Agree').waitFor()
    await answer(headB, { answer: IN_CHINESE.agree, give: IN_CHINESE.give })
    await chair.page.goto(place('room'))
    for (const words of [EXPERTS, ACCESS]) {
      await clauseWith(chair.page, words)
        .getByText(/✓Agreed$/)
        .waitFor()
    }
  })

  it('AG15 a correction signed by both co-chairs is revoked by a delegation, and the words stand', async () => {
    const { page } = chair
    await chooseIn(page, TERRITORY)
    await page.getByRole('button', { name: 'Propose a correction …' }).click()
    const dialog = page.getByRole('dialog')
    const english = dialog.getByLabel('Corrected words · In English')
    const before = await english.inputValue()
    await english.fill(before.replace('Each side will', 'Each side wil'))
    await dialog.getByLabel(/^What differs.*In English/).fill('A letter.')
    await dialog.getByLabel(/^What differs.*In Chinese/).fill('一个字母。')
    await dialog.getByLabel(/^Every delegation’s head can revoke/).fill(FAR)
    await dialog.getByRole('button', { name: 'Propose', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await secondKey()
    await headB.page.goto(place('ballots'))
    await headB.page.getByRole('button', { name: '撤销……' }).click()
    const revoking = headB.page.getByRole('dialog')
    await revoking.getByLabel('理由').fill('原文无误。')
    await revoking.getByRole('button', { name: '撤销', exact: true }).click()
    await coChair.page.getByText('revoked', { exact: true }).waitFor()
    await page.goto(place('room'))
    await clauseWith(page, before.slice(0, 60)).waitFor()
  })

  it('AG13 reopening agreed words takes a second key of the other co-chair', async () => {
    const { page } = chair
    await chooseIn(page, CATEGORY)
    await page.getByRole('button', { name: 'Propose to reopen …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Reason').fill('A third category was named.')
    await dialog.getByRole('button', { name: 'Propose', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await clauseWith(page, CATEGORY).getByText('Agreed', { exact: false }).first().waitFor()
    await secondKey()
    await clauseWith(page, CATEGORY)
      .getByText(/Reopened$/)
      .waitFor()
  })

  it('AG17 totals of a straw poll are shown from three marks up, and to whom they belong never', async () => {
    for (const { page } of [headA, adviserA, coChair]) {
      await page.goto(place('ballots'))
      await page.locator('label').getByText('Every two years').click()
      await page.getByRole('button', { name: 'Mark anonymously' }).click()
      await page.getByText('Your mark is in.').waitFor()
    }
    await chair.page.goto(place('ballots'))
    expect(await chair.page.getByText('3 marks').count()).toBe(0)
    await chair.page.getByRole('button', { name: 'Close and count' }).click()
    for (const { page } of [chair, headA]) await page.getByText('3 marks').waitFor()
  })

  it('no browser complained of anything', () => {
    for (const person of [chair, coChair, headA, headB, adviserA]) {
      expect(person.complaints).toEqual([])
    }
  })
})

/** The other co-chair turns the second key of what was proposed last. */
async function secondKey(): Promise<void> {
  const { page } = coChair
  await page.goto(place('ballots'))
  const second = { name: 'Turn the second key', exact: true }
  await page.getByRole('main').getByRole('button', second).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', second).click()
  await dialog.waitFor({ state: 'detached' })
}
