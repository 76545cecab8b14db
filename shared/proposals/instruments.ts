import type { Dialogue } from '#shared/dialogues'
import type { Context, Decision } from '#shared/kernel'
import type { Audience, Step } from '#shared/record'
import {
  AMENDMENT_COMMANDS,
  decideAmendments,
  wordsForAmendments,
  type AmendmentCommand,
} from './amendments.ts'
import { COMMENT_COMMANDS, decideComments, type CommentCommand } from './comments.ts'
import type { TextEffect } from './decide.ts'
import { GLOSSARY_COMMANDS, decideGlossary, type GlossaryCommand } from './glossary.ts'
import type { Instruments, PrivateInstruments } from './instruments-model.ts'
import type { Proposals } from './model.ts'
import type { WordsAtHand, WordsNeeded } from './words.ts'

/** The commands of the negotiators' instruments, by operation. */
export const INSTRUMENT_COMMANDS = {
  ...AMENDMENT_COMMANDS,
  ...COMMENT_COMMANDS,
  ...GLOSSARY_COMMANDS,
}

/** A command of the instruments, with its payload. */
export type InstrumentCommand = AmendmentCommand | CommentCommand | GlossaryCommand

/** What the rules of the instruments look at. */
export interface InstrumentsView {
  readonly dialogue: Dialogue
  readonly proposals: Proposals
  readonly instruments: Instruments
  /** What one side keeps for itself. */
  readonly privateOf: (audience: Audience) => PrivateInstruments
}

/** Which words a command of the instruments needs at hand. */
export function wordsForInstruments(
  view: InstrumentsView,
  command: InstrumentCommand,
  actor: string,
): WordsNeeded {
  return isAmending(command) ? wordsForAmendments(view, command, actor) : {}
}

/** Decides a command of the instruments. */
export function decideInstruments(
  view: InstrumentsView,
  command: InstrumentCommand,
  context: Context,
  words: WordsAtHand,
): Decision<Step<TextEffect>> {
  if (isAmending(command)) return decideAmendments(view, command, context, words)
  if (isCommenting(command)) return decideComments(view, command, context)
  return decideGlossary(view, command, context)
}

function isAmending(command: InstrumentCommand): command is AmendmentCommand {
  return Object.hasOwn(AMENDMENT_COMMANDS, command.type)
}

function isCommenting(command: InstrumentCommand): command is CommentCommand {
  return Object.hasOwn(COMMENT_COMMANDS, command.type)
}
