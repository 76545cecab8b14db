import { expertiseSchema, roleSchema } from '#shared/identity'
import { bilingualSchema, refuse, type Decision } from '#shared/kernel'
import { randomBytes, randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Tx } from '../platform/db.ts'
import type { Http } from '../platform/http.ts'
import { arrive, type Arrivals } from './arrive.ts'
import { holds, type LinkRights } from './link-rights.ts'
import { hashPassword } from './password.ts'
import { chosenPassword, refusedPassword } from './routes-passwords.ts'
import {
  awaitsFirstEntry,
  endInvitations,
  findInvitation,
  insertInvitation,
  removeAccount,
  spendInvitation,
  type Invitation,
} from './store-invitations.ts'
import { findByEmail, insertAccount } from './store.ts'

const invited = z.strictObject({
  name: bilingualSchema,
  email: z.email().trim().max(320),
  role: roleSchema,
  delegationId: z.uuid().toLowerCase().nullable(),
  expertise: expertiseSchema.nullable(),
})
const inDialogue = z.object({ dialogueId: z.uuid().toLowerCase() })
const secret = z.string().min(20).max(100)

// Whom a dialogue admits, as the command of the record asks for it.
type Admission = Omit<z.infer<typeof invited>, 'email'> & { readonly accountId: string }

/** What the routes of invitations are built from. */
export interface InvitationOptions extends Arrivals, LinkRights {
  /** Admits a member on behalf of an account; answers whether they are seated, or their head was asked (DI15). */
  readonly admit: (
    by: string,
    dialogueId: string,
    member: Admission,
  ) => Promise<Decision<{ readonly seated: boolean }>>
  /** Puts a mail with the link into the outbox; absent where no mail is sent. */
  readonly mail?: (tx: Tx, accountId: string, path: string) => Promise<void>
}

/** The answer to every secret that opens nothing: mistyped, used, expired, taken back. */
const OVER = refuse('identity/unknown-invitation')

/** Registers inviting somebody to a dialogue, reading an invitation, and accepting it. */
export function addInvitationRoutes(http: Http, options: InvitationOptions): void {
  const { db } = options
  http.route(
    'http/invite',
    'post',
    '/api/dialogues/:dialogueId/invitations',
    { params: inDialogue, body: invited },
    async ({ who, params, body }) =>
      who === undefined
        ? refuse('identity/not-signed-in')
        : invite(options, who.accountId, params.dialogueId, body),
  )
  // The secret travels in the body, so that no log of addresses has it.
  const shape = { body: z.strictObject({ token: secret }) }
  http.route('http/invitation', 'post', '/api/invitations/read', shape, async ({ body }) => {
    const found = await openInvitation(options, body.token)
    if (found === undefined) return OVER
    const { email, name, dialogue, expiresAt, accountId } = found
    const isNew = await awaitsFirstEntry(db, accountId)
    return { email, name, dialogue, expiresAt, isNew }
  })
  const acceptance = z.strictObject({ token: secret, password: chosenPassword })
  http.route(
    'http/invitation',
    'post',
    '/api/invitations/accept',
    { body: acceptance },
    async ({ body, request }) => {
      if ((await openInvitation(options, body.token)) === undefined) return OVER
      const accepted = await db.begin(async (tx) => {
        const found = await findInvitation(tx, body.token, true)
        // Nobody who made a link may set the password of somebody who has one, or has entered before.
        if (found === undefined || !(await awaitsFirstEntry(tx, found.accountId))) return OVER
        const flaw = refusedPassword(body.password, found)
        if (flaw !== undefined) return flaw
        await spendInvitation(tx, found, await hashPassword(body.password))
        return found
      })
      if ('ok' in accepted) return accepted
      await arrive(options, request, accepted.accountId, 'invitation')
      return { dialogueId: accepted.dialogue.id }
    },
  )
}

/** An invitation that opens now: its link works, and whoever made it may still hold one (DI17). */
export async function openInvitation(
  options: Pick<InvitationOptions, 'db' | 'mayLink'>,
  token: string,
): Promise<Invitation | undefined> {
  const found = await findInvitation(options.db, token)
  return found !== undefined && (await holds(options, found)) ? found : undefined
}

async function invite(
  options: InvitationOptions,
  by: string,
  dialogueId: string,
  { email, ...person }: z.infer<typeof invited>,
) {
  const { db } = options
  const known = await findByEmail(db, email)
  const accountId = known?.account.id ?? randomUUID()
  if (known === undefined) {
    const account = { id: accountId, email, name: person.name, password: null }
    await db.begin((tx) => insertAccount(tx, account))
  }
  const admitted = await options.admit(by, dialogueId, { ...person, accountId })
  // Whoever was invited and has not come yet may be given a fresh link; the earlier one ends.
  const isAgain =
    !admitted.ok &&
    admitted.code === 'dialogues/member-known' &&
    (await awaitsFirstEntry(db, accountId)) &&
    (await options.mayLink(by, accountId, dialogueId))
  if (!admitted.ok && !isAgain) {
    if (known === undefined) await removeAccount(db, accountId)
    return admitted
  }
  const seated = isAgain || (admitted.ok && admitted.value.seated)
  return { accountId, seated, ...(await makeLink(options, { by, dialogueId, accountId, seated })) }
}

/** Makes the link by which somebody enters; shown only to who may hold it, and open only to who is seated (DI17). */
async function makeLink(
  { db, mail, mayLink }: InvitationOptions,
  asked: {
    readonly by: string
    readonly dialogueId: string
    readonly accountId: string
    readonly seated: boolean
  },
) {
  const { by, dialogueId, accountId, seated } = asked
  const isShown = seated && (await mayLink(by, accountId, dialogueId))
  const token = randomBytes(32).toString('base64url')
  const path = `/invitation/${token}`
  const kept = { id: randomUUID(), secret: token, dialogueId, accountId, invitedBy: by }
  return db.begin(async (tx) => {
    const { expiresAt } = await insertInvitation(tx, kept)
    if (!isShown) {
      // The account waits for its first entry, by a link that is made for it later.
      await endInvitations(tx, dialogueId, accountId)
      return { mailed: false }
    }
    // Who has entered before is told by the record that they were admitted, and has no use for the link.
    if (await awaitsFirstEntry(tx, accountId)) await mail?.(tx, accountId, path)
    return { path, expiresAt, mailed: mail !== undefined }
  })
}
