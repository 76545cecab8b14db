import type { Bilingual, Sha256 } from '#shared/kernel'
import { bilingualSchema } from '#shared/kernel'
import { randomBytes, randomUUID } from 'node:crypto'
import * as z from 'zod'
import { foundDialogue } from './dialogues/found.ts'
import { makePasswordLink } from './identity/password-links.ts'
import { noteAccountEvent } from './identity/store-events.ts'
import { awaitsFirstEntry, insertInvitation } from './identity/store-invitations.ts'
import { findByEmail, insertAccount } from './identity/store.ts'
import type { Database } from './platform/db.ts'
import { Unstartable } from './platform/unstartable.ts'

const foundingSchema = z.strictObject({
  title: bilingualSchema,
  name: bilingualSchema,
  email: z.email().max(320),
})

/** What a dialogue is founded with: its title, and who convenes it. */
export interface FirstConvener {
  readonly title: Bilingual
  readonly name: Bilingual
  readonly email: string
}

/**
 * Founds a dialogue whose convener has an account or gets one, and makes the link by which a new convener chooses a
 * password. It is how the first person comes into an empty product.
 */
export async function foundWithConvener(
  db: Database,
  sha256: Sha256,
  founding: FirstConvener,
): Promise<{ readonly dialogueId: string; readonly path: string | undefined }> {
  const parsed = foundingSchema.safeParse(founding)
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? ''
    throw new Unstartable(`The ${where} is not in the right form.`)
  }
  const { title, name, email } = parsed.data
  const known = await findByEmail(db, email)
  const accountId = known?.account.id ?? randomUUID()
  if (known === undefined) {
    await db.begin((tx) => insertAccount(tx, { id: accountId, email, name, password: null }))
  }
  const dialogueId = randomUUID()
  const convener = { accountId, name: known?.account.name ?? name }
  await foundDialogue(db, sha256, { dialogueId, title, convener })
  const isNew = known === undefined || (await awaitsFirstEntry(db, accountId))
  if (!isNew) return { dialogueId, path: undefined }
  const secret = randomBytes(32).toString('base64url')
  const invitation = { id: randomUUID(), secret, dialogueId, accountId, invitedBy: accountId }
  await db.begin((tx) => insertInvitation(tx, invitation))
  return { dialogueId, path: `/invitation/${secret}` }
}

/**
 * Makes the operator's link to an account: to a new password, of which its owner is told. It is the way in for
 * whoever has no second way and nobody to ask, as a head where no mail is sent (DI17).
 */
export async function linkFor(db: Database, email: string): Promise<string> {
  const known = await findByEmail(db, email)
  if (known === undefined) throw new Unstartable(`No account has the address ${email}.`)
  const { id } = known.account
  const link = await makePasswordLink(db, id, null)
  await noteAccountEvent(db, id, 'password-link')
  return link.path
}
