import { refuse } from '#shared/kernel'
import type { Request, Response } from 'express'
import * as z from 'zod'
import type { Http } from '../platform/http.ts'
import type { SignedIn } from '../platform/realtime.ts'
import { arrive, secondFactor, type Arrivals } from './arrive.ts'
import type { Institution, Kept } from './institution.ts'
import type { Prover } from './prove.ts'
import { originOf } from './routes.ts'
import { noteAccountEvent } from './store-events.ts'
import { findLinked, link, type Vouched } from './store-institution.ts'
import type { LinkRights } from './link-rights.ts'
import { openInvitation } from './invitations.ts'
import { awaitsFirstEntry, findInvitation, useInvitation } from './store-invitations.ts'
import { findByEmail } from './store.ts'
import { putTicket, takeTicket } from './store-tickets.ts'

/** How long the way to an institution and back may take, in minutes. */
const WAY_MINUTES = 10
/** How long what the institution confirmed may wait to be shown as a proof, in minutes. */
const PROOF_MINUTES = 2
const BACK = '/api/sign-in/institution/return'

/** What signing in with an institution is built from. */
export interface InstitutionOptions extends Arrivals, LinkRights {
  readonly institution: Institution | undefined
  readonly prover: Pick<Prover, 'provable'>
  /** Whether this server sends mails, a link to a new password among them. */
  readonly sendsMail: boolean
  /** How old a proof of who somebody is may be, in minutes. */
  readonly recentMinutes: number
  readonly report: (error: unknown) => void
}

const wayData = z.object({
  kept: z.record(z.string(), z.unknown()),
  origin: z.string(),
  invitation: z.string().nullable(),
  /** What names the page that waits for a proof; null when somebody signs in. */
  waiting: z.uuid().nullable(),
})
/** The way to an institution, as it is kept until the browser is back. */
type Way = z.infer<typeof wayData>

/** Registers signing in with an institution: only for accounts that are there already, by invitation or address. */
export function addInstitutionRoutes(http: Http, options: InstitutionOptions): void {
  const { institution } = options
  http.route('http/sign-in', 'get', '/api/sign-in/ways', {}, () =>
    Promise.resolve({ institution: institution?.name ?? null, mail: options.sendsMail }),
  )
  const body = z.strictObject({ invitation: z.string().min(20).max(100).nullable() })
  http.route('http/sign-in', 'post', '/api/sign-in/institution', { body }, async (asked) => {
    return setOut(options, asked, { invitation: asked.body.invitation, waiting: null })
  })
  const page = z.strictObject({ waiting: z.uuid() })
  const again = '/api/reauthenticate/institution'
  http.route('http/reauthenticate', 'post', again, { body: page }, async (asked) => {
    const may = await options.prover.provable(asked.who?.accountId ?? '')
    if (may.institution === null) return refuse('http/not-found')
    return setOut(options, asked, { invitation: null, waiting: asked.body.waiting })
  })
  http.route('http/sign-in', 'get', BACK, {}, async ({ request, response }) => {
    response.redirect(303, await comeBack(options, request, response))
    return undefined
  })
}

/** Sends the browser off to the institution, and keeps what has to be known when it is back. */
async function setOut(
  options: InstitutionOptions,
  { request, response, who }: { request: Request; response: Response; who?: SignedIn | undefined },
  what: Pick<Way, 'invitation' | 'waiting'>,
) {
  const { institution } = options
  if (institution === undefined) return refuse('http/not-found')
  const origin = originOf(request)
  const within = what.waiting === null ? undefined : options.recentMinutes * 60
  let begun: { readonly address: string; readonly kept: Kept }
  try {
    begun = await institution.begin(request, origin + BACK, within)
  } catch (error) {
    options.report(error)
    return refuse('identity/institution-unreachable')
  }
  const data: Way = { ...what, kept: begun.kept, origin }
  const ticket = await putTicket(options.db, {
    kind: 'institution',
    accountId: who?.accountId ?? null,
    data,
    minutes: WAY_MINUTES,
  })
  // The way back begins at another site: a strict cookie would not be sent along.
  response.cookie(cookieName(options), ticket, {
    httpOnly: true,
    sameSite: 'lax',
    secure: options.signIns.secure,
    path: '/',
    maxAge: WAY_MINUTES * 60_000,
  })
  return { address: begun.address }
}

const cookieName = ({ signIns }: InstitutionOptions) =>
  signIns.secure ? '__Host-parley-way' : 'parley-way'

const refusedAt = (code: string) => `/sign-in?refused=${encodeURIComponent(code)}`

/** Takes the browser that is back from the institution, and answers where it goes on. */
async function comeBack(
  options: InstitutionOptions,
  request: Request,
  response: Response,
): Promise<string> {
  const { institution, db, security } = options
  const name = cookieName(options)
  const secret = new RegExp(`(?:^|;\\s*)${name}=([\\w-]{20,100})(?:;|$)`).exec(
    request.headers.cookie ?? '',
  )?.[1]
  response.clearCookie(name, { path: '/', secure: options.signIns.secure, sameSite: 'lax' })
  const way = secret === undefined ? undefined : await takeTicket(db, 'institution', secret)
  if (institution === undefined || way === undefined) return refusedAt('identity/too-late')
  const { kept, origin, invitation, waiting } = wayData.parse(way.data)
  const vouched = await institution.finish(request, origin + BACK, kept).catch((error: unknown) => {
    options.report(error)
    return undefined
  })
  if (waiting !== null) {
    const shown = await proofFor(options, vouched, way.accountId)
    return `/prove#${new URLSearchParams({ waiting, ...shown }).toString()}`
  }
  const accountId = vouched && (await accountFor(options, vouched, invitation))
  if (accountId === undefined) {
    security.note('sign-in-failed', { what: 'institution' })
    return refusedAt(
      vouched === undefined ? 'identity/institution-refused' : 'identity/institution-unknown',
    )
  }
  const asked = await secondFactor(db, accountId, origin)
  if (asked !== undefined) {
    // In the fragment, which no log of addresses has.
    return `/sign-in#second=${Buffer.from(JSON.stringify(asked)).toString('base64url')}`
  }
  await arrive(options, request, accountId, 'institution')
  return '/'
}

/**
 * What the page that waits may show as a proof, once, if the institution vouches for whoever set out; else why not. It is
 * shown by that page, since the cookie of the sign-in does not come along from another site.
 */
async function proofFor(
  { db, security }: InstitutionOptions,
  vouched: Vouched | undefined,
  accountId: string | null,
): Promise<{ proof: string } | { refused: string }> {
  const isSame =
    vouched !== undefined && accountId !== null && (await findLinked(db, vouched)) === accountId
  if (isSame) {
    const kind = 'institution-proof'
    return { proof: await putTicket(db, { kind, accountId, data: {}, minutes: PROOF_MINUTES }) }
  }
  security.note('reauthentication-failed', { accountId: accountId ?? '', what: 'institution' })
  return { refused: vouched ? 'identity/wrong-proof' : 'identity/institution-refused' }
}

/** The account of somebody an institution vouches for: linked, invited by a link, or of a verified address. */
async function accountFor(
  options: InstitutionOptions,
  vouched: Vouched,
  invitation: string | null,
): Promise<string | undefined> {
  const { db } = options
  const linked = await findLinked(db, vouched)
  if (linked !== undefined) return linked
  const opened = invitation === null ? undefined : await openInvitation(options, invitation)
  return db.begin(async (tx) => {
    const invited =
      invitation === null || opened === undefined
        ? undefined
        : await findInvitation(tx, invitation, true)
    const mayEnter = invited !== undefined && (await awaitsFirstEntry(tx, invited.accountId))
    if (mayEnter) await useInvitation(tx, invited.id)
    const byAddress = vouched.email === undefined ? undefined : await findByEmail(tx, vouched.email)
    const accountId = mayEnter ? invited.accountId : byAddress?.account.id
    if (accountId === undefined) return undefined
    await link(tx, vouched, accountId)
    await noteAccountEvent(tx, accountId, 'institution-linked')
    return accountId
  })
}
