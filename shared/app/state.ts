import {
  NO_AGREEMENT,
  NO_CAUCUS_AGREEMENT,
  evolveAgreement,
  evolveCaucusAgreement,
  readAgreementEvent,
  type Agreement,
  type CaucusAgreement,
} from '#shared/agreement'
import {
  NO_DIALOGUE,
  evolveDialogue,
  noteArrival,
  readDialogueEvent,
  withArrival,
  type Dialogue,
} from '#shared/dialogues'
import { NO_OUTCOMES, evolveOutcomes, readOutcomeEvent, type Outcomes } from '#shared/outcomes'
import {
  NO_CAUCUS_POSITIONS,
  NO_POSITIONS,
  NO_WORKSHEETS,
  evolveCaucusPositions,
  evolvePositions,
  evolveWorksheets,
  readPositionEvent,
  readWorksheetEvent,
  type CaucusPositions,
  type Positions,
  type Worksheets,
} from '#shared/positions'
import {
  NO_INSTRUMENTS,
  NO_PRIVATE_INSTRUMENTS,
  NO_PROPOSALS,
  evolveInstruments,
  evolvePrivateInstruments,
  evolveProposals,
  findClause,
  readInstrumentEvent,
  readProposalEvent,
  type ClauseKind,
  type Instruments,
  type PrivateInstruments,
  type Proposals,
} from '#shared/proposals'
import type { Audience, RecordedEvent } from '#shared/record'
import {
  NO_OWN_CAUCUS,
  NO_SESSIONS,
  evolveKept,
  evolveOwnCaucus,
  evolveSessions,
  readSessionEvent,
  type KeptItem,
  type OwnCaucus,
  type Sessions,
} from '#shared/sessions'

/** What the room's stream says. */
export interface RoomState {
  readonly dialogue: Dialogue
  readonly sessions: Sessions
  readonly proposals: Proposals
  readonly instruments: Instruments
  readonly positions: Positions
  readonly worksheets: Worksheets
  readonly agreement: Agreement
  readonly outcomes: Outcomes
}

/** What one delegation's own stream says. */
export interface CaucusState {
  readonly positions: CaucusPositions
  readonly agreement: CaucusAgreement
  readonly instruments: PrivateInstruments
  readonly caucus: OwnCaucus
}

/** What the moderators' stream says. */
interface ModeratorsState {
  readonly instruments: PrivateInstruments
  /** Points of agendas that the co-chairs keep for themselves. */
  readonly kept: readonly KeptItem[]
}

/** One fold for each stream that the holder receives; the server holds them all, a client its own. */
export interface State {
  readonly room: RoomState
  readonly caucuses: Readonly<Record<string, CaucusState>>
  readonly moderators: ModeratorsState
}

/** A delegation's stream before its first event. */
export const NO_CAUCUS: CaucusState = {
  positions: NO_CAUCUS_POSITIONS,
  agreement: NO_CAUCUS_AGREEMENT,
  instruments: NO_PRIVATE_INSTRUMENTS,
  caucus: NO_OWN_CAUCUS,
}

/** A dialogue's state before its first event. */
export const NO_STATE: State = {
  room: {
    dialogue: NO_DIALOGUE,
    sessions: NO_SESSIONS,
    proposals: NO_PROPOSALS,
    instruments: NO_INSTRUMENTS,
    positions: NO_POSITIONS,
    worksheets: NO_WORKSHEETS,
    agreement: NO_AGREEMENT,
    outcomes: NO_OUTCOMES,
  },
  caucuses: {},
  moderators: { instruments: NO_PRIVATE_INSTRUMENTS, kept: [] },
}

/** The state after an event. A stream's fold looks at no other stream, so their order does not matter. */
export function evolve(state: State, event: RecordedEvent): State {
  if (event.audience === 'room') {
    const room = withActor(evolveRoom(state.room, event), event.actor)
    // What was erased from the record is not kept in memory either (DI11).
    return event.type === 'PrivateStreamsErased' ? { ...NO_STATE, room } : { ...state, room }
  }
  if (event.audience === 'moderators') {
    return { ...state, moderators: evolveModerators(state.moderators, event) }
  }
  const delegationId = event.audience.slice('delegation:'.length)
  const caucus = caucusOf(state, delegationId)
  return {
    ...state,
    caucuses: { ...state.caucuses, [delegationId]: evolveCaucus(caucus, event) },
  }
}

/** The dialogue, in which a delegation that did anything, also by itself, has arrived (DI14). */
export function dialogueOf(state: State): Dialogue {
  return Object.keys(state.caucuses).reduce(withArrival, state.room.dialogue)
}

/** What a delegation's own stream says, as far as the holder receives it. */
export function caucusOf(state: State, delegationId: string): CaucusState {
  return state.caucuses[delegationId] ?? NO_CAUCUS
}

/** What one side keeps for itself, as far as the holder receives it. */
export function instrumentsOf(state: State, audience: Audience): PrivateInstruments {
  if (audience === 'moderators') return state.moderators.instruments
  return caucusOf(state, audience.slice('delegation:'.length)).instruments
}

/** The kind under which a text's words are hashed: its own clause's, or that of the clause it words anew. */
export function kindOfText(state: State, textId: string): ClauseKind | undefined {
  const kind = (clauseId: string) => findClause(state.room.proposals, clauseId)?.clause.kind
  const drafts = [state.moderators, ...Object.values(state.caucuses)].flatMap(
    ({ instruments }) => instruments.drafts,
  )
  const wordings = [...state.room.instruments.amendments, ...drafts]
  return kind(textId) ?? kind(wordings.find(({ id }) => id === textId)?.clauseId ?? '')
}

function withActor(room: RoomState, actor: string): RoomState {
  const dialogue = noteArrival(room.dialogue, actor)
  return dialogue === room.dialogue ? room : { ...room, dialogue }
}

function evolveModerators(moderators: ModeratorsState, event: RecordedEvent): ModeratorsState {
  const instrument = readInstrumentEvent(event.type, event.payload)
  if (instrument !== undefined) {
    const instruments = evolvePrivateInstruments(moderators.instruments, instrument, event)
    return { ...moderators, instruments }
  }
  const session = readSessionEvent(event.type, event.payload)
  if (session === undefined) throw new Error(`no room reads the event ${event.type}`)
  return { ...moderators, kept: evolveKept(moderators.kept, session) }
}

function evolveRoom(room: RoomState, event: RecordedEvent): RoomState {
  const { type, payload } = event
  const dialogue = readDialogueEvent(type, payload)
  if (dialogue) return { ...room, dialogue: evolveDialogue(room.dialogue, dialogue) }
  const session = readSessionEvent(type, payload)
  if (session) return { ...room, sessions: evolveSessions(room.sessions, session, event) }
  const proposal = readProposalEvent(type, payload)
  if (proposal) return { ...room, proposals: evolveProposals(room.proposals, proposal, event) }
  const instrument = readInstrumentEvent(type, payload)
  if (instrument) {
    return { ...room, instruments: evolveInstruments(room.instruments, instrument, event) }
  }
  const position = readPositionEvent(type, payload)
  if (position) return { ...room, positions: evolvePositions(room.positions, position, event) }
  const sheet = readWorksheetEvent(type, payload)
  if (sheet) return { ...room, worksheets: evolveWorksheets(room.worksheets, sheet, event) }
  const ballot = readAgreementEvent(type, payload)
  if (ballot) return { ...room, agreement: evolveAgreement(room.agreement, ballot, event) }
  const outcome = readOutcomeEvent(type, payload)
  if (outcome) return { ...room, outcomes: evolveOutcomes(room.outcomes, outcome, event) }
  throw new Error(`no room reads the event ${type}`)
}

function evolveCaucus(caucus: CaucusState, event: RecordedEvent): CaucusState {
  const { type, payload } = event
  const position = readPositionEvent(type, payload)
  if (position) {
    return { ...caucus, positions: evolveCaucusPositions(caucus.positions, position, event) }
  }
  const ballot = readAgreementEvent(type, payload)
  if (ballot) return { ...caucus, agreement: evolveCaucusAgreement(caucus.agreement, ballot) }
  const instrument = readInstrumentEvent(type, payload)
  if (instrument) {
    const instruments = evolvePrivateInstruments(caucus.instruments, instrument, event)
    return { ...caucus, instruments }
  }
  const session = readSessionEvent(type, payload)
  if (session) return { ...caucus, caucus: evolveOwnCaucus(caucus.caucus, session, event) }
  throw new Error(`no room reads the event ${type}`)
}
