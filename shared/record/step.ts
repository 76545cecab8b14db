import type { Json } from '#shared/kernel'
import type { Draft } from './event.ts'

/** What a decision does: events to append, effects on texts and published things, an answer for the asker. */
export interface Step<Effect = never> {
  readonly events: readonly Draft[]
  readonly effects?: readonly Effect[]
  readonly result?: { readonly [key: string]: Json }
}

/** Who caused an event and when: what `evolve` may know beside its payload. */
export interface Cause {
  readonly actor: string
  readonly at: string
}
