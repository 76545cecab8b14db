import { refuse, type Refusal } from '#shared/kernel'
import { refusalSentence, statusOf } from '#shared/refusals'
import type { ErrorRequestHandler, Response } from 'express'
import type { Log } from './log.ts'
import type { TroubleCode } from './trouble.ts'

/** After how many seconds it is worth trying again while the database takes nothing. */
const RETRY_AFTER = 2

/** Answers a refusal: its code, its parameters and an English sentence. */
export function answerRefusal(response: Response, refusal: Refusal): void {
  const { code, params } = refusal
  const message = refusalSentence(refusal, 'en')
  response.status(statusOf(code)).json({ error: { code, params, message } })
}

/** Turns what was thrown into an answer that tells nothing of the inside. */
export function handleError(
  log: Log,
  troubleOf: (error: unknown) => TroubleCode | undefined,
): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const id = String(response.getHeader('X-Request-Id'))
    if (response.headersSent) {
      // Too late for an answer; handing it on would print it.
      log.failed(error, { id }, 'error', 'a request failed')
      if (!response.writableEnded) response.destroy()
      return
    }
    const { status } = Object(error) as { status?: unknown }
    if (status === 413) {
      answerRefusal(response, refuse('http/too-large'))
      return
    }
    if (typeof status === 'number' && status >= 400 && status < 500) {
      answerRefusal(response, refuse('http/invalid-input'))
      return
    }
    const trouble = troubleOf(error)
    if (trouble !== undefined) {
      answerRefusal(response.set('Retry-After', String(RETRY_AFTER)), refuse(trouble))
      return
    }
    log.failed(error, { id }, 'error', 'a request failed')
    answerRefusal(response, refuse('http/internal'))
  }
}
