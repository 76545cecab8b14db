import { generateKeyPairSync } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { freePort } from './nodes.ts'
import { startTestServer, type TestServer } from './server.ts'

/** A real identity provider on this machine, with people whom it vouches for. */
export interface RunningInstitution {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly name: string
  close(): Promise<void>
}

/** Where the browser comes back to from an institution. */
const BACK = '/api/sign-in/institution/return'

/**
 * Starts a provider, and a server whose people may sign in there: the provider has to know the way back before. With
 * `signsFalsely` the keys that it publishes are not those that it signs with.
 */
export async function startWithInstitution(signsFalsely = false): Promise<{
  readonly server: TestServer
  readonly institution: RunningInstitution
}> {
  const port = await freePort()
  const institution = await startInstitution([`http://127.0.0.1:${port}${BACK}`], signsFalsely)
  return { institution, server: await startTestServer({ port, institution }) }
}

/**
 * Starts a provider. Whoever signs in there as `nora` has the address `nora@example.org`; a name that begins with
 * `unverified-` has an address that the provider has not verified.
 */
async function startInstitution(
  backs: readonly string[],
  signsFalsely: boolean,
): Promise<RunningInstitution> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
  const [clientId, clientSecret] = ['parley', 'a secret of the client, long enough']
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [...backs] }],
    cookies: { keys: ['keys of the provider'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        email: `${sub.replace('unverified-', '')}@example.org`,
        email_verified: !sub.startsWith('unverified-'),
      }),
    }),
  })
  const handle = provider.callback()
  const publishOthers = otherKeys()
  server.on('request', (request, response) => {
    if (signsFalsely && request.url === '/jwks') publishOthers(request, response)
    else void handle(request, response)
  })
  return {
    issuer,
    clientId,
    clientSecret,
    name: 'Institute for Testing',
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Answers with a key that nothing was signed with. */
function otherKeys(): RequestListener {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keys = [{ ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }]
  return (_request, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ keys }))
  }
}
