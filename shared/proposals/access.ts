import { activeMember, mustAcceptRules, type Dialogue, type Member } from '#shared/dialogues'
import { delegationAudience } from '#shared/record'
import { textRegime, type Sessions } from '#shared/sessions'
import { findClause, type Proposals } from './model.ts'

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
  if (!rights.read || !mustAcceptRules(view.dialogue, accountId)) return rights
  return { read: true, write: 'no', code: 'dialogues/ground-rules-not-accepted' }
}

function rightsOf(view: AccessView, member: Member, text: TextPlace): TextRights {
  if (text.audience !== 'room') return privateRights(member, text.audience)
  const clause = findClause(view.proposals, text.id)?.clause
  // What lies on the table beside the clauses is read by everyone and changed by nobody (AM3).
  if (clause === undefined) return { read: true, write: 'no', code: 'text/tabled' }
  if (clause.lock !== null) return { read: true, write: 'no', code: 'text/locked' }
  if (clause.withdrawn) return { read: true, write: 'no', code: 'text/withdrawn' }
  if (member.role === 'adviser' || member.role === 'convener') {
    return { read: true, write: 'no', code: 'text/not-a-drafter' }
  }
  switch (textRegime(view.sessions)) {
    case 'free':
      return { read: true, write: 'yes' }
    case 'deletions-only':
      return { read: true, write: 'deletions-only', code: 'text/phase-review' }
    case 'read-only':
      return { read: true, write: 'no', code: 'text/phase-read-only' }
  }
}

function privateRights(member: Member, audience: string): TextRights {
  if (audience === 'moderators') {
    const bureau = member.role === 'moderator' || member.role === 'rapporteur'
    return bureau ? { read: true, write: 'yes' } : UNKNOWN
  }
  const own = member.delegationId !== null && audience === delegationAudience(member.delegationId)
  return own ? { read: true, write: 'yes' } : UNKNOWN
}
