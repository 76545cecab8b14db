import { refuse } from '#shared/kernel'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { randomUUID } from 'node:crypto'
import { answerRefusal } from './http-refusal.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

/** Gives each request an id and logs what it came to: the pattern of its route, never its content. */
export function nameRequest(log: Log, metrics: Pick<Metrics, 'request'>): RequestHandler {
  return (request, response, next) => {
    const id = randomUUID()
    const began = performance.now()
    response.set('X-Request-Id', id)
    response.once('finish', () => {
      const { path } = (request.route ?? { path: 'other' }) as { path: unknown }
      const ms = Math.round(performance.now() - began)
      const { method } = request
      const route = String(path)
      metrics.request(method, route, response.statusCode, ms)
      log.say('info', 'request', { id, method, route, status: response.statusCode, ms })
    })
    next()
  }
}

/** What no page of this server needs is given to none; passkeys are for its own pages alone. */
const PERMISSIONS = [
  ...['camera', 'microphone', 'geolocation', 'payment', 'usb', 'midi', 'serial'],
  ...['display-capture', 'accelerometer', 'gyroscope', 'magnetometer', 'screen-wake-lock'],
]
  .map((feature) => `${feature}=()`)
  .concat('publickey-credentials-get=(self)', 'publickey-credentials-create=(self)')
  .join(', ')

/** Headers that keep a page to its own code, styles and connections. */
export function securityHeaders(secure: boolean): RequestHandler {
  const protect = helmetWith(secure)
  return (request, response, next) => {
    response.set('Permissions-Policy', PERMISSIONS)
    void protect(request, response, next)
  }
}

function helmetWith(secure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        // Markup from a string is for two places: the editor's clipboard, whose library names its own policy,
        // and the frame of a preview, in which nothing runs.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ['ProseMirrorClipboard', 'parley-preview'],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
  })
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Lets a change pass only from the server's own pages (W11); a request that names no origin is refused. */
export function checkOrigin(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (SAFE.has(request.method)) {
      next()
      return
    }
    const { origin } = request.headers
    const site = request.headers['sec-fetch-site']
    const fromHere = origin !== undefined && origins.includes(origin)
    if (fromHere && (site === undefined || site === 'same-origin')) next()
    else answerRefusal(response, refuse('identity/wrong-origin'))
  }
}
