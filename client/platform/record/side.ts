import { instrumentsOf } from '#shared/app'
import { sideOf, type PrivateInstruments } from '#shared/proposals'
import type { Audience } from '#shared/record'
import { useDialogue, type PartyView } from './dialogue.tsx'

/** The side of whoever looks: a delegation, or the moderators, with what it keeps for itself. */
export interface OwnSide {
  readonly audience: Audience
  /** The delegation; nothing for the moderators. */
  readonly party: PartyView | undefined
  readonly instruments: PrivateInstruments
}

/** The side I belong to; nothing for who belongs to none. */
export function useOwnSide(): OwnSide | undefined {
  const { room, state, me, parties } = useDialogue()
  const side = sideOf(room.dialogue, me.accountId)
  if (side === undefined) return undefined
  return {
    audience: side.audience,
    party: parties.find(({ id }) => id === side.delegationId),
    instruments: instrumentsOf(state, side.audience),
  }
}
