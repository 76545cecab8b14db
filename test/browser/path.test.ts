import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../../server/demo/people.ts'
import { DEMO_NAMED } from '../../server/demo/published.ts'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { ProtocolClient } from '../support/client.ts'
import {
  clauseById,
  clauseWith,
  clickInAs,
  seat,
  signInAs,
  type Person,
} from '../support/visitors.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const WORDS = 'Definitions will be prepared by legal and engineering experts of both sides.'
const AGREED = `Narrow ones first: ${WORDS}`
const REFERENCE = 'PD-2026-07'

let browser: Browser
let server: TestServer
let chair: Person
let coChair: Person
let headA: Person
let headB: Person
let observer: Person
let clauseId: string

const poll = { timeout: 30_000, interval: 50 }

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  chair = await seat(browser)
  coChair = await seat(browser)
  headA = await seat(browser)
  headB = await seat(browser, { locale: 'zh-CN' })
  observer = await seat(browser)
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

/** Opens the room from the first link that the first page leads there with, at the text on common categories. */
async function enterRoom(page: Page, words: { enter: RegExp; text: RegExp }): Promise<void> {
  await page.getByRole('link', { name: words.enter }).first().click()
  await page.getByRole('button', { name: words.text }).click()
  await clauseWith(page, WORDS).waitFor()
}

const IN_ENGLISH = { enter: /^Enter the room$/, text: /^Common categories of sensitive data/ }
const IN_CHINESE = { enter: /^进入会议室$/, text: /^敏感数据的共同类别/ }

/** The editor of a clause's English words. */
function englishOf(page: Page) {
  return clauseById(page, clauseId).getByRole('textbox').first()
}

/** The English words of the clause as they are seen, without the carets in them. */
function bare(page: Page): Promise<string> {
  return clauseById(page, clauseId)
    .locator('[lang=en]')
    .first()
    .evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement
      for (const caret of copy.querySelectorAll('.remote-caret')) caret.remove()
      return copy.textContent
    })
}

async function choose(page: Page): Promise<void> {
  await clauseById(page, clauseId).getByRole('button').first().click()
  await clauseById(page, clauseId).locator('button[aria-pressed=true]').waitFor()
}

async function approve(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Approve with my key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(REFERENCE).waitFor()
  await dialog.getByRole('button', { name: 'Approve with my key' }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** The column beside the text: all about the chosen clause. */
const side = (page: Page) => page.getByRole('region', { name: /^(Clause|条款)$/ })

describe('a round of a dialogue', () => {
  it('everybody signs in: one with a password, the others by one click', async () => {
    await signInAs(chair, server.url, 'chairOne')
    await clickInAs(coChair, server.url, 'chairTwo')
    await clickInAs(headA, server.url, 'headA')
    await clickInAs(headB, server.url, 'headB')
    await clickInAs(observer, server.url, 'observer')
    await enterRoom(chair.page, IN_ENGLISH)
    await enterRoom(headA.page, IN_ENGLISH)
    await enterRoom(headB.page, IN_CHINESE)
    await headA.page.getByText(DEMO_PEOPLE.headA.name.en).first().waitFor()
    await headB.page.getByText(DEMO_PEOPLE.headB.name.zh).first().waitFor()
    await observer.page.getByText('As an observer you read what has been published').waitFor()
    clauseId = (await clauseWith(chair.page, WORDS).getAttribute('data-clause')) ?? ''
    expect(clauseId).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('two heads write in one clause at once and see each other’s caret and brackets', async () => {
    const [a, b] = [headA.page, headB.page]
    await Promise.all([choose(a), choose(b)])
    await Promise.all([englishOf(a).click(), englishOf(b).click()])
    await a.keyboard.press('Control+End')
    await b.keyboard.press('Control+Home')
    await Promise.all([
      a.keyboard.type(' [A: They meet twice a year.]', { delay: 15 }),
      b.keyboard.type('Narrow ones first: ', { delay: 15 }),
    ])
    const both = `${AGREED} [A: They meet twice a year.]`
    for (const page of [a, b]) await expect.poll(() => bare(page), poll).toBe(both)
    await a.locator('.remote-caret-name', { hasText: DEMO_PEOPLE.headB.name.en }).waitFor()
    await b.locator('.remote-caret-name', { hasText: DEMO_PEOPLE.headA.name.zh }).waitFor()
    const held = clauseById(b, clauseId).locator('[class*=bracket-a]')
    expect(await held.allTextContents()).toEqual(['[A: They meet twice a year.]'])
    await clauseById(a, clauseId)
      .getByText(/\]1 bracket$/)
      .waitFor()
    await clauseById(b, clauseId)
      .getByText(/\]1 处方括号$/)
      .waitFor()
    await clauseById(chair.page, clauseId)
      .getByText(/\]1 bracket$/)
      .waitFor()
    await expect.poll(() => bare(chair.page), poll).toBe(both)
  })

  it('the language of the interface changes at once, and is remembered', async () => {
    const { page } = headA
    await page.getByRole('button', { name: 'Language', exact: true }).click()
    await page.getByRole('menuitem', { name: '中文' }).click()
    await page.getByRole('heading', { name: '第 4 条' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans')
    await page.reload()
    await page.getByRole('heading', { name: '第 4 条' }).waitFor()
    await page.getByRole('button', { name: '语言', exact: true }).click()
    await page.getByRole('menuitem', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Clause 4' }).waitFor()
  })

  it('a position is the delegation’s own until it is tabled, then everybody in the room sees it', async () => {
    await headA.page.getByRole('button', { name: 'State a position' }).click()
    const dialog = headA.page.getByRole('dialog')
    await dialog.getByText('Can accept', { exact: false }).first().click()
    await dialog.getByLabel('Reason · In English').fill('Experts can be agreed on quickly.')
    await dialog.getByRole('button', { name: 'State', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await headA.page.getByRole('tab', { name: 'Caucus' }).click()
    await headA.page.getByText('Experts can be agreed on quickly.').waitFor()
    const seen = headB.page.getByText('Experts can be agreed on quickly.')
    expect(await seen.count()).toBe(0)
    await headA.page.getByRole('button', { name: 'Table', exact: true }).click()
    await seen.waitFor()
    await side(headB.page).getByText('可接受', { exact: true }).waitFor()
  })

  it('a ballot locks the words; a late edit is impossible, even one that was made before', async () => {
    const late = new ProtocolClient(server.url)
    await late.signIn(DEMO_PEOPLE.headB.email, DEMO_PASSWORD)
    await late.connect()
    await late.openDialogue(DEMO_DIALOGUE_ID)
    const textId = new URL(chair.page.url()).searchParams.get('text') ?? ''
    await late.openTexts(DEMO_DIALOGUE_ID, textId)

    const editor = englishOf(headA.page)
    await editor.click()
    await headA.page.keyboard.press('Control+End')
    const meant = ' [A: They meet twice a year.]'
    for (let left = meant.length; left > 0; left--) await headA.page.keyboard.press('Backspace')
    const { page } = chair
    await choose(page)
    const clause = clauseById(page, clauseId)
    await clause.getByText(/○Open$/).waitFor()
    await clause.getByRole('button', { name: 'Confirm concordance' }).click()
    await clause.getByText('EN and 中文 concordant').waitFor()
    const update = await late.prepare(clauseId, (text) => text.insert(0, 'Too late. '))

    await clause.getByRole('button', { name: 'Open a ballot …' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(AGREED).waitFor()
    const [hash] = /[0-9a-f]{64}/.exec((await dialog.textContent()) ?? '') ?? ['']
    await dialog.getByRole('button', { name: 'Open the ballot' }).click()
    await dialog.waitFor({ state: 'detached' })
    const short = `sha-256 ${hash.slice(0, 8)}…${hash.slice(-4)}`
    for (const person of [chair, headA, headB]) {
      await person.page.getByRole('tab', { name: /^(Clause|第) / }).click()
      await side(person.page).getByText(short).first().waitFor()
      await clauseById(person.page, clauseId).getByRole('textbox').waitFor({ state: 'detached' })
    }
    expect(await late.send(clauseId, update)).toMatchObject({ ok: false, code: 'text/locked' })
    late.disconnect()
    expect(await clauseById(headB.page, clauseId).textContent()).toContain(AGREED)
  })

  it('both heads answer, and the clause is agreed ad referendum and stays locked', async () => {
    const [a, b] = [side(headA.page), side(headB.page)]
    await a.getByText('Agree ad referendum', { exact: true }).click()
    await a.getByRole('button', { name: 'Give this answer' }).click()
    await a.getByText('Your delegation has answered: Agree ad referendum').waitFor()
    await b.getByText('同意', { exact: true }).click()
    await b.getByRole('button', { name: '作出此答复' }).click()
    await clauseById(chair.page, clauseId).getByText('Agreed ad referendum').waitFor()
    await clauseById(headA.page, clauseId).getByText('Agreed ad referendum').waitFor()
    await clauseById(headB.page, clauseId).getByText('待核准').first().waitFor()
    await clauseById(headB.page, clauseId)
      .getByText(/已锁定为此文字/)
      .waitFor()
    await choose(headB.page)
    expect(await clauseById(headB.page, clauseId).getByRole('textbox').count()).toBe(0)
  })

  it('both co-chairs approve what was assembled, and with the second key it is published', async () => {
    const { page } = chair
    await page.getByRole('link', { name: 'Outcomes', exact: true }).click()
    await page.getByRole('button', { name: 'Assemble an outcome' }).click()
    const form = page.getByRole('form', { name: 'Assemble an outcome' })
    await form.getByRole('button', { name: /^Text/ }).or(form.getByLabel('Text')).first().click()
    await page.getByRole('option', { name: 'Common categories of sensitive data' }).click()
    await form.getByLabel('Reference').fill(REFERENCE)
    await form.getByLabel('Place · In English').fill('Geneva')
    await form.getByLabel('Place · In Chinese').fill('日内瓦')
    await form.getByRole('button', { name: 'Assemble', exact: true }).click()
    await form.waitFor({ state: 'detached' })
    await approve(page)
    await page.getByText('1 of 2 keys').waitFor()
    expect((await fetch(`${server.url}/outcomes/${REFERENCE}`)).status).toBe(404)

    await coChair.page.getByRole('link', { name: 'Outcomes', exact: true }).click()
    await approve(coChair.page)
    await page.locator(`a[href^="/outcomes/${REFERENCE}?lang="]`).waitFor()
    await coChair.page.locator(`a[href^="/outcomes/${REFERENCE}?lang="]`).waitFor()
  })

  it('the observer finds it by its topic and reads it in both languages, without JavaScript', async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await observer.context.storageState(),
    })
    const page = await context.newPage()
    await page.goto(`${server.url}/outcomes`)
    const topic = await page.locator('select[name=topic] option').allTextContents()
    await page.selectOption('select[name=topic]', topic.filter((one) => /data/i.test(one))[0] ?? '')
    await page.click('form[role=search] button')
    await page.locator('.list a.title', { hasText: 'Common categories of sensitive data' }).click()
    expect(page.url()).toContain(REFERENCE)
    const article = page.locator('article')
    expect(await article.textContent()).toContain(AGREED)
    expect(await article.textContent()).toContain('定义由双方法律与工程专家共同拟定。')
    await page.click('nav.langs a[lang=zh-Hans]')
    expect(await page.textContent('h1')).toBe('敏感数据的共同类别')
    expect(await article.textContent()).not.toContain(AGREED)
    await page.click('nav.langs a[lang=en]')
    expect(await page.textContent('h1')).toBe('Common categories of sensitive data')
    expect(await article.textContent()).toContain(AGREED)
    await context.close()
  })

  it('nothing that was published names anybody who did not consent, or says who said what', async () => {
    const people = Object.entries(DEMO_PEOPLE)
    const names = people.flatMap(([key, { name, id, email }]) =>
      DEMO_NAMED.some((named) => named === key) ? [id, email] : [name.en, name.zh, id, email],
    )
    for (const suffix of ['', '?lang=zh', '.json', '.akn.xml', '.md']) {
      const answer = await fetch(`${server.url}/outcomes/${REFERENCE}${suffix}`)
      expect(answer.status, suffix).toBe(200)
      const bytes = await answer.text()
      expect(bytes.includes('定义由双方法律与工程专家共同拟定'), suffix).toBe(true)
      for (const name of [...names, 'Delegation A', '甲方', 'They meet twice a year', clauseId]) {
        expect(bytes.includes(name), `${name} in ${suffix}`).toBe(false)
      }
    }
  })

  it('no browser complained of anything', () => {
    for (const person of [chair, coChair, headA, headB, observer]) {
      expect(person.complaints).toEqual([])
    }
  })
})
