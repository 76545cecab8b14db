import axe from 'axe-core'
import type { Frame, Page } from 'playwright-core'

/** What axe finds on a page. */
export interface Finding {
  readonly rule: string
  /** How much it hinders: minor, moderate, serious or critical. */
  readonly impact: string | null
  /** The elements, as they begin. */
  readonly html: readonly string[]
}

/** What axe finds on what a page shows now, in every frame of it: by all its rules, or by some. */
export async function findings(page: Page, rules?: readonly string[]): Promise<Finding[]> {
  const found: Finding[] = []
  for (const frame of page.frames()) found.push(...(await findingsIn(frame, rules)))
  return found
}

async function findingsIn(frame: Frame, rules?: readonly string[]): Promise<Finding[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe.source)
  return frame.evaluate(async (values) => {
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
