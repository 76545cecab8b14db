import type { Role } from './roles.ts'

/**
 * Who may ask for an operation: `anyone`, also without an account; `account`, everyone signed in;
 * `system`, nobody: deadlines that come due; or the roles, in the dialogue that the operation concerns. What else must hold (phase, lock, own
 * delegation) is decided by the rules of the room.
 */
export type Grant = 'anyone' | 'account' | 'system' | readonly Role[]

const PARTICIPANTS: readonly Role[] = [
  'convener',
  'moderator',
  'rapporteur',
  'head',
  'delegate',
  'adviser',
]
const DELEGATION: readonly Role[] = ['head', 'delegate', 'adviser']
const CHAIRS: readonly Role[] = ['moderator']
const BUREAU: readonly Role[] = ['moderator', 'rapporteur']
const DRAFTERS: readonly Role[] = ['moderator', 'rapporteur', 'head', 'delegate']

/** A row of the table: who may ask, and in which states of the dialogue and of the person. */
export interface Row {
  readonly who: Grant
  /** Whether it is refused once the dialogue was closed (DI9). */
  readonly needsOpen: boolean
  /** Whether it is refused to who has not accepted the ground rules in force (DI7). */
  readonly needsRules: boolean
  /**
   * Whether it asks for a recent proof of who one is (ID9): what speaks for a delegation, is irreversible, or changes
   * who may do so or how somebody proves who they are, so that a stolen cookie alone is worth none of it (W7).
   */
  readonly needsProof: boolean
}

/** In every state: reading, and what keeps somebody out. */
const always = (who: Grant): Row => ({
  who,
  needsOpen: false,
  needsRules: false,
  needsProof: false,
})
/** While the dialogue is open, also before the ground rules are accepted. */
const setUp = (who: Grant): Row => ({ ...always(who), needsOpen: true })
/** While the dialogue is open, by those who have accepted the ground rules. */
const act = (who: Grant): Row => ({ ...setUp(who), needsRules: true })
/** Soon after a proof of who one is. */
const proved = (row: Row): Row => ({ ...row, needsProof: true })

/**
 * Every operation of the product: who may ask for it, and in which states. A route, a socket event or a command that is
 * not named here does not compile.
 */
export const OPERATIONS = {
  // HTTP
  'http/health': always('anyone'),
  'http/client': always('anyone'),
  'http/sign-in': always('anyone'),
  'http/new-password': always('anyone'),
  'http/sign-out': always('account'),
  'http/me': always('anyone'),
  'http/sign-ins': always('account'),
  'http/reauthenticate': always('account'),
  'http/security': always('account'),
  'http/change-security': proved(always('account')),
  'http/device-key': always('account'),
  'http/demo': always('anyone'),
  'http/invite': proved(always(['convener', 'head'])),
  'http/invitations': always(['convener', 'head']),
  'http/invitation': always('anyone'),
  'http/published': always('anyone'),
  'http/prepare-outcome': always(BUREAU),
  'http/preview-outcome': always(PARTICIPANTS),
  'http/dialogues': always('account'),
  'http/found-further': proved(always(['convener'])),
  'http/command': always('account'),
  'http/import-proposal': act(BUREAU),
  'http/export-proposal': always(PARTICIPANTS),
  'http/read-proposal': always(PARTICIPANTS),
  'http/export-glossary': always(PARTICIPANTS),
  'http/mark-straw-poll': act(PARTICIPANTS),
  'http/settings': always('account'),
  'http/notices': always('account'),
  'http/seen': always(PARTICIPANTS),
  'http/calendar-link': always('account'),
  'http/calendar': always('anyone'),

  // sockets
  'socket/dialogue-open': always(PARTICIPANTS),
  'socket/command': always('account'),
  'socket/texts': always(PARTICIPANTS),
  'socket/text-write': act(PARTICIPANTS),
  'socket/presence': always(PARTICIPANTS),

  // dialogues
  'dialogues/open': setUp(['convener']),
  'dialogues/add-delegation': setUp(['convener']),
  'dialogues/rename': setUp(['convener']),
  'dialogues/rename-delegation': setUp(['convener']),
  'dialogues/set-time-zone': setUp(['convener']),
  'dialogues/admit-member': proved(setUp(['convener', 'head'])),
  'dialogues/change-member': proved(setUp(['convener'])),
  'dialogues/confirm-seat': proved(always(['head'])),
  'dialogues/decline-seat': always(['convener', 'head']),
  'dialogues/hand-over-head': proved(setUp(['convener', 'head'])),
  'dialogues/suspend-member': always(['convener', 'head']),
  'dialogues/restore-member': proved(always(['convener', 'head'])),
  'dialogues/add-topic': setUp(['convener', 'moderator']),
  'dialogues/add-question': setUp(['convener', 'moderator']),
  'dialogues/issue-ground-rules': setUp(['convener', 'moderator']),
  'dialogues/accept-ground-rules': setUp(PARTICIPANTS),
  'dialogues/close': setUp(['convener']),

  // sessions
  'sessions/plan': act(CHAIRS),
  'sessions/replan': act(CHAIRS),
  'sessions/cancel': act(CHAIRS),
  'sessions/open': act(CHAIRS),
  'sessions/close': act(CHAIRS),
  'sessions/change-phase': act(CHAIRS),
  'sessions/add-agenda-item': act(CHAIRS),
  'sessions/change-agenda-item': act(CHAIRS),
  'sessions/move-agenda-item': act(CHAIRS),
  'sessions/remove-agenda-item': act(CHAIRS),
  'sessions/release-agenda-item': act(CHAIRS),
  'sessions/start-agenda-item': act(CHAIRS),
  'sessions/finish-agenda-item': act(CHAIRS),
  'sessions/return-agenda-item': act(CHAIRS),
  'sessions/announce-break': act(CHAIRS),
  'sessions/end-break': act(CHAIRS),
  'sessions/confirm-attendance': act(PARTICIPANTS),
  'sessions/mark-attendance': act(BUREAU),
  'sessions/show-on-screen': act(CHAIRS),
  'sessions/request-floor': act(DELEGATION),
  'sessions/withdraw-request': act(DELEGATION),
  'sessions/reorder-request': act(CHAIRS),
  'sessions/give-floor': act(CHAIRS),
  'sessions/call-speaker': act(CHAIRS),
  'sessions/set-speech-limit': act(CHAIRS),
  'sessions/release-floor': act(['moderator', 'head', 'delegate', 'adviser']),
  'sessions/convene-group': act(CHAIRS),
  'sessions/change-group': act(CHAIRS),
  'sessions/report-group': act(['moderator', 'rapporteur', 'head', 'delegate', 'adviser']),
  'sessions/dissolve-group': act(CHAIRS),
  'sessions/call-caucus': act(['head']),
  'sessions/announce-caucus': act(['head']),
  'sessions/end-caucus': act(['head']),

  // proposals
  'proposals/open': act(BUREAU),
  'proposals/add-clauses': act(DRAFTERS),
  'proposals/move-clause': act(DRAFTERS),
  'proposals/withdraw-clause': act(DRAFTERS),
  'proposals/restore-clause': act(DRAFTERS),
  'proposals/change-clause': act(DRAFTERS),
  'proposals/confirm-concordance': act(DRAFTERS),
  'proposals/issue-revision': act(BUREAU),
  'proposals/draft-amendment': act(['moderator', 'head', 'delegate', 'adviser']),
  'proposals/table-amendment': act(['moderator', 'head']),
  'proposals/withdraw-amendment': act(['moderator', 'head', 'delegate', 'adviser']),
  'proposals/rebase-amendment': act(['moderator', 'head', 'delegate', 'adviser']),
  'proposals/open-note': act(['moderator', 'head', 'delegate', 'adviser']),

  // comments
  'comments/make': act(PARTICIPANTS),
  'comments/reply': act(PARTICIPANTS),
  'comments/resolve': act(PARTICIPANTS),
  'comments/reopen': act(PARTICIPANTS),

  // glossary
  'glossary/propose-term': act(DRAFTERS),
  'glossary/define': act(['head', 'delegate']),
  'glossary/propose-joint': act(DRAFTERS),
  'glossary/confirm-joint': act(['head']),

  // positions
  'positions/state': act(['head']),
  'positions/table': act(['head']),

  'positions/add-category': act(DRAFTERS),
  'positions/seed-categories': act(CHAIRS),
  'positions/classify-category': act(['head']),
  'positions/define-category': act(BUREAU),
  'positions/turn-category-into-clause': act(BUREAU),
  'positions/add-measure': act(DRAFTERS),
  'positions/estimate-measure': act(['head']),
  'positions/add-scenario': act(DRAFTERS),

  // agreement
  'agreement/open-ballot': act(CHAIRS),
  'agreement/answer': proved(act(['head'])),
  'agreement/close-ballot': act(CHAIRS),
  'agreement/confirm-ad-referendum': proved(act(['head'])),
  'agreement/break-silence': proved(act(['head'])),
  'agreement/extend-ballot': act(CHAIRS),
  'agreement/propose-act': proved(act(CHAIRS)),
  'agreement/second-act': proved(act(CHAIRS)),
  'agreement/withdraw-act': act(CHAIRS),
  'agreement/revoke-correction': proved(act(['head'])),
  'agreement/open-straw-poll': act(CHAIRS),
  'agreement/close-straw-poll': act(CHAIRS),
  'agreement/open-caucus-poll': act(['head']),
  'agreement/close-caucus-poll': act(['head']),
  'agreement/come-due': always('system'),

  // outcomes
  'outcomes/assemble': act(BUREAU),
  'outcomes/approve': proved(act(CHAIRS)),
  'outcomes/discard': act(BUREAU),
  'outcomes/choose-alternat': act(['convener', 'moderator']),
  'outcomes/choose-naming': act(PARTICIPANTS),
  'outcomes/propose-withdrawal': proved(act(CHAIRS)),
  'outcomes/second-withdrawal': proved(act(CHAIRS)),
  'outcomes/drop-withdrawal': act(CHAIRS),
  'outcomes/refer': act(BUREAU),
  'outcomes/follow-up': act(BUREAU),
  'outcomes/second-note': proved(act(CHAIRS)),
  'outcomes/drop-note': act(BUREAU),
} satisfies Record<string, Row>

/** The name of an operation. */
export type OperationId = keyof typeof OPERATIONS

/** Whether somebody with this role (or `undefined`: no member, or suspended; signed in or not) may ask for an operation. */
export function mayAsk(
  operation: OperationId,
  who: { readonly signedIn: boolean; readonly role: Role | undefined },
): boolean {
  const { who: grant }: Row = OPERATIONS[operation]
  if (grant === 'anyone') return true
  if (grant === 'system') return false
  if (!who.signedIn) return false
  if (grant === 'account') return true
  return who.role !== undefined && grant.includes(who.role)
}

/** How things stand when somebody asks: with the person, and with the dialogue. */
export interface Standing {
  readonly signedIn: boolean
  /** Their role in the dialogue; `undefined` for who is no member, or suspended. */
  readonly role: Role | undefined
  /** Whether ground rules are in force that they have not accepted. */
  readonly owesRules: boolean
  /** Whether the dialogue was closed. */
  readonly closed: boolean
}

/** What a role and the states of person and dialogue refuse, as a code; `undefined` when they refuse nothing. */
export function barTo(operation: OperationId, standing: Standing): string | undefined {
  const row: Row = OPERATIONS[operation]
  if (!mayAsk(operation, standing)) return 'identity/not-allowed'
  if (row.needsRules && standing.owesRules) return 'dialogues/ground-rules-not-accepted'
  if (row.needsOpen && standing.closed) return 'dialogues/closed'
  return undefined
}

/** Whether an operation asks for a recent proof of who one is. */
export function isSensitive(operation: OperationId): boolean {
  return OPERATIONS[operation].needsProof
}

/** Whether an operation is carried out by the clock alone, asked for by nobody. */
export function isDeadline(operation: OperationId): boolean {
  return OPERATIONS[operation].who === 'system'
}

/** Whether a word names an operation. */
export function isOperation(word: string): word is OperationId {
  return Object.hasOwn(OPERATIONS, word)
}
