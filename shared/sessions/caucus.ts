import { activeMember, type Dialogue } from '#shared/dialogues'
import { accept, instantSchema, refuse, type Context, type Decision } from '#shared/kernel'
import { delegationAudience, type Cause, type Step } from '#shared/record'
import * as z from 'zod'
import { sessionDraft, type SessionEvent } from './events.ts'
import type { Sessions } from './model.ts'

/** What a delegation knows of its own caucus. */
export interface OwnCaucus {
  readonly current: { readonly since: string; readonly until: string | null } | null
}

/** A delegation that is not in caucus. */
export const NO_OWN_CAUCUS: OwnCaucus = { current: null }

/** The commands about a delegation's caucus, by operation. */
export const CAUCUS_COMMANDS = {
  'sessions/call-caucus': z.strictObject({
    until: instantSchema.nullable().default(null),
    /** Whether the room is told. Without it nobody but the delegation learns of it. */
    announce: z.boolean().default(false),
  }),
  'sessions/announce-caucus': z.strictObject({}),
  'sessions/end-caucus': z.strictObject({}),
}

type Commands = typeof CAUCUS_COMMANDS

/** A command about a caucus with its payload. */
export type CaucusCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** Decides a command about a caucus: what is not announced is said in the delegation's own stream only (SE15). */
export function decideCaucus(
  view: {
    readonly dialogue: Dialogue
    readonly sessions: Sessions
    readonly ownCaucus: (delegationId: string) => OwnCaucus
  },
  command: CaucusCommand,
  { actor, now }: Context,
): Decision<Step> {
  const delegationId = activeMember(view.dialogue, actor)?.delegationId ?? null
  if (delegationId === null) return refuse('sessions/no-delegation')
  const own = delegationAudience(delegationId)
  const { current } = view.ownCaucus(delegationId)
  const announced = Object.hasOwn(view.sessions.inCaucus, delegationId)
  const announce = (until: string | null) =>
    sessionDraft('room', 'CaucusAnnounced', { delegationId, until })
  switch (command.type) {
    case 'sessions/call-caucus': {
      const { until, announce: tell } = command.payload
      if (current !== null) return refuse('sessions/in-caucus')
      if (until !== null && until <= now) return refuse('sessions/instant-past')
      const called = sessionDraft(own, 'CaucusCalled', { until })
      return accept({ events: tell ? [called, announce(until)] : [called] })
    }
    case 'sessions/announce-caucus':
      if (current === null) return refuse('sessions/not-in-caucus')
      return accept({ events: announced ? [] : [announce(current.until)] })
    case 'sessions/end-caucus': {
      if (current === null) return refuse('sessions/not-in-caucus')
      const over = sessionDraft(own, 'CaucusEnded', {})
      if (!announced) return accept({ events: [over] })
      return accept({
        events: [over, sessionDraft('room', 'CaucusAnnouncementEnded', { delegationId })],
      })
    }
  }
}

/** A delegation's own caucus after an event of its stream. */
export function evolveOwnCaucus(caucus: OwnCaucus, event: SessionEvent, { at }: Cause): OwnCaucus {
  switch (event.type) {
    case 'CaucusCalled':
      return { current: { since: at, until: event.payload.until } }
    case 'CaucusEnded':
      return NO_OWN_CAUCUS
    default:
      return caucus
  }
}
