import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openBrowser } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { clauseWith, enterAs, seat } from '../support/visitors.ts'

const CLAUSE = 'Definitions will be prepared by legal and engineering experts'
const DIALOGUE = `/dialogues/${DEMO_DIALOGUE_ID}`

let browser: Browser
let server: TestServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openBrowser()])
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

describe('the policy of a page', () => {
  it('W9 is in force: a string becomes neither markup nor a script, and no new policy lets it', async () => {
    const { page, complaints } = await seat(browser)
    await page.goto(`${server.url}/sign-in`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const refused = await page.evaluate(() => {
      const attempt = (act: () => void) => {
        try {
          act()
          return 'done'
        } catch (error) {
          return error instanceof TypeError ? 'refused' : String(error)
        }
      }
      const { trustedTypes } = window as unknown as {
        trustedTypes: { createPolicy: (name: string, rules: object) => unknown }
      }
      return [
        attempt(() => (document.createElement('div').innerHTML = '<img src=x>')),
        attempt(() => (document.createElement('script').text = 'window.ran = true')),
        attempt(() => document.createElement('iframe').setAttribute('srcdoc', '<p>')),
        attempt(() => trustedTypes.createPolicy('mine', { createHTML: (text: string) => text })),
      ]
    })
    expect(refused).toEqual(['refused', 'refused', 'refused', 'refused'])
    // The browser says so where the other tests of pages look for complaints.
    await expect
      .poll(() => complaints.filter((one) => /Trusted ?Type|TrustedHTML/.test(one)).length)
      .toBeGreaterThan(0)
  })

  it('W9 lets the editor take what is pasted, as plain words', async () => {
    const person = await seat(browser)
    await enterAs(person, server.url, 'headA')
    const { page } = person
    await page.goto(`${server.url}${DIALOGUE}/room`)
    const clause = clauseWith(page, CLAUSE)
    await clause.getByRole('button').first().click()
    const editor = clause.getByRole('textbox').first()
    await editor.click()
    await page.keyboard.press('Control+End')
    await editor.evaluate((element) => {
      const data = new DataTransfer()
      data.setData('text/html', '<p>herons <script>window.ran=1</script><img src=x></p>')
      data.setData('text/plain', 'herons')
      const init = { clipboardData: data, bubbles: true, cancelable: true }
      element.dispatchEvent(new ClipboardEvent('paste', init))
    })
    await editor.filter({ hasText: 'herons' }).waitFor()
    expect(await editor.locator('img[src="x"], script').count()).toBe(0)
    expect(person.complaints).toEqual([])
  })
})
