import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { Seats } from '../support/seats.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { enterAs, seat } from '../support/visitors.ts'

const PAGES = [
  '',
  '/room',
  '/positions',
  '/ballots',
  '/worksheets',
  '/worksheets?sheet=measures',
  '/glossary',
  '/outcomes',
  '/people',
  '/sessions',
  '/desk',
]

/** What is still of use in a dialogue that was closed: reading, finding, saving, and keeping somebody out. */
const READING = [
  /^(Mark as seen|Read|Calendar file|Export|Copy the citation|Copy BibTeX|Show the preview)$/,
  /^(All|Joint|Not joint|All questions|Where could we meet) ?(\(\d+\))?$/,
  /^(common core|claimed by some only|classed differently|classed alike|not complete) \(\d+\)$/,
  /^Delegation [AB]: .*Timeline on: /,
  /^(EN|中文|EN \| 中文|\[ \] \d+ brackets)$/,
  /^(Heading|Clause|Preambular paragraph) [\d.]+$/,
  /^(Common categories|A foundation|Principles for|Minutes of)/,
  /^What can be done about /,
]

let browser: Browser
let server: TestServer
let seats: Seats

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  seats = new Seats(server)
})
afterAll(async () => {
  await browser.close()
  await seats.close()
})

async function close(): Promise<void> {
  const chair = await seats.join('moderator')
  const state = await server.app.live.ledger.state(seats.dialogueId)
  for (const { id, status } of state?.room.agreement.ballots ?? []) {
    if (status.state === 'open') await seats.do(chair, 'agreement/close-ballot', { ballotId: id })
  }
  const convener = await seats.join('convener')
  const eraseAfter = new Date(Date.now() + 40 * 86_400_000).toISOString()
  await seats.do(convener, 'dialogues/close', { eraseAfter })
}

/** What a page offers to press or to write in, by name, unless it is disabled. */
async function offeredAt(page: Page, path: string): Promise<string[]> {
  await page.goto(`${server.url}/dialogues/${DEMO_DIALOGUE_ID}${path}`)
  await page.locator('main :is(h1, article)').first().waitFor()
  await page.waitForLoadState('networkidle')
  const named = await page
    .locator('main')
    .evaluate((main) =>
      [...main.querySelectorAll('button, input, textarea, [role=textbox]')]
        .filter((each) => each.checkVisibility() && !each.matches(':disabled, [data-disabled]'))
        .map((each) => each.getAttribute('aria-label') ?? each.textContent.trim()),
    )
  return named.filter((name) => name !== '')
}

const isReading = (name: string) => READING.some((pattern) => pattern.test(name))

describe('what pages offer', () => {
  it('a desk is the moderators’; others are told where to find the same', async () => {
    const { page, context } = await seat(browser)
    await enterAs({ page, context, complaints: [] }, server.url, 'headA')
    expect(await offeredAt(page, '/desk')).toEqual([])
    await page.getByText('The moderators lead the session from here.').waitFor()
    await context.close()
  })

  it('DI9 W6 in a dialogue that was closed no page offers what would be refused', async () => {
    await close()
    const visits = {
      chairOne: PAGES,
      headA: ['/room', '/positions', '/ballots', '/worksheets', '/people'],
      convener: ['/people', '/outcomes'],
    }
    for (const name of ['chairOne', 'headA', 'convener'] as const) {
      const { page, context, complaints } = await seat(browser)
      await enterAs({ page, context, complaints }, server.url, name)
      for (const path of visits[name]) {
        const offered = await offeredAt(page, path)
        const found = [...new Set(offered)].filter((each) => !isReading(each))
        const further =
          name === 'convener' && path === '/people' ? ['Found a further dialogue'] : []
        expect({ name, path, found }).toEqual({ name, path, found: further })
      }
      expect(complaints).toEqual([])
      await context.close()
    }
  })
})
