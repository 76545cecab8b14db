import { activeMember, delegationOf } from '#shared/dialogues'
import { visitedAt } from './between/store-seen.ts'
import { DEMO_PEOPLE } from './demo/people.ts'
import { DEMO_DIALOGUE_ID, type DemoPorts } from './demo/script.ts'
import { seedDemo } from './demo/seed.ts'
import { foundDialogue, wasCarriedOut } from './dialogues/found.ts'
import { hashPassword } from './identity/password.ts'
import { findAccounts, insertAccount, insertDemoPerson } from './identity/store.ts'
import type { Live } from './live.ts'
import type { Database } from './platform/db.ts'
import { sha256 } from './platform/hash.ts'
import { replaceAt } from './platform/texts/index.ts'

/** Sets the demonstration dialogue up through the ordinary commands; what is there already stays as it is. */
export async function seedDemonstration(db: Database, live: Live): Promise<void> {
  // Every person has the same password, so it is hashed once.
  const hashes = new Map<string, Promise<string>>()
  const hashOnce = (password: string) => {
    const known = hashes.get(password) ?? hashPassword(password)
    hashes.set(password, known)
    return known
  }
  const ports: DemoPorts = {
    createAccount: async ({ id, email, name, nameZh, password }) => {
      if ((await findAccounts(db, [id])).length > 0) return
      const hash = await hashOnce(password)
      const account = { id, email, name: { en: name, zh: nameZh }, password: hash }
      await db.begin((tx) => insertAccount(tx, account))
    },
    openDialogue: (founding) => foundDialogue(db, sha256, founding),
    wasCarriedOut: (key) => wasCarriedOut(db, key),
    write: async ({ textId, accountId, words, nth, at }) => {
      const runs = { en: [{ text: words.en }], zh: [{ text: words.zh }] }
      const stamp = { by: accountId, at }
      await db.begin((tx) => replaceAt(tx, { id: textId, epoch: nth }, runs, stamp))
    },
    execute: live.execute,
    roomEvents: (dialogueId) => live.ledger.events(dialogueId, 'room', 0),
    visitedAt: (dialogueId, at) => db.begin((tx) => visitedAt(tx, dialogueId, at)),
  }
  await seedDemo(ports)
  await introduce(db, live)
}

/** Lets the people of the demonstration be entered as, introduced by the seats they have. */
async function introduce(db: Database, live: Live): Promise<void> {
  const state = await live.ledger.state(DEMO_DIALOGUE_ID)
  if (state === undefined) return
  const { dialogue } = state.room
  for (const [place, { id }] of Object.values(DEMO_PEOPLE).entries()) {
    const member = activeMember(dialogue, id)
    if (member === undefined) continue
    const { role, expertise, delegationId } = member
    const delegation = delegationId === null ? null : (delegationOf(dialogue, delegationId) ?? null)
    await db.begin((tx) => insertDemoPerson(tx, id, place, { role, expertise, delegation }))
  }
}
