import { activeMember, standingOf, type Dialogue, type Member } from '#shared/dialogues'
import { barTo } from '#shared/identity'
import { delegationAudience } from '#shared/record'
import {
  groupAtWork,
  phaseRuleOf,
  textRegime,
  type Sessions,
  type TextRegime,
} from '#shared/sessions'
import { findClause, type Proposal, type Proposals } from './model.ts'

/** What somebody may do with a text now; `code` says why not more. */
export type TextRights =
  | { readonly read: false; readonly write: 'no'; readonly code: string }
  | { readonly read: true; readonly write: 'no' | 'deletions-only'; readonly code: string }
  | { readonly read: true; readonly write: 'yes' }

/** What decides about a text, as a whole: where it belongs and who is meant to see it. */
export interface TextPlace {
  readonly id: string
  readonly audience: string
}

/** What the rule looks at. */
export interface AccessView {
  readonly dialogue: Dialogue
  readonly sessions: Sessions
  readonly proposals: Proposals
}

const UNKNOWN = { read: false, write: 'no', code: 'text/unknown' } as const

/** Whether an account may read and write a text now (PR6). The same rule serves server and screen. */
export function textRights(view: AccessView, accountId: string, text: TextPlace): TextRights {
  const member = activeMember(view.dialogue, accountId)
  if (member === undefined || member.role === 'observer') return UNKNOWN
  const rights = rightsOf(view, member, text)
  const bar = barTo('socket/text-write', standingOf(view.dialogue, accountId))
  return rights.read && bar !== undefined ? { read: true, write: 'no', code: bar } : rights
}

function rightsOf(view: AccessView, member: Member, text: TextPlace): TextRights {
  if (text.audience !== 'room') return privateRights(member, text.audience)
  const place = findClause(view.proposals, text.id)
  // What lies on the table beside the clauses is read by everyone and changed by nobody (AM3).
  if (place === undefined) return { read: true, write: 'no', code: 'text/tabled' }
  const { clause, proposal } = place
  if (clause.lock !== null) return { read: true, write: 'no', code: 'text/locked' }
  if (clause.withdrawn) return { read: true, write: 'no', code: 'text/withdrawn' }
  const hand = handOn(view, member, proposal, clause.id)
  if (hand === 'bureau') return { read: true, write: 'yes' }
  if (!hand.mayWrite) return { read: true, write: 'no', code: hand.code }
  switch (hand.regime) {
    case 'free':
      return { read: true, write: 'yes' }
    case 'deletions-only':
      return { read: true, write: 'deletions-only', code: 'text/phase-review' }
    case 'read-only':
      return { read: true, write: 'no', code: 'text/phase-read-only' }
  }
}

/**
 * Whose hand a clause is in. The rapporteur's report is the bureau's in every phase (SE20); a clause on which
 * a drafting group works is written by its members and the bureau (SE17); all others by those who draft.
 */
function handOn(
  view: AccessView,
  { role, accountId }: Member,
  { id, kind }: Proposal,
  clauseId: string,
):
  | 'bureau'
  | { readonly mayWrite: true; readonly regime: TextRegime }
  | { readonly mayWrite: false; readonly code: string } {
  const bureau = role === 'moderator' || role === 'rapporteur'
  if (kind === 'rapporteurs-report') {
    return bureau ? 'bureau' : { mayWrite: false, code: 'text/of-the-bureau' }
  }
  const group = groupAtWork(view.sessions.groups, id, clauseId)
  if (group !== undefined) {
    if (!bureau && !group.memberIds.includes(accountId)) {
      return { mayWrite: false, code: 'text/drafting-group' }
    }
    return { mayWrite: true, regime: phaseRuleOf(view.sessions).groups }
  }
  if (role === 'adviser' || role === 'convener')
    return { mayWrite: false, code: 'text/not-a-drafter' }
  return { mayWrite: true, regime: textRegime(view.sessions) }
}

function privateRights(member: Member, audience: string): TextRights {
  if (audience === 'moderators') {
    const bureau = member.role === 'moderator' || member.role === 'rapporteur'
    return bureau ? { read: true, write: 'yes' } : UNKNOWN
  }
  const own = member.delegationId !== null && audience === delegationAudience(member.delegationId)
  return own ? { read: true, write: 'yes' } : UNKNOWN
}
