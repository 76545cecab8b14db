import { readFile } from 'node:fs/promises'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { clauseById, clauseWith, enterAs, seat, type Person } from '../support/visitors.ts'

const WORDS = 'Definitions will be prepared by legal and engineering experts of both sides.'
const OF_A =
  'Definitions will be prepared by legal and engineering experts of both sides within a year.'
const BRACKETED = OF_A.replace('Definitions', '[A: Definitions]')

let browser: Browser
let server: TestServer
let chair: Person
let headA: Person
let headB: Person
let clauseId = ''

const poll = { timeout: 30_000, interval: 50 }

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  chair = await seat(browser)
  headA = await seat(browser)
  headB = await seat(browser, { locale: 'zh-CN' })
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

/** The English words of the clause as they are seen, without the carets in them. */
function bare(page: Page): Promise<string> {
  return clauseById(page, clauseId)
    .locator('[lang=en]')
    .first()
    .evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement
      for (const caret of copy.querySelectorAll('.remote-caret')) caret.remove()
      return copy.textContent
    })
}

async function everybodyReads(words: string): Promise<void> {
  for (const { page } of [chair, headA, headB])
    await expect.poll(() => bare(page), poll).toBe(words)
}

/** Whether the whole of something is seen. */
async function isWithin(place: Locator, page: Page): Promise<boolean> {
  const box = await place.boundingBox()
  const size = page.viewportSize()
  if (box === null || size === null) return false
  const isAcross = box.x >= 0 && box.x + box.width <= size.width
  return isAcross && box.y >= 0 && box.y + box.height <= size.height
}

async function enterRoom({ page }: Person): Promise<void> {
  await page.goto(server.url)
  await page.getByRole('link', { name: /^(Enter the room|进入会议室)$/ }).click()
  const text = /^(Common categories of sensitive data|敏感数据的共同类别)/
  await page.getByRole('button', { name: text }).click()
  const clause = clauseWith(page, WORDS)
  clauseId = (await clause.getAttribute('data-clause')) ?? ''
  await clause.getByRole('button').first().click()
  await clauseById(page, clauseId).locator('button[aria-pressed=true]').waitFor()
}

/** The draft of one's own side below the clause. */
const desk = (page: Page) => clauseById(page, clauseId).locator('section[data-private]')

describe('the negotiators’ instruments', () => {
  it('a head drafts a wording below the clause; neither the other side nor the chair sees it', async () => {
    await enterAs(chair, server.url, 'chairOne')
    await enterAs(headA, server.url, 'headA')
    await enterAs(headB, server.url, 'headB')
    for (const person of [chair, headA, headB]) await enterRoom(person)
    const { page } = headA
    await page.getByRole('button', { name: 'Draft our wording' }).click()
    await desk(page).getByRole('textbox').first().click()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.type(' within a year')
    await desk(page).locator('ins', { hasText: 'within a year' }).waitFor()
    await expect.poll(() => page.locator('[data-saving=saved]').count(), poll).toBeGreaterThan(0)
    for (const other of [chair, headB]) {
      expect(await desk(other.page).count()).toBe(0)
      expect(await other.page.content()).not.toContain('within a year')
    }
    await everybodyReads(WORDS)
  })

  it('tabling names the words, their hash and who will read them; then everybody does', async () => {
    const { page } = headA
    await desk(page).getByRole('button', { name: 'Table …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Everyone admitted to the room').waitFor()
    expect(await dialog.textContent()).toMatch(/[0-9a-f]{64}/)
    await dialog.getByRole('button', { name: 'Put on the table' }).click()
    await dialog.waitFor({ state: 'detached' })
    await desk(page).waitFor({ state: 'detached' })
    await clauseById(chair.page, clauseId).getByText('1 wording tabled').waitFor()
    await chair.page.locator('ins', { hasText: 'within a year' }).waitFor()
    await headB.page.locator('ins', { hasText: 'within a year' }).waitFor()
  })

  it('a conflicting wording of the other side is shown as one', async () => {
    const { page } = headB
    await page.getByRole('button', { name: '起草我方措辞' }).click()
    await desk(page).getByRole('textbox').first().click()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.type(' in due course')
    await desk(page).locator('ins', { hasText: 'in due course' }).waitFor()
    await desk(page).getByRole('button', { name: '提出…' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '正式提出' }).click()
    await chair.page.getByText('The wordings have different words for 1 passage.').waitFor()
  })

  it('the chair merges both as bracketed text, in one step that is taken back and done again', async () => {
    const { page } = chair
    const merge = async () => {
      await page.getByRole('button', { name: 'Merge as bracketed text …' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('[A:  within a year]').waitFor()
      await dialog.getByRole('button', { name: 'Merge', exact: true }).click()
      await dialog.waitFor({ state: 'detached' })
    }
    const merged = WORDS.replace('.', '[A:  within a year][B:  in due course].')
    await merge()
    await everybodyReads(merged)
    await page.keyboard.press('Control+z')
    await everybodyReads(WORDS)
    await merge()
    await everybodyReads(merged)
  })

  it('one alternative is taken from the list of brackets, which removes the other', async () => {
    const { page } = headB
    await page.getByRole('tab', { name: '方括号' }).click()
    await page.getByRole('radio', { name: 'English' }).click()
    await page.locator('button[aria-expanded]', { hasText: 'within a year' }).click()
    await page.getByRole('button', { name: '采用此项' }).click()
    await everybodyReads(OF_A)
    await page.getByText('已采用，与之并列的案文已去除。').waitFor()
  })

  /** Brackets the first word for A, by keys alone. */
  async function bracketFirstWord(page: Page): Promise<void> {
    await clauseById(page, clauseId).getByRole('textbox').first().click()
    await page.keyboard.press('Control+Home')
    for (let left = 'Definitions'.length; left > 0; left--)
      await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Alt+b')
    await everybodyReads(BRACKETED)
  }

  it('BR33 words are bracketed for one’s delegation, lifted and given back, by keys alone', async () => {
    const { page } = headA
    await bracketFirstWord(page)
    await page.keyboard.press('Control+Home')
    for (let left = '[A: De'.length; left > 0; left--) await page.keyboard.press('ArrowRight')
    await clauseById(page, clauseId)
      .getByRole('button', { name: /^Lift the bracket/ })
      .waitFor()
    const menu = page.getByRole('toolbar', { name: 'What can be done with this bracket' })
    const focused = page.locator(':focus')
    await page.keyboard.press('Alt+Enter')
    await expect.poll(() => focused.textContent(), poll).toBe('Lift the bracket')
    await page.keyboard.press('Escape')
    await menu.waitFor({ state: 'detached' })
    expect(await focused.getAttribute('role')).toBe('textbox')
    await page.keyboard.press('Alt+Enter')
    await expect.poll(() => focused.textContent(), poll).toBe('Lift the bracket')
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => focused.textContent(), poll).toBe('Strike the words')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await everybodyReads(OF_A)
    expect(await focused.getAttribute('role')).toBe('textbox')
    await page.keyboard.press('Control+z')
    await everybodyReads(BRACKETED)
    await page.keyboard.press('Control+z')
    await everybodyReads(OF_A)
  })

  it('the four columns hold every side’s wording, and go out as files', async () => {
    const { page } = chair
    await page.getByRole('link', { name: 'Four columns' }).click()
    const row = page.getByRole('row', { name: /Definitions will be prepared/ })
    await row.locator('del', { hasText: 'within a year' }).waitFor()
    await row.locator('ins', { hasText: 'in due course' }).waitFor()
    await page.getByRole('radio', { name: 'Only where sides differ' }).click()
    await row.waitFor()
    for (const [name, extension] of [
      ['Table (CSV)', 'csv'],
      ['Word with changes marked', 'docx'],
      ['Markdown', 'md'],
    ] as const) {
      await page.getByRole('button', { name: 'Export' }).click()
      const started = page.waitForEvent('download')
      await page.getByRole('menuitem', { name }).first().click()
      const file = await started
      expect(file.suggestedFilename().endsWith(extension)).toBe(true)
      const bytes = await readFile(await file.path())
      if (extension === 'docx') expect(bytes.subarray(0, 2).toString()).toBe('PK')
      else expect(bytes.toString()).toContain('in due course')
    }
  })

  it('BR33 on a telephone the list leads to the bracket, and a tap on it opens what can be done', async () => {
    const phone = await seat(browser, { viewport: { width: 390, height: 844 }, hasTouch: true })
    await enterAs(phone, server.url, 'legalA')
    const { page } = phone
    await page.goto(`${server.url}/dialogues/${DEMO_DIALOGUE_ID}/room`)
    await page.getByRole('radio', { name: 'Clause' }).tap()
    await page.getByRole('tab', { name: 'Brackets' }).tap()
    await page.locator('button[aria-expanded]', { hasText: 'normal' }).first().tap()
    const clause = clauseWith(page, 'so broad as to hinder')
    const bracket = clause.getByText('[B: normal]')
    await expect.poll(() => isWithin(bracket, page), poll).toBe(true)
    await bracket.tap()
    const menu = page.getByRole('toolbar', { name: 'What can be done with this bracket' })
    await menu.waitFor()
    await expect.poll(() => isWithin(menu, page), poll).toBe(true)
    await clause.getByText('Categories of data').tap({ position: { x: 40, y: 8 } })
    await menu.waitFor({ state: 'detached' })
    await bracket.tap()
    await menu.getByRole('button', { name: 'Lift the bracket' }).tap()
    await clause.getByText('hinder normal commercial flows').waitFor()
    expect(phone.complaints).toEqual([])
    await phone.context.close()
  })

  it('no browser complained of anything', () => {
    for (const { complaints } of [chair, headA, headB]) expect(complaints).toEqual([])
  })
})
