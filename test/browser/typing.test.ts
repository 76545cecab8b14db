import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../../server/demo/people.ts'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { clauseById, clauseWith, enterAs, seat, type Person } from '../support/visitors.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const CLAUSE = 'Definitions will be prepared by legal and engineering experts'
const ROOM = `/dialogues/${DEMO_DIALOGUE_ID}/room`
/** What nobody may find in a browser's storage. */
const CANARY = 'CANARYquietwords'
const poll = { timeout: 20_000 }

let browser: Browser
let server: TestServer
let a: Person
let b: Person
let clauseId: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  a = await seat(browser)
  b = await seat(browser)
  await enterOnOwnDevice(a.page)
  await enterAs(b, server.url, 'headB')
  for (const { page } of [a, b]) {
    await page.goto(server.url + ROOM)
    await clauseWith(page, CLAUSE).waitFor()
  }
  clauseId = (await clauseWith(a.page, CLAUSE).getAttribute('data-clause')) ?? ''
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

/** Signs in with a password as the head of A, and says that the device is their own. */
async function enterOnOwnDevice(page: Page): Promise<void> {
  await page.goto(`${server.url}/sign-in`)
  await page.getByLabel('E-mail address').fill(DEMO_PEOPLE.headA.email)
  await page.getByLabel('Password').fill(DEMO_PASSWORD)
  await page.getByText('This is my own device').click()
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(`${server.url}/`)
}

/** The words of the clause in a language as they are seen, without the carets in them. */
function wordsOf(page: Page, lang: 'en' | 'zh-Hans'): Promise<string> {
  return clauseById(page, clauseId)
    .locator(`[lang=${lang}]`)
    .first()
    .evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement
      for (const caret of copy.querySelectorAll('.remote-caret')) caret.remove()
      return copy.textContent
    })
}

/** Clicks on a passage of the clause and waits for its editor to have the focus. */
async function enterClause(page: Page, lang: 'en' | 'zh-Hans'): Promise<void> {
  await clauseById(page, clauseId).locator(`[lang=${lang}] p`).first().click()
  await page.waitForFunction((language) => {
    const box = document.activeElement
    return box?.getAttribute('lang') === language && box.getAttribute('contenteditable') === 'true'
  }, lang)
}

/** Goes to the beginning or the end; an editor that has just got the focus may put its caret back once. */
async function goTo(page: Page, key: 'Control+Home' | 'Control+End'): Promise<void> {
  const place = () =>
    page.evaluate((isEnd) => {
      const [box, selection] = [document.activeElement, getSelection()]
      if (box === null || selection?.focusNode == null) return -1
      const range = document.createRange()
      range.selectNodeContents(box)
      if (isEnd) range.setStart(selection.focusNode, selection.focusOffset)
      else range.setEnd(selection.focusNode, selection.focusOffset)
      const between = range.cloneContents()
      for (const caret of between.querySelectorAll('.remote-caret')) caret.remove()
      return between.textContent.length
    }, key === 'Control+End')
  for (let steady = 0; steady < 3;) {
    await page.keyboard.press(key)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    steady = (await place()) === 0 ? steady + 1 : 0
  }
}

const saving = (page: Page) => page.locator('footer [data-saving]').getAttribute('data-saving')

describe('writing in a clause', () => {
  it('TY8 a click puts the caret in the words, and what is typed at once stands there', async () => {
    const before = await wordsOf(a.page, 'en')
    await clauseById(a.page, clauseId).locator('[lang=en] p').first().click()
    await a.page.keyboard.press('Control+End')
    await a.page.keyboard.type(' Nothing is lost.')
    await expect.poll(() => wordsOf(a.page, 'en'), poll).toBe(`${before} Nothing is lost.`)
    await expect.poll(() => wordsOf(b.page, 'en'), poll).toBe(`${before} Nothing is lost.`)
    expect(await a.page.getByRole('dialog').count()).toBe(0)
    await expect.poll(() => saving(a.page), poll).toBe('saved')
  })

  it('TY5 no composition is torn by what the other side writes in the same paragraph, and both agree', async () => {
    await enterClause(a.page, 'zh-Hans')
    await enterClause(b.page, 'zh-Hans')
    const start = await wordsOf(a.page, 'zh-Hans')
    const method = await a.page.context().newCDPSession(a.page)
    // The other side writes first before, then in the very place where the composition stands.
    for (const key of ['Control+Home', 'Control+End'] as const) {
      await goTo(a.page, 'Control+End')
      await goTo(b.page, key)
      for (let round = 0; round < 3; round++) {
        await compose(method, ['s', 'sh', 'shu', '数'], '数据', async () => {
          await b.page.keyboard.type('甲乙丙')
          await b.page.keyboard.press('Backspace')
        })
      }
      await expect.poll(() => wordsOf(a.page, 'zh-Hans'), poll).toMatch(/(数据.*){3}/)
      await expect.poll(() => saving(a.page), poll).toBe('saved')
    }
    await expect.poll(() => wordsOf(b.page, 'zh-Hans'), poll).toMatch(/(数据.*){6}/)
    const whole = await wordsOf(a.page, 'zh-Hans')
    await expect.poll(() => wordsOf(b.page, 'zh-Hans'), poll).toBe(whole)
    expect(whole.replaceAll('甲乙', '')).toBe(`${start}${'数据'.repeat(6)}`)
    expect(whole.match(/甲乙/g)).toHaveLength(24)
  })

  it('TY6 a word that is being composed is not called saved', async () => {
    const method = await a.page.context().newCDPSession(a.page)
    await method.send('Input.imeSetComposition', { text: 'n', selectionStart: 1, selectionEnd: 1 })
    await expect.poll(() => saving(a.page), poll).toBe('saving')
    await clauseById(a.page, clauseId).locator('[data-clause-saving=saving]').first().waitFor({
      state: 'attached',
    })
    await method.send('Input.insertText', { text: '你' })
    await expect.poll(() => saving(a.page), poll).toBe('saved')
  })

  it('TY7 the other’s caret keeps its name and its colour, and stays behind its words while both write', async () => {
    await enterClause(a.page, 'en')
    await enterClause(b.page, 'en')
    await goTo(b.page, 'Control+End')
    await goTo(a.page, 'Control+Home')
    const english = await wordsOf(a.page, 'en')
    await Promise.all([
      a.page.keyboard.type('First. ', { delay: 20 }),
      b.page.keyboard.type(' Last.', { delay: 20 }),
    ])
    await expect.poll(() => wordsOf(a.page, 'en'), poll).toBe(`First. ${english} Last.`)
    const caret = clauseById(a.page, clauseId).locator('.remote-caret')
    await caret.filter({ hasText: DEMO_PEOPLE.headB.name.en }).waitFor()
    const seen = () =>
      caret.evaluate((element) => {
        const range = document.createRange()
        range.setStart(element.closest('p') ?? element, 0)
        range.setEndBefore(element)
        const colour = getComputedStyle(element).borderInlineStartColor
        const probe = document.createElement('i')
        probe.style.color = 'var(--party-b)'
        document.body.append(probe)
        const own = getComputedStyle(probe).color
        probe.remove()
        return { before: range.toString(), isOwn: colour === own }
      })
    await expect.poll(seen, poll).toEqual({ before: `First. ${english} Last.`, isOwn: true })
  })
})

/** Composes with an input method; the other side writes after every step. */
async function compose(
  method: CDPSession,
  steps: readonly string[],
  result: string,
  meanwhile: () => Promise<void>,
): Promise<void> {
  for (const text of steps) {
    const at = text.length
    await method.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at })
    await meanwhile()
  }
  await method.send('Input.insertText', { text: result })
}

/** Everything in the browser's storage, in every way in which words might be read in it. */
function storage(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found = [JSON.stringify(localStorage), JSON.stringify(sessionStorage)]
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error('unreadable'))
      })
    const read = (value: unknown): void => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        for (const encoding of ['utf-8', 'utf-16le', 'latin1']) {
          found.push(new TextDecoder(encoding).decode(value))
        }
      } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(read)
      else found.push(String(value))
    }
    for (const { name } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name ?? ''))
      for (const store of database.objectStoreNames) {
        const all: unknown = await done(database.transaction(store).objectStore(store).getAll())
        found.push(`records:${(all as unknown[]).length}`)
        read(all)
      }
      database.close()
    }
    return found
  })
}

describe('on a telephone', () => {
  it('TY9 one’s own language comes first, and a clause is written in by touch', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
    for (const [locale, first] of [
      ['en-GB', 'en'],
      ['zh-CN', 'zh-Hans'],
    ] as const) {
      const { page, context } = await seat(browser, { ...phone, locale })
      await enterAs({ page, context, complaints: [] }, server.url, 'headB')
      await page.goto(server.url + ROOM)
      const clause = clauseById(page, clauseId)
      await clause.waitFor()
      const languages = clause.locator('[lang=en], [lang=zh-Hans]')
      await expect.poll(() => languages.first().getAttribute('lang'), poll).toBe(first)
      const words = clause.locator(`[lang=${first}] p`).first()
      await words.scrollIntoViewIfNeeded()
      await words.tap()
      await clause.locator(`[lang=${first}][contenteditable=true]:focus`).waitFor()
      await page.keyboard.type(first === 'en' ? ' tapped ' : '点按')
      const mine = first === 'en' ? 'tapped' : '点按'
      await expect.poll(() => wordsOf(a.page, first), poll).toContain(mine)
      await context.close()
    }
  })
})

describe('words that are not sent yet', () => {
  it('TY2 TY3 outlive a cut connection and a reload on one’s own device, sealed, and are then written once', async () => {
    const { page, context } = a
    await context.setOffline(true)
    await page.getByText(/kept on this device, encrypted/).waitFor()
    await enterClause(page, 'en')
    await page.keyboard.press('Control+End')
    await page.keyboard.type(` ${CANARY}`)
    await expect.poll(() => saving(page), poll).toBe('offline')
    await clauseById(page, clauseId).locator('[data-clause-saving=offline]').first().waitFor()
    // An editor takes a key a moment after it was pressed: every one of them is counted first.
    const typed = `${CANARY.length + 1} changes wait`
    await page.locator('[data-saving=offline][data-kept=true]', { hasText: typed }).waitFor()
    expect(await storage(page)).toContain('records:1')
    const stored = (await storage(page)).join('\n')
    expect(stored.length).toBeGreaterThan(200)
    expect(stored).not.toContain(CANARY)
    expect(stored).not.toContain(Buffer.from(CANARY).toString('base64').slice(2, -4))
    expect(await wordsOf(b.page, 'en')).not.toContain(CANARY)
    await page.goto('about:blank')
    await context.setOffline(false)
    await page.goto(server.url + ROOM)
    const times = async (which: Page) => (await wordsOf(which, 'en')).split(CANARY).length - 1
    await expect.poll(() => times(b.page), poll).toBe(1)
    await expect.poll(() => times(page), poll).toBe(1)
    await expect.poll(async () => (await storage(page)).includes('records:0'), poll).toBe(true)
    await expect.poll(() => saving(page), poll).toBe('saved')
  })

  it('TY10 a clause that was not opened for writing says that it has to wait, and then opens by itself', async () => {
    for (const [locale, notYet] of [
      ['en-GB', 'Not connected: you can write in this clause once the connection is back.'],
      ['zh-CN', '连接已中断，恢复连接后方可编辑本条款。'],
    ] as const) {
      const { page, context } = await seat(browser, { locale })
      await enterAs({ page, context, complaints: [] }, server.url, 'chairOne')
      await page.goto(server.url + ROOM)
      const clause = clauseById(page, clauseId)
      const words = clause.locator('[lang=en] p').first()
      await words.waitFor()
      await context.setOffline(true)
      await page
        .getByText(/^(Connection lost|连接已?中断)/)
        .first()
        .waitFor()
      await words.click()
      await clause.getByText(notYet).first().waitFor()
      await page.keyboard.type('too early')
      expect(await wordsOf(page, 'en')).not.toContain('too early')
      await context.setOffline(false)
      await clause.getByText(notYet).first().waitFor({ state: 'detached' })
      await clause.locator('[lang=en][contenteditable=true]').waitFor()
      await context.close()
    }
  })

  it('TY2 signing out says that words would be lost, and wipes them', async () => {
    const { page, context } = a
    await enterClause(page, 'en')
    await page.keyboard.type('Sent. ')
    await expect.poll(() => wordsOf(b.page, 'en'), poll).toContain('Sent. ')
    await context.setOffline(true)
    await page.getByText(/kept on this device, encrypted/).waitFor()
    await page.keyboard.type('never sent')
    await expect.poll(async () => (await storage(page)).includes('records:1'), poll).toBe(true)
    await page.getByRole('button', { name: 'Account' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign out and lose them' }).click()
    await expect.poll(async () => (await storage(page)).includes('records:0'), poll).toBe(true)
    expect((await storage(page)).join('\n')).not.toContain('own-device')
    await context.setOffline(false)
  })
})
