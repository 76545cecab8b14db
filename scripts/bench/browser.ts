import { randomUUID } from 'node:crypto'
import path from 'node:path'
import process from 'node:process'
import type { Page } from 'playwright-core'
import { openBrowser } from '../browser.ts'
import { canPin, launch, pin } from './launch.ts'
import type { Figures } from './measures.ts'

/** How often the text is opened, and how many keys are struck in it. */
export interface BrowserSize {
  readonly openings: number
  readonly keys: number
}

interface DemoPerson {
  readonly accountId: string
  readonly role: string
  readonly delegation: { readonly label: string } | null
}

/** What the page itself keeps of the measurement; see page-probe.js. */
interface Probe {
  readonly clicked: number
  readonly readable: number
  readonly whole: number
  readonly keys: readonly number[]
  awaitText(count: number): void
  watchKeys(): void
}
declare global {
  interface Window {
    probe: Probe
  }
}

const KEYS = 'the [A: shall][B: should] notify without undue delay '
/** Milliseconds between two keys: a fast typist's. */
const PACE = 70

/**
 * Measures the built product in a browser, with a long text full of brackets: from the click on the text to its first
 * clauses being readable, and from a key to the painted letter. Milliseconds.
 */
export async function measureBrowser(
  databaseUrl: string,
  markdown: string,
  size: BrowserSize,
): Promise<Figures> {
  const running = await launch('dist/server/main.js', {
    DATABASE_URL: databaseUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    PARLEY_DEMO: 'on',
    PARLEY_LOG: 'error',
  })
  // A browser is many processes: on one core they would wait for one another.
  if (canPin) pin(process.pid, '0-1')
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({
      baseURL: running.url,
      viewport: { width: 1440, height: 900 },
    })
    page.setDefaultTimeout(60_000)
    await page.addInitScript({ path: path.join(import.meta.dirname, 'page-probe.js') })
    await page.goto('/sign-in')
    const place = await prepare(page, markdown)
    const openings: { readable: number; whole: number }[] = []
    for (let round = 0; round < size.openings; round++) {
      await page.goto(`/dialogues/${place.dialogueId}/room`)
      openings.push(await openText(page, place))
    }
    const keys = await typeInText(page, size.keys)
    return {
      clickToReadableMs: middle(openings.map(({ readable }) => readable)),
      clickToWholeMs: middle(openings.map(({ whole }) => whole)),
      keyToPaintP50Ms: quantile(keys, 0.5),
      keyToPaintP95Ms: quantile(keys, 0.95),
      keyToPaintMaxMs: quantile(keys, 1),
      keys: keys.length,
      clauses: place.clauses,
      characters: markdown.length,
    }
  } finally {
    await browser.close()
    await running.stop()
    if (canPin) pin(process.pid, '1')
  }
}

interface Place {
  readonly dialogueId: string
  readonly title: string
  readonly clauses: number
}

/** Imports the text as a co-chair; then enters as a head of delegation. */
async function prepare(page: Page, markdown: string): Promise<Place> {
  const title = `A measured text ${randomUUID().slice(0, 8)}`
  const { request } = page
  const { people } = (await (await request.get('/api/demo/people')).json()) as {
    people: DemoPerson[]
  }
  const headers = { origin: new URL(page.url()).origin }
  const enter = (role: string) => {
    const accountId = people.find((person) => person.role === role)?.accountId
    return request.post('/api/demo/enter', { headers, data: { accountId } })
  }
  await enter('moderator')
  const listed = (await (await request.get('/api/dialogues')).json()) as {
    dialogues: { id: string }[]
  }
  const dialogueId = listed.dialogues[0]?.id ?? ''
  const data = {
    commandId: randomUUID(),
    kind: 'compilation',
    topicId: null,
    title: { en: title, zh: '' },
    en: markdown,
  }
  const imported = await request.post(`/api/dialogues/${dialogueId}/imports`, { headers, data })
  const { clauses } = (await imported.json()) as { clauses: number }
  await enter('head')
  return { dialogueId, title, clauses }
}

/** Clicks on the text in the list; answers when its first clauses, and when all of them, had been painted. */
async function openText(page: Page, { title, clauses }: Place) {
  const entry = page.getByRole('button', { name: title })
  await entry.waitFor()
  await page.locator('article[data-clause]').first().waitFor()
  await page.evaluate((count) => window.probe.awaitText(count), clauses)
  await entry.click()
  await page.waitForFunction(() => window.probe.whole > 0)
  const { clicked, readable, whole } = await page.evaluate(() => window.probe)
  return { readable: readable - clicked, whole: whole - clicked }
}

/** Types in a clause in the middle of the text; answers what passed from each key to the paint after it. */
async function typeInText(page: Page, count: number): Promise<readonly number[]> {
  const articles = page.locator('article[data-clause]').filter({ hasText: '[' })
  const clause = articles.nth(Math.floor((await articles.count()) / 2))
  const id = await clause.getAttribute('data-clause')
  const words = page.locator(`article[data-clause="${id ?? ''}"]`)
  await words.locator('p').first().scrollIntoViewIfNeeded()
  await words.locator('p').first().click()
  const editor = words.locator('[contenteditable=true]').first()
  await editor.click()
  await page.keyboard.press('End')
  const before = (await editor.innerText()).length
  await page.evaluate(() => window.probe.watchKeys())
  for (let at = 0; at < count; at++) {
    await page.keyboard.press(KEYS.charAt(at % KEYS.length))
    await page.waitForTimeout(PACE)
  }
  const typed = (await editor.innerText()).length - before
  if (Math.abs(typed - count) > 1) throw new Error(`${count} keys gave ${typed} characters`)
  return page.evaluate(() => window.probe.keys)
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return (
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) /
    10
  )
}

function middle(values: readonly number[]): number {
  return quantile(values, 0.5)
}
