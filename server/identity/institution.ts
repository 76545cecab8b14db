import type { Request } from 'express'
import * as oidc from 'openid-client'
import { Strategy, type VerifyFunction } from 'openid-client/passport'
import type { Vouched } from './store-institution.ts'

/** An institution whose people sign in with its identity provider (OpenID Connect). */
export interface InstitutionSettings {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** How the institution is called on the button. */
  readonly name: string
}

/** The way to an institution and back. */
export interface Institution {
  readonly name: string
  /** Who vouches, as the identity provider names itself. */
  readonly issuer: string
  /**
   * Where to send the browser, and what has to be kept until it is back: state, nonce, PKCE verifier. With `within`, in
   * seconds, the institution is to ask anew who it is, and what it asked longer ago is not taken (OpenID Connect `max_age`).
   */
  begin(request: Request, back: string, within?: number): Promise<{ address: string; kept: Kept }>
  /** Whom the institution vouches for, when the browser is back; nothing when it does not. */
  finish(request: Request, back: string, kept: Kept): Promise<Vouched | undefined>
}

/** What the strategy keeps between the two halves of a sign-in. */
export type Kept = Record<string, unknown>

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

// The library marks it so that nobody uses it by accident: it is for issuers on this machine only.
const inTheClear: (config: oidc.Configuration) => void = Reflect.get(oidc, 'allowInsecureRequests')

/** The strategy of openid-client, always with state and nonce beside PKCE. */
class InstitutionStrategy extends Strategy {
  /** Where the browser came back to; absent when it is to be sent off. */
  back: URL | undefined
  /** How long ago, in seconds, the institution may have asked who it is; absent where that does not matter. */
  within: number | undefined

  override shouldInitiateAuthRequest(): boolean {
    return this.back === undefined
  }

  override currentUrl(request: Request): URL {
    return this.back ?? new URL(`https://${request.get('host') ?? 'localhost'}`)
  }

  override authorizationRequestParams(): URLSearchParams {
    const { within } = this
    return new URLSearchParams({
      scope: 'openid email',
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      // The strategy keeps `max_age` until the browser is back, and compares it with `auth_time`.
      ...(within === undefined ? {} : { prompt: 'login', max_age: String(within) }),
    })
  }
}

/** Prepares signing in with an institution; its provider is looked up when it is first needed. */
export function openInstitution(settings: InstitutionSettings): Institution {
  const issuer = new URL(settings.issuer)
  let found: Promise<oidc.Configuration> | undefined
  const configuration = () => {
    // In the clear only on this machine, for trying it out.
    const transport = LOOPBACK.has(issuer.hostname) ? [inTheClear] : []
    const execute = [oidc.enableNonRepudiationChecks, ...transport]
    found ??= oidc.discovery(issuer, settings.clientId, settings.clientSecret, undefined, {
      execute,
    })
    return found.catch((error: unknown) => {
      found = undefined
      throw error
    })
  }
  const strategyFor = async (back: string) => {
    const config = await configuration()
    const verify: VerifyFunction = (tokens, verified) => {
      vouchedBy(config, tokens).then(
        (vouched) => {
          verified(null, vouched)
        },
        (error: unknown) => {
          verified(error)
        },
      )
    }
    return new InstitutionStrategy(
      { config, callbackURL: back, name: 'institution', sessionKey: 'way' },
      verify,
    )
  }
  return {
    name: settings.name,
    issuer: settings.issuer,
    begin: async (request, back, within) => {
      const kept: Kept = {}
      const strategy = await strategyFor(back)
      strategy.within = within
      const came = await run(strategy, withSession(request, kept))
      if (came.address === undefined) throw new Error('the institution’s address was not found')
      return { address: came.address, kept }
    },
    finish: async (request, back, kept) => {
      const strategy = await strategyFor(back)
      strategy.back = new URL(request.originalUrl, back)
      const came = await run(strategy, withSession(request, kept))
      return came.vouched
    },
  }
}

type Tokens = Parameters<VerifyFunction>[0]

async function vouchedBy(config: oidc.Configuration, tokens: Tokens): Promise<Vouched> {
  const claims = tokens.claims()
  if (claims === undefined) throw new Error('the institution sent no identity')
  const { iss: issuer, sub: subject } = claims
  const about =
    claims['email'] === undefined
      ? await oidc.fetchUserInfo(config, tokens.access_token, subject)
      : claims
  const { email, email_verified: isVerified } = about
  return {
    issuer,
    subject,
    email: isVerified === true && typeof email === 'string' ? email : undefined,
  }
}

/** The request as the strategy needs it: with a session that lasts for this sign-in only. */
function withSession(request: Request, kept: Kept): Request {
  return Object.create(request, { session: { value: kept } }) as Request
}

interface Came {
  readonly address?: string
  readonly vouched?: Vouched
}

/** Runs the strategy as passport does, and answers what it came to. */
function run(strategy: Strategy, request: Request): Promise<Came> {
  return new Promise((resolve, reject) => {
    const attempt = Object.assign(Object.create(strategy) as Strategy, {
      redirect: (address: string) => resolve({ address }),
      success: (vouched: unknown) => resolve({ vouched: vouched as Vouched }),
      fail: () => resolve({}),
      pass: () => resolve({}),
      error: (error: unknown) =>
        reject(error instanceof Error ? error : new Error('the institution failed')),
    })
    attempt.authenticate(request, {})
  })
}
