import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { gateTo, type Gate } from '../support/gate.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { clauseWith, enterAs, seat, type Person } from '../support/visitors.ts'

const CLAUSE = 'Definitions will be prepared by legal and engineering experts'
const ROOM = `/dialogues/${DEMO_DIALOGUE_ID}/room`
const SENTENCE = /cannot reach its database at the moment\. What you write is kept on this page/
const poll = { timeout: 30_000 }

let browser: Browser
let database: FreshDatabase
let gate: Gate
let server: TestServer
let a: Person
let b: Person

beforeAll(async () => {
  database = await freshDatabase()
  gate = await gateTo(database.url)
  ;[server, browser] = await Promise.all([
    startTestServer({ databaseUrl: gate.url }),
    openPlainBrowser(),
  ])
  a = await seat(browser)
  b = await seat(browser)
  await enterAs(a, server.url, 'headA')
  await enterAs(b, server.url, 'headB')
  for (const { page } of [a, b]) {
    await page.goto(server.url + ROOM)
    await clauseWith(page, CLAUSE).waitFor()
  }
})

afterAll(async () => {
  await browser.close()
  await server.close()
  await gate.shut()
  await database.close()
})

/** Writes at the end of a clause, which need not be open yet. */
async function write({ page }: Person, words: string): Promise<void> {
  await clauseWith(page, CLAUSE).locator('[lang=en] p').first().click()
  await page.waitForFunction(() => document.activeElement?.getAttribute('lang') === 'en')
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
}

const saving = ({ page }: Person) => page.locator('[data-saving]').getAttribute('data-saving')

describe('while the database is away', () => {
  it('TY6 people read what to do, nothing says that it is saved, and nothing typed is lost', async () => {
    await gate.shut()
    await write(a, ' Zanzibar.')
    await a.page.getByText(SENTENCE).waitFor()
    await b.page.getByText(SENTENCE).waitFor()
    expect(await saving(a)).not.toBe('saved')
    await expect(clauseWith(b.page, CLAUSE).textContent()).resolves.not.toContain('Zanzibar')

    // Whoever goes on writing may: it waits with the rest.
    await a.page.keyboard.type(' Tromsø.')
    // A decision is refused in a sentence.
    await b.page.getByRole('button', { name: 'Raise hand' }).click()
    await expect.poll(() => b.page.getByText(SENTENCE).count(), poll).toBeGreaterThan(1)
    expect(await saving(a)).not.toBe('saved')

    await gate.open()
    for (const { page } of [a, b]) {
      const banner = page.locator('main, header, body').getByText(SENTENCE)
      await expect.poll(() => banner.count(), poll).toBeLessThan(2)
    }
    await expect.poll(() => saving(a), poll).toBe('saved')
    await expect
      .poll(() => clauseWith(b.page, CLAUSE).textContent(), poll)
      .toContain('Zanzibar. Tromsø.')
  })
})
