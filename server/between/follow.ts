import { nextInstant, noticesOf, remindersOf, settledBy, type State } from '#shared/app'
import type { RecordedEvent } from '#shared/record'
import type { Tx } from '../platform/db.ts'
import { keepNextDue } from './store-deadlines.ts'
import { insertNotices, settleNotices } from './store-notices.ts'

/** What happened in a transaction: the state after it, and the events it appended. */
export interface Followed {
  readonly dialogueId: string
  readonly state: State
  readonly events: readonly RecordedEvent[]
  readonly now: string
}

/**
 * What follows from events, in the transaction that appends them: who is told what, by which mails, what needs nobody
 * any more, and when to look again (BT3, BT5, BT6). Answers whether a mail waits.
 */
export async function follow(tx: Tx, followed: Followed): Promise<{ readonly mails: boolean }> {
  const { dialogueId, state, events, now } = followed
  const reminders = remindersOf(state)
    .filter(({ at }) => at <= now)
    .map(({ notice }) => notice)
  const told = [...noticesOf(state, events), ...reminders]
  const mails = await insertNotices(tx, dialogueId, now, told)
  for (const settled of settledBy(state, events)) await settleNotices(tx, dialogueId, settled)
  await keepNextDue(tx, dialogueId, nextInstant(state, now))
  return { mails }
}
