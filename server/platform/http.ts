import { mayAsk, type OperationId } from '#shared/identity'
import { holdsForbidden, refuse, type Refusal } from '#shared/kernel'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import * as z from 'zod'
import { checkOrigin, nameRequest, securityHeaders } from './http-guard.ts'
import { answerRefusal, handleError } from './http-refusal.ts'
import type { RequestListener } from 'node:http'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { SignedIn } from './realtime.ts'
import type { TroubleCode } from './trouble.ts'
import { createTurns } from './turns.ts'

/** The largest body of a request, in bytes, unless a route takes more. */
const LARGEST_BODY = 256 * 1024

/** What replays texts or assembles from them, and holds one of the few transactions meanwhile. */
const READINGS: ReadonlySet<OperationId> = new Set<OperationId>([
  'http/read-proposal',
  'http/export-proposal',
  'http/export-glossary',
  'http/prepare-outcome',
  'http/preview-outcome',
  'http/import-proposal',
])
/** How many readings of an account run at a time, so that nobody takes every transaction from the others. */
const READINGS_AT_ONCE = 2
/** How many more of them may wait; a page asks for a dozen at most. */
const MOST_WAITING = 40

/** What a route is given: parsed input, and who asks. */
interface Asked<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  /** Who is signed in; present whenever the operation asks for an account. */
  readonly who: SignedIn | undefined
  readonly request: Request
  readonly response: Response
}

interface Shape<P, Q, B> {
  readonly params?: z.ZodType<P>
  readonly query?: z.ZodType<Q>
  readonly body?: z.ZodType<B>
}

type Method = 'get' | 'post' | 'delete'

/**
 * A route's answer: an object is sent as JSON, a refusal with its status, `undefined` as 204;
 * a handler that has answered by itself through `response` returns anything.
 */
type Handler<P, Q, B> = (asked: Asked<P, Q, B>) => Promise<object | undefined>

/** A route as it was registered. */
export interface Route {
  readonly operation: OperationId
  readonly method: Method
  readonly path: string
}

/** The HTTP side of the server. */
export interface Http {
  readonly app: Express
  /** Every route that is registered, with its operation. */
  readonly routes: readonly Route[]
  /** Registers an operation; what the input's shape does not allow never reaches the handler. */
  route<P = object, Q = object, B = undefined>(
    operation: OperationId,
    method: Method,
    path: string,
    shape: Shape<P, Q, B>,
    handler: Handler<P, Q, B>,
    ...before: RequestHandler[]
  ): void
  /** Closes the list of routes: what is asked for beyond them is not found. */
  finish(): void
  /** Answers a request. */
  readonly answer: RequestListener
}

/** What the HTTP side is built from. */
export interface HttpOptions {
  /** Exact origins that may ask for changes; filled once the port is known. */
  readonly origins: readonly string[]
  readonly secure: boolean
  /** How many proxies stand in front. */
  readonly proxies: number
  readonly log: Log
  readonly metrics: Pick<Metrics, 'request'>
  readonly whoAsks: (request: Request) => SignedIn | undefined
  /** Whether the account may ask for the operation in the dialogue that the path names. */
  readonly permit: (
    operation: OperationId,
    accountId: string,
    dialogueId: string | undefined,
  ) => Promise<Refusal | undefined>
  /** Refuses a sensitive operation when the person has not proved lately who they are. */
  readonly askRecent: (operation: OperationId, who: SignedIn) => Promise<Refusal | undefined>
  /** What an error means that keeps everybody's writes or readings from the database, if it does. */
  readonly troubleOf: (error: unknown) => TroubleCode | undefined
  /** Runs before every route of the interface, e.g. to read the sign-in. */
  readonly before: readonly RequestHandler[]
}

/** Builds the HTTP side without listening. */
export function createHttp(options: HttpOptions): Http {
  const app = express()
  app.disable('x-powered-by')
  app.set('etag', false)
  app.set('query parser', 'simple')
  app.set('trust proxy', options.proxies)
  app.use(nameRequest(options.log, options.metrics), securityHeaders(options.secure))
  app.use('/api', checkOrigin(options.origins))
  app.use('/api', (_request, response, next) => {
    response.set('Cache-Control', 'no-store')
    next()
  })
  app.use('/api', express.json({ limit: LARGEST_BODY }), ...options.before)

  const turns = createTurns(READINGS_AT_ONCE, MOST_WAITING)
  const routes: Route[] = []
  return {
    app,
    routes,
    route: (operation, method, path, shape, handler, ...before) => {
      routes.push({ operation, method, path })
      app[method](path, ...before, async (request, response) => {
        const who = options.whoAsks(request)
        const refusal = await mayAskFor(operation, who, request, options)
        const late = refusal ?? (who && (await options.askRecent(operation, who)))
        if (late !== undefined) {
          answerRefusal(response, late)
          return
        }
        const input = parse(shape, request)
        if ('ok' in input) {
          answerRefusal(response, input)
          return
        }
        const isReading = who !== undefined && READINGS.has(operation)
        const endTurn = isReading ? await turns.take(who.accountId) : () => undefined
        if (endTurn === undefined) {
          answerRefusal(response, refuse('http/too-many-readings'))
          return
        }
        try {
          // Whoever went away while waiting is served nothing.
          if (response.destroyed) return
          const answer = await handler({ ...input, who, request, response })
          if (response.headersSent) return
          if (answer === undefined) response.status(204).end()
          else if (isRefusal(answer)) answerRefusal(response, answer)
          else response.json(answer)
        } finally {
          endTurn()
        }
      })
    },
    answer: (request, response) => {
      // What comes here came after the answer, from the session layer for one; express would print it.
      const beyond = (error: unknown) => {
        if (error !== undefined) options.log.failed(error, {}, 'error', 'a request failed')
        if (!response.writableEnded) response.destroy()
      }
      ;(app as RequestHandler)(request as Request, response as Response, beyond)
    },
    finish: () => {
      app.use((_request, response) => answerRefusal(response, refuse('http/not-found')))
      app.use(handleError(options.log, options.troubleOf))
    },
  }
}

async function mayAskFor(
  operation: OperationId,
  who: SignedIn | undefined,
  request: Request,
  options: HttpOptions,
): Promise<Refusal | undefined> {
  if (mayAsk(operation, { signedIn: who !== undefined, role: undefined })) return undefined
  if (who === undefined) return refuse('identity/not-signed-in')
  const { dialogueId } = request.params
  const named = typeof dialogueId === 'string' ? dialogueId : undefined
  if (named === undefined || !z.uuid().safeParse(named).success) return refuse('http/not-found')
  return options.permit(operation, who.accountId, named)
}

function parse<P, Q, B>(
  shape: Shape<P, Q, B>,
  request: Request,
): { params: P; query: Q; body: B } | Refusal {
  // Without a shape nothing of the input is passed on, whatever was sent.
  const params = (shape.params ?? z.object({})).safeParse(request.params)
  const query = (shape.query ?? z.object({})).safeParse(request.query)
  const body = (shape.body ?? z.unknown().transform(() => undefined)).safeParse(request.body)
  if (!params.success) return refuse('http/not-found')
  const failed = query.error ?? body.error
  if (failed !== undefined || !query.success || !body.success) {
    return refuse('http/invalid-input', { where: failed?.issues[0]?.path.join('.') ?? '' })
  }
  if (holdsForbidden([query.data, body.data])) return refuse('input/characters')
  return { params: params.data as P, query: query.data as Q, body: body.data as B }
}

function isRefusal(answer: object): answer is Refusal {
  return 'ok' in answer && answer.ok === false && 'code' in answer
}
