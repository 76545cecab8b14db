import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { hindrances } from '../support/accessibility.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { clauseWith, enterAs, seat, type Person } from '../support/visitors.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const FIXTURES = path.join(import.meta.dirname, '..', 'fixtures')
let browser: Browser
let server: TestServer
let chair: Person

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  chair = await seat(browser)
  await enterAs(chair, server.url, 'chairOne')
  await chair.page.goto(`${server.url}/dialogues/${DEMO_DIALOGUE_ID}/room`)
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

describe('importing a text through the screen', () => {
  it('IM19 shows what will be made, and only then makes a text that can be written in', async () => {
    const { page } = chair
    await page.getByRole('button', { name: 'Import a text' }).click()
    const dialog = page.getByRole('dialog')
    for (const [name, file] of [
      ['English', 'negotiating-text.md'],
      ['中文', 'negotiating-text.zh.md'],
    ] as const) {
      const chooser = page.waitForEvent('filechooser')
      await dialog.getByRole('button', { name: new RegExp(`Choose a file.*${name}`) }).click()
      await (await chooser).setFiles(path.join(FIXTURES, file))
      await dialog.getByRole('region', { name }).waitFor()
    }
    const english = dialog.getByRole('region', { name: 'English' })
    await english.getByText('Brackets without a counterpart (1)').waitFor()
    await english.getByText('[of its adoption', { exact: false }).first().waitFor()
    await dialog.getByText('Where the two languages differ', { exact: false }).waitFor()
    const counted = /(\d+) brackets/.exec((await english.textContent()) ?? '')?.[1]
    const make = dialog.getByRole('button', { name: /^Make the text of \d+ clauses$/ })
    const clauses = Number(/\d+/.exec((await make.textContent()) ?? '')?.[0])
    expect(clauses).toBeGreaterThan(10)
    expect(await dialog.getByRole('textbox', { name: /English/ }).inputValue()).toBe(
      'Draft joint statement on data security',
    )
    expect(await hindrances(page)).toEqual([])

    await make.click()
    await dialog.waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Draft joint statement on data security' }).waitFor()
    const articles = page.locator('article[data-clause]')
    await expect.poll(() => articles.count(), { timeout: 20_000 }).toBe(clauses)
    expect(Number(counted)).toBeGreaterThan(20)
    const clause = clauseWith(page, 'Important data')
    await clause.locator('[lang=en] p').first().click()
    await clause.getByRole('textbox').first().waitFor()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' Typed at once.')
    await clause.getByText('Typed at once.', { exact: false }).first().waitFor()
    await page.locator('footer [data-saving=saved]').waitFor()
    expect(chair.complaints).toEqual([])
  })

  it('IM19 whoever turns back has made nothing', async () => {
    const { page } = chair
    const texts = () => page.getByRole('button', { name: /^Draft joint statement/ }).count()
    const before = await texts()
    await page.getByRole('button', { name: 'Import a text' }).click()
    const dialog = page.getByRole('dialog')
    const chooser = page.waitForEvent('filechooser')
    await dialog.getByRole('button', { name: /Choose a file.*English/ }).click()
    await (await chooser).setFiles(path.join(FIXTURES, 'negotiating-text.md'))
    await dialog.getByRole('region', { name: 'English' }).waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await texts()).toBe(before)
  })
})
