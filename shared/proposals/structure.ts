import { activeMember, type Dialogue } from '#shared/dialogues'
import { groupAtWork, phaseRuleOf, type Sessions } from '#shared/sessions'
import type { Proposal } from './model.ts'

/**
 * Structure changes between sessions and in drafting only (PR4), where a drafting group works by its members
 * and the bureau (SE17); that of a rapporteur's report by the bureau, in every phase (SE20).
 */
export function structureRefusal(
  { dialogue, sessions }: { readonly dialogue: Dialogue; readonly sessions: Sessions },
  proposal: Proposal,
  clauseId: string | null,
  actor: string,
): string | undefined {
  const role = activeMember(dialogue, actor)?.role
  const bureau = role === 'moderator' || role === 'rapporteur'
  if (proposal.kind === 'rapporteurs-report') return bureau ? undefined : 'proposals/of-the-bureau'
  const group = groupAtWork(sessions.groups, proposal.id, clauseId)
  const outside = group !== undefined && !bureau && !group.memberIds.includes(actor)
  if (outside && (clauseId !== null || group.clauseIds.length === 0)) {
    return 'proposals/drafting-group'
  }
  return phaseRuleOf(sessions).structure ? undefined : 'proposals/phase-forbids'
}
