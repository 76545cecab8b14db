import { refuse, type Refusal } from '#shared/kernel'
import { randomBytes, randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Http } from '../platform/http.ts'
import type { Arrivals } from './arrive.ts'
import { makePasswordLink } from './password-links.ts'
import { noteAccountEvent } from './store-events.ts'
import {
  awaitsFirstEntry,
  endInvitations,
  insertInvitation,
  invitationsOf,
  isConvenedBy,
} from './store-invitations.ts'

/** What the routes of a convener's members are built from. */
export interface MemberOptions extends Arrivals {
  /** Suspends a member on behalf of the convener; answers what was refused. */
  readonly suspend: (
    by: string,
    dialogueId: string,
    accountId: string,
  ) => Promise<Refusal | undefined>
}

const inDialogue = z.object({ dialogueId: z.uuid().toLowerCase() })
const ofMember = inDialogue.extend({ accountId: z.uuid().toLowerCase() })
const MEMBERS = '/api/dialogues/:dialogueId/invitations'

/** Registers what a convener does about links: see how they stand, make a fresh one, withdraw one. */
export function addMemberRoutes(http: Http, options: MemberOptions): void {
  const { db, security } = options
  http.route('http/invitations', 'get', MEMBERS, { params: inDialogue }, async ({ params }) => ({
    invitations: await invitationsOf(db, params.dialogueId),
  }))
  const path = `${MEMBERS}/:accountId`
  http.route('http/invite', 'post', `${path}/link`, { params: ofMember }, async (asked) => {
    const { who, params } = asked
    const { dialogueId, accountId } = params
    if (who === undefined) return refuse('identity/not-signed-in')
    const known = await invitationsOf(db, dialogueId)
    if (!known.some((one) => one.accountId === accountId)) return refuse('dialogues/unknown-member')
    if (await awaitsFirstEntry(db, accountId)) {
      const token = randomBytes(32).toString('base64url')
      const invitation = { id: randomUUID(), secret: token, dialogueId, accountId }
      const { expiresAt } = await db.begin((tx) =>
        insertInvitation(tx, { ...invitation, invitedBy: who.accountId }),
      )
      return { path: `/invitation/${token}`, expiresAt }
    }
    // Who convenes one dialogue has no power over an account that others rely on, too.
    if (!(await isConvenedBy(db, accountId, who.accountId))) return refuse('identity/others-rely')
    const link = await makePasswordLink(db, accountId)
    await noteAccountEvent(db, accountId, 'password-link')
    security.note('password-link', { accountId, what: 'convener' })
    return link
  })
  http.route('http/invite', 'delete', path, { params: ofMember }, async ({ who, params }) => {
    const { dialogueId, accountId } = params
    if (who === undefined) return refuse('identity/not-signed-in')
    if (!(await awaitsFirstEntry(db, accountId))) return refuse('identity/unknown-invitation')
    const ended = await db.begin((tx) => endInvitations(tx, dialogueId, accountId))
    if (!ended) return refuse('identity/unknown-invitation')
    return options.suspend(who.accountId, dialogueId, accountId)
  })
}
