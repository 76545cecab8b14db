import { dialogueDraft } from '#shared/dialogues'
import type { Sha256 } from '#shared/kernel'
import { audienceSchema, chain } from '#shared/record'
import type { Database } from '../platform/db.ts'
import { announce, appendEvents, lockDialogue } from '../platform/ledger-store.ts'
import { Unstartable } from '../platform/unstartable.ts'
import { erasePrivate, rewriteTables, whyNotErased } from './store-erasure.ts'

const SENTENCES = {
  'not-closed': 'The dialogue is not closed: its convener closes it on the page People.',
  'not-due': 'The date from which the private streams may be erased has not come.',
  erased: 'The private streams were erased already.',
}

/**
 * Erases for good what is private of a closed dialogue whose date has come (DI10–DI12), in one transaction with the
 * event that says so in the room. Works as the owner of the tables; nodes that run learn of it at the commit.
 */
export async function eraseDialogue(
  db: Database,
  sha256: Sha256,
  dialogueId: string,
): Promise<{ readonly streams: number }> {
  const done = { streams: 0 }
  try {
    await db.begin(async (tx) => {
      const locked = await lockDialogue(tx, dialogueId)
      if (locked === undefined) throw new Unstartable('There is no such dialogue.')
      await erasePrivate(tx, dialogueId)
      const streams = [...locked.heads].flatMap(([name, { seq, hash }]) => {
        const audience = audienceSchema.parse(name)
        return audience === 'room' ? [] : [{ audience, seq, hash }]
      })
      const draft = dialogueDraft('room', 'PrivateStreamsErased', { streams })
      const stamp = { actor: 'system', at: locked.now }
      const events = chain(dialogueId, [draft], locked.heads, stamp, sha256)
      // The heads of what was erased stay: they say how far the streams went, and numbers are not given twice.
      const moved = new Map(locked.heads)
      for (const { audience, seq, hash } of events) moved.set(audience, { seq, hash })
      await appendEvents(tx, dialogueId, events, moved)
      await announce(tx, dialogueId)
      done.streams = streams.length
    })
  } catch (error) {
    const why = whyNotErased(error)
    throw why === undefined ? error : new Unstartable(SENTENCES[why])
  }
  await rewriteTables(db)
  return done
}
