import { refuse } from '#shared/kernel'
import { randomBytes, randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Tx } from '../platform/db.ts'
import type { Http } from '../platform/http.ts'
import type { CommandAnswer } from '../platform/ledger.ts'
import type { Arrivals } from './arrive.ts'
import type { LinkRights } from './link-rights.ts'
import { makePasswordLink } from './password-links.ts'
import { noteAccountEvent } from './store-events.ts'
import {
  awaitsFirstEntry,
  endInvitations,
  insertInvitation,
  invitationsOf,
} from './store-invitations.ts'

/** What the routes of members are built from. */
export interface MemberOptions extends Arrivals, LinkRights {
  /** Suspends a member on behalf of a convener or a head. */
  readonly suspend: (by: string, dialogueId: string, accountId: string) => Promise<CommandAnswer>
  /** The accounts whose way in somebody may see: members, and those for whom a head was asked. */
  readonly shownTo: (by: string, dialogueId: string) => Promise<readonly string[]>
  /** Puts a mail with the link into the outbox; absent where no mail is sent. */
  readonly mail?: (tx: Tx, accountId: string, path: string) => Promise<void>
}

const inDialogue = z.object({ dialogueId: z.uuid().toLowerCase() })
const ofMember = inDialogue.extend({ accountId: z.uuid().toLowerCase() })
const MEMBERS = '/api/dialogues/:dialogueId/invitations'

/** Registers what a convener or head does about links: see how they stand, make a fresh one, withdraw one. */
export function addMemberRoutes(http: Http, options: MemberOptions): void {
  const { db, shownTo } = options
  http.route('http/invitations', 'get', MEMBERS, { params: inDialogue }, async ({ who, params }) =>
    who === undefined
      ? refuse('identity/not-signed-in')
      : {
          invitations: await invitationsOf(
            db,
            params.dialogueId,
            await shownTo(who.accountId, params.dialogueId),
          ),
        },
  )
  const path = `${MEMBERS}/:accountId`
  http.route('http/invite', 'post', `${path}/link`, { params: ofMember }, async (asked) => {
    const { who, params } = asked
    const { dialogueId, accountId } = params
    if (who === undefined) return refuse('identity/not-signed-in')
    const shown = await shownTo(who.accountId, dialogueId)
    if (!shown.includes(accountId)) return refuse('dialogues/unknown-member')
    // Whoever holds a link could use it: nobody has power over what others rely on.
    if (!(await options.mayLink(who.accountId, accountId, dialogueId)))
      return refuse('identity/others-rely')
    return (await awaitsFirstEntry(db, accountId))
      ? freshInvitation(options, { dialogueId, accountId, invitedBy: who.accountId })
      : passwordLink(options, accountId, who.accountId)
  })
  http.route('http/invite', 'delete', path, { params: ofMember }, async ({ who, params }) => {
    const { dialogueId, accountId } = params
    if (who === undefined) return refuse('identity/not-signed-in')
    const shown = await shownTo(who.accountId, dialogueId)
    if (!shown.includes(accountId) || !(await awaitsFirstEntry(db, accountId)))
      return refuse('identity/unknown-invitation')
    const ended = await db.begin((tx) => endInvitations(tx, dialogueId, accountId))
    if (!ended) return refuse('identity/unknown-invitation')
    const answer = await options.suspend(who.accountId, dialogueId, accountId)
    return answer.ok ? undefined : answer
  })
}

async function freshInvitation(
  { db, mail }: MemberOptions,
  to: { readonly dialogueId: string; readonly accountId: string; readonly invitedBy: string },
) {
  const token = randomBytes(32).toString('base64url')
  const path = `/invitation/${token}`
  return db.begin(async (tx) => {
    const { expiresAt } = await insertInvitation(tx, { id: randomUUID(), secret: token, ...to })
    await mail?.(tx, to.accountId, path)
    return { path, expiresAt }
  })
}

async function passwordLink({ db, security }: MemberOptions, accountId: string, by: string) {
  const link = await makePasswordLink(db, accountId, by)
  await noteAccountEvent(db, accountId, 'password-link')
  security.note('password-link', { accountId, what: 'member' })
  return link
}
