import {
  accept,
  hashSchema,
  idSchema,
  instantSchema,
  reasonSchema,
  refuse,
  type Context,
  type Decision,
} from '#shared/kernel'
import type { TextEffect, WordsAtHand, WordsNeeded } from '#shared/proposals'
import type { Step } from '#shared/record'
import * as z from 'zod'
import { actInputSchema } from './acts-model.ts'
import { proposeAct, revokeCorrection, secondAct, withdrawAct } from './acts.ts'
import { answerBallot, breakSilence, confirmAdReferendum } from './answer.ts'
import { answersOf, closeBallot } from './close.ts'
import { comeDue } from './due.ts'
import { agreementDraft } from './events.ts'
import { ANSWERS, type Agreement, type Ballot, type BallotRule } from './model.ts'
import { openBallot } from './open.ts'
import { POLL_COMMANDS, decidePolls, isPollCommand } from './polls.ts'
import type { AgreementView } from './view.ts'

const ofBallot = { ballotId: idSchema }
const ofAct = { actId: idSchema }

/** The commands of this room, by operation. */
export const AGREEMENT_COMMANDS = {
  'agreement/open-ballot': z.strictObject({
    clauseId: idSchema,
    /** The words the moderator has read: the ballot is refused when they are others by now. */
    hash: hashSchema,
    kind: z.enum(['agreement', 'silence', 'double-blind']).default('agreement'),
    secrecy: z.enum(['open', 'sealed']).default('open'),
    /** When it closes by itself; a silence procedure and a mediator's proposal need it. */
    closesAt: instantSchema.nullable().default(null),
    adReferendumUntil: instantSchema.nullable().default(null),
    /** Says, on the record, that the ballot opens although the languages' concordance has lapsed. */
    despiteConcordance: z.boolean().default(false),
  }),
  'agreement/answer': z.strictObject({
    ...ofBallot,
    hash: hashSchema,
    answer: z.enum(ANSWERS),
    /** The reason of an objection, the words of a reservation, or an explanation of position. */
    reason: z.string().trim().max(4000).default(''),
  }),
  'agreement/break-silence': z.strictObject({
    ...ofBallot,
    hash: hashSchema,
    reason: reasonSchema,
  }),
  'agreement/extend-ballot': z.strictObject({ ...ofBallot, closesAt: instantSchema }),
  'agreement/close-ballot': z.strictObject(ofBallot),
  'agreement/confirm-ad-referendum': z.strictObject(ofBallot),
  'agreement/propose-act': z.strictObject({ act: actInputSchema }),
  'agreement/second-act': z.strictObject(ofAct),
  'agreement/withdraw-act': z.strictObject(ofAct),
  'agreement/revoke-correction': z.strictObject({ ...ofAct, reason: reasonSchema }),
  ...POLL_COMMANDS,
  'agreement/come-due': z.strictObject({}),
}

type Commands = typeof AGREEMENT_COMMANDS
type Answer = Decision<Step<TextEffect>>
type CommandOf<T extends keyof Commands> = Extract<AgreementCommand, { type: T }>

/** A command of this room with its payload. */
export type AgreementCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** Which words a command of this room needs: what opens a ballot holds them. */
export function wordsForAgreement(agreement: Agreement, command: AgreementCommand): WordsNeeded {
  if (command.type === 'agreement/open-ballot') return { hold: [command.payload.clauseId] }
  if (command.type === 'agreement/propose-act') {
    const { act } = command.payload
    return act.type === 'correction' ? { read: [act.clauseId] } : {}
  }
  if (command.type !== 'agreement/second-act') return {}
  const act = agreement.acts.find(({ id }) => id === command.payload.actId)?.act
  return act?.type === 'package' ? { hold: act.clauses.map(({ clauseId }) => clauseId) } : {}
}

/** Decides a command of this room (AG1–AG17). */
export function decideAgreement(
  view: AgreementView,
  command: AgreementCommand,
  context: Context,
  words: WordsAtHand,
): Answer {
  if (isPollCommand(command)) return decidePolls(view, command, context)
  switch (command.type) {
    case 'agreement/open-ballot':
      return open(view, command.payload, context, words)
    case 'agreement/come-due':
      return accept(comeDue(view, context))
    case 'agreement/propose-act':
      return proposeAct(view, command.payload.act, context, words)
    case 'agreement/second-act':
    case 'agreement/withdraw-act':
    case 'agreement/revoke-correction':
      return decideAct(view, command, context, words)
    default: {
      const ballot = view.agreement.ballots.find(({ id }) => id === command.payload.ballotId)
      if (ballot === undefined) return refuse('agreement/unknown-ballot')
      return decideBallot(view, ballot, command, context)
    }
  }
}

function decideBallot(
  view: AgreementView,
  ballot: Ballot,
  command: Extract<AgreementCommand, { payload: { ballotId: string } }>,
  context: Context,
): Answer {
  switch (command.type) {
    case 'agreement/answer':
      return answerBallot(view, ballot, command.payload, context)
    case 'agreement/break-silence':
      return breakSilence(view, ballot, command.payload, context)
    case 'agreement/extend-ballot':
      return extend(ballot, command.payload.closesAt, context)
    case 'agreement/close-ballot': {
      if (ballot.status.state !== 'open') return refuse('agreement/ballot-closed')
      const due = ballot.closesAt !== null && context.now >= ballot.closesAt
      const why = due ? 'due' : 'moderator'
      return accept(closeBallot(view, ballot, answersOf(view, ballot), why))
    }
    case 'agreement/confirm-ad-referendum':
      return confirmAdReferendum(view, ballot, context)
  }
}

function decideAct(
  view: AgreementView,
  command: CommandOf<
    'agreement/second-act' | 'agreement/withdraw-act' | 'agreement/revoke-correction'
  >,
  context: Context,
  words: WordsAtHand,
): Answer {
  const pending = view.agreement.acts.find(({ id }) => id === command.payload.actId)
  if (pending === undefined) return refuse('agreement/unknown-act')
  switch (command.type) {
    case 'agreement/second-act':
      return secondAct(view, pending, context, words)
    case 'agreement/withdraw-act':
      return withdrawAct(pending, context)
    case 'agreement/revoke-correction':
      return revokeCorrection(view, pending, command.payload.reason, context)
  }
}

function open(
  view: AgreementView,
  payload: z.infer<Commands['agreement/open-ballot']>,
  context: Context,
  words: WordsAtHand,
): Answer {
  const { clauseId, hash, adReferendumUntil, despiteConcordance } = payload
  const rule = ruleOf(payload)
  if (rule === undefined) return refuse('agreement/deadline-missing')
  const opening = { rule, clauses: [{ clauseId, hash }], adReferendumUntil, despiteConcordance }
  return openBallot(view, opening, context, words)
}

function ruleOf({
  kind,
  secrecy,
  closesAt,
}: z.infer<Commands['agreement/open-ballot']>): BallotRule | undefined {
  if (kind === 'agreement') return { kind, secrecy, closesAt }
  if (closesAt === null) return undefined
  return kind === 'silence'
    ? { kind, secrecy: 'open', closesAt }
    : { kind, secrecy: 'sealed', closesAt }
}

/** Extends a ballot with a stated instant, before that instant only and to a later one (AG10). */
function extend(ballot: Ballot, closesAt: string, { now }: Context): Answer {
  if (ballot.status.state !== 'open') return refuse('agreement/ballot-closed')
  if (ballot.closesAt === null) return refuse('agreement/not-offered')
  if (now >= ballot.closesAt) return refuse('agreement/too-late')
  const { adReferendumUntil } = ballot
  const afterConfirming = adReferendumUntil !== null && closesAt >= adReferendumUntil
  if (closesAt <= ballot.closesAt || afterConfirming) return refuse('agreement/deadline-past')
  const payload = { ballotId: ballot.id, closesAt }
  return accept({ events: [agreementDraft('room', 'BallotExtended', payload)] })
}
