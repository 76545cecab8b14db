import type { Request, Response } from 'express'
import { sha256 } from './hash.ts'
import { notFoundPage } from './page.ts'

/** Bytes to send, with what a cache needs. */
export interface Rendered {
  readonly type: string
  readonly bytes: Buffer
  readonly etag: string
  /** The name under which a browser saves it; none for what is read in the browser. */
  readonly fileName?: string
}

/** Makes bytes ready to be sent, named by their own hash. */
export function rendered(type: string, body: string | Uint8Array, fileName?: string): Rendered {
  const bytes = Buffer.from(body)
  const etag = `"${sha256(bytes).slice(0, 32)}"`
  return fileName === undefined ? { type, bytes, etag } : { type, bytes, etag, fileName }
}

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** How long a shared cache may answer without asking again, in seconds; a browser asks each time. */
const SHARED_SECONDS = 30

/** Who may keep a copy: shared caches, shared caches for those who are not signed in, or nobody. */
export type Keeping = 'public' | 'anonymous' | 'private'

/** Sends bytes, or says that the asker's copy is still good. */
export function send(req: Request, res: Response, what: Rendered, keeping: Keeping): void {
  guard(res)
  res.set('Cache-Control', cacheControl(keeping))
  if (keeping !== 'public') res.set('Vary', 'Cookie')
  res.set('ETag', what.etag)
  if (what.fileName !== undefined) {
    res.set('Content-Disposition', `inline; filename="${what.fileName}"`)
  }
  res.type(what.type)
  if (req.fresh) {
    res.status(304).end()
    return
  }
  res.status(200).send(what.bytes)
}

/** Answers the same to everything that is not there, or not for this reader (OU17). */
export function sendNotFound(res: Response, origin: string): void {
  guard(res)
  res.set('Cache-Control', 'no-store').status(404).type('text/html; charset=utf-8')
  res.send(notFoundPage(origin))
}

function cacheControl(keeping: Keeping): string {
  if (keeping === 'private') return 'private, no-store'
  return `public, max-age=0, s-maxage=${SHARED_SECONDS}, must-revalidate`
}

function guard(res: Response): void {
  res.set({
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  })
}
