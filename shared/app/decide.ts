import {
  AGREEMENT_COMMANDS,
  decideAgreement,
  dueInstants,
  wordsForAgreement,
  type AgreementCommand,
} from '#shared/agreement'
import {
  DIALOGUE_COMMANDS,
  decideDialogue,
  standingOf,
  type DialogueCommand,
} from '#shared/dialogues'
import { barTo, isDeadline, type OperationId } from '#shared/identity'
import { holdsForbidden, refuse, type Context, type Decision, type Sha256 } from '#shared/kernel'
import {
  OUTCOME_COMMANDS,
  decideOutcomes,
  wordsForOutcomes,
  type OutcomeCommand,
  type OutcomeEffect,
} from '#shared/outcomes'
import {
  POSITION_COMMANDS,
  WORKSHEET_COMMANDS,
  decidePositions,
  decideWorksheets,
  wordsForPositions,
  type PositionCommand,
  type WorksheetCommand,
} from '#shared/positions'
import {
  INSTRUMENT_COMMANDS,
  PROPOSAL_COMMANDS,
  decideInstruments,
  decideProposals,
  wordsForInstruments,
  wordsForProposals,
  type InstrumentCommand,
  type ProposalCommand,
  type RevisionEffect,
  type TextEffect,
  type WordsAtHand,
  type WordsNeeded,
} from '#shared/proposals'
import type { Audience, Step } from '#shared/record'
import { SESSION_COMMANDS, decideSessions, type SessionCommand } from '#shared/sessions'
import type * as z from 'zod'
import { caucusOf, dialogueOf, instrumentsOf, type State } from './state.ts'

/** Every command, by operation, with the schema of its payload. */
export const COMMANDS = {
  ...DIALOGUE_COMMANDS,
  ...SESSION_COMMANDS,
  ...PROPOSAL_COMMANDS,
  ...INSTRUMENT_COMMANDS,
  ...POSITION_COMMANDS,
  ...WORKSHEET_COMMANDS,
  ...AGREEMENT_COMMANDS,
  ...OUTCOME_COMMANDS,
}

/** The name of a command. Every one is an operation of the table. */
export type CommandType = keyof typeof COMMANDS & OperationId

/** What a client sends for each command: the payload before defaults are filled in. */
export type CommandInput<T extends CommandType> = z.input<(typeof COMMANDS)[T]>

/** A command with its payload. */
export type Command =
  | DialogueCommand
  | SessionCommand
  | ProposalCommand
  | InstrumentCommand
  | PositionCommand
  | WorksheetCommand
  | AgreementCommand
  | OutcomeCommand

/** What a decision does beside its events. */
export type Effect = TextEffect | RevisionEffect | OutcomeEffect

/** Parses a command as it comes over the wire: a known type and the payload of that type. */
export function parseCommand(type: string, payload: unknown): Decision<Command> {
  const schema = Object.hasOwn(COMMANDS, type) ? COMMANDS[type as CommandType] : undefined
  if (schema === undefined) return refuse('command/unknown', { type: type.slice(0, 60) })
  const parsed = schema.safeParse(payload)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refuse('command/malformed', {
      where: issue?.path.join('.') ?? '',
      why: issue?.message ?? '',
    })
  }
  if (holdsForbidden(parsed.data)) return refuse('input/characters')
  return { ok: true, value: { type, payload: parsed.data } as Command }
}

/** Which clauses' words a command needs at hand before it can be decided. */
export function wordsNeeded(state: State, command: Command, actor: string): WordsNeeded {
  const { room } = state
  if (isOf(PROPOSAL_COMMANDS, command)) return wordsForProposals(room, command)
  if (isOf(INSTRUMENT_COMMANDS, command)) {
    return wordsForInstruments(instrumentsView(state), command, actor)
  }
  if (isOf(AGREEMENT_COMMANDS, command)) return wordsForAgreement(room.agreement, command)
  if (isOf(OUTCOME_COMMANDS, command)) return wordsForOutcomes(room, command)
  if (isOf(POSITION_COMMANDS, command)) {
    return wordsForPositions({ ...room, caucusOf: caucusPositions(state) }, command, actor)
  }
  return {}
}

/** Decides a command against the whole dialogue: first who may ask (AP1), then the rules of its room. */
export function decide(
  state: State,
  command: Command,
  context: Context,
  words: WordsAtHand,
  sha256: Sha256,
): Decision<Step<Effect>> {
  const { room } = state
  const system = context.actor === 'system'
  if (system !== isDeadline(command.type)) return refuse('identity/not-allowed')
  const bar = system ? undefined : barTo(command.type, standingOf(room.dialogue, context.actor))
  if (bar !== undefined) return refuse(bar)
  if (command.type === 'dialogues/close' && dueInstants(room.agreement).length > 0)
    return refuse('dialogues/still-due')
  if (isOf(DIALOGUE_COMMANDS, command)) return decideDialogue(dialogueOf(state), command, context)
  if (isOf(SESSION_COMMANDS, command)) {
    const ownCaucus = (id: string) => caucusOf(state, id).caucus
    return decideSessions({ ...room, kept: state.moderators.kept, ownCaucus }, command, context)
  }
  if (isOf(PROPOSAL_COMMANDS, command)) return decideProposals(room, command, context, words)
  if (isOf(INSTRUMENT_COMMANDS, command)) {
    return decideInstruments(instrumentsView(state), command, context, words)
  }
  if (isOf(POSITION_COMMANDS, command)) {
    return decidePositions({ ...room, caucusOf: caucusPositions(state) }, command, context, words)
  }
  if (isOf(WORKSHEET_COMMANDS, command)) return decideWorksheets(room, command, context)
  if (isOf(AGREEMENT_COMMANDS, command)) {
    const caucusAnswers = (id: string) => caucusOf(state, id).agreement
    return decideAgreement({ ...room, caucusAnswers, sha256 }, command, context, words)
  }
  return decideOutcomes(room, command, context, words, sha256)
}

function caucusPositions(state: State) {
  return (delegationId: string) => caucusOf(state, delegationId).positions
}

function instrumentsView(state: State) {
  return { ...state.room, privateOf: (audience: Audience) => instrumentsOf(state, audience) }
}

function isOf<S extends Record<string, z.ZodType>>(
  commands: S,
  command: Command,
): command is Extract<Command, { type: keyof S }> {
  return Object.hasOwn(commands, command.type)
}
