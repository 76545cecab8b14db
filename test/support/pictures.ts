// Takes the pictures of the documentation from the product itself, on the demonstration in a temporary folder.
import { mkdir, mkdtemp, rm, chmod } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { readConfig } from '../../server/platform/config.ts'
import { openLog } from '../../server/platform/log.ts'
import { serve } from '../../server/serve.ts'
import { openBrowser } from './browser.ts'
import { clauseWith, enterAs, seat, type Person } from './visitors.ts'

const pictures = path.join(import.meta.dirname, '..', '..', 'docs', 'pictures')
const room = `/dialogues/${DEMO_DIALOGUE_ID}/room`
const LISTED = 'Categories of data identified as having national security implications'
const AGREEABLE = 'Definitions will be prepared by legal and engineering experts'

const folder = await mkdtemp(path.join(os.tmpdir(), 'parley-pictures-'))
await chmod(folder, 0o711)
await mkdir(pictures, { recursive: true })
const environment = { PORT: '0', HOST: '127.0.0.1', PARLEY_DATA: folder, PARLEY_DEMO: 'on' }
const serving = await serve(readConfig(environment), openLog('silent'))
const browser = await openBrowser()
const url = serving.url

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: path.join(pictures, name), animations: 'disabled' })
  console.log(path.join('docs', 'pictures', name))
}

/** Opens the room and chooses the clause with these words. */
async function choose({ page }: Person, words: string): Promise<void> {
  await page.goto(url + room)
  await clauseWith(page, words).getByRole('button').first().click()
  await clauseWith(page, words).locator('button[aria-pressed=true]').waitFor()
  await clauseWith(page, words).evaluate((clause) => clause.scrollIntoView({ block: 'center' }))
}

/** The room with a clause in which both sides write. */
async function takeRoom(headA: Person, headB: Person): Promise<void> {
  await choose(headA, LISTED)
  await choose(headB, LISTED)
  await clauseWith(headB.page, LISTED).getByRole('textbox').first().click()
  await headA.page.locator('.remote-caret-name').waitFor()
  await take(headA.page, 'room-en-light.png')
}

/** A ballot that one side has answered, as the other one sees it. */
async function takeBallot(chair: Person, headA: Person, headB: Person): Promise<void> {
  await choose(chair, AGREEABLE)
  const { page } = chair
  await clauseWith(page, AGREEABLE).getByRole('button', { name: 'Open a ballot …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Open the ballot' }).click()
  for (const head of [headB, headA]) {
    await choose(head, AGREEABLE)
    await head.page.locator('label').getByText('Agree', { exact: true }).click()
    if (head === headA) break
    await head.page.getByRole('button', { name: 'Give this answer' }).click()
    await head.page.getByText('Your delegation has answered').waitFor()
  }
  await take(headA.page, 'ballot.png')
}

try {
  const [chair, headA, headB, phone, reader] = [
    await seat(browser),
    await seat(browser),
    await seat(browser),
    await seat(browser, {
      locale: 'zh-CN',
      colorScheme: 'dark',
      viewport: { width: 390, height: 844 },
    }),
    await seat(browser),
  ]
  await enterAs(chair, url, 'chairOne')
  await enterAs(headA, url, 'headA')
  await enterAs(headB, url, 'headB')
  await enterAs(phone, url, 'legalB')
  await takeRoom(headA, headB)
  await choose(phone, LISTED)
  await take(phone.page, 'room-zh-dark-phone.png')
  await headA.page.goto(`${url}/dialogues/${DEMO_DIALOGUE_ID}/positions`)
  await headA.page.getByRole('table').waitFor()
  await take(headA.page, 'positions-en-light.png')
  await takeBallot(chair, headA, headB)
  await reader.page.goto(`${url}/outcomes/PD-2026-01`)
  await take(reader.page, 'outcome-light.png')
} finally {
  await browser.close()
  await serving.stop()
  await rm(folder, { recursive: true, force: true })
}
