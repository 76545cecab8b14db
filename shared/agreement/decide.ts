import { activeMember, type Dialogue } from '#shared/dialogues'
import { accept, hashSchema, idSchema, refuse, type Context, type Decision } from '#shared/kernel'
import {
  findClause,
  proposalDraft,
  type Clause,
  type ClauseWords,
  type Proposals,
  type TextEffect,
  type WordsAtHand,
  type WordsNeeded,
} from '#shared/proposals'
import { delegationAudience, type Draft, type Step } from '#shared/record'
import { openSession, type Sessions } from '#shared/sessions'
import * as z from 'zod'
import { agreementDraft } from './events.ts'
import {
  ANSWERS,
  tally,
  type Agreement,
  type Ballot,
  type BallotAnswer,
  type CaucusAgreement,
} from './model.ts'

/** The commands of this room, by operation. */
export const AGREEMENT_COMMANDS = {
  'agreement/open-ballot': z.strictObject({
    clauseId: idSchema,
    /** The words the moderator has read: the ballot is refused when they are others by now. */
    hash: hashSchema,
    secrecy: z.enum(['open', 'sealed']).default('open'),
    /** Says, on the record, that the ballot opens although the languages' concordance has lapsed. */
    despiteConcordance: z.boolean().default(false),
  }),
  'agreement/answer': z.strictObject({
    ballotId: idSchema,
    hash: hashSchema,
    answer: z.enum(ANSWERS),
    reason: z.string().trim().max(4000).default(''),
  }),
  'agreement/close-ballot': z.strictObject({ ballotId: idSchema }),
  'agreement/confirm-ad-referendum': z.strictObject({ ballotId: idSchema }),
}

type Commands = typeof AGREEMENT_COMMANDS

/** A command of this room with its payload. */
export type AgreementCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** What this room's rules look at; the server has every delegation's answers. */
export interface AgreementView {
  readonly dialogue: Dialogue
  readonly sessions: Sessions
  readonly proposals: Proposals
  readonly agreement: Agreement
  readonly caucusAnswers: (delegationId: string) => CaucusAgreement
}

/** Which words a command of this room needs: opening a ballot holds them. */
export function wordsForAgreement(command: AgreementCommand): WordsNeeded {
  return command.type === 'agreement/open-ballot' ? { hold: [command.payload.clauseId] } : {}
}

/** Decides a command of this room (AG1–AG9). */
export function decideAgreement(
  view: AgreementView,
  command: AgreementCommand,
  context: Context,
  words: WordsAtHand,
): Decision<Step<TextEffect>> {
  if (command.type === 'agreement/open-ballot') return open(view, command.payload, context, words)
  const ballot = view.agreement.ballots.find(({ id }) => id === command.payload.ballotId)
  if (ballot === undefined) return refuse('agreement/unknown-ballot')
  switch (command.type) {
    case 'agreement/answer':
      return answer(view, ballot, command.payload, context)
    case 'agreement/close-ballot':
      if (ballot.status.state !== 'open') return refuse('agreement/ballot-closed')
      return accept(close(ballot, answersOf(view, ballot)))
    case 'agreement/confirm-ad-referendum':
      return confirm(view, ballot, context)
  }
}

function open(
  view: AgreementView,
  { clauseId, hash, secrecy, despiteConcordance }: z.infer<Commands['agreement/open-ballot']>,
  context: Context,
  words: WordsAtHand,
): Decision<Step<TextEffect>> {
  const found = findClause(view.proposals, clauseId)
  const now = words.get(clauseId)
  if (found === undefined || now === undefined) return refuse('proposals/unknown-clause')
  const { clause, proposal } = found
  const refusal = openingRefusal(view, clause, now, hash, despiteConcordance)
  if (refusal !== undefined) return refuse(refusal)
  const roll = view.dialogue.delegations.map(({ id }) => id)
  if (roll.length < 2) return refuse('agreement/roll-too-short')
  const id = context.newId()
  const number = view.agreement.ballots.length + 1
  const place = { proposalId: proposal.id, clauseId }
  const lapsed = !concordant(clause, now)
  return accept({
    events: [
      agreementDraft('room', 'BallotOpened', {
        id,
        number,
        kind: 'agreement',
        secrecy,
        ...place,
        hash,
        roll,
        despiteConcordance: lapsed,
      }),
      proposalDraft('room', 'ClauseLocked', { ...place, ballotId: id, hash }),
    ],
    effects: [{ type: 'text/lock', textId: clauseId }],
    result: { id, number },
  })
}

function openingRefusal(
  view: AgreementView,
  clause: Clause,
  now: ClauseWords,
  hash: string,
  despiteConcordance: boolean,
): string | undefined {
  const phase = openSession(view.sessions)?.phase
  if (phase === 'opening' || phase === 'positions') return 'agreement/phase-forbids'
  if (clause.withdrawn) return 'agreement/clause-withdrawn'
  if (clause.lock !== null) return 'agreement/clause-locked'
  if (now.hash !== hash) return 'agreement/text-changed'
  if (now.words.en.trim() === '' && now.words.zh.trim() === '') return 'agreement/no-words'
  if (now.brackets > 0) return 'agreement/brackets-left'
  if (!despiteConcordance && !concordant(clause, now)) return 'agreement/concordance-lapsed'
  return undefined
}

function concordant(clause: Clause, now: ClauseWords): boolean {
  const hashes = clause.concordance?.hashes
  return hashes?.en === now.languageHashes.en && hashes.zh === now.languageHashes.zh
}

function answer(
  view: AgreementView,
  ballot: Ballot,
  payload: z.infer<Commands['agreement/answer']>,
  context: Context,
): Decision<Step<TextEffect>> {
  const delegationId = activeMember(view.dialogue, context.actor)?.delegationId ?? null
  if (delegationId === null || !ballot.roll.includes(delegationId))
    return refuse('agreement/not-on-roll')
  if (ballot.status.state !== 'open') return refuse('agreement/ballot-closed')
  if (payload.hash !== ballot.hash) return refuse('agreement/text-changed')
  if (ballot.status.answered.includes(delegationId)) return refuse('agreement/already-answered')
  if (payload.answer === 'object' && payload.reason === '')
    return refuse('agreement/reason-required')
  const given: BallotAnswer = { delegationId, answer: payload.answer, reason: payload.reason }
  const event = { ballotId: ballot.id, ...given }
  const events: Draft[] =
    ballot.secrecy === 'open'
      ? [agreementDraft('room', 'BallotAnswered', event)]
      : [
          agreementDraft(delegationAudience(delegationId), 'BallotAnswered', event),
          agreementDraft('room', 'BallotAnswerReceived', { ballotId: ballot.id, delegationId }),
        ]
  const answers = [...answersOf(view, ballot), given]
  if (!ballot.roll.every((id) => answers.some((other) => other.delegationId === id))) {
    return accept({ events })
  }
  const closing = close(ballot, answers)
  return accept({ ...closing, events: [...events, ...closing.events] })
}

/** The answers that are in: from the room's stream, or from the delegations' own when sealed. */
function answersOf(view: AgreementView, ballot: Ballot): BallotAnswer[] {
  if (ballot.secrecy === 'open') return [...ballot.status.answers]
  return ballot.roll.flatMap((delegationId) =>
    view
      .caucusAnswers(delegationId)
      .answers.filter(({ ballotId }) => ballotId === ballot.id)
      .map(({ answer: given, reason }) => ({ delegationId, answer: given, reason })),
  )
}

function close(ballot: Ballot, answers: readonly BallotAnswer[]): Step<TextEffect> {
  const result = tally(ballot.roll, answers)
  const ordered = ballot.roll.flatMap((id) => answers.filter((given) => given.delegationId === id))
  const closed = agreementDraft('room', 'BallotClosed', {
    ballotId: ballot.id,
    result,
    answers: ordered,
  })
  const { proposalId, clauseId } = ballot
  if (result !== 'not-agreed') {
    return {
      events: [closed],
      effects: [{ type: 'text/rebuild', textId: clauseId }],
      result: { result },
    }
  }
  return {
    events: [closed, proposalDraft('room', 'ClauseUnlocked', { proposalId, clauseId })],
    effects: [{ type: 'text/unlock', textId: clauseId }],
    result: { result },
  }
}

function confirm(
  view: AgreementView,
  ballot: Ballot,
  context: Context,
): Decision<Step<TextEffect>> {
  const delegationId = activeMember(view.dialogue, context.actor)?.delegationId ?? null
  const { status } = ballot
  if (delegationId === null || status.state !== 'closed' || status.lapsed) {
    return refuse('agreement/nothing-to-confirm')
  }
  if (!status.awaiting.includes(delegationId)) return refuse('agreement/nothing-to-confirm')
  const payload = { ballotId: ballot.id, delegationId }
  return accept({ events: [agreementDraft('room', 'AdReferendumConfirmed', payload)] })
}
