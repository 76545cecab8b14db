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

/**
 * Every operation of the product, and who may ask for it. A route, a socket event or a command that is
 * not named here does not compile.
 */
export const OPERATIONS = {
  // HTTP
  'http/health': 'anyone',
  'http/client': 'anyone',
  'http/sign-in': 'anyone',
  'http/new-password': 'anyone',
  'http/sign-out': 'account',
  'http/me': 'anyone',
  'http/sign-ins': 'account',
  'http/reauthenticate': 'account',
  'http/security': 'account',
  'http/change-security': 'account',
  'http/device-key': 'account',
  'http/demo': 'anyone',
  'http/invite': ['convener'],
  'http/invitations': ['convener'],
  'http/invitation': 'anyone',
  'http/published': 'anyone',
  'http/prepare-outcome': BUREAU,
  'http/preview-outcome': PARTICIPANTS,
  'http/dialogues': 'account',
  'http/found-further': ['convener'],
  'http/command': 'account',
  'http/import-proposal': BUREAU,
  'http/export-proposal': PARTICIPANTS,
  'http/read-proposal': PARTICIPANTS,
  'http/export-glossary': PARTICIPANTS,
  'http/mark-straw-poll': PARTICIPANTS,
  'http/settings': 'account',
  'http/notices': 'account',
  'http/seen': PARTICIPANTS,
  'http/calendar-link': 'account',
  'http/calendar': 'anyone',

  // sockets
  'socket/dialogue-open': PARTICIPANTS,
  'socket/command': 'account',
  'socket/texts': PARTICIPANTS,
  'socket/text-write': PARTICIPANTS,
  'socket/presence': PARTICIPANTS,

  // dialogues
  'dialogues/open': ['convener'],
  'dialogues/add-delegation': ['convener'],
  'dialogues/rename': ['convener'],
  'dialogues/rename-delegation': ['convener'],
  'dialogues/set-time-zone': ['convener'],
  'dialogues/admit-member': ['convener'],
  'dialogues/change-member': ['convener'],
  'dialogues/hand-over-head': ['convener', 'head'],
  'dialogues/suspend-member': ['convener'],
  'dialogues/restore-member': ['convener'],
  'dialogues/add-topic': ['convener', 'moderator'],
  'dialogues/add-question': ['convener', 'moderator'],
  'dialogues/issue-ground-rules': ['convener', 'moderator'],
  'dialogues/accept-ground-rules': PARTICIPANTS,
  'dialogues/close': ['convener'],

  // sessions
  'sessions/plan': CHAIRS,
  'sessions/replan': CHAIRS,
  'sessions/cancel': CHAIRS,
  'sessions/open': CHAIRS,
  'sessions/close': CHAIRS,
  'sessions/change-phase': CHAIRS,
  'sessions/add-agenda-item': CHAIRS,
  'sessions/change-agenda-item': CHAIRS,
  'sessions/move-agenda-item': CHAIRS,
  'sessions/remove-agenda-item': CHAIRS,
  'sessions/release-agenda-item': CHAIRS,
  'sessions/start-agenda-item': CHAIRS,
  'sessions/finish-agenda-item': CHAIRS,
  'sessions/return-agenda-item': CHAIRS,
  'sessions/announce-break': CHAIRS,
  'sessions/end-break': CHAIRS,
  'sessions/confirm-attendance': PARTICIPANTS,
  'sessions/mark-attendance': BUREAU,
  'sessions/show-on-screen': CHAIRS,
  'sessions/request-floor': DELEGATION,
  'sessions/withdraw-request': DELEGATION,
  'sessions/reorder-request': CHAIRS,
  'sessions/give-floor': CHAIRS,
  'sessions/call-speaker': CHAIRS,
  'sessions/set-speech-limit': CHAIRS,
  'sessions/release-floor': ['moderator', 'head', 'delegate', 'adviser'],
  'sessions/convene-group': CHAIRS,
  'sessions/change-group': CHAIRS,
  'sessions/report-group': ['moderator', 'rapporteur', 'head', 'delegate', 'adviser'],
  'sessions/dissolve-group': CHAIRS,
  'sessions/call-caucus': ['head'],
  'sessions/announce-caucus': ['head'],
  'sessions/end-caucus': ['head'],

  // proposals
  'proposals/open': BUREAU,
  'proposals/add-clauses': DRAFTERS,
  'proposals/move-clause': DRAFTERS,
  'proposals/withdraw-clause': DRAFTERS,
  'proposals/restore-clause': DRAFTERS,
  'proposals/change-clause': DRAFTERS,
  'proposals/confirm-concordance': DRAFTERS,
  'proposals/issue-revision': BUREAU,
  'proposals/draft-amendment': ['moderator', 'head', 'delegate', 'adviser'],
  'proposals/table-amendment': ['moderator', 'head'],
  'proposals/withdraw-amendment': ['moderator', 'head', 'delegate', 'adviser'],
  'proposals/rebase-amendment': ['moderator', 'head', 'delegate', 'adviser'],
  'proposals/open-note': ['moderator', 'head', 'delegate', 'adviser'],

  // comments
  'comments/make': PARTICIPANTS,
  'comments/reply': PARTICIPANTS,
  'comments/resolve': PARTICIPANTS,
  'comments/reopen': PARTICIPANTS,

  // glossary
  'glossary/propose-term': DRAFTERS,
  'glossary/define': ['head', 'delegate'],
  'glossary/propose-joint': DRAFTERS,
  'glossary/confirm-joint': ['head'],

  // positions
  'positions/state': ['head'],
  'positions/table': ['head'],

  'positions/add-category': DRAFTERS,
  'positions/seed-categories': CHAIRS,
  'positions/classify-category': ['head'],
  'positions/define-category': BUREAU,
  'positions/turn-category-into-clause': BUREAU,
  'positions/add-measure': DRAFTERS,
  'positions/estimate-measure': ['head'],
  'positions/add-scenario': DRAFTERS,

  // agreement
  'agreement/open-ballot': CHAIRS,
  'agreement/answer': ['head'],
  'agreement/close-ballot': CHAIRS,
  'agreement/confirm-ad-referendum': ['head'],
  'agreement/break-silence': ['head'],
  'agreement/extend-ballot': CHAIRS,
  'agreement/propose-act': CHAIRS,
  'agreement/second-act': CHAIRS,
  'agreement/withdraw-act': CHAIRS,
  'agreement/revoke-correction': ['head'],
  'agreement/open-straw-poll': CHAIRS,
  'agreement/close-straw-poll': CHAIRS,
  'agreement/open-caucus-poll': ['head'],
  'agreement/close-caucus-poll': ['head'],
  'agreement/come-due': 'system',

  // outcomes
  'outcomes/assemble': BUREAU,
  'outcomes/approve': CHAIRS,
  'outcomes/discard': BUREAU,
  'outcomes/choose-alternat': ['convener', 'moderator'],
  'outcomes/choose-naming': PARTICIPANTS,
  'outcomes/propose-withdrawal': CHAIRS,
  'outcomes/second-withdrawal': CHAIRS,
  'outcomes/drop-withdrawal': CHAIRS,
  'outcomes/refer': BUREAU,
  'outcomes/follow-up': BUREAU,
} as const satisfies Record<string, Grant>

/** The name of an operation. */
export type OperationId = keyof typeof OPERATIONS

/** Whether somebody with this role (or `undefined`: no member; signed in or not) may ask for an operation. */
export function mayAsk(
  operation: OperationId,
  who: { readonly signedIn: boolean; readonly role: Role | undefined },
): boolean {
  const grant: Grant = OPERATIONS[operation]
  if (grant === 'anyone') return true
  if (grant === 'system') return false
  if (!who.signedIn) return false
  if (grant === 'account') return true
  return who.role !== undefined && grant.includes(who.role)
}

/** Whether an operation is carried out by the clock alone, asked for by nobody. */
export function isDeadline(operation: OperationId): boolean {
  const grant: Grant = OPERATIONS[operation]
  return grant === 'system'
}

/** Whether a word names an operation. */
export function isOperation(word: string): word is OperationId {
  return Object.hasOwn(OPERATIONS, word)
}
