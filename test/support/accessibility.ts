import type axe from 'axe-core'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame, Page } from 'playwright-core'

/** What runs in the page: the file without its comments, since every page reads it anew. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds on a page. */
export interface Finding {
  readonly rule: string
  /** How much it hinders: minor, moderate, serious or critical. */
  readonly impact: string | null
  /** The elements, as they begin. */
  readonly html: readonly string[]
}

/** What axe finds on what a page shows now, frames included: by all its rules, or by some. */
export async function findings(page: Page, rules?: readonly string[]): Promise<Finding[]> {
  const found = await findingsOn(page, rules)
  for (const frame of page.frames().filter((each) => each !== page.mainFrame())) {
    found.push(...(await findingsIn(frame, rules)))
  }
  return found
}

/** Nothing runs in a frame that is shut off, not even axe: what it shows is looked at as a page of its width and colours. */
async function findingsIn(frame: Frame, rules?: readonly string[]): Promise<Finding[]> {
  const body = await frame.content()
  const element = await frame.frameElement()
  const { width = 0, height = 0 } = (await element.boundingBox()) ?? {}
  const isDark = await frame
    .page()
    .evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  const page = await frame.page().context().newPage()
  await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light', reducedMotion: 'reduce' })
  const address = new URL('/shown-in-a-frame', frame.page().url()).href
  await page.setViewportSize({ width: Math.ceil(width), height: Math.ceil(height) })
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }))
  await page.goto(address)
  const found = await findingsOn(page, rules)
  await page.close()
  return found
}

async function findingsOn(page: Page, rules?: readonly string[]): Promise<Finding[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  return page.evaluate(async (values) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe }
    const only = values && { runOnly: { type: 'rule' as const, values: [...values] } }
    const { violations } = await inPage.run({
      iframes: false,
      resultTypes: ['violations'],
      ...only,
    })
    return violations.map(({ id, impact, nodes }) => ({
      rule: id,
      impact: impact ?? null,
      html: nodes.map(({ html }) => html),
    }))
  }, rules)
}

/** What of it hinders seriously or critically, in words. */
export async function hindrances(page: Page, rules?: readonly string[]): Promise<string[]> {
  return (await findings(page, rules))
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ rule, html }) => `${rule}: ${html.join(' | ')}`)
}
