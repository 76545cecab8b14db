import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { DEMO_PASSWORD, DEMO_PEOPLE, type DemoName } from '../../server/demo/people.ts'

/** Somebody at a browser of their own. */
export interface Person {
  readonly page: Page
  readonly context: BrowserContext
  /** What the browser complained of: errors, and whatever the page's policy refused. */
  readonly complaints: string[]
}

/** Seats somebody at a browser of their own, who has opened nothing yet. */
export async function seat(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Zurich',
    reducedMotion: 'reduce',
    ...options,
  })
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`)
    })
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('console', (message) => {
    const where = message.location().url
    if (message.type() === 'error') complaints.push(`${message.text()} ${where}`)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { page, context, complaints }
}

/** Enters the demonstration as one of its people, by one click on the sign-in page, and comes to the list of dialogues. */
export async function clickInAs({ page }: Person, url: string, name: DemoName): Promise<void> {
  await page.goto(`${url}/sign-in`)
  const { en, zh } = DEMO_PEOPLE[name].name
  await page.getByRole('button', { name: new RegExp(`${en}|${zh}`) }).click()
  await page.waitForURL(`${url}/`)
}

/** Enters the demonstration as one of its people, as that click does, but opens no page. */
export async function enterAs({ context }: Person, url: string, name: DemoName): Promise<void> {
  const entered = await context.request.post(`${url}/api/demo/enter`, {
    headers: { origin: url },
    data: { accountId: DEMO_PEOPLE[name].id },
  })
  if (!entered.ok()) throw new Error(`${name} may not enter: ${await entered.text()}`)
}

/** Seats somebody at a browser of their own, in their language, and enters the demonstration as one of its people. */
export async function seatAs(
  browser: Browser,
  url: string,
  name: DemoName,
  locale: string,
): Promise<Person> {
  const person = await seat(browser, { locale })
  await enterAs(person, url, name)
  return person
}

/** Signs in with an e-mail address and the password. */
export async function signInAs({ page }: Person, url: string, name: DemoName): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('E-mail address').fill(DEMO_PEOPLE[name].email)
  await page.getByLabel('Password').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL(`${url}/`)
}

/** The clause of the room in which these words stand. */
export function clauseWith(page: Page, words: string): Locator {
  return page.getByRole('article').filter({ hasText: words })
}

/** The clause of the room with this id. */
export function clauseById(page: Page, id: string): Locator {
  return page.locator(`article[data-clause="${id}"]`)
}
