import { activeMember } from '#shared/dialogues'
import {
  accept,
  bilingualSchema,
  hashSchema,
  idSchema,
  refuse,
  type Bilingual,
  type Context,
  type Decision,
  type Sha256,
} from '#shared/kernel'
import { findProposal, type WordsAtHand, type WordsNeeded } from '#shared/proposals'
import type { Step } from '#shared/record'
import * as z from 'zod'
import { decideAfter, isAfter } from './after.ts'
import { assemble, sidesInOrder, type AssemblyView } from './assemble.ts'
import { outcomeHash, type CanonicalOutcome } from './canonical.ts'
import { outcomeDraft, outcomeShape, recommendationSchema } from './events.ts'
import {
  ALTERNAT_RULES,
  FOLLOW_UPS,
  KEYS,
  canBeSuperseded,
  type Distribution,
  type FollowUpNote,
  type Outcome,
  type OutcomeForm,
} from './model.ts'
import { lacksLanguage } from './publishable.ts'

const ofOne = z.strictObject({ outcomeId: idSchema })
const ofNote = z.strictObject({ outcomeId: idSchema, noteId: idSchema })
const ofPart = {
  outcomeId: idSchema,
  recommendation: recommendationSchema.default(null),
  /** The place of the earlier note that it puts right, from 1 on. */
  corrects: z.int().min(1).nullable().default(null),
}

/** Parses what the bureau fills in. */
export const outcomeFormSchema = z.strictObject(outcomeShape)

/** The commands of this room, by operation. */
export const OUTCOME_COMMANDS = {
  'outcomes/assemble': outcomeFormSchema,
  'outcomes/approve': z.strictObject({ outcomeId: idSchema, digest: hashSchema }),
  'outcomes/discard': ofOne,
  'outcomes/choose-alternat': z.strictObject({ rule: z.enum(ALTERNAT_RULES) }),
  'outcomes/choose-naming': z.strictObject({ consents: z.boolean() }),
  'outcomes/propose-withdrawal': z.strictObject({ outcomeId: idSchema, reason: bilingualSchema }),
  'outcomes/second-withdrawal': ofOne,
  'outcomes/drop-withdrawal': ofOne,
  'outcomes/refer': z.strictObject({ ...ofPart, channel: bilingualSchema }),
  'outcomes/follow-up': z.strictObject({
    ...ofPart,
    status: z.enum(FOLLOW_UPS),
    words: bilingualSchema,
  }),
  'outcomes/second-note': ofNote,
  'outcomes/drop-note': ofNote,
}

type Commands = typeof OUTCOME_COMMANDS

/** A command of this room with its payload. */
export type OutcomeCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** What a decision publishes, in the same transaction as its events. */
export type OutcomeEffect =
  | {
      readonly type: 'outcome/publish'
      readonly canonical: CanonicalOutcome
      readonly distribution: Distribution
      readonly embargoUntil: string | null
    }
  | { readonly type: 'outcome/withdraw'; readonly reference: string; readonly reason: Bilingual }
  | { readonly type: 'outcome/note'; readonly reference: string; readonly note: FollowUpNote }

/** What this room's rules look at. */
export type OutcomesView = AssemblyView

/** Which words a command of this room needs: those of every clause of the proposal, held. */
export function wordsForOutcomes(view: OutcomesView, command: OutcomeCommand): WordsNeeded {
  if (command.type === 'outcomes/assemble') return clausesToHold(view, command.payload.proposalId)
  if (command.type !== 'outcomes/approve') return {}
  const outcome = view.outcomes.list.find(({ id }) => id === command.payload.outcomeId)
  return clausesToHold(view, outcome?.proposalId ?? '')
}

function clausesToHold(view: OutcomesView, proposalId: string): WordsNeeded {
  const proposal = findProposal(view.proposals, proposalId)
  return { hold: proposal?.clauses.filter((c) => !c.withdrawn).map(({ id }) => id) ?? [] }
}

/** Decides a command of this room (OU7, OU20–OU28). */
export function decideOutcomes(
  view: OutcomesView,
  command: OutcomeCommand,
  context: Context,
  words: WordsAtHand,
  sha256: Sha256,
): Decision<Step<OutcomeEffect>> {
  switch (command.type) {
    case 'outcomes/assemble':
      return decideAssembly(view, command.payload, context, words, sha256)
    case 'outcomes/choose-alternat': {
      if (command.payload.rule === view.outcomes.alternat) return accept({ events: [] })
      return accept({ events: [outcomeDraft('room', 'AlternatChosen', command.payload)] })
    }
    case 'outcomes/choose-naming': {
      const { consents } = command.payload
      if (view.outcomes.named.includes(context.actor) === consents) return accept({ events: [] })
      return accept({ events: [outcomeDraft('room', 'NamingChosen', command.payload)] })
    }
    default:
  }
  const outcome = view.outcomes.list.find(({ id }) => id === command.payload.outcomeId)
  if (outcome === undefined) return refuse('outcomes/unknown-outcome')
  if (isAfter(command)) return decideAfter(view, outcome, command, context)
  if (outcome.status !== 'assembled') return refuse('outcomes/not-pending')
  if (command.type === 'outcomes/discard') {
    return accept({ events: [outcomeDraft('room', 'OutcomeDiscarded', command.payload)] })
  }
  return approve(view, outcome, command.payload.digest, context, words, sha256)
}

/** Checks what was filled in against the dialogue (OU22, OU23), before any clause is looked at. */
export function checkForm(view: OutcomesView, form: OutcomeForm, now: string): Decision<undefined> {
  const { list } = view.outcomes
  const taken = list.some(
    ({ reference, status }) => reference === form.reference && status !== 'discarded',
  )
  if (taken) return refuse('outcomes/reference-taken')
  if (form.embargoUntil !== null && form.embargoUntil <= now) {
    return refuse('outcomes/embargo-past')
  }
  const older = list.find(
    ({ reference, status }) => reference === form.supersedes && status === 'published',
  )
  const standing = older !== undefined && canBeSuperseded(view.outcomes, older)
  if (form.supersedes !== null && !standing) return refuse('outcomes/cannot-supersede')
  const { title, convening, preamble, place } = form
  const recommendations = form.recommendations.map(
    (text, index) => [`recommendations.${index + 1}`, text] as const,
  )
  const lacking = lacksLanguage({
    ...{ title, convening, preamble, place },
    ...Object.fromEntries(recommendations),
    ...(form.disclaimer === null ? {} : { disclaimer: form.disclaimer }),
  })
  return lacking ?? accept(undefined)
}

function decideAssembly(
  view: OutcomesView,
  form: OutcomeForm,
  context: Context,
  words: WordsAtHand,
  sha256: Sha256,
): Decision<Step<OutcomeEffect>> {
  const checked = checkForm(view, form, context.now)
  if (!checked.ok) return checked
  const sides = sidesInOrder(view.dialogue, view.outcomes)
  const assembled = assemble(view, { ...form, sides }, words, sha256)
  if (!assembled.ok) return assembled
  const digest = outcomeHash(assembled.value, sha256)
  const recommendations = [...form.recommendations]
  const payload = { id: context.newId(), ...form, recommendations, sides, digest }
  return accept({
    events: [outcomeDraft('room', 'OutcomeAssembled', payload)],
    result: { id: payload.id, digest },
  })
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
  // The key of somebody who is no moderator any more does not count.
  const others = outcome.approvals.filter(
    (accountId) => activeMember(view.dialogue, accountId)?.role === 'moderator',
  )
  if (others.length + 1 < KEYS) return accept({ events, result: { published: false } })
  events.push(outcomeDraft('room', 'OutcomePublished', named))
  const { distribution, embargoUntil } = outcome
  const publish = {
    type: 'outcome/publish' as const,
    canonical: assembled.value,
    distribution,
    embargoUntil,
  }
  return accept({ events, effects: [publish], result: { published: true } })
}
