import { activeMember, type Dialogue } from '#shared/dialogues'
import { accept, idSchema, refuse, type Context, type Decision } from '#shared/kernel'
import { findClause, type Proposals, type WordsAtHand, type WordsNeeded } from '#shared/proposals'
import { delegationAudience, type Cause, type Step } from '#shared/record'
import { openSession, type Sessions } from '#shared/sessions'
import * as z from 'zod'
import { positionDraft, statementShape, type PositionEvent } from './events.ts'
import { latestOf, type CaucusPositions, type Positions, type Subject } from './model.ts'

const emptyWords = { en: '', zh: '' }

/** The commands of this room, by operation. */
export const POSITION_COMMANDS = {
  'positions/state': z.strictObject({
    ...statementShape,
    rationale: statementShape.rationale.default(emptyWords),
    interests: statementShape.interests.default(emptyWords),
    conditions: statementShape.conditions.default(emptyWords),
    sources: statementShape.sources.default([]),
    /** Whether to table it at once. */
    table: z.boolean().default(false),
  }),
  'positions/table': z.strictObject({ positionId: idSchema }),
}

type Commands = typeof POSITION_COMMANDS

/** A command of this room with its payload. */
export type PositionCommand = {
  [T in keyof Commands]: { readonly type: T; readonly payload: z.infer<Commands[T]> }
}[keyof Commands]

/** What this room's rules look at; `caucus` is the asking delegation's own. */
export interface PositionsView {
  readonly dialogue: Dialogue
  readonly sessions: Sessions
  readonly proposals: Proposals
  readonly positions: Positions
  readonly caucusOf: (delegationId: string) => CaucusPositions
}

/** Which words a command of this room needs: a position on a clause holds them. */
export function wordsForPositions(
  view: PositionsView,
  command: PositionCommand,
  actor: string,
): WordsNeeded {
  if (command.type === 'positions/state') {
    const { subject } = command.payload
    return subject.type === 'clause' ? { hold: [subject.id] } : {}
  }
  const delegationId = activeMember(view.dialogue, actor)?.delegationId ?? ''
  const stated = view
    .caucusOf(delegationId)
    .stated.find(({ id }) => id === command.payload.positionId)
  return stated?.subject.type === 'clause' ? { hold: [stated.subject.id] } : {}
}

/** Decides a command of this room (PO1–PO4). */
export function decidePositions(
  view: PositionsView,
  command: PositionCommand,
  context: Context,
  words: WordsAtHand,
): Decision<Step> {
  const delegationId = activeMember(view.dialogue, context.actor)?.delegationId ?? null
  if (delegationId === null) return refuse('positions/no-delegation')
  const audience = delegationAudience(delegationId)
  if (command.type === 'positions/state') {
    const { table, ...statement } = command.payload
    const refusal = subjectRefusal(view, statement.subject, words)
    if (refusal !== undefined) return refuse(refusal)
    const { en, zh } = statement.rationale
    if (statement.stance === 'oppose' && en === '' && zh === '')
      return refuse('positions/reason-required')
    const session = openSession(view.sessions)?.number ?? closedSessions(view.sessions)
    const payload = { id: context.newId(), delegationId, ...statement, session }
    const events = [positionDraft(audience, 'PositionStated', payload)]
    if (table) events.push(positionDraft('room', 'PositionTabled', payload))
    return accept({ events, result: { id: payload.id } })
  }
  const { stated } = view.caucusOf(delegationId)
  const position = stated.find(({ id }) => id === command.payload.positionId)
  if (position === undefined) return refuse('positions/unknown-position')
  if (view.positions.tabled.some(({ id }) => id === position.id)) return accept({ events: [] })
  if (latestOf(stated, delegationId, position.subject) !== position)
    return refuse('positions/superseded')
  const refusal = subjectRefusal(view, position.subject, words)
  if (refusal !== undefined) return refuse(refusal)
  const { id, stance, rationale, interests, conditions, session } = position
  const fields = { id, delegationId, stance, rationale, interests, conditions, session }
  const payload = { ...fields, subject: position.subject, sources: [...position.sources] }
  return accept({ events: [positionDraft('room', 'PositionTabled', payload)] })
}

function subjectRefusal(
  view: PositionsView,
  subject: Subject,
  words: WordsAtHand,
): string | undefined {
  if (subject.type === 'question') {
    const known = view.dialogue.questions.some(({ id }) => id === subject.id)
    return known ? undefined : 'positions/unknown-question'
  }
  if (findClause(view.proposals, subject.id) === undefined) return 'proposals/unknown-clause'
  return words.get(subject.id)?.hash === subject.hash ? undefined : 'positions/words-changed'
}

function closedSessions(sessions: Sessions): number {
  return sessions.list.filter(({ status }) => status === 'closed').length
}

/** The tabled positions after an event of the room's stream. */
export function evolvePositions(
  positions: Positions,
  event: PositionEvent,
  cause: Cause,
): Positions {
  if (event.type !== 'PositionTabled') return positions
  return { tabled: [...positions.tabled, { ...event.payload, at: cause.at }] }
}

/** A delegation's own statements after an event of its stream. */
export function evolveCaucusPositions(
  caucus: CaucusPositions,
  event: PositionEvent,
  cause: Cause,
): CaucusPositions {
  if (event.type !== 'PositionStated') return caucus
  return { stated: [...caucus.stated, { ...event.payload, at: cause.at }] }
}
