import { refuse, type Refusal } from '#shared/kernel'
import type { ErrorRequestHandler, Response } from 'express'
import type { Log } from './log.ts'

const STATUS: Readonly<Record<string, number>> = {
  'http/not-found': 404,
  'http/invalid-input': 400,
  'http/too-large': 413,
  'http/internal': 500,
  'identity/not-signed-in': 401,
  'identity/wrong-credentials': 401,
  'identity/wrong-proof': 401,
  'identity/wrong-passkey': 401,
  'identity/wrong-code': 400,
  'identity/password-short': 400,
  'identity/password-common': 400,
  'identity/password-personal': 400,
  'identity/reauthenticate': 403,
  'identity/not-permitted': 403,
  'identity/not-allowed': 403,
  'identity/wrong-origin': 403,
  'identity/demo-off': 404,
  'identity/too-many-attempts': 429,
}

const SENTENCES: Readonly<Record<string, string>> = {
  'http/not-found': 'There is nothing here, or nothing that is open to you.',
  'http/invalid-input': 'Something that was sent is not in the right form.',
  'http/too-large': 'This is too large to be sent at once.',
  'http/internal': 'The server failed; the request’s id finds the reason in its log.',
  'identity/not-signed-in': 'Sign in first.',
  'identity/wrong-credentials': 'The e-mail address and the password do not belong together.',
  'identity/wrong-proof': 'This does not prove who you are.',
  'identity/wrong-passkey': 'This passkey does not open an account here.',
  'identity/reauthenticate': 'Prove again who you are: this step asks for it.',
  'identity/not-permitted': 'Your role does not allow this.',
  'identity/not-allowed': 'Your role does not allow this.',
  'identity/wrong-origin': 'Changes are asked for from the pages of this server only.',
  'identity/demo-off': 'There is no demonstration here.',
  'identity/too-many-attempts': 'Too many attempts; wait a few minutes.',
}

/** Unknown things are not found; every other refusal of a rule stands in the way of the state. */
function statusOf(code: string): number {
  return STATUS[code] ?? (/\/unknown(-|$)/.test(code) ? 404 : 409)
}

/** Answers a refusal: its code, its parameters and an English sentence. */
export function answerRefusal(response: Response, { code, params }: Refusal): void {
  const message = SENTENCES[code] ?? `This is refused: ${code}.`
  response.status(statusOf(code)).json({ error: { code, params, message } })
}

/** Turns what was thrown into an answer that tells nothing of the inside. */
export function handleError(log: Log): ErrorRequestHandler {
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
    log.failed(error, { id }, 'error', 'a request failed')
    answerRefusal(response, refuse('http/internal'))
  }
}
