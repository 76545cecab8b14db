import { readFile } from 'node:fs/promises'
import type { Browser, Download, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { clauseById, enterAs, seat, type Person } from '../support/visitors.ts'

const DEFINITION = 'Positions of a device to within five hundred metres, over any period.'
const SCENARIO = 'Minerals answered by a pause'
const FINDING = 'The sides take no new measure for twelve months.'

let browser: Browser
let server: TestServer
let chair: Person
let headA: Person
let headB: Person

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  chair = await seat(browser)
  headA = await seat(browser)
  headB = await seat(browser, { locale: 'zh-CN', viewport: { width: 390, height: 844 } })
  await enterAs(chair, server.url, 'chairOne')
  await enterAs(headA, server.url, 'headA')
  await enterAs(headB, server.url, 'headB')
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const at = (path: string) => `${server.url}/dialogues/${DEMO_DIALOGUE_ID}${path}`

async function kept(page: Page, name: RegExp): Promise<Download> {
  await page.getByRole('button', { name: 'Export' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name }).click(),
  ])
  return file
}

describe('positions, by the people who state them', () => {
  it('the timeline of a cell opens by the keyboard, latest first, and on a telephone in Chinese', async () => {
    const { page } = headA
    await page.goto(at('/positions'))
    const cells = page.getByRole('button', { name: /Timeline on:/ })
    await cells.first().waitFor()
    expect(await cells.count()).toBeGreaterThan(10)
    await cells.first().focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Timeline of a position' })
    const entries = dialog.getByRole('listitem')
    await entries.first().waitFor()
    const instants = await dialog
      .locator('time')
      .evaluateAll((all) => all.map((each) => each.getAttribute('datetime') ?? ''))
    expect(instants).toEqual([...instants].sort().reverse())
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(await cells.first().evaluate((cell) => cell === document.activeElement)).toBe(true)
    await headB.page.goto(at('/positions'))
    await headB.page
      .getByRole('button', { name: /查看立场沿革/ })
      .first()
      .click()
    await headB.page.getByRole('dialog').getByRole('listitem').first().waitFor()
  })

  it('shows where the sides could meet, and keeps what is shown as a table and as a picture', async () => {
    const { page } = headA
    await page.goto(at('/positions'))
    const rows = page.locator('tr[data-question]')
    await rows.first().waitFor()
    const all = await rows.count()
    const choice = page.getByRole('radio', { name: /^Where could we meet/ })
    const stated = Number(/\d+/.exec((await choice.textContent()) ?? '')?.[0])
    const whole = await readFile(await (await kept(page, /CSV/)).path(), 'utf8')
    await choice.click()
    await expect.poll(() => rows.count()).toBe(stated)
    expect(stated).toBeGreaterThan(0)
    expect(stated).toBeLessThan(all)
    expect(await rows.filter({ hasText: 'could meet' }).count()).toBe(stated)
    const some = await readFile(await (await kept(page, /CSV/)).path(), 'utf8')
    const lines = (table: string) => table.trim().split('\r\n').length
    expect(lines(whole) - lines(some)).toBe(all - stated)
    expect(whole).toMatch(/\p{Script=Han}/u)
    const svg = await readFile(await (await kept(page, /SVG/)).path(), 'utf8')
    // The product's own pages let nothing parse a document.
    const blank = await browser.newPage()
    const title = await blank.evaluate((text) => {
      const picture = new DOMParser().parseFromString(text, 'image/svg+xml')
      return picture.querySelector('parsererror') === null
        ? picture.querySelector('title')?.textContent
        : undefined
    }, svg)
    await blank.close()
    expect(title).toContain('Positions')
    const png = await readFile(await (await kept(page, /PNG/)).path())
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(png.readUInt32BE(16)).toBeGreaterThan(400)
  })
})

describe('worksheets, by the people who fill them in', () => {
  it('turns a row of the crosswalk into a clause that stands in the text for everybody', async () => {
    const { page } = chair
    await page.goto(at('/worksheets?sheet=categories'))
    const row = page.getByRole('row').filter({
      has: page.getByRole('button', { name: 'Turn into a clause' }),
      hasNot: page.getByRole('link', { name: 'To the clause it became' }),
    })
    const name =
      (await row.first().getByRole('rowheader').locator('span').first().textContent()) ?? ''
    const mine = page.getByRole('row').filter({ hasText: name }).first()
    await mine.getByRole('button', { name: /definition$/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/English/).fill(DEFINITION)
    await dialog.getByRole('button', { name: 'Record' }).click()
    await dialog.waitFor({ state: 'detached' })
    await mine.getByRole('button', { name: 'Turn into a clause' }).click()
    await dialog.getByText(DEFINITION).waitFor()
    await dialog.getByRole('button', { name: 'Add the clause' }).click()
    await dialog.waitFor({ state: 'detached' })
    await mine.getByRole('link', { name: 'To the clause it became' }).click()
    await page.waitForURL(/\/room\?text=.+&clause=/)
    const clauseId = new URL(page.url()).searchParams.get('clause') ?? ''
    await clauseById(page, clauseId).getByText(DEFINITION).first().waitFor()
    await headA.page.goto(page.url())
    await clauseById(headA.page, clauseId).getByText(DEFINITION).first().waitFor()
  })

  it('compares what scenarios bring each side, in each side’s own estimate, and says when all lose', async () => {
    const { page } = headA
    await page.goto(at('/worksheets?sheet=measures'))
    const table = page.getByRole('table').filter({ hasText: 'Two more rounds' })
    await table.waitFor()
    const valuesOf = async (scenario: string) =>
      (
        await table
          .getByRole('row')
          .filter({ hasText: scenario })
          .getByRole('cell')
          .allTextContents()
      ).map((text) => Number(text.replace('−', '-').replace('+', '')))
    const [now, rounds, pause] = await Promise.all(
      ['As things stand', 'Two more rounds', 'A pause on both sides'].map(valuesOf),
    )
    expect(now).toHaveLength(4)
    const spiral = table.getByRole('row').filter({ hasText: 'everyone loses' })
    expect(rounds?.every((value) => value < 0)).toBe(true)
    expect(await spiral.filter({ hasText: 'Two more rounds' }).count()).toBe(1)
    expect(pause).toEqual([3, 3, 3, 2].map((gain, index) => (now?.[index] ?? 0) + gain))

    await page.getByRole('button', { name: 'Add a scenario' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/Scenario.*English/).fill(SCENARIO)
    await dialog.getByText(/Twelve months without new measures/).click()
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await valuesOf(SCENARIO)).toEqual([3, 3, 3, 2])
    await table
      .getByRole('row')
      .filter({ hasText: SCENARIO })
      .getByRole('button', { name: 'Turn into a clause' })
      .click()
    await dialog.getByLabel(/The shared finding.*English/).fill(FINDING)
    await dialog.getByRole('button', { name: 'Add the clause' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(/^The clause stands at the end of/).waitFor()
  })

  it('no browser complained of anything', () => {
    for (const person of [chair, headA, headB]) expect(person.complaints).toEqual([])
  })
})
