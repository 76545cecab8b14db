import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DemoName } from '../../server/demo/people.ts'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { handsAt } from '../support/hands.ts'
import { startTestServer, type TestServer } from '../support/server.ts'
import { clauseWith, seatAs, type Person } from '../support/visitors.ts'

const WORDS = 'Definitions will be prepared by legal and engineering experts'
const OBJECTION = 'A term has to be named.'
const REASON = '第三国的供应商未列入。'

let browser: Browser
let server: TestServer
let chair: Person
let headA: Person
let headB: Person

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  const enter = (name: DemoName, locale: string) => seatAs(browser, server.url, name, locale)
  chair = await enter('chairOne', 'en-GB')
  headA = await enter('headA', 'en-GB')
  headB = await enter('headB', 'zh-CN')
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

/** Opens a page of the dialogue and puts the hands on the keyboard. */
const at = (person: Person, path: string) =>
  handsAt(person, `${server.url}/dialogues/${DEMO_DIALOGUE_ID}${path}`)

describe('with the keyboard alone', () => {
  it('a delegation breaks the silence, with its reason', async () => {
    const { page } = headB
    const hands = await at(headB, '/ballots')
    await hands.press(page.getByRole('button', { name: '打破默许……' }))
    const dialog = page.getByRole('dialog')
    await hands.write(dialog.getByLabel('理由'), REASON)
    await hands.press(dialog.getByRole('button', { name: '打破默许' }))
    await dialog.waitFor({ state: 'detached' })
    await page.getByText(REASON).first().waitFor()
  })

  it('a moderator opens a ballot on a clause; a head answers it, with a reason', async () => {
    const opening = await at(chair, '/room')
    const clause = clauseWith(chair.page, WORDS)
    await opening.press(clause.getByRole('button').first())
    await opening.press(clause.getByRole('button', { name: 'Open a ballot …' }))
    const dialog = chair.page.getByRole('dialog')
    const despite = dialog.getByRole('checkbox', {
      name: 'Open it although concordance is not confirmed',
    })
    const open = dialog.getByRole('button', { name: 'Open the ballot' })
    await open.waitFor()
    if ((await despite.count()) > 0) await opening.press(despite, 'Space')
    await opening.press(open)
    await dialog.waitFor({ state: 'detached' })
    await expect.poll(() => opening.whereabouts()).not.toBe('BODY')

    const { page } = headA
    const hands = await at(headA, '/ballots')
    const group = page.getByRole('radiogroup', { name: 'Your delegation’s answer' })
    await hands.press(group, 'Space')
    await page.keyboard.press('ArrowDown')
    while (!(await group.getByRole('radio', { name: 'Object', exact: true }).isChecked()))
      await page.keyboard.press('ArrowDown')
    await hands.write(page.getByLabel('Reason').first(), OBJECTION)
    await hands.press(page.getByRole('button', { name: 'Give this answer' }))
    await page.getByText('Your delegation has answered: Object').waitFor()
  })

  it('a head states a position, and tables it', async () => {
    const { page } = headA
    const hands = await at(headA, '/positions')
    const change = page.getByRole('button', { name: 'Change the position' }).first()
    await hands.press(change)
    const dialog = page.getByRole('dialog')
    await hands.reach(dialog.getByRole('radiogroup', { name: 'Position' }))
    await page.keyboard.press('ArrowDown')
    await hands.write(dialog.getByLabel(/^Reason.*English/), 'It can be counted.')
    await hands.reach(dialog.getByRole('radiogroup', { name: 'Who sees it' }))
    await page.keyboard.press('ArrowDown')
    await hands.press(dialog.getByRole('button', { name: 'State', exact: true }))
    await dialog.waitFor({ state: 'detached' })
    const state = await server.app.live.ledger.state(DEMO_DIALOGUE_ID)
    expect(JSON.stringify(state?.room.positions)).toContain('It can be counted.')
    await expect.poll(() => hands.whereabouts()).not.toBe('BODY')
  })

  it('a head asks for the floor, the moderator gives it from the desk, and the speech is ended', async () => {
    const { page } = headA
    const hands = await at(headA, '/room')
    await hands.press(page.getByRole('button', { name: 'Raise hand' }))
    await page.getByRole('button', { name: 'Lower hand' }).waitFor()
    const desk = await at(chair, '/desk')
    const asking = chair.page.getByRole('listitem').filter({ hasText: 'Eleanor Whitcombe' })
    await desk.press(asking.getByRole('button', { name: 'Give the floor', exact: true }))
    await page.getByText('You have the floor').waitFor()
    await hands.press(page.getByRole('button', { name: 'End my speech' }))
    await page.getByText('You have the floor').waitFor({ state: 'detached' })
  })

  it('a head invites somebody, and is shown the link once', async () => {
    const { page } = headA
    const hands = await at(headA, '/people')
    await hands.press(page.getByRole('button', { name: 'Invite somebody' }))
    const dialog = page.getByRole('dialog')
    await hands.write(dialog.getByLabel(/^Name.*English/), 'Lea Roth')
    await hands.write(dialog.getByLabel(/^Name.*Chinese/), '莱娅·罗特')
    await hands.write(dialog.getByLabel('E-mail address'), 'lea@readers.example')
    await hands.press(dialog.getByRole('button', { name: 'Make the invitation' }))
    await page.getByText('This link is shown only now.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(() => hands.whereabouts()).not.toBe('BODY')
  })

  it('nothing was complained of', () => {
    for (const { complaints } of [chair, headA, headB]) expect(complaints).toEqual([])
  })
})
