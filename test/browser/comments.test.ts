import { strFromU8, unzipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPlainBrowser } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { clauseById, clauseWith, enterAs, seat, type Person } from '../support/visitors.ts'

const WORDS = 'Definitions will be prepared by legal and engineering experts of both sides.'
const QUOTE = 'legal and engineering experts'

let browser: Browser
let server: TestServer
let headA: Person
let headB: Person
let chair: Person
let clauseId: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  headA = await seat(browser, { acceptDownloads: true })
  headB = await seat(browser, { locale: 'zh-CN' })
  chair = await seat(browser)
  await enterAs(headA, server.url, 'headA')
  await enterAs(headB, server.url, 'headB')
  await enterAs(chair, server.url, 'chairOne')
  for (const { page } of [headA, headB, chair]) {
    await page.goto(server.url)
    await page.getByRole('link', { name: /^(Enter the room|进入会议室)$/ }).click()
    await page
      .getByRole('button', { name: /^(Common categories of sensitive data|敏感数据的共同类别)/ })
      .click()
    await clauseWith(page, WORDS).waitFor()
  }
  clauseId = (await clauseWith(chair.page, WORDS).getAttribute('data-clause')) ?? ''
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

const poll = { timeout: 30_000, interval: 50 }

async function choose(page: Page): Promise<void> {
  await clauseById(page, clauseId).getByRole('button').first().click()
  await clauseById(page, clauseId).getByRole('textbox').first().waitFor()
}

/** Selects words of the clause as somebody would with the mouse or the keyboard. */
async function select(page: Page, words: string): Promise<void> {
  await clauseById(page, clauseId)
    .locator('[data-words=en]')
    .evaluate((element, wanted) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = (node.textContent ?? '').indexOf(wanted)
        if (at === -1) continue
        getSelection()?.setBaseAndExtent(node, at, node, at + wanted.length)
        return
      }
      throw new Error('the words are not there')
    }, words)
}

/** The English words of the clause as they are seen, without the carets in them. */
function bare(page: Page): Promise<string> {
  return clauseById(page, clauseId)
    .locator('[data-words=en]')
    .evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement
      for (const caret of copy.querySelectorAll('.remote-caret')) caret.remove()
      return copy.textContent
    })
}

const side = (page: Page) => page.getByRole('region', { name: /^(Clause|条款)$/ })
const threads = (page: Page) => side(page).locator('[data-comment]')

async function comment(page: Page, body: string, audience: 'room' | 'side'): Promise<void> {
  await select(page, QUOTE)
  await page.locator('[data-selection-bar]').getByRole('button').click()
  const form = side(page).getByRole('tabpanel')
  await form.getByRole('textbox').fill(body)
  const to =
    audience === 'room' ? /Everyone in the room|会议室全体/ : /My delegation only|仅本代表团/
  await form.getByText(to).click()
  await form.getByRole('textbox').press('Control+Enter')
  await threads(page).filter({ hasText: body }).waitFor()
}

/** The words on the page that are marked as commented on. */
function marked(page: Page, look: string): Promise<string[]> {
  return page.evaluate(
    (name) =>
      [...(CSS.highlights.get(name) ?? [])].map((range) =>
        range instanceof Range ? range.toString() : '',
      ),
    look,
  )
}

describe('comments on passages', () => {
  it('CT2 a comment to the room is seen by both sides at once, one among ourselves by nobody else', async () => {
    await choose(headA.page)
    await comment(headA.page, 'Two of each would do.', 'room')
    await comment(headA.page, 'We would accept one lawyer fewer.', 'side')
    for (const { page } of [headB, chair]) {
      await page.getByRole('tab', { name: /Comments|评论/ }).click()
      await threads(page).filter({ hasText: 'Two of each would do.' }).waitFor()
      expect(await page.getByText('one lawyer fewer').count()).toBe(0)
    }
    await expect
      .poll(() => marked(headB.page, 'comment'), poll)
      .toEqual(expect.arrayContaining([QUOTE]))
    expect(await marked(headA.page, 'comment-private')).toContain(QUOTE)
    expect(await marked(headB.page, 'comment-private')).not.toContain(QUOTE)
  })

  it('CT3 the mark stays with its words while somebody writes before and in them', async () => {
    await choose(headB.page)
    const editor = clauseById(headB.page, clauseId).getByRole('textbox').first()
    await editor.click()
    await headB.page.keyboard.press('Control+Home')
    await headB.page.keyboard.type('Where needed, d')
    await headB.page.keyboard.press('Delete')
    for (const { page } of [headA, headB, chair]) {
      await expect.poll(() => bare(page), poll).toContain('Where needed, definitions')
      await expect
        .poll(() => marked(page, 'comment'), poll)
        .toEqual(expect.arrayContaining([QUOTE]))
    }
  })

  it('CT4 the other side answers, and who made it resolves and reopens it', async () => {
    const there = threads(headB.page).filter({ hasText: 'Two of each' })
    await there.getByRole('button', { name: '回复' }).click()
    await there.getByRole('textbox').fill('同意，各两人。')
    await there.getByRole('textbox').press('Control+Enter')
    const here = threads(headA.page).filter({ hasText: 'Two of each' })
    await here.getByText('同意，各两人。').waitFor()
    expect(await there.getByRole('button', { name: '解决' }).count()).toBe(0)
    await here.getByRole('button', { name: 'Resolve' }).click()
    await there.waitFor({ state: 'detached' })
    await side(headB.page).getByText('已解决', { exact: true }).click()
    await there.getByText(/已解决，/).waitFor()
    await side(headA.page).getByText('Resolved', { exact: true }).click()
    await here.getByRole('button', { name: 'Reopen' }).click()
    await side(headA.page).getByText('Open', { exact: true }).click()
    await here.waitFor()
  })

  it('CT5 when its words are struck the comment is shown as detached, with the words', async () => {
    await select(headB.page, QUOTE)
    await clauseById(headB.page, clauseId).getByRole('textbox').first().press('Delete')
    const here = threads(headA.page).filter({ hasText: 'Two of each' })
    await here.getByText(/Detached/).waitFor()
    await here.getByText(QUOTE).waitFor()
    await headB.page.keyboard.press('Control+z')
    await here.getByText(/Detached/).waitFor({ state: 'detached' })
    await expect.poll(() => marked(headA.page, 'comment'), poll).toContain(QUOTE)
  })

  it('a click on a comment’s words finds it, and a click on its quote finds the words', async () => {
    await headA.page.getByRole('tab', { name: /^Clause/ }).click()
    const range = await headA.page.evaluate((quote) => {
      for (const name of ['comment', 'comment-private']) {
        for (const one of CSS.highlights.get(name) ?? []) {
          if (!(one instanceof Range) || one.toString() !== quote) continue
          const { left, top, width, height } = one.getClientRects()[0]!
          return { x: left + width / 2, y: top + height / 2 }
        }
      }
      return undefined
    }, QUOTE)
    await headA.page.mouse.click(range!.x, range!.y)
    await threads(headA.page).filter({ hasText: QUOTE }).first().waitFor()
    await expect.poll(() => marked(headA.page, 'comment-active'), poll).toEqual([QUOTE])
  })
})

describe('what belongs to one side', () => {
  it('AM7 a note is written by the side together and reaches nobody else, nor the shared screen', async () => {
    const { page } = headA
    await page.getByRole('tab', { name: 'Caucus' }).click()
    const caucus = side(page).locator('[data-private]')
    await caucus.getByText('Private to delegation A').waitFor()
    await caucus.getByRole('button', { name: 'Begin a note' }).first().click()
    await caucus.getByRole('textbox').first().click()
    await page.keyboard.type('Our fallback: one year.')
    await page.locator('[data-saving=saved]').waitFor()
    await headB.page.getByRole('tab', { name: '内部磋商' }).click()
    await side(headB.page).getByText('仅限代表团 B').waitFor()
    expect(await headB.page.getByText('Our fallback').count()).toBe(0)
    const room = page.url()
    await page.goto(room.replace(/\/room.*/, `/screen?clause=${clauseId}`))
    await page.getByText('Where needed').waitFor()
    expect(await page.getByText(/Our fallback|lawyer fewer/).count()).toBe(0)
    await page.goto(room)
    await clauseWith(page, 'Where needed').waitFor()
  })
})

describe('history and files', () => {
  it('RV5 says who wrote which words, and PR8 a revision is issued with its note and compared', async () => {
    const { page } = chair
    await choose(page)
    await page.getByRole('tab', { name: 'History' }).click()
    await side(page).getByText('Who wrote what', { exact: true }).click()
    await side(page).locator('[class*=hand-b]', { hasText: 'Where needed, d' }).waitFor()
    await side(page).getByText('Whole text', { exact: true }).click()
    await side(page).getByRole('button', { name: 'Issue a revision' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/In English/).fill('With the words on need.')
    await dialog.getByRole('button', { name: 'Issue', exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    await side(page).getByText('With the words on need.').waitFor()
  })

  it('EX5 Word with tracked changes since a revision comes out of the menu of the room', async () => {
    const { page } = headA
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Rev.2 · English' }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/\.docx$/)
    const bytes = new Uint8Array(readFileSync(await file.path()))
    const xml = strFromU8(unzipSync(bytes)['word/document.xml']!)
    expect(xml).toContain('<w:ins ')
    expect(xml).toContain('<w:del ')
    expect(xml).toContain('Where needed')
  })
})

describe('the glossary', () => {
  it('GL1 terms are marked in the words of both languages, and a click tells what each side means', async () => {
    const { page } = chair
    await expect
      .poll(() => marked(page, 'term'), poll)
      .toEqual(expect.arrayContaining(['important data', '重要数据']))
    const at = await page.evaluate(() => {
      for (const one of CSS.highlights.get('term') ?? []) {
        if (!(one instanceof Range) || one.toString() !== 'important data') continue
        one.startContainer.parentElement?.scrollIntoView({ block: 'center' })
        const { left, top, width, height } = one.getClientRects()[0]!
        return { x: left + width / 2, y: top + height / 2 }
      }
      return undefined
    })
    await page.mouse.click(at!.x, at!.y)
    const card = page.getByRole('dialog')
    await card.getByText('Delegation B').waitFor()
    await card.getByRole('link').click()
    await page.getByRole('heading', { name: 'Glossary' }).waitFor()
    await page.getByLabel('Search terms and definitions').fill('germanium')
    await page.getByText('critical mineral', { exact: true }).waitFor()
    expect(await page.getByText('legacy chip', { exact: true }).count()).toBe(0)
  })

  it('GL6 a head confirms the joint definition, and it is joint', async () => {
    const { page } = headB
    await page.getByRole('link', { name: '术语表', exact: true }).click()
    const entry = page.getByRole('region', { name: /important data/ })
    await entry.getByRole('button', { name: '代表本团确认' }).click()
    await entry.getByText('各团团长均已确认').waitFor()
  })

  it('no browser complained of anything', () => {
    for (const person of [headA, headB, chair]) expect(person.complaints).toEqual([])
  })
})
