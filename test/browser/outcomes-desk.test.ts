import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { findings } from '../support/accessibility.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { enterAs, seat, type Person } from '../support/visitors.ts'

const FIRST = 'DK-2026-01'
const SECOND = 'DK-2026-02'
const TITLE = 'What the second session agreed'

let browser: Browser
let server: TestServer
let rapporteur: Person
let chair: Person
let coChair: Person
let adviser: Person

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  rapporteur = await seat(browser)
  chair = await seat(browser)
  coChair = await seat(browser, { locale: 'zh-CN' })
  adviser = await seat(browser)
  await enterAs(rapporteur, server.url, 'rapporteur')
  await enterAs(chair, server.url, 'chairOne')
  await enterAs(coChair, server.url, 'chairTwo')
  await enterAs(adviser, server.url, 'industryB')
  for (const { page } of [rapporteur, chair, coChair, adviser]) {
    await page.goto(`${server.url}/dialogues/${DEMO_DIALOGUE_ID}/outcomes`)
  }
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

/** The card of the outcome with this reference. */
function card(page: Page, reference: string) {
  const line = page.locator('p').getByText(reference, { exact: true }).first()
  return page.locator('section').filter({ has: line }).last()
}

async function pick(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page
    .getByRole('button', { name: new RegExp(`${label}$`) })
    .last()
    .click()
  await page.getByRole('option', { name: option }).click()
}

async function read(path: string): Promise<{ status: number; body: string }> {
  const answer = await fetch(`${server.url}${path}`)
  return { status: answer.status, body: await answer.text() }
}

async function assemble(reference: string): Promise<void> {
  const { page } = rapporteur
  const form = page.getByRole('form', { name: 'Assemble an outcome' })
  await form.getByLabel('Reference').fill(reference)
  await form.getByLabel('Title · In English').fill(TITLE)
  await form.getByLabel('Title · In Chinese').fill('第二次会议达成的共识')
}

async function turnBothKeys(reference: string): Promise<void> {
  await card(chair.page, reference).getByRole('button', { name: 'Approve with my key' }).click()
  const ask = chair.page.getByRole('dialog')
  const digest = await ask.locator('code').textContent()
  await ask.getByRole('button', { name: 'Approve with my key' }).click()
  await card(chair.page, reference).getByText('1 of 2 keys').waitFor()
  const other = card(coChair.page, reference)
  await other.getByRole('button', { name: '以本人钥匙核准' }).click()
  const asked = coChair.page.getByRole('dialog')
  expect(await asked.locator('code').textContent()).toBe(digest)
  await asked.getByRole('button', { name: '以本人钥匙核准' }).click()
  await other.getByRole('button', { name: '转交…' }).waitFor()
}

describe('the outcomes desk', () => {
  it('OU25 somebody is named by their own switch, and the others see how many are', async () => {
    const before = await adviser.page.getByText(/of \d+ consent to be named/).textContent()
    await adviser.page.getByText('Name me as a participant').click()
    const count = Number(/^\d+/.exec(before ?? '')?.[0])
    await chair.page.getByText(`${count + 1} of`).waitFor()
  })

  it('OU20 OU29 the rapporteur sees what enters, why not, and the page itself', async () => {
    const { page } = rapporteur
    await page.getByRole('button', { name: 'Assemble an outcome' }).click()
    await assemble(FIRST)
    const form = page.getByRole('form', { name: 'Assemble an outcome' })
    await form.getByText('left out: brackets are left').first().waitFor()
    await form.getByText('enters as agreed ad referendum').first().waitFor()
    await form.getByLabel('Preamble · In English').fill('Recalling the first session,')
    const preview = page.frameLocator('iframe')
    await page.getByText(/One language is missing \(preamble\)/).waitFor()
    await form.getByLabel('Preamble · In Chinese').fill('回顾第一次会议，')
    await form.getByRole('button', { name: 'Add a recommendation' }).click()
    await form.getByLabel('Recommendation 1 · In English').fill('That the lists be compared.')
    await form.getByLabel('Recommendation 1 · In Chinese').fill('建议比较各自清单。')
    await preview.getByText('That the lists be compared.').waitFor()
    await preview.getByText('回顾第一次会议，').waitFor()
    await page.getByRole('radio', { name: '中文' }).click()
    await preview.getByRole('heading', { name: '第二次会议达成的共识' }).waitFor()
    expect(await findings(page)).toEqual([])
    await form.getByRole('button', { name: 'Assemble', exact: true }).click()
    await form.waitFor({ state: 'detached' })
  })

  it('OU24 OU7 two keys publish what both saw; each side has a copy that names it first', async () => {
    const shelf = card(adviser.page, FIRST)
    await shelf.getByRole('button', { name: 'Show the preview' }).click()
    await shelf.frameLocator('iframe').getByText('That the lists be compared.').first().waitFor()
    expect((await read(`/outcomes/${FIRST}`)).status).toBe(404)
    await turnBothKeys(FIRST)
    const { status, body } = await read(`/outcomes/${FIRST}`)
    expect(status).toBe(200)
    expect(body).toContain('Gu Xiaolan')
    expect(body).toContain('agreed ad referendum')
    const order = (text: string) =>
      text.indexOf('American experts') < text.indexOf('Chinese experts')
    const copies = [
      await read(`/outcomes/${FIRST}.md?copy=1`),
      await read(`/outcomes/${FIRST}.md?copy=2`),
    ]
    expect(copies.map(({ body: text }) => order(text))).toContain(true)
    expect(copies.map(({ body: text }) => order(text))).toContain(false)
    await card(chair.page, FIRST)
      .getByText(/\d+ kB/)
      .first()
      .waitFor()
  })

  it('OU15 OU27 OU28 a recommendation is referred and followed up with two keys, and a note put right, in both languages', async () => {
    await card(coChair.page, FIRST).getByRole('button', { name: '转交…' }).click()
    const dialog = coChair.page.getByRole('dialog')
    await pick(coChair.page, '转交内容', /^建议1/)
    await dialog.getByRole('button', { name: '提议转交' }).click()
    await dialog.waitFor({ state: 'detached' })
    await card(coChair.page, FIRST).getByText('您已使用第一把钥匙').waitFor()
    expect((await read(`/outcomes/${FIRST}`)).body).not.toContain('Intergovernmental dialogue on')
    await card(chair.page, FIRST).getByRole('button', { name: 'Publish with my key' }).click()
    await card(rapporteur.page, FIRST).getByRole('button', { name: 'Correct …' }).waitFor()
    await card(chair.page, FIRST).getByText('Intergovernmental dialogue on').waitFor()
    await card(chair.page, FIRST).getByRole('button', { name: 'Note what became of it' }).click()
    const ask = chair.page.getByRole('dialog')
    await pick(chair.page, 'What', /^Recommendation 1/)
    await pick(chair.page, 'What became of it', /^Taken up$/)
    await ask.getByLabel('In words · In English').fill('Taken up at the autumn round.')
    await ask.getByLabel('In words · In Chinese').fill('秋季会议已采纳。')
    await ask.getByRole('button', { name: 'Propose the note' }).click()
    // It is among what there is to do for the other co-chair, and leads here.
    await coChair.page.goto(`${server.url}/dialogues/${DEMO_DIALOGUE_ID}/desk`)
    await coChair.page.locator('[data-waiting=keys]').getByRole('link').first().click()
    await coChair.page
      .getByRole('link', { name: `使用第二把钥匙：成果 ${FIRST} 的后续记录` })
      .click()
    await card(coChair.page, FIRST).getByText('秋季会议已采纳。').waitFor()
    await card(coChair.page, FIRST).getByRole('button', { name: '以本人钥匙发布' }).click()
    await card(chair.page, FIRST).getByRole('button', { name: 'Correct …' }).nth(1).waitFor()
    const { body } = await read(`/outcomes/${FIRST}?lang=zh`)
    expect(body).toContain('政府间人工智能对话')
    expect(body).toMatch(/class="fate"[\s\S]*已采纳[\s\S]*秋季会议已采纳。/)
    await card(chair.page, FIRST).getByRole('button', { name: 'Correct …' }).nth(1).click()
    const correction = chair.page.getByRole('dialog')
    await correction.getByLabel('In words · In English').fill('Taken up in part.')
    await correction.getByLabel('In words · In Chinese').fill('已部分采纳。')
    await correction.getByRole('button', { name: 'Propose the note' }).click()
    await card(coChair.page, FIRST).getByText('已部分采纳。').waitFor()
    await card(coChair.page, FIRST).getByRole('button', { name: '以本人钥匙发布' }).click()
    await card(chair.page, FIRST).getByText('corrects note 2').waitFor()
    const corrected = async () => (await read(`/outcomes/${FIRST}?lang=zh`)).body
    await expect.poll(corrected).toMatch(/<del>[\s\S]*秋季会议已采纳。[\s\S]*<\/del>/)
    expect(await corrected()).toMatch(/class="fate"[\s\S]*已部分采纳。/)
  })

  it('OU14 OU16 a later one supersedes it under embargo, and nobody reads it before', async () => {
    const { page } = rapporteur
    await card(page, FIRST).getByRole('button', { name: 'Supersede …' }).click()
    await assemble(SECOND)
    await page.getByLabel('Embargo until').fill('2099-01-01T12:00')
    await page.getByRole('button', { name: 'Assemble', exact: true }).click()
    await card(page, SECOND).waitFor()
    await turnBothKeys(SECOND)
    await card(chair.page, SECOND).getByText('Under embargo', { exact: true }).waitFor()
    expect((await read(`/outcomes/${SECOND}`)).status).toBe(404)
    expect((await read(`/outcomes/${FIRST}`)).body).not.toContain(SECOND)
    await card(chair.page, FIRST).getByText(`Superseded by ${SECOND}`).waitFor()
  })

  it('OU26 a withdrawal takes both keys and a reason, and the page stays and says so', async () => {
    await card(chair.page, FIRST).getByRole('button', { name: 'Withdraw …' }).click()
    const ask = chair.page.getByRole('dialog')
    await ask.getByLabel('Reason · In English').fill('A figure in clause 1 was wrong.')
    await ask.getByLabel('Reason · In Chinese').fill('第1条的数字有误。')
    await ask.getByRole('button', { name: 'Propose the withdrawal' }).click()
    await card(chair.page, FIRST).getByText('You have turned the first key.').waitFor()
    expect((await read(`/outcomes/${FIRST}`)).body).not.toContain('A figure in clause 1')
    await card(coChair.page, FIRST).getByRole('button', { name: '以本人钥匙撤回' }).click()
    await card(chair.page, FIRST).getByText('Withdrawn', { exact: true }).waitFor()
    const { status, body } = await read(`/outcomes/${FIRST}`)
    expect(status).toBe(200)
    expect(body).toContain('A figure in clause 1 was wrong.')
    expect(body).toContain('That the lists be compared.')
  })

  it('OU18 a Chinese reader is led to pages in Chinese', async () => {
    const link = coChair.page.locator('a[href="/outcomes?lang=zh"]')
    expect((await read((await link.getAttribute('href')) ?? '')).body).toContain(
      '<html lang="zh-Hans">',
    )
    await coChair.page.locator(`a[href="/outcomes/${FIRST}?lang=zh"]`).waitFor()
  })

  it('no page complained of anything', () => {
    for (const { complaints } of [chair, coChair, adviser]) expect(complaints).toEqual([])
  })
})
