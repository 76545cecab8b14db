import { marksForAgreement } from '#shared/agreement'
import {
  decide,
  evolve,
  kindOfText,
  parseCommand,
  wordsNeeded,
  type Effect,
  type State,
} from '#shared/app'
import { activeMember, standingOf } from '#shared/dialogues'
import { barTo, type OperationId } from '#shared/identity'
import { accept, canonicalJson, refuse, type Json, type Refusal, type Sha256 } from '#shared/kernel'
import { type ClauseKind, type ClauseWords, type WordsAtHand } from '#shared/proposals'
import { delegationAudience, type RecordedEvent } from '#shared/record'
import type { Tx } from '../platform/db.ts'
import { SYSTEM, type CommandAnswer, type Ledger } from '../platform/ledger.ts'
import { projectMemberships } from './store.ts'

/** What other rooms do for a command inside its transaction; app.ts passes it in. */
export interface CommandPorts {
  /** Reads a clause's words; with `hold` no later edit is admitted before the transaction ends. */
  readonly words: (
    tx: Tx,
    clauseId: string,
    kind: ClauseKind,
    hold: boolean,
  ) => Promise<ClauseWords>
  /** Counts the marks of a straw poll, by option. */
  readonly marks: (tx: Tx, pollId: string) => Promise<readonly number[]>
  /** Carries out one effect. */
  readonly effect: (
    tx: Tx,
    effect: Effect,
    at: { readonly dialogueId: string; readonly by: string; readonly now: string },
  ) => Promise<void>
  /** Carries on what follows from the events, in the same transaction: notices, mails, the next deadline. */
  readonly follow: (
    tx: Tx,
    followed: {
      readonly dialogueId: string
      readonly state: State
      readonly events: readonly RecordedEvent[]
      readonly now: string
    },
  ) => Promise<void>
  /** Is told of the effects after the commit. */
  readonly committed: (effects: readonly Effect[]) => void
}

/** A command as it comes over HTTP or a socket. */
interface IncomingCommand {
  readonly id: string
  readonly dialogueId: string
  readonly type: string
  readonly payload?: unknown
}

/** Carries out commands of signed-in people; `at` stamps one with an instant of the past, for records that are told. */
export type Execute = (
  accountId: string,
  command: IncomingCommand,
  at?: string,
) => Promise<CommandAnswer>

/** Builds the one path on which every command travels: parse, load, decide, append, carry out, answer. */
export function createExecute(options: {
  readonly ledger: Ledger<State>
  readonly ports: CommandPorts
  readonly sha256: Sha256
  readonly newId: () => string
}): Execute {
  const { ledger, ports, sha256, newId } = options

  return async (accountId, incoming, at) => {
    const parsed = parseCommand(incoming.type, incoming.payload)
    if (!parsed.ok) return parsed
    const command = parsed.value
    const { dialogueId } = incoming
    const fingerprint = sha256(canonicalJson(asJson(incoming.type, incoming.payload)))
    const stamped = at === undefined ? {} : { at }
    const key = { dialogueId, accountId, commandId: incoming.id, fingerprint, ...stamped }
    const done: { effects: readonly Effect[] } = { effects: [] }
    const answer = await ledger.command(key, async ({ tx, state, now }) => {
      const system = accountId === SYSTEM
      if (!system && activeMember(state.room.dialogue, accountId) === undefined)
        return refuse('dialogues/unknown')
      const words = await wordsAtHand(tx, state, command, accountId)
      const poll = marksForAgreement(command)
      const marks = poll === undefined ? {} : { marks: await ports.marks(tx, poll) }
      const context = { actor: system ? 'system' : accountId, now, newId, ...marks }
      const decision = decide(state, command, context, words, sha256)
      if (!decision.ok) return decision
      const { events, effects = [], result } = decision.value
      return accept({
        events,
        ...(result === undefined ? {} : { result }),
        carryOut: async (recorded: readonly RecordedEvent[]) => {
          Object.assign(done, { effects })
          await projectMemberships(tx, dialogueId, recorded)
          for (const effect of effects)
            await ports.effect(tx, effect, { dialogueId, by: accountId, now })
          const after = recorded.reduce(evolve, state)
          await ports.follow(tx, { dialogueId, state: after, events: recorded, now })
        },
      })
    })
    if (answer.ok) ports.committed(done.effects)
    return answer
  }

  async function wordsAtHand(
    tx: Tx,
    state: State,
    command: Parameters<typeof wordsNeeded>[1],
    actor: string,
  ): Promise<WordsAtHand> {
    const needed = wordsNeeded(state, command, actor)
    const words = new Map<string, ClauseWords>()
    const wanted = [
      ...(needed.read ?? []).map((id) => [id, false] as const),
      ...(needed.hold ?? []).map((id) => [id, true] as const),
    ]
    for (const [clauseId, hold] of wanted) {
      const kind = kindOfText(state, clauseId)
      if (kind === undefined) continue
      words.set(clauseId, await ports.words(tx, clauseId, kind, hold))
    }
    return words
  }
}

function asJson(type: string, payload: unknown): Json {
  return { type, payload: JSON.stringify(payload ?? null) }
}

/** The members whose rights differ between two states, having had some: their connections are cut and must come back. */
export function movedAccounts(before: State, after: State): string[] {
  const { members } = after.room.dialogue
  const isErased = isErasedIn(after) && !isErasedIn(before)
  return Object.values(before.room.dialogue.members).flatMap((then) => {
    const now = members[then.accountId]
    if (then.suspended) return []
    if (isErased) return [then.accountId]
    const isSame =
      now?.role === then.role && now.delegationId === then.delegationId && !now.suspended
    return isSame ? [] : [then.accountId]
  })
}

function isErasedIn(state: State): boolean {
  return state.room.dialogue.closed?.erased === true
}

/** Answers whether an account may ask for an operation in a dialogue; unknown things look unknown. */
export function createPermit(ledger: Ledger<State>) {
  return async (
    operation: OperationId,
    accountId: string,
    dialogueId: string | undefined,
  ): Promise<Refusal | undefined> => {
    if (dialogueId === undefined) return undefined
    const state = await ledger.state(dialogueId)
    if (state === undefined || activeMember(state.room.dialogue, accountId) === undefined)
      return refuse('dialogues/unknown')
    const bar = barTo(operation, standingOf(state.room.dialogue, accountId))
    return bar === undefined ? undefined : refuse(bar)
  }
}

/** The streams an account receives in a dialogue. */
export function audiencesOf(state: State, accountId: string): string[] {
  const member = activeMember(state.room.dialogue, accountId)
  if (member === undefined || member.role === 'observer') return []
  const audiences = ['room']
  if (state.room.dialogue.closed?.erased === true) return audiences
  if (member.delegationId !== null) audiences.push(delegationAudience(member.delegationId))
  if (member.role === 'moderator') audiences.push('moderators')
  return audiences
}
