import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { insertAccount } from '../../server/identity/store.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { startWithInstitution, type RunningInstitution } from '../support/institution.ts'
import type { TestServer } from '../support/server.ts'
import { seat } from '../support/visitors.ts'

let browser: Browser
let server: TestServer
let institution: RunningInstitution

beforeAll(async () => {
  browser = await openPlainBrowser()
  ;({ server, institution } = await startWithInstitution())
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await institution.close()
})

/** Answers what the institution asks, until it has no more questions. */
async function answerInstitution(page: Page, login: string): Promise<void> {
  const field = page.locator('input[name=login]')
  await field.fill(login)
  await page.locator('input[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
  const consent = page.getByRole('button', { name: 'Continue' })
  await consent.or(page.locator('header')).first().waitFor()
  if (await consent.isVisible()) await consent.click()
}

it.each([
  [
    'en-GB',
    'Change the password',
    /Confirm with/,
    'you may close this tab',
    'The password is changed;',
  ],
  ['zh-CN', '更改密码', /由.*确认/, '您可以关闭本标签页', '密码已更改，'],
] as const)(
  'ID16 a person of an institution (%s) proves with it who they are, and what waited is done',
  async (locale, change, confirm, mayClose, done) => {
    const [id, login] = [randomUUID(), `una-${locale.slice(0, 2)}`]
    const name = { en: 'Una Reyes', zh: '乌娜·雷耶斯' }
    const email = `${login}@example.org`
    await server.sql.begin((tx) => insertAccount(tx, { id, email, name, password: null }))
    const { page, context, complaints } = await seat(browser, { locale })
    await page.goto(`${server.url}/sign-in`)
    await page.getByRole('button', { name: new RegExp(institution.name) }).click()
    await answerInstitution(page, login)
    await page.waitForURL(`${server.url}/`)
    await server.sql`
      UPDATE sign_ins SET authenticated_at = clock_timestamp() - interval '6 minutes'
      WHERE account_id = ${id}`
    await page.goto(`${server.url}/account`)
    await page.getByRole('button', { name: change }).click()
    for (const field of await page.locator('input[autocomplete=new-password]').all())
      await field.fill('a sentence nobody guesses')
    await page.getByRole('button', { name: change }).click()
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('dialog').getByRole('link', { name: confirm }).click(),
    ])
    await answerInstitution(tab, login)
    await tab.getByText(mayClose).waitFor()
    expect(new URL(tab.url()).hash).toBe('')
    await page.getByText(done).waitFor()
    const foreign = [institution.issuer, 'fonts.googleapis.com', '403 (Forbidden)']
    expect(complaints.filter((one) => !foreign.some((part) => one.includes(part)))).toEqual([])
    await context.close()
  },
)
