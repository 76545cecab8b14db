import { Secret, TOTP } from 'otpauth'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_PASSWORD, DEMO_PEOPLE, type DemoName } from '../../server/demo/people.ts'
import { DEMO_DIALOGUE_ID } from '../../server/demo/script.ts'
import { openPlainBrowser } from '../support/browser.ts'
import { Seats } from '../support/seats.ts'
import { clauseById, enterAs, seat, type Person } from '../support/visitors.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let browser: Browser
let server: TestServer
/** Passkeys belong to a name, so the server is reached by one. */
let url: string

beforeAll(async () => {
  ;[server, browser] = await Promise.all([startTestServer(), openPlainBrowser()])
  url = server.url.replace('127.0.0.1', 'localhost')
})

afterAll(async () => {
  await browser.close()
  await server.close()
})

async function signIn(page: Page, name: DemoName, password = DEMO_PASSWORD): Promise<void> {
  await page.goto(`${url}/sign-in`)
  await page.getByLabel('E-mail address').fill(DEMO_PEOPLE[name].email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Lets what was proved grow older than sensitive steps ask for. */
const growOld = () => server.sql`
  UPDATE sign_ins SET authenticated_at = clock_timestamp() - interval '6 minutes'`

/** Takes somebody out of the demonstration, so that one click does not prove who they are. */
const makeReal = (name: DemoName) =>
  server.sql`DELETE FROM demo_people WHERE account_id = ${DEMO_PEOPLE[name].id}`

async function virtualAuthenticator(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return session
}

const dialog = (page: Page) => page.getByRole('dialog').last()

async function closeRecoveryCodes(page: Page): Promise<string[]> {
  await page.getByRole('heading', { name: 'Recovery codes' }).waitFor()
  const codes = await dialog(page).getByRole('listitem').allTextContents()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  return codes
}

describe('a head of delegation with a second factor', () => {
  let head: Person
  let codes: string[]
  let totp: TOTP

  beforeAll(async () => {
    await makeReal('headA')
    head = await seat(browser)
    await virtualAuthenticator(head.page)
  })

  it('ID7 makes a passkey on the account page and signs in with it alone', async () => {
    const { page } = head
    await signIn(page, 'headA')
    await page.waitForURL(`${url}/`)
    await page.goto(`${url}/account`)
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await dialog(page).getByLabel('Name of this passkey').fill('A laptop')
    await page.getByRole('button', { name: 'Make it on this device' }).click()
    codes = await closeRecoveryCodes(page)
    expect(codes).toHaveLength(10)
    await page.getByRole('button', { name: 'Remove the passkey A laptop' }).waitFor()
    await page.context().clearCookies()
    await page.goto(`${url}/sign-in`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL(`${url}/`)
  })

  it('ID5 sets up one-time codes from the picture’s key, and is asked for one after the password', async () => {
    const { page } = head
    await page.goto(`${url}/account`)
    await page.getByRole('button', { name: 'Set up' }).click()
    await page.getByRole('img', { name: 'Picture for the authenticator application' }).waitFor()
    const key = await dialog(page).locator('[class*=secret]').textContent()
    totp = new TOTP({ secret: Secret.fromBase32((key ?? '').replaceAll(' ', '')) })
    const early = totp.generate({ timestamp: Date.now() - 30_000 })
    await dialog(page).getByLabel('Code that the application shows').fill(early)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.getByText('in force').waitFor()
    await page.context().clearCookies()
    await signIn(page, 'headA')
    await page.getByLabel('One-time or recovery code').fill(totp.generate())
    await page.getByRole('button', { name: 'Confirm' }).click()
    await page.waitForURL(`${url}/`)
  })

  it('ID9 is asked in place before answering a ballot, loses nothing typed, and answers once', async () => {
    const seats = new Seats(server)
    const chair = await seats.join('moderator')
    const words = { en: 'Both sides report once a year.', zh: '双方每年通报一次。' }
    const { proposalId, clauseId } = await seats.newClause(chair, words)
    await chair.openTexts(seats.dialogueId, proposalId)
    const { hash } = (await chair.ask('text:check', { textId: clauseId })) as { hash?: string }
    expect(hash).toBeDefined()
    const opened = await chair.command(seats.dialogueId, 'agreement/open-ballot', {
      clauseId,
      hash: await clauseHashOf(words),
      despiteConcordance: true,
    })
    expect(opened).toMatchObject({ ok: true })
    const { page } = head
    await page.goto(`${url}/dialogues/${DEMO_DIALOGUE_ID}/room?text=${proposalId}`)
    await clauseById(page, clauseId).getByRole('button').first().click()
    await page.getByText('Object', { exact: true }).click()
    await page
      .getByLabel(/Reason/)
      .first()
      .fill('Once a year is too seldom for us.')
    await growOld()
    await page.getByRole('button', { name: 'Give this answer' }).click()
    await page.getByRole('heading', { name: 'Is it still you?' }).waitFor()
    const [before] = await answers()
    expect(before?.n).toBe(0)
    await dialog(page).getByRole('button', { name: 'Use a passkey' }).click()
    await page.getByRole('heading', { name: 'Is it still you?' }).waitFor({ state: 'detached' })
    await expect.poll(async () => (await answers())[0]?.n, { timeout: 20_000 }).toBe(1)
    const [row] = await answers()
    expect(row?.reason).toContain('too seldom')
    chair.disconnect()
  })

  it('ID8 removes the passkey after a proof with a recovery code', async () => {
    const { page } = head
    await growOld()
    await page.goto(`${url}/account`)
    await page.getByRole('button', { name: 'Remove the passkey A laptop' }).click()
    await dialog(page).getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('heading', { name: 'Is it still you?' }).waitFor()
    await dialog(page).getByLabel('One-time or recovery code').fill('ABCD-EFGH-JKLM-NPQR')
    await dialog(page).getByRole('button', { name: 'Confirm' }).click()
    await dialog(page).getByText('This does not prove who you are', { exact: false }).waitFor()
    await dialog(page)
      .getByLabel('One-time or recovery code')
      .fill(codes[0] ?? '')
    await dialog(page).getByRole('button', { name: 'Confirm' }).click()
    await page
      .getByRole('button', { name: 'Remove the passkey A laptop' })
      .waitFor({ state: 'detached' })
    await page.getByText('9 recovery codes are left.').waitFor()
    await page.getByText('A recovery code was used').waitFor()
  })

  it('no browser complained of anything but what was refused on purpose', () => {
    const unexpected = head.complaints.filter((one) => !/status of (401|403)/.test(one))
    expect(unexpected).toEqual([])
  })
})

describe('a person of the demonstration', () => {
  it('ID9 proves it with one click', async () => {
    const chair = await seat(browser)
    await enterAs(chair, url, 'convener')
    await growOld()
    const { page } = chair
    await page.goto(`${url}/dialogues/${DEMO_DIALOGUE_ID}/people`)
    await page.getByRole('button', { name: 'Invite somebody' }).click()
    await dialog(page).getByLabel('Name · In English').fill('Nora Lind')
    await dialog(page).getByLabel('E-mail address').fill('nora@example.org')
    await dialog(page).getByRole('button', { name: 'Make the invitation', exact: true }).click()
    await page.getByRole('button', { name: 'It is me' }).click()
    await page.getByText('/invitation/', { exact: false }).waitFor()
  })
})

describe('a new password', () => {
  it('ID8 is chosen on the account page, ends other sign-ins, and is not what everybody tries', async () => {
    const [here, there] = [await seat(browser), await seat(browser)]
    await makeReal('headB')
    for (const { page } of [here, there]) {
      await signIn(page, 'headB')
      await page.waitForURL(`${url}/`)
    }
    const { page } = here
    await page.goto(`${url}/account`)
    await page.getByRole('button', { name: 'Change the password' }).click()
    const choose = async (password: string) => {
      await page.getByLabel('Choose a password').fill(password)
      await page.getByLabel('The same password again').fill(password)
      await page.getByRole('button', { name: 'Change the password' }).click()
    }
    await choose('Password!2026')
    await page.getByText('among what everybody tries first', { exact: false }).waitFor()
    await choose('nine quiet herons at the weir')
    await page.getByText('1 other sign-in has ended', { exact: false }).waitFor()
    await there.page.goto(`${url}/account`)
    await there.page.waitForURL(/sign-in/)
    await signIn(there.page, 'headB', 'nine quiet herons at the weir')
    await there.page.waitForURL(`${url}/`)
  })
})

/** The hash of a clause's words, as docs/spec says it is made. */
async function clauseHashOf(words: { readonly en: string; readonly zh: string }): Promise<string> {
  const canonical = JSON.stringify({ kind: 'operative', text: words })
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical))
  return Buffer.from(digest).toString('hex')
}

function answers() {
  return server.sql<{ n: number; reason: string | null }[]>`
    SELECT count(*)::int AS n, max(payload::text) AS reason FROM events
    WHERE type = 'BallotAnswered' AND actor = ${DEMO_PEOPLE.headA.id}
      AND at > now() - interval '10 minutes' AND payload::text LIKE '%too seldom%'`
}
