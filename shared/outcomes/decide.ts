import {
  accept,
  hashSchema,
  idSchema,
  refuse,
  type Context,
  type Decision,
  type Sha256,
} from '#shared/kernel'
import { findProposal, type WordsAtHand, type WordsNeeded } from '#shared/proposals'
import type { Step } from '#shared/record'
import * as z from 'zod'
import { assemble, type AssemblyView } from './assemble.ts'
import { outcomeHash, type CanonicalOutcome } from './canonical.ts'
import { outcomeDraft, outcomeShape } from './events.ts'
import { KEYS, type Distribution, type Outcome, type Outcomes } from './model.ts'

const emptyWords = { en: '', zh: '' }

/** The commands of this room, by operation. */
export const OUTCOME_COMMANDS = {
  'outcomes/assemble': z.strictObject({
    ...outcomeShape,
    convening: outcomeShape.convening.default(emptyWords),
    place: outcomeShape.place.default(emptyWords),
    supersedes: outcomeShape.supersedes.default(null),
  }),
  'outcomes/approve': z.strictObject({ outcomeId: idSchema, digest: hashSchema }),
  'outcomes/discard': z.strictObject({ outcomeId: idSchema }),
}

type Commands = typeof OUTCOME_COMMANDS

/** A command of this room with its payload. */
export type OutcomeCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** What a decision publishes, in the same transaction as its events. */
export interface OutcomeEffect {
  readonly type: 'outcome/publish'
  readonly canonical: CanonicalOutcome
  readonly distribution: Distribution
}

/** What this room's rules look at. */
export interface OutcomesView extends AssemblyView {
  readonly outcomes: Outcomes
}

/** Which words a command of this room needs: those of every clause of the proposal, held. */
export function wordsForOutcomes(view: OutcomesView, command: OutcomeCommand): WordsNeeded {
  if (command.type === 'outcomes/discard') return {}
  const proposalId =
    command.type === 'outcomes/assemble'
      ? command.payload.proposalId
      : view.outcomes.list.find(({ id }) => id === command.payload.outcomeId)?.proposalId
  const proposal = findProposal(view.proposals, proposalId ?? '')
  return { hold: proposal?.clauses.filter((c) => !c.withdrawn).map(({ id }) => id) ?? [] }
}

/** Decides a command of this room (OU20–OU24). */
export function decideOutcomes(
  view: OutcomesView,
  command: OutcomeCommand,
  context: Context,
  words: WordsAtHand,
  sha256: Sha256,
): Decision<Step<OutcomeEffect>> {
  if (command.type === 'outcomes/assemble') {
    const taken = view.outcomes.list.some(
      ({ reference, status }) => reference === command.payload.reference && status !== 'discarded',
    )
    if (taken) return refuse('outcomes/reference-taken')
    const assembled = assemble(view, command.payload, words, sha256)
    if (!assembled.ok) return assembled
    const digest = outcomeHash(assembled.value, sha256)
    const payload = { id: context.newId(), ...command.payload, digest }
    return accept({
      events: [outcomeDraft('room', 'OutcomeAssembled', payload)],
      result: { id: payload.id, digest },
    })
  }
  const outcome = view.outcomes.list.find(({ id }) => id === command.payload.outcomeId)
  if (outcome === undefined) return refuse('outcomes/unknown-outcome')
  if (outcome.status !== 'assembled') return refuse('outcomes/not-pending')
  if (command.type === 'outcomes/discard') {
    return accept({ events: [outcomeDraft('room', 'OutcomeDiscarded', command.payload)] })
  }
  return approve(view, outcome, command.payload.digest, context, words, sha256)
}

function approve(
  view: OutcomesView,
  outcome: Outcome,
  digest: string,
  context: Context,
  words: WordsAtHand,
  sha256: Sha256,
): Decision<Step<OutcomeEffect>> {
  if (outcome.approvals.includes(context.actor)) return refuse('outcomes/already-approved')
  const assembled = assemble(view, outcome, words, sha256)
  if (!assembled.ok) return assembled
  const now = outcomeHash(assembled.value, sha256)
  if (digest !== outcome.digest || now !== outcome.digest) return refuse('outcomes/words-changed')
  const named = { outcomeId: outcome.id, digest }
  const events = [outcomeDraft('room', 'OutcomeApproved', named)]
  if (outcome.approvals.length + 1 < KEYS) return accept({ events, result: { published: false } })
  events.push(outcomeDraft('room', 'OutcomePublished', named))
  const publish = {
    type: 'outcome/publish' as const,
    canonical: assembled.value,
    distribution: outcome.distribution,
  }
  return accept({ events, effects: [publish], result: { published: true } })
}
