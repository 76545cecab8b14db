import type { Request, Response } from 'express'
import { sha256 } from './hash.ts'
import { isPackable, packed, packingFor } from './packing.ts'
import { awayPage, busyPage, notFoundPage } from './page.ts'

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

/**
 * Sends bytes, or says that the asker's copy is still good. What everybody gets is packed when the asker can unpack
 * it; what one reader gets is not, because its length beside words that a stranger chose would tell of the rest.
 */
export async function send(
  req: Request,
  res: Response,
  what: Rendered,
  keeping: Keeping,
): Promise<void> {
  guard(res)
  res.set('Cache-Control', cacheControl(keeping))
  if (keeping !== 'public') res.vary('Cookie')
  if (isPackable(what.type)) res.vary('Accept-Encoding')
  const packing = keeping === 'private' ? undefined : packingFor(req, what)
  res.set('ETag', packing === undefined ? what.etag : what.etag.replace(/"$/, `-${packing}"`))
  if (what.fileName !== undefined) {
    res.set('Content-Disposition', `inline; filename="${what.fileName}"`)
  }
  res.type(what.type)
  if (req.fresh) {
    res.status(304).end()
    return
  }
  if (packing !== undefined) res.set('Content-Encoding', packing)
  res.status(200).send(packing === undefined ? what.bytes : await packed(what, packing))
}

/** After how many seconds somebody may ask again whom nobody had time for. */
const AGAIN_SECONDS = 2

/** Answers that too many ask at once. */
export function sendBusy(res: Response, origin: string): void {
  guard(res)
  res.set({ 'Cache-Control': 'no-store', 'Retry-After': String(AGAIN_SECONDS) })
  res.status(503).type('text/html; charset=utf-8').send(busyPage(origin))
}

/** Answers a reader's browser that there is no database to read from. */
export function sendAway(res: Response, origin: string): void {
  guard(res)
  res.set({ 'Cache-Control': 'no-store', 'Retry-After': String(AGAIN_SECONDS) })
  res.status(503).type('text/html; charset=utf-8').send(awayPage(origin))
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
