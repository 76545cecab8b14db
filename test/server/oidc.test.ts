import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertAccount } from '../../server/identity/store.ts'
import { enterDemo } from '../support/cast.ts'
import { startInstitution, type RunningInstitution } from '../support/institution.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let institution: RunningInstitution

const BACK = '/api/sign-in/institution/return'

beforeAll(async () => {
  const port = await freePort()
  institution = await startInstitution(() => [`http://127.0.0.1:${port}${BACK}`])
  server = await startTestServer({ port, institution })
})
afterAll(async () => {
  await server.close()
  await institution.close()
})

/** A port that nothing listens on: the provider has to know the way back before the server starts. */
async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

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

  /** Sets out from Parley; answers the provider's address. */
  async begin(invitation: string | null = null): Promise<string> {
    const response = await this.ask(`${server.url}/api/sign-in/institution`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ invitation }),
    })
    expect(response.status).toBe(200)
    return ((await response.json()) as { address: string }).address
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

  test('ID11 the request carries PKCE, state and nonce', async () => {
    const { searchParams } = new URL(await new Wanderer().begin())
    expect(searchParams.get('code_challenge_method')).toBe('S256')
    for (const name of ['code_challenge', 'state', 'nonce']) {
      expect(searchParams.get(name)?.length).toBeGreaterThan(20)
    }
  })
})
