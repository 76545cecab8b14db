import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEMO_PEOPLE } from '../../server/demo/people.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { openSink, type Sink } from '../support/mail.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { seat, signInAs } from '../support/visitors.ts'

let browser: Browser
let sink: Sink
let server: TestServer

beforeAll(async () => {
  sink = await openSink()
  ;[server, browser] = await Promise.all([
    startTestServer({ smtp: sink.url, mailFrom: 'parley@parley.example' }),
    openPlainBrowser(),
  ])
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await sink.close()
})

it('ID15 somebody who reads Chinese comes back by a mail, and the browser that was signed in is out', async () => {
  const { url } = server
  const { id, email } = DEMO_PEOPLE.headB
  await server.sql`DELETE FROM demo_people WHERE account_id = ${id}`
  await server.sql`
    INSERT INTO account_settings (account_id, language) VALUES (${id}, 'zh')
    ON CONFLICT (account_id) DO UPDATE SET language = 'zh'`
  const elsewhere = await seat(browser)
  await signInAs(elsewhere, url, 'headB')
  const { page } = await seat(browser, { locale: 'zh-CN' })
  await page.goto(`${url}/sign-in`)
  await page.getByRole('link', { name: '忘记密码？' }).click()
  await page.waitForURL(/\/new-password$/)
  await page.getByLabel('电子邮件地址').fill(email)
  await page.getByRole('button', { name: '发送链接' }).click()
  await page.getByText('一小时内有效', { exact: false }).waitFor()
  const mail = await sink.mailTo(email, ({ subject }) => subject.includes('新密码'))
  const path = /\/new-password\/[\w-]+/.exec(mail.text)?.[0] ?? ''
  await page.goto(`${url}${path}`)
  await page.getByText(email, { exact: false }).waitFor()
  await page.getByLabel('设置密码').fill('nine quiet herons at the weir')
  await page.getByLabel('再次输入').fill('nine quiet herons at the weir')
  await page.getByRole('button', { name: '设置密码并进入' }).click()
  await page.waitForURL(`${url}/`)
  await elsewhere.page.goto(`${url}/account`)
  await elsewhere.page.waitForURL(/sign-in/)
  await page.goto(`${url}${path}`)
  await page.getByText('此链接已使用', { exact: false }).waitFor()
})

it('ID15 a server without mail says whom to ask instead, before anything is typed', async () => {
  const quiet = await startTestServer()
  const { page } = await seat(browser)
  await page.goto(`${quiet.url}/sign-in`)
  await page.getByRole('link', { name: 'Forgotten your password?' }).click()
  await page.getByText('Ask the convener of your dialogue', { exact: false }).waitFor()
  expect(await page.getByRole('button', { name: 'Send the link' }).count()).toBe(0)
  await page.context().close()
  await quiet.close()
})
