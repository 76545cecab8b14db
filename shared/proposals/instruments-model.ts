import type { Dialogue } from '#shared/dialogues'
import { activeMember } from '#shared/dialogues'
import type { Bilingual, Language } from '#shared/kernel'
import { delegationAudience, type Audience } from '#shared/record'

/** A wording of a clause that was put on the table: a delegation's, or the moderators' compromise. */
export interface Amendment {
  readonly id: string
  readonly proposalId: string
  readonly clauseId: string
  /** The delegation whose wording it is; `null` for a compromise of the moderators. */
  readonly delegationId: string | null
  /** The clause's words from which it was drafted. */
  readonly baseHash: string
  /** Its own words, which no longer change. */
  readonly hash: string
  readonly by: string
  readonly at: string
  readonly withdrawn: boolean
}

/** A wording that is being drafted, seen by one side only. Its words are a text with the same id. */
export interface DraftAmendment {
  readonly id: string
  readonly proposalId: string
  readonly clauseId: string
  /** The clause's words it was drafted from or carried over to, and when. */
  readonly baseHash: string
  readonly baseAt: string
  readonly by: string
  readonly at: string
}

/** What a side keeps for itself on a proposal or one of its clauses. Its words are a text with the same id. */
export interface Note {
  readonly id: string
  readonly proposalId: string
  readonly clauseId: string | null
  readonly at: string
}

/** A passage of a text: two Yjs relative positions in base64, the words that stood between them, and those around. */
export interface Passage {
  readonly textId: string
  readonly language: Language
  readonly anchor: string
  readonly head: string
  readonly quote: string
  readonly before?: string | undefined
  readonly after?: string | undefined
}

/** An answer to a comment. */
export interface CommentReply {
  readonly id: string
  readonly by: string
  readonly at: string
  readonly body: string
}

/** A remark on a passage, open until it is resolved. */
export interface Comment extends CommentReply {
  readonly proposalId: string
  readonly passage: Passage
  readonly replies: readonly CommentReply[]
  readonly resolved: { readonly by: string; readonly at: string } | null
}

/** A term with what each side means by it, and what they mean together. */
export interface GlossaryEntry {
  readonly id: string
  readonly term: Bilingual
  readonly definitions: Readonly<Record<string, Bilingual>>
  /** The joint definition as it stands proposed, and the delegations whose heads confirmed it. */
  readonly joint: {
    readonly version: number
    readonly definition: Bilingual
    readonly confirmedBy: readonly string[]
  } | null
}

/** The instruments as the room sees them. */
export interface Instruments {
  readonly amendments: readonly Amendment[]
  readonly comments: readonly Comment[]
  readonly glossary: readonly GlossaryEntry[]
}

/** The instruments of one side, as it alone sees them. */
export interface PrivateInstruments {
  readonly drafts: readonly DraftAmendment[]
  readonly notes: readonly Note[]
  readonly comments: readonly Comment[]
}

/** Before anything is tabled or said. */
export const NO_INSTRUMENTS: Instruments = { amendments: [], comments: [], glossary: [] }

/** Before a side drafts or notes anything. */
export const NO_PRIVATE_INSTRUMENTS: PrivateInstruments = { drafts: [], notes: [], comments: [] }

/** The side somebody drafts for: their delegation, or the moderators. */
export interface Side {
  readonly audience: Audience
  readonly delegationId: string | null
}

/** The side an account belongs to; nobody's for those who hold the pen for all. */
export function sideOf(dialogue: Dialogue, accountId: string): Side | undefined {
  const member = activeMember(dialogue, accountId)
  if (member === undefined) return undefined
  const { delegationId, role } = member
  if (delegationId !== null) return { audience: delegationAudience(delegationId), delegationId }
  return role === 'moderator' ? { audience: 'moderators', delegationId: null } : undefined
}

/** The drafts that were not yet tabled. */
export function openDrafts(own: PrivateInstruments, room: Instruments): DraftAmendment[] {
  return own.drafts.filter(({ id }) => !room.amendments.some((tabled) => tabled.id === id))
}

/** The amendments that stand: tabled and not withdrawn, oldest first. */
export function standingAmendments(instruments: Instruments, proposalId: string): Amendment[] {
  return instruments.amendments.filter(
    (amendment) => amendment.proposalId === proposalId && !amendment.withdrawn,
  )
}

/** Whether every delegation's head has confirmed an entry's joint definition (GL6). */
export function isJoint({ joint }: GlossaryEntry, dialogue: Dialogue): boolean {
  return (
    joint !== null &&
    dialogue.delegations.length > 0 &&
    dialogue.delegations.every(({ id }) => joint.confirmedBy.includes(id))
  )
}
