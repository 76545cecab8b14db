import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { hindrances } from '../support/accessibility.ts'
import { openBrowser } from '../support/browser.ts'
import { clauseWith, enterAs, seat, type Person } from '../support/visitors.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

const CLAUSE = 'Definitions will be prepared by legal and engineering experts'
const DIALOGUE = `/dialogues/${DEMO_DIALOGUE_ID}`

interface Place {
  readonly name: string
  readonly path: string
  /** What is done after the page has opened: what is then seen is looked at. */
  readonly open: (page: Page) => Promise<void>
}

const main = (page: Page) => page.locator('main h1, main h2').first().waitFor()
const dialog = (page: Page) => page.getByRole('dialog').waitFor()

const shown = (page: Page, what: string) => page.locator(what).first().waitFor()

/** Opens one of the tabs beside the text; on a telephone they are a column of their own. */
async function openTab(page: Page, name: RegExp): Promise<void> {
  await openEditor(page)
  const column = page.getByRole('radio', { name: 'Clause', exact: true })
  if (await column.isVisible()) await column.click()
  await page.getByRole('tab', { name }).click()
  await page.getByRole('tabpanel').waitFor()
}

/** Plans a session, where none is planned. */
async function planOne(page: Page): Promise<void> {
  if ((await page.getByRole('button', { name: 'Call off' }).count()) > 0) return
  await page.getByRole('button', { name: 'Plan a session' }).click()
  const asked = page.getByRole('dialog')
  await asked.getByLabel(/English/).fill('Fourth session')
  await asked.getByLabel('Begins').fill('2036-01-15T09:00')
  await asked.getByLabel('Ends').fill('2036-01-15T12:00')
  await asked.getByRole('button', { name: 'Plan a session' }).click()
  await asked.waitFor({ state: 'detached' })
}

async function openEditor(page: Page): Promise<void> {
  const clause = clauseWith(page, CLAUSE)
  await clause.getByRole('button').first().click()
  await clause.getByRole('textbox').first().waitFor()
}

const OF_HEAD: readonly Place[] = [
  { name: 'home', path: '/', open: main },
  { name: 'overview', path: DIALOGUE, open: main },
  { name: 'room with an open editor', path: `${DIALOGUE}/room`, open: openEditor },
  { name: 'positions', path: `${DIALOGUE}/positions`, open: main },
  {
    name: 'stating a position',
    path: `${DIALOGUE}/positions`,
    open: async (page) => {
      await page.getByRole('button', { name: 'Change the position' }).first().click()
      await dialog(page)
    },
  },
  { name: 'not found', path: '/nothing/here', open: main },
  { name: 'sessions', path: `${DIALOGUE}/sessions`, open: main },
  { name: 'comparison', path: `${DIALOGUE}/comparison`, open: (page) => shown(page, 'table') },
  { name: 'glossary', path: `${DIALOGUE}/glossary`, open: main },
  { name: 'account', path: '/account', open: (page) => shown(page, 'h3') },
  {
    name: 'worksheet of categories',
    path: `${DIALOGUE}/worksheets?sheet=categories`,
    open: main,
  },
  { name: 'worksheet of measures', path: `${DIALOGUE}/worksheets?sheet=measures`, open: main },
  {
    name: 'record',
    path: `${DIALOGUE}/record`,
    // Until the chains are checked the button is disabled, and not yet of its own colours.
    open: (page) => page.locator('main button:enabled', { hasText: 'Save the record' }).waitFor(),
  },
  { name: 'shared screen', path: `${DIALOGUE}/screen`, open: (page) => shown(page, '[data-view]') },
  ...[/^Comments/, /^History/, /^Caucus/, /^\[ \]|Brackets/].map((tab, index) => ({
    name: `tab ${index + 2} beside the text`,
    path: `${DIALOGUE}/room`,
    open: (page: Page) => openTab(page, tab),
  })),
]

const OF_CHAIR: readonly Place[] = [
  {
    name: 'opening a ballot',
    path: `${DIALOGUE}/room`,
    open: async (page) => {
      await openEditor(page)
      await clauseWith(page, CLAUSE).getByRole('button', { name: 'Open a ballot …' }).click()
      await dialog(page)
    },
  },
  {
    name: 'a new text',
    path: `${DIALOGUE}/room`,
    open: async (page) => {
      await main(page)
      const column = page.getByRole('radio', { name: 'Agenda', exact: true })
      if (await column.isVisible()) await column.click()
      await page.getByRole('button', { name: 'New text' }).click()
      await dialog(page)
    },
  },
  { name: 'chair’s desk', path: `${DIALOGUE}/desk`, open: main },
  { name: 'people', path: `${DIALOGUE}/people`, open: main },
  {
    name: 'calling a session off',
    path: `${DIALOGUE}/sessions`,
    open: async (page) => {
      await main(page)
      await planOne(page)
      await page.getByRole('button', { name: 'Call off' }).first().click()
      await dialog(page)
    },
  },
  {
    name: 'minutes just after assembling',
    path: `${DIALOGUE}/sessions`,
    open: async (page) => {
      // Whoever looks first assembles them; in the other looks they are opened.
      const assemble = page.getByRole('button', { name: 'Assemble the minutes' })
      await assemble
        .or(page.getByRole('link', { name: /^Minutes of session/ }))
        .first()
        .click()
      await page.waitForURL(/\/room\?.*text=/)
      await shown(page, 'article')
    },
  },
  { name: 'outcomes desk', path: `${DIALOGUE}/outcomes`, open: main },
  {
    name: 'assembling an outcome',
    path: `${DIALOGUE}/outcomes`,
    open: async (page) => {
      await page.getByRole('button', { name: 'Assemble an outcome' }).click()
      await page.getByRole('form', { name: 'Assemble an outcome' }).waitFor()
    },
  },
]

const OF_ANYBODY: readonly Place[] = [
  {
    name: 'sign-in',
    path: '/sign-in',
    open: (page) =>
      page
        .getByRole('button', { name: /^Enter as/ })
        .first()
        .waitFor(),
  },
  { name: 'public list', path: '/outcomes', open: main },
  { name: 'outcome', path: '/outcomes/PD-2026-01', open: main },
  { name: 'verifying', path: '/log/verify', open: main },
]

let browser: Browser
let server: TestServer

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openBrowser()])
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

/** What sticks out of the window to the side, when the page is wider than it. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    return [...document.querySelectorAll('body *')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120))
  })
}

/** Links to the page one is on that lie beyond an edge. */
function outOfSight(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth } = document.documentElement
    return [...document.querySelectorAll('nav a[aria-current="page"]')]
      .filter((link) => {
        const { left, right } = link.getBoundingClientRect()
        return left < 0 || right > clientWidth
      })
      .map((link) => link.outerHTML.slice(0, 120))
  })
}

/** Rows that scroll sideways and do not fade just where more of them is, as wide as that and a fade's width at most. */
async function wronglyFaded(page: Page): Promise<string[]> {
  // The fading is an animation along the scrolling; most people have their system move things.
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  return page.evaluate(() => {
    const width = (length: number) => Math.min(36, Math.max(0, length))
    return [...document.querySelectorAll('.sideways')]
      .map((row) => {
        const { scrollLeft, scrollWidth, clientWidth } = row
        const style = getComputedStyle(row)
        const faded = ['--fade-left', '--fade-right'].map((side) =>
          Number.parseFloat(style.getPropertyValue(side)),
        )
        return { faded, meant: [width(scrollLeft), width(scrollWidth - clientWidth - scrollLeft)] }
      })
      .filter(({ faded, meant }) =>
        faded.some((one, side) => Math.abs(one - (meant[side] ?? 0)) > 2),
      )
      .map((row) => JSON.stringify(row))
  })
}

/** What stays on one line and is longer than what holds it. */
function overlong(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isOneLine = (element: Element) => getComputedStyle(element).whiteSpace === 'nowrap'
    const isLoose = (element: Element) => /absolute|fixed/.test(getComputedStyle(element).position)
    const isInline = (element: Element) => getComputedStyle(element).display === 'inline'
    const clips = (element: Element) => getComputedStyle(element).overflowX !== 'visible'
    return [...document.querySelectorAll('body main *, body [role=dialog] *')]
      .filter((element) => element.checkVisibility() && isOneLine(element) && !isLoose(element))
      .filter((element) => {
        let holder = element.parentElement
        while (holder !== null && isInline(holder)) holder = holder.parentElement
        if (holder === null || isOneLine(holder)) return false
        for (let up: Element | null = holder; up !== null; up = up.parentElement)
          if (clips(up) && !up.matches('main, [role=tabpanel]') && up.scrollWidth > up.clientWidth)
            return false
        const { paddingRight } = getComputedStyle(holder)
        const edge = holder.getBoundingClientRect().right - Number.parseFloat(paddingRight)
        return element.getBoundingClientRect().right > edge + 1
      })
      .map((element) => element.outerHTML.slice(0, 160))
  })
}

/**
 * What is taken out of the flow inside a part that scrolls, and is placed by something outside it:
 * it does not scroll along, and lengthens the page below its end.
 */
function adrift(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrolls = (one: Element) => /auto|scroll/.test(getComputedStyle(one).overflow)
    return [...document.querySelectorAll<HTMLElement>('body main *, body [role=tabpanel] *')]
      .filter((element) => getComputedStyle(element).position === 'absolute')
      .filter((element) => {
        let part = element.parentElement
        while (part !== null && !scrolls(part)) part = part.parentElement
        const placedBy = element.offsetParent
        return part !== null && placedBy !== null && !part.contains(placedBy)
      })
      .map((element) => element.outerHTML.slice(0, 120))
  })
}

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1440, height: 900 }

/** Looks at a place on a desk and at a telephone's width, in both colour schemes; these differ in colours only. */
async function look(person: Person, { name, path, open }: Place): Promise<string[]> {
  const { page } = person
  const found: string[] = []
  for (const [how, viewport] of [
    ['on a desk', DESK],
    ['on a telephone', PHONE],
  ] as const) {
    const note = (what: string, list: readonly string[]) =>
      found.push(...list.map((one) => `${name}, ${how}${what}: ${one}`))
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(server.url + path)
    await open(page)
    await page.evaluate(() => document.fonts.ready)
    note('', await hindrances(page))
    note(', adrift', await adrift(page))
    note(', out of sight', await outOfSight(page))
    note(', overlong', await overlong(page))
    if (viewport === PHONE) note(', too wide', await tooWide(page))
    note(', wrongly faded', await wronglyFaded(page))
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    note(', in the dark', await hindrances(page, ['color-contrast']))
  }
  found.push(...person.complaints.splice(0).map((one) => `${name}: ${one}`))
  return found
}

describe.each([
  { who: 'anybody', as: undefined, places: OF_ANYBODY },
  { who: 'a head of delegation', as: 'headA', places: OF_HEAD },
  { who: 'a co-chair', as: 'chairOne', places: OF_CHAIR },
] as const)('what $who sees', ({ as, places }) => {
  let person: Person

  beforeAll(async () => {
    person = await seat(browser)
    if (as !== undefined) await enterAs(person, server.url, as)
  })

  it.each(places)('$name is accessible, fits a telephone, and breaks no policy', async (place) => {
    expect(await look(person, place)).toEqual([])
  })
})
