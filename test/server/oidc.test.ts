import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertAccount } from '../../server/identity/store.ts'
import { enterDemo } from '../support/cast.ts'
import { startWithInstitution, type RunningInstitution } from '../support/institution.ts'
import type { TestServer } from '../support/server.ts'

let server: TestServer
let institution: RunningInstitution

beforeAll(async () => {
  ;({ server, institution } = await startWithInstitution())
})
afterAll(async () => {
  await server.close()
  await institution.close()
})

/** A browser without a screen: keeps cookies of each host and goes where it is sent. */
class Wanderer {
  readonly jar = new Map<string, Map<string, string>>()

  async ask(address: string, options: RequestInit = {}): Promise<Response> {
    const { host, origin } = new URL(address)
    const cookies = this.jar.get(host) ?? new Map<string, string>()
    this.jar.set(host, cookies)
    const headers = new Headers(options.headers)
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    if (options.method === 'POST') headers.set('origin', origin)
    const response = await fetch(address, { ...options, headers, redirect: 'manual' })
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      const at = pair.indexOf('=')
      cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }

  /** Forgets whom a site knows it as. */
  forget(site: string): void {
    this.jar.delete(new URL(site).host)
  }

  /** Sets out from Parley; answers the provider's address. */
  async begin(invitation: string | null = null): Promise<string> {
    return addressIn(await this.post('/api/sign-in/institution', { invitation }))
  }

  post(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json' }
    return this.ask(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  /** Signs in as somebody. */
  async enter(login: string): Promise<void> {
    expect(landing(await this.ask(await this.authenticate(await this.begin(), login)))).toBe('/')
  }

  /** Goes through the provider's pages as somebody, until it is sent back to Parley. */
  async authenticate(address: string, login: string): Promise<string> {
    let next = address
    for (let step = 0; step < 20; step++) {
      const response = await this.ask(next)
      const location = response.headers.get('location')
      if (location !== null) {
        next = new URL(location, next).href
        if (next.startsWith(server.url)) return next
        continue
      }
      const page = await response.text()
      const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1] ?? ''
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
      const body = new URLSearchParams({ prompt, login, password: 'any' })
      const posted = await this.ask(new URL(action, next).href, { method: 'POST', body })
      next = new URL(posted.headers.get('location') ?? '', next).href
    }
    throw new Error('the provider led nowhere')
  }

  async me(): Promise<{ account: { id: string } | null }> {
    const response = await this.ask(`${server.url}/api/me`)
    return (await response.json()) as { account: { id: string } | null }
  }
}

async function addressIn(response: Response): Promise<string> {
  expect(response.status).toBe(200)
  return ((await response.json()) as { address: string }).address
}

const landing = (response: Response) => response.headers.get('location')

async function account(email: string): Promise<string> {
  const id = randomUUID()
  const name = { en: 'Somebody', zh: '某人' }
  await server.sql.begin((tx) => insertAccount(tx, { id, email, name, password: null }))
  return id
}

describe('signing in with an institution', () => {
  test('ID11 links an account by its verified address, and knows it again when the address changes', async () => {
    const id = await account('nora@example.org')
    const nora = new Wanderer()
    const back = await nora.authenticate(await nora.begin(), 'nora')
    expect(landing(await nora.ask(back))).toBe('/')
    expect((await nora.me()).account?.id).toBe(id)
    await server.sql`UPDATE accounts SET email = 'elsewhere@example.org' WHERE id = ${id}`
    const again = new Wanderer()
    expect(landing(await again.ask(await again.authenticate(await again.begin(), 'nora')))).toBe(
      '/',
    )
    expect((await again.me()).account?.id).toBe(id)
  })

  test('ID11 makes no account, and takes no address that the institution has not verified', async () => {
    await account('omar@example.org')
    for (const login of ['nobody', 'unverified-omar']) {
      const client = new Wanderer()
      const back = await client.authenticate(await client.begin(), login)
      expect(landing(await client.ask(back))).toBe(
        '/sign-in?refused=identity%2Finstitution-unknown',
      )
      expect((await client.me()).account).toBeNull()
    }
    const made = await server.sql`SELECT 1 FROM accounts WHERE email = 'nobody@example.org'`
    expect(made).toHaveLength(0)
  })

  test('ID11 an invitation opens the account it was made for, once, whatever the address there', async () => {
    const { client: convener, dialogueId } = await enterDemo(server, 'convener')
    const invited = await convener.http('POST', `/api/dialogues/${dialogueId}/invitations`, {
      name: { en: 'Lea Roth', zh: '莱娅·罗特' },
      email: 'lea@elsewhere.example',
      role: 'observer',
      delegationId: null,
      expertise: null,
    })
    const token = String(invited.body['path']).replace('/invitation/', '')
    const lea = new Wanderer()
    expect(landing(await lea.ask(await lea.authenticate(await lea.begin(token), 'lea')))).toBe('/')
    expect((await lea.me()).account?.id).toBe(invited.body['accountId'])
    const thief = new Wanderer()
    const back = await thief.authenticate(await thief.begin(token), 'thief')
    expect(landing(await thief.ask(back))).toContain('institution-unknown')
  })

  test('ID11 the way back is good once, for the browser that set out, with its own state', async () => {
    await account('pia@example.org')
    const pia = new Wanderer()
    const back = await pia.authenticate(await pia.begin(), 'pia')
    const other = new Wanderer()
    expect(landing(await other.ask(back))).toContain('too-late')
    const wrong = new URL(back)
    wrong.searchParams.set('state', 'another')
    expect(landing(await pia.ask(wrong.href))).toContain('institution-refused')
    expect(landing(await pia.ask(back))).toContain('too-late')
    expect((await pia.me()).account).toBeNull()
  })

  test('ID11 takes nobody’s word that the institution’s published key did not sign', async () => {
    const own = server
    const forger = await startWithInstitution(true)
    server = forger.server
    try {
      await account('nora@example.org')
      const nora = new Wanderer()
      const back = await nora.authenticate(await nora.begin(), 'nora')
      expect(landing(await nora.ask(back))).toContain('institution-refused')
      expect((await nora.me()).account).toBeNull()
    } finally {
      server = own
      await forger.server.close()
      await forger.institution.close()
    }
  })

  test('ID11 the request carries PKCE, state and nonce', async () => {
    const { searchParams } = new URL(await new Wanderer().begin())
    expect(searchParams.get('code_challenge_method')).toBe('S256')
    for (const name of ['code_challenge', 'state', 'nonce']) {
      expect(searchParams.get(name)?.length).toBeGreaterThan(20)
    }
  })
})

describe('ID16 proving with the institution who one is', () => {
  const growOld = () => server.sql`
    UPDATE sign_ins SET authenticated_at = clock_timestamp() - interval '6 minutes'`

  async function setsPassword(client: Wanderer): Promise<string> {
    const password = 'a sentence nobody guesses'
    const answer = await client.post('/api/security/password', { password })
    if (answer.status === 200) return 'done'
    return ((await answer.json()) as { error: { code: string } }).error.code
  }

  /** Somebody whose sign-in with the institution has grown old. */
  async function entered(login: string): Promise<Wanderer> {
    await account(`${login}@example.org`)
    const client = new Wanderer()
    await client.enter(login)
    await growOld()
    expect(await setsPassword(client)).toBe('identity/reauthenticate')
    return client
  }

  const waiting = randomUUID()
  const setOut = (client: Wanderer) => client.post('/api/reauthenticate/institution', { waiting })

  /** What the page that waits is handed, when the institution has been asked. */
  async function broughtBack(client: Wanderer, address: string, login: string) {
    const led = landing(await client.ask(await client.authenticate(address, login))) ?? ''
    expect(led).toMatch(/^\/prove#/)
    const { proof, refused, waiting: page } = Object.fromEntries(new URLSearchParams(led.slice(7)))
    expect(page).toBe(waiting)
    return { proof, refused }
  }

  const show = (client: Wanderer, ticket = '') =>
    client.post('/api/reauthenticate', { proof: { by: 'institution', ticket } })

  test('the institution is asked anew, and what waits is carried out after its answer, once', async () => {
    const uma = await entered('uma')
    const security = await uma.ask(`${server.url}/api/security`)
    expect(await security.json()).toMatchObject({ provable: { institution: institution.name } })
    const address = await addressIn(await setOut(uma))
    const { searchParams } = new URL(address)
    expect([searchParams.get('prompt'), searchParams.get('max_age')]).toEqual(['login', '300'])
    const { proof } = await broughtBack(uma, address, 'uma')
    expect((await show(uma, proof)).status).toBe(204)
    expect(await setsPassword(uma)).toBe('done')
    await growOld()
    expect((await show(uma, proof)).status).toBe(401)
    expect(await setsPassword(uma)).toBe('identity/reauthenticate')
  })

  test('neither another person’s answer nor one of long ago is a proof', async () => {
    const vera = await entered('vera')
    vera.forget(institution.issuer)
    const other = await broughtBack(vera, await addressIn(await setOut(vera)), 'wim')
    expect(other).toEqual({ proof: undefined, refused: 'identity/wrong-proof' })
    // Without these the institution asks nobody and does not say when it last did.
    vera.forget(institution.issuer)
    const address = new URL(await addressIn(await setOut(vera)))
    for (const name of ['prompt', 'max_age']) address.searchParams.delete(name)
    const silent = await broughtBack(vera, address.href, 'vera')
    expect(silent).toEqual({ proof: undefined, refused: 'identity/institution-refused' })
    expect(await setsPassword(vera)).toBe('identity/reauthenticate')
  })

  test('a proof is nothing in the hands of another account', async () => {
    const [xena, yann] = [await entered('xena'), await entered('yann')]
    const { proof } = await broughtBack(xena, await addressIn(await setOut(xena)), 'xena')
    expect((await show(yann, proof)).status).toBe(401)
    expect(await setsPassword(yann)).toBe('identity/reauthenticate')
  })

  test('whoever has a second factor here, or no institution, is not sent there', async () => {
    const zoe = await entered('zoe')
    const id = (await zoe.me()).account?.id ?? ''
    await server.sql`
      INSERT INTO passkeys (id, account_id, public_key, counter, transports, name)
      VALUES ('key of zoe', ${id}, ${Buffer.from('key')}, 0, '{}', 'key')`
    expect((await setOut(zoe)).status).toBe(404)
    const { client } = await enterDemo(server, 'convener')
    const answer = await client.http('POST', '/api/reauthenticate/institution', { waiting })
    expect(answer.status).toBe(404)
  })
})
