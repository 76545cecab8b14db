import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishOutcome } from '../../server/outcomes/index.ts'
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

function publish(reference: string) {
  return database.sql.begin((tx) =>
    publishOutcome(tx, someOutcome({ reference }), {
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
        const { violations } = await new AxeBuilder({ page }).analyze()
        const found = violations.map(({ id: rule, nodes }) => `${rule} ${nodes[0]?.html ?? ''}`)
        expect(found, `${path} ${colorScheme}`).toEqual([])
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
})
