import type { State } from '#shared/app'
import { createLag } from '../platform/lag.ts'
import type { Ledger } from '../platform/ledger.ts'
import type { Publisher } from '../platform/realtime.ts'
import { streamRoom } from './channel.ts'

/**
 * Notices what those who are connected here were not told of: what another node committed, and what was lost on
 * the way. They are told how far their streams go, and read what they lack from the log (RC10).
 */
export interface Heads {
  /** An event was sent to those who are connected here. */
  sent(dialogueId: string, audience: string, seq: number): void
  /** Somebody connected here has read a stream up to a number. */
  read(dialogueId: string, audience: string, seq: number): void
  /** Compares with the record; answers whether something should be looked at once more. */
  look(): Promise<boolean>
}

/** Builds the watch over the heads of the dialogues that are open on this node. */
export function createHeads(options: {
  readonly ledger: Pick<Ledger<State>, 'headsOf' | 'state' | 'isBehind'>
  readonly publisher: Pick<Publisher, 'toRoomHere'>
}): Heads {
  const { ledger, publisher } = options
  const lag = createLag()
  return {
    sent: (dialogueId, audience, seq) => lag.told(`${dialogueId} ${audience}`, seq - 1, seq),
    read: (dialogueId, audience, seq) => lag.read(`${dialogueId} ${audience}`, seq),
    look: async () => {
      const ids = new Set(lag.keys().map((key) => key.split(' ')[0] ?? ''))
      let again = false
      for (const [dialogueId, heads] of await ledger.headsOf([...ids])) {
        if (ledger.isBehind(dialogueId, heads)) await ledger.state(dialogueId)
        for (const [audience, { seq }] of heads) {
          const found = lag.look(`${dialogueId} ${audience}`, seq)
          again ||= found === 'perhaps'
          if (found !== 'behind') continue
          const room = streamRoom(dialogueId, audience)
          publisher.toRoomHere(room, 'heads', { dialogueId, audience, seq })
        }
      }
      return again
    },
  }
}
