import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_TITLE } from '../../server/demo/content-topics.ts'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { enterAs, seat } from '../support/visitors.ts'

const LOCALES = { en: 'en-GB', zh: 'zh-CN' } as const
type Language = keyof typeof LOCALES

const PUBLIC: readonly (readonly [path: string, en: string, zh: string])[] = [
  ['/sign-in', 'Sign in · Parley', '登录 · Parley'],
  ['/outcomes?lang=LANG', 'Published outcomes', '已发布成果'],
  ['/log/verify?lang=LANG', 'Verify an outcome', '核验成果'],
  [
    '/outcomes/PD-2026-01?lang=LANG',
    'A foundation for work on common definitions of sensitive data · PD-2026-01',
    '关于共同界定敏感数据的工作基础 · PD-2026-01',
  ],
]

const SIGNED_IN: readonly (readonly [path: string, en: string, zh: string])[] = [
  ['/account', 'My account · Parley', '我的账户 · Parley'],
  ['/nothing/here', 'There is nothing at this address · Parley', '此地址没有内容 · Parley'],
]

const OF_DIALOGUE: readonly (readonly [path: string, en: string, zh: string])[] = [
  ['', 'Overview', '概览'],
  ['/room', 'Room', '会议室'],
  ['/positions', 'Positions', '立场'],
  ['/ballots', 'Ballots', '表决'],
  ['/worksheets', 'Worksheets', '工作表'],
  ['/glossary', 'Glossary', '术语表'],
  ['/outcomes', 'Outcomes', '成果'],
  ['/people', 'People', '人员'],
  ['/sessions', 'Sessions', '会议'],
  ['/comparison', 'Four-column comparison', '四栏对照文件'],
  ['/record', 'Record', '记录'],
  ['/desk', 'Moderator’s desk', '主持台'],
]

let browser: Browser
let server: TestServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

async function titleAt(
  page: Page,
  path: string,
  language: Language,
): Promise<() => Promise<string>> {
  await page.goto(server.url + path.replace('LANG', language))
  return () => page.title()
}

describe.each(['en', 'zh'] as const)('for a reader of %s', (language) => {
  it('every page names itself in the browser’s title, and the dialogue it belongs to', async () => {
    const anybody = await seat(browser, { locale: LOCALES[language] })
    const chair = await seat(browser, { locale: LOCALES[language] })
    for (const [path, en, zh] of PUBLIC) {
      const title = await titleAt(anybody.page, path, language)
      await expect.poll(title, { message: path }).toBe({ en, zh }[language])
    }
    await enterAs(chair, server.url, 'chairOne')
    for (const [path, en, zh] of SIGNED_IN) {
      const title = await titleAt(chair.page, path, language)
      await expect.poll(title, { message: path }).toBe({ en, zh }[language])
    }
    for (const [path, en, zh] of OF_DIALOGUE) {
      const title = await titleAt(chair.page, `/dialogues/${DEMO_DIALOGUE_ID}${path}`, language)
      const named = `${{ en, zh }[language]} · ${DEMO_TITLE[language]} · Parley`
      await expect.poll(title, { message: path }).toBe(named)
    }
  })

  it('an observer’s page lists what was published by topic, and leads to it in the reader’s language', async () => {
    const { page, ...person } = await seat(browser, { locale: LOCALES[language] })
    await enterAs({ page, ...person }, server.url, 'observer')
    await page.goto(server.url)
    const byTopic = () =>
      page
        .locator('main section')
        .evaluateAll((sections) =>
          sections.map((section) => [
            section.querySelector('h2')?.textContent,
            ...[...section.querySelectorAll('li')].map(
              ({ textContent }) => /PD-\d+-\d+/.exec(textContent)?.[0],
            ),
          ]),
        )
    const topics = {
      en: ['Data security', 'Sensitive categories and cross-border flow'],
      zh: ['数据安全', '敏感数据类别与跨境流动'],
    }[language]
    // What was published of both topics stands under both of them.
    await expect.poll(byTopic).toEqual([
      [topics[0], 'PD-2026-02', 'PD-2026-01'],
      [topics[1], 'PD-2026-02'],
    ])
    await expect
      .poll(() => page.title())
      .toBe({ en: 'Published outcomes · Parley', zh: '已发布的成果 · Parley' }[language])
    // Nothing but what was published: no way into the dialogue.
    expect(await page.locator('a[href*="/dialogues/"]').count()).toBe(0)
    await page.getByRole('link', { name: /PD-2026-01/ }).click()
    await page.waitForURL(`${server.url}/outcomes/PD-2026-01?lang=${language}`)
    const html = page.locator('html')
    expect(await html.getAttribute('lang')).toBe({ en: 'en', zh: 'zh-Hans' }[language])
  })
})
