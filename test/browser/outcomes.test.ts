import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishOutcome, withdrawOutcome } from '../../server/outcomes/index.ts'
import { findings } from '../support/accessibility.ts'
import { openBrowser } from '../support/browser.ts'
import { freshDatabase, type FreshDatabase } from '../support/database.ts'
import { runSite, someOutcome, type RunningSite } from '../support/outcomes.ts'
import { id } from '../support/world.ts'

let browser: Browser
let database: FreshDatabase
let site: RunningSite

beforeAll(async () => {
  database = await freshDatabase()
  site = await runSite(database.sql)
  for (const reference of ['PD-2026-01', 'PD-2026-02', 'PD-2026-03']) await publish(reference)
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  await site.close()
  await database.close()
})

function publish(reference: string, supersedes: string | null = null) {
  return database.sql.begin((tx) =>
    publishOutcome(tx, someOutcome({ reference, supersedes }), {
      dialogueId: id(1),
      distribution: 'public',
      publishedAt: '2026-11-24T08:15:27.123Z',
    }),
  )
}

describe('the public site in a browser', () => {
  it('OU18 is readable without JavaScript, from the list to an outcome in one language', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${site.url}/outcomes`)
    await page.fill('input[name=q]', '跨境流动')
    await page.click('form[role=search] button')
    await page.click('.list a.title >> nth=0')
    expect(await page.textContent('h1')).toBe('Common categories of sensitive data')
    expect(await page.textContent('article')).toContain('数据跨境流动')
    await page.click('nav.langs a[lang=zh-Hans]')
    expect(await page.textContent('h1')).toBe('敏感数据的共同类别')
    expect(await page.textContent('article')).not.toContain('legal and engineering experts')
    await context.close()
  })

  it('OU18 no page has an accessibility finding or anything that its policy refuses', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const refused: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') refused.push(message.text())
    })
    const paths = [
      '/outcomes',
      '/outcomes/PD-2026-02',
      '/outcomes/PD-2026-02?lang=zh',
      '/outcomes/compare?a=PD-2026-01&b=PD-2026-02',
      '/log/verify',
    ]
    for (const path of paths) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.goto(`${site.url}${path}`)
        expect(await findings(page), `${path} ${colorScheme}`).toEqual([])
      }
    }
    expect(refused).toEqual([])
    await context.close()
  })

  it('OU42 the browser checks an outcome, and a file that was changed, and sends no file', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    const sent: string[] = []
    page.on('request', (asked) => sent.push(`${asked.method()} ${asked.postData() ?? ''}`))
    await page.goto(`${site.url}/log/verify?reference=PD-2026-02`)
    await page.waitForSelector('#result[data-done]')
    const lines = await page.locator('#result li').allTextContents()
    expect(lines.filter((line) => line.startsWith('✗'))).toEqual([])
    expect(lines.at(-1)).toMatch(/entry.*2$/)

    expect(lines.join('\n')).toMatch(/will remember the head of size[^\n]* 3$/m)
    const again = async () => {
      await page.locator('#result').evaluate((element) => delete element.dataset['done'])
      await page.click('#verify button')
      await page.waitForSelector('#result[data-done]')
      return (await page.locator('#result li').allTextContents()).join('\n')
    }
    const kept = await (await site.get('/log/head')).text()
    for (const reference of ['PD-2026-04', 'PD-2026-05', 'PD-2026-06', 'PD-2026-07']) {
      await publish(reference)
      expect(await again()).toMatch(/✓ The log only grew since the head of size[^\n]* \d$/m)
    }
    const heads = (root: string) => ({
      name: 'log-head.json',
      mimeType: 'application/json',
      buffer: Buffer.from(kept.replace(/"root":"[0-9a-f]{4}/, `"root":"${root}`)),
    })
    const honest = /"root":"([0-9a-f]{4})/.exec(kept)![1]!
    await page.setInputFiles('input[name=head]', heads(honest))
    expect(await again()).toMatch(/✓ The log only grew since the head of size[^\n]* 3$/m)
    await page.setInputFiles('input[name=head]', heads('beef'))
    expect(await again()).toMatch(/✗ The log is no continuation of the head of size[^\n]* 3$/m)
    await page.setInputFiles('input[name=head]', [])
    await database.sql`TRUNCATE outcomes, log_leaves, log_heads, outcome_follow_ups`
    await publish('PD-2026-02')
    expect(await again()).toMatch(/✗ The log is no continuation of the head of size[^\n]* 7$/m)
    for (let n = 10; n < 18; n += 1) await publish(`PD-2026-${n}`)
    expect(await again()).toMatch(/✗ The log is no continuation of the head of size[^\n]* 7$/m)
    await page.evaluate(() => localStorage.clear())

    const text = await (await site.get('/outcomes/PD-2026-02.json')).text()
    const buffer = Buffer.from(text.replace('essential', 'dangerous'))
    await page.setInputFiles('input[name=file]', {
      name: 'sent.json',
      mimeType: 'application/json',
      buffer,
    })
    await page.locator('#result').evaluate((element) => delete element.dataset['done'])
    await page.click('#verify button')
    await page.waitForSelector('#result[data-done]')
    const changed = await page.locator('#result li.bad').allTextContents()
    expect(changed.join('\n')).toMatch(/does not match its hash/)
    expect(changed.join('\n')).toMatch(/does not stand in the log/)
    expect(sent.filter((one) => !one.startsWith('GET '))).toEqual([])
    await context.close()
  })

  it.each([
    ['en', 'It was withdrawn', 'It was superseded', 'This site says'],
    ['zh', '该成果已撤回', '该成果已被取代', '本站称其'],
  ] as const)(
    'OU43 the page (%s) says what became of an outcome, as far as the log proves it',
    async (lang, withdrawn, superseded, claims) => {
      const year = lang === 'en' ? 'PE' : 'PZ'
      await publish(`${year}-1`)
      await publish(`${year}-2`, `${year}-1`)
      await publish(`${year}-3`)
      const reason = { en: 'A figure was wrong.', zh: '有一处数字有误。' }
      const at = '2026-11-25T09:00:00.000Z'
      await database.sql.begin((tx) => withdrawOutcome(tx, `${year}-2`, { reason, at }))
      const context = await browser.newContext()
      const page = await context.newPage()
      const check = async (reference: string) => {
        await page.goto(`${site.url}/log/verify?reference=${reference}&lang=${lang}`)
        await page.waitForSelector('#result[data-done]')
        const lines = await page.locator('#result li').allTextContents()
        return { all: lines.join('\n'), bad: lines.filter((line) => line.startsWith('✗')) }
      }
      const first = await check(`${year}-1`)
      expect(first.all).toMatch(new RegExp(`✓ ${superseded}.*${year}-2`))
      const second = await check(`${year}-2`)
      expect(second.all).toMatch(new RegExp(`✓ ${withdrawn}.*2026-11-25`))
      const third = await check(`${year}-3`)
      expect(third.all).not.toMatch(new RegExp(`${withdrawn}|${superseded}`))
      expect([first.bad, second.bad, third.bad]).toEqual([[], [], []])
      const notice = await (await site.get(`/outcomes/${year}-2.withdrawal.json`)).text()
      const buffer = Buffer.from(notice)
      const name = 'notice.json'
      await page.setInputFiles('input[name=file]', { name, mimeType: 'application/json', buffer })
      await page.locator('#result').evaluate((element) => delete element.dataset['done'])
      await page.click('#verify button')
      await page.waitForSelector('#result[data-done]')
      expect(await page.locator('#result li.bad').allTextContents()).toEqual([])
      // A site that says what the log does not prove is found out.
      await page.route(`**/${year}-3.withdrawal.json`, (route) =>
        route.fulfill({ body: notice.replace(`${year}-2`, `${year}-3`) }),
      )
      await page.route(`**/${year}-3.standing.json`, (route) =>
        route.fulfill({ body: JSON.stringify({ supersededBy: `${year}-2` }) }),
      )
      const { bad } = await check(`${year}-3`)
      expect(bad).toHaveLength(2)
      for (const line of bad) expect(line).toContain(claims)
      await page.route(`**/${year}-1.standing.json`, (route) => route.fulfill({ status: 503 }))
      expect((await check(`${year}-1`)).bad.join()).toContain('503')
      await context.close()
    },
  )
})
