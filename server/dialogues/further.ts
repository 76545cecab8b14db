import { bilingualSchema, refuse, type Bilingual, type Sha256 } from '#shared/kernel'
import * as z from 'zod'
import type { Database } from '../platform/db.ts'
import type { Http } from '../platform/http.ts'
import { foundDialogue } from './found.ts'
import { dialoguesOf } from './store.ts'

const further = z.strictObject({ id: z.uuid().toLowerCase(), title: bilingualSchema })
const inDialogue = z.object({ dialogueId: z.uuid().toLowerCase() })

/** Registers founding a further dialogue by somebody who convenes one already (DI13). */
export function addFurtherRoute(
  http: Http,
  options: {
    readonly db: Database
    readonly sha256: Sha256
    readonly accountOf: (
      id: string,
    ) => Promise<{ readonly id: string; readonly name: Bilingual } | undefined>
  },
): void {
  const { db, sha256, accountOf } = options
  const shape = { params: inDialogue, body: further }
  const path = '/api/dialogues/:dialogueId/further'
  http.route('http/found-further', 'post', path, shape, async ({ who, body }) => {
    const account = who && (await accountOf(who.accountId))
    if (account === undefined) return refuse('identity/not-signed-in')
    const convener = { accountId: account.id, name: account.name }
    await foundDialogue(db, sha256, { dialogueId: body.id, title: body.title, convener })
    // The same id again is the same dialogue; an id that names somebody else's founds nothing.
    const own = await dialoguesOf(db, account.id)
    const isOwn = own.some(({ id, role }) => id === body.id && role === 'convener')
    return isOwn ? { dialogueId: body.id } : refuse('command/id-reused')
  })
}
