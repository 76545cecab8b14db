import type { Bilingual } from '#shared/kernel'
import type { Role, Standing } from '#shared/identity'
import type { Seat } from './events.ts'

/** A party of experts, of equal standing with the others. `label` is its letter: A, B … */
export interface Delegation {
  readonly id: string
  readonly label: string
  readonly name: Bilingual
  /** The IANA zone in which deadlines are shown to it beside the reader's own; `null` until the convener sets one. */
  readonly timeZone: string | null
  /** Whether somebody of it has done anything in the dialogue, or it ever had more members than its first head (DI14). */
  readonly arrived: boolean
}

/** A seat in a delegation that waits for the consent of its head. */
export interface SeatRequest {
  readonly id: string
  readonly seat: Seat
}

/** Somebody admitted to the dialogue. */
export interface Member {
  readonly accountId: string
  readonly name: Bilingual
  readonly role: Role
  readonly delegationId: string | null
  readonly expertise: string | null
  readonly suspended: boolean
}

/** A subject of the dialogue; topics nest. */
export interface Topic {
  readonly id: string
  readonly parentId: string | null
  readonly title: Bilingual
}

/** Something the delegations take positions on. It stands under one topic and may be linked to others. */
export interface Question {
  readonly id: string
  readonly topicId: string
  readonly linkedTopicIds: readonly string[]
  readonly text: Bilingual
}

/** The ground rules in force, and who has accepted this version. */
export interface GroundRules {
  readonly version: number
  readonly text: Bilingual
  readonly acceptedBy: readonly string[]
}

/** A dialogue as its room knows it. */
export interface Dialogue {
  readonly title: Bilingual
  readonly delegations: readonly Delegation[]
  readonly members: Readonly<Record<string, Member>>
  /** Seats that wait for consent, at most one for each person. */
  readonly requests: readonly SeatRequest[]
  readonly topics: readonly Topic[]
  readonly questions: readonly Question[]
  readonly groundRules: GroundRules | null
  /** Once closed: from when on the private streams may be erased, and what is left of them when they are. */
  readonly closed: { readonly eraseAfter: string; readonly erased: boolean } | null
}

/** A dialogue before its first event. */
export const NO_DIALOGUE: Dialogue = {
  title: { en: '', zh: '' },
  delegations: [],
  members: {},
  requests: [],
  topics: [],
  questions: [],
  groundRules: null,
  closed: null,
}

/** The member with this account, suspended or not. */
export function memberOf(dialogue: Dialogue, accountId: string): Member | undefined {
  return Object.hasOwn(dialogue.members, accountId) ? dialogue.members[accountId] : undefined
}

/** The member with this account, unless suspended or unknown. */
export function activeMember(dialogue: Dialogue, accountId: string): Member | undefined {
  const member = memberOf(dialogue, accountId)
  return member?.suspended === false ? member : undefined
}

/** The delegation with this id. */
export function delegationOf(dialogue: Dialogue, delegationId: string): Delegation | undefined {
  return dialogue.delegations.find((delegation) => delegation.id === delegationId)
}

/** Whether a delegation has a head who can act for it. */
export function headOf(dialogue: Dialogue, delegationId: string): Member | undefined {
  return Object.values(dialogue.members).find(
    (member) => member.role === 'head' && member.delegationId === delegationId && !member.suspended,
  )
}

/** Whether a delegation's stream may hold something that is its own (DI14). */
export function hasArrived(dialogue: Dialogue, delegationId: string): boolean {
  return delegationOf(dialogue, delegationId)?.arrived === true
}

/** Whether ground rules are in force that an account has not accepted yet (DI7). */
export function mustAcceptRules(dialogue: Dialogue, accountId: string): boolean {
  const { groundRules } = dialogue
  return groundRules !== null && !groundRules.acceptedBy.includes(accountId)
}

/** How things stand with somebody signed in, as the table of operations asks. */
export function standingOf(dialogue: Dialogue, accountId: string): Standing {
  return {
    signedIn: true,
    role: activeMember(dialogue, accountId)?.role,
    owesRules: mustAcceptRules(dialogue, accountId),
    closed: dialogue.closed !== null,
  }
}
