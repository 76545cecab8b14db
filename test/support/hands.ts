import type { Locator, Page } from 'playwright-core'
import type { Person } from './visitors.ts'

/** Steps of the Tab key after which something counts as out of reach. */
const MOST_STEPS = 250

/** Somebody who works at a page with the keyboard alone. */
export class Hands {
  private readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Walks by Tab to something, or into it; wherever the walk stops by the way, it is seen where it stands. */
  async reach(target: Locator): Promise<void> {
    await target.first().waitFor()
    for (let step = 0; step < MOST_STEPS; step++) {
      if (await isFocused(target)) return
      await this.page.keyboard.press('Tab')
      const lost = await this.page.evaluate(unseenFocus)
      if (lost !== null) throw new Error(`the focus is not seen: ${lost}`)
    }
    throw new Error(`not reached by the keyboard: ${target.toString()}`)
  }

  /** Walks to a button, a link or a field and presses a key there. */
  async press(target: Locator, key = 'Enter'): Promise<void> {
    await this.reach(target)
    await this.page.keyboard.press(key)
  }

  /** Walks to a field and writes into it. */
  async write(target: Locator, words: string): Promise<void> {
    await this.reach(target)
    await this.page.keyboard.insertText(words)
  }

  /** Where the focus is, when a dialog has closed: on something, not on nothing. */
  async whereabouts(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.tagName ?? '')
  }
}

/** Opens a page and puts the hands of whoever sits there on the keyboard. */
export async function handsAt({ page }: Person, address: string): Promise<Hands> {
  await page.goto(address)
  await page.locator('main :is(h1, h2, article)').first().waitFor()
  return new Hands(page)
}

async function isFocused(target: Locator): Promise<boolean> {
  return target.first().evaluate((element) => element.contains(document.activeElement))
}

/** Why whoever looks at the page would not find the focus; null when they do. Runs in the page. */
async function unseenFocus(): Promise<string | null> {
  // What is scrolled to, or drawn otherwise because it has the focus, is there with the next frame.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  const focused = document.activeElement
  // Past the last of the page the focus is the browser's own for a step.
  if (focused === null || focused === document.body) return null
  const said = focused.outerHTML.slice(0, 160)
  const box = focused.getBoundingClientRect()
  const isAway = box.bottom < 0 || box.right < 0 || box.top > innerHeight || box.left > innerWidth
  if (isAway) return `out of sight ${said}`
  // A choice hides its own input: its label, or what stands beside it, carries the mark.
  const marked = [focused, focused.parentElement, focused.parentElement?.parentElement]
  for (const each of marked) {
    for (const part of each === null || each === undefined ? [] : [each, ...each.children]) {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(part)
      if ((outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none') return null
    }
  }
  return `no mark at ${said}`
}
