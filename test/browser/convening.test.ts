import { randomUUID } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { foundWithConvener } from '../../server/found.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { seat, type Person } from '../support/visitors.ts'
import { sha256 } from '../support/world.ts'

const password = 'nine quiet herons at the weir'
let browser: Browser
let server: TestServer
let ines: Person

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer({ demo: false }), openPlainBrowser()])
  ines = await seat(browser, { locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const dialog = (page: Page) => page.getByRole('dialog').last()

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: label }).last().click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** Names something in the dialog that is open, in both languages. */
async function fill(page: Page, label: string, en: string, zh: string): Promise<void> {
  await dialog(page).getByLabel(`${label} · 英文`).fill(en)
  await dialog(page).getByLabel(`${label} · 中文`).fill(zh)
}

async function addDelegation(en: string, zh: string): Promise<void> {
  const { page } = ines
  await page.getByRole('button', { name: '增加代表团' }).click()
  await fill(page, '代表团名称', en, zh)
  await dialog(page).getByRole('button', { name: '增加', exact: true }).click()
  await page.getByText(zh).first().waitFor()
}

/** Invites somebody by clicks; answers the link that is shown. */
async function invite(name: string, role: string, delegation?: string): Promise<string> {
  const { page } = ines
  await askFor(name, role, delegation)
  const link = await dialog(page).getByText('/invitation/', { exact: false }).textContent()
  await dialog(page).getByRole('button', { name: '关闭' }).last().click()
  return link ?? ''
}

async function askFor(name: string, role: string, delegation?: string): Promise<void> {
  const { page } = ines
  await page.getByRole('button', { name: '邀请人员' }).click()
  await fill(page, '姓名', name, name)
  await dialog(page).getByLabel('电子邮件地址').fill(`${randomUUID()}@example.org`)
  await choose(page, '身份', role)
  if (delegation !== undefined) await choose(page, '代表团', delegation)
  await dialog(page).getByRole('button', { name: '生成邀请' }).click()
}

/** The head consents to who was asked for, and makes their link; answers it. */
async function consent(head: Page, name: string): Promise<string> {
  await head.getByRole('link', { name: 'People' }).first().click()
  await head.getByText('Waiting for a head’s consent').waitFor()
  await head.getByRole('button', { name: 'Consent', exact: true }).click()
  await dialog(head).getByText('@example.org', { exact: false }).waitFor()
  await dialog(head).getByText('Nobody has entered the account yet').waitFor()
  await dialog(head).getByRole('button', { name: 'Consent', exact: true }).click()
  await dialog(head).getByRole('button', { name: 'Make a fresh link' }).click()
  await dialog(head)
    .getByRole('heading', { name: `The invitation of ${name}` })
    .waitFor()
  const link = await dialog(head).getByText('/invitation/', { exact: false }).textContent()
  await dialog(head).getByRole('button', { name: 'Close' }).last().click()
  return link ?? ''
}

/** Enters by a link, in a browser of one's own. */
async function enter(link: string): Promise<Page> {
  const { page } = await seat(browser)
  await page.goto(link)
  await page.getByLabel('Choose a password').fill(password)
  await page.getByLabel('The same password again').fill(password)
  await page.getByRole('button', { name: 'Accept and enter' }).click()
  await page.waitForURL(/\/dialogues\//)
  return page
}

async function about(name: string, step: string): Promise<void> {
  const { page } = ines
  await page.getByRole('button', { name: `对${name}可作` }).click()
  await page.getByRole('menuitem', { name: step }).click()
}

it('DI13 ID12 a convener who reads Chinese comes from an empty database to a working dialogue by clicks alone', async () => {
  const { path } = await foundWithConvener(server.sql, sha256, {
    title: { en: 'To be named', zh: '待定名' },
    name: { en: 'Ines Moreau', zh: '伊内丝·莫罗' },
    email: 'ines@example.org',
  })
  const { page } = ines
  await page.goto(`${server.url}${path ?? ''}`)
  await page.getByLabel('设置密码').fill(password)
  await page.getByLabel('再次输入密码').fill(password)
  await page.getByRole('button', { name: '接受并进入' }).click()
  await page.waitForURL(/\/dialogues\//)
  await page.getByRole('link', { name: '人员' }).first().click()
  await page.getByRole('button', { name: '更改对话名称' }).click()
  await fill(page, '对话名称', 'Compute thresholds', '算力门槛对话')
  await dialog(page).getByRole('button', { name: '登记' }).click()
  await page.getByText('算力门槛对话').first().waitFor()
  // Inviting a head before there is a delegation says what to do first.
  await page.getByRole('button', { name: '邀请人员' }).click()
  await choose(page, '身份', '代表团团长')
  await dialog(page).getByText('尚无代表团', { exact: false }).waitFor()
  await dialog(page).getByRole('button', { name: '取消' }).click()
  await addDelegation('Alphaland', '甲国专家组')
  await addDelegation('Betaland', '乙国')
  await page.getByRole('button', { name: '更改代表团B的名称' }).click()
  await fill(page, '代表团名称', 'Betaland experts', '乙国专家组')
  await dialog(page).getByRole('button', { name: '登记' }).click()
  await page.getByText('乙国专家组').first().waitFor()
  await page.getByRole('button', { name: '代表团 A 的时区' }).click()
  await page
    .getByRole('option', { name: /Shanghai/ })
    .first()
    .click()
  await expect
    .poll(async () => {
      const rows = await server.sql`SELECT 1 FROM events WHERE type = 'DelegationTimeZoneSet'`
      return rows.length
    })
    .toBe(1)
})

it('DI8 DI4 the people enter by their links; a seat is handed over, somebody is suspended and restored', async () => {
  const ada = await enter(await invite('Ada Wren', '代表团团长', '代表团 A'))
  // Nobody joins a delegation without its head's consent (DI15).
  await askFor('Bo Lind', '代表', '代表团 A')
  await dialog(ines.page).getByText('须经代表团 A 团长同意').waitFor()
  await dialog(ines.page).getByRole('button', { name: '关闭' }).last().click()
  const bo = await enter(await consent(ada, 'Bo Lind'))
  await enter(await invite('Chen Yu', '代表团团长', '代表团 B'))
  const chair = await enter(await invite('Dora Hale', '主持人（联合主席）'))
  await chair.getByRole('heading', { name: 'Compute thresholds' }).waitFor()
  const { page } = ines
  await about('Bo Lind', '移交团长席位')
  await dialog(page).getByRole('button', { name: '移交团长席位' }).click()
  await dialog(page).waitFor({ state: 'detached' })
  const seats = async () => {
    const rows = await server.sql<{ seat: string }[]>`
      SELECT a.name || ' ' || m.role || CASE WHEN m.suspended THEN ' out' ELSE '' END AS seat
      FROM memberships m JOIN accounts a ON a.id = m.account_id
      WHERE a.name IN ('Ada Wren', 'Bo Lind') ORDER BY a.name`
    return rows.map((row) => row.seat)
  }
  await expect.poll(seats).toEqual(['Ada Wren delegate', 'Bo Lind head'])
  await about('Ada Wren', '暂停资格')
  await dialog(page).getByRole('button', { name: '暂停资格' }).click()
  await expect.poll(seats).toEqual(['Ada Wren delegate out', 'Bo Lind head'])
  await about('Ada Wren', '恢复资格')
  // The new head's page has gone on by itself with the rights of a head, from the seat to the consent.
  await bo.getByRole('link', { name: 'People' }).first().click()
  await bo.getByText('returns after a suspension', { exact: false }).waitFor()
  await bo.getByRole('button', { name: 'Consent', exact: true }).click()
  await dialog(bo).getByText('The account has been entered before.').waitFor()
  await dialog(bo).getByRole('button', { name: 'Consent', exact: true }).click()
  await expect.poll(seats).toEqual(['Ada Wren delegate', 'Bo Lind head'])
})

it('DI13 founds a further dialogue, which is their own and empty', async () => {
  const { page } = ines
  await page.getByRole('button', { name: '设立另一项对话' }).click()
  await fill(page, '对话名称', 'Data flows', '数据流动对话')
  const before = page.url()
  await dialog(page).getByRole('button', { name: '设立', exact: true }).click()
  await page.waitForURL((url) => url.href !== before)
  await page.getByText('数据流动对话').first().waitFor()
  expect(await page.getByText('Bo Lind').count()).toBe(0)
  await page.goto(server.url)
  await page.getByRole('link', { name: /数据流动对话/ }).waitFor()
  await page.getByRole('link', { name: /算力门槛对话/ }).waitFor()
  expect(ines.complaints).toEqual([])
})
