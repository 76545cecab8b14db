import type { DialogueEvent } from './events.ts'
import type { Dialogue, Member } from './model.ts'

/** The dialogue after an event. */
export function evolveDialogue(dialogue: Dialogue, event: DialogueEvent): Dialogue {
  switch (event.type) {
    case 'DialogueOpened':
    case 'DialogueRenamed':
      return { ...dialogue, title: event.payload.title }
    case 'DelegationAdded':
      return {
        ...dialogue,
        delegations: [...dialogue.delegations, { ...event.payload, timeZone: null }],
      }
    case 'DelegationTimeZoneSet':
    case 'DelegationRenamed': {
      const { delegationId, ...changed } = event.payload
      const delegations = dialogue.delegations.map((delegation) =>
        delegation.id === delegationId ? { ...delegation, ...changed } : delegation,
      )
      return { ...dialogue, delegations }
    }
    case 'MemberAdmitted':
      return withMember(dialogue, { ...event.payload, suspended: false })
    case 'MemberChanged': {
      const known = dialogue.members[event.payload.accountId]
      return withMember(dialogue, { ...event.payload, suspended: known?.suspended ?? false })
    }
    case 'MemberSuspended':
    case 'MemberRestored': {
      const known = dialogue.members[event.payload.accountId]
      const suspended = event.type === 'MemberSuspended'
      return known === undefined ? dialogue : withMember(dialogue, { ...known, suspended })
    }
    case 'TopicAdded':
      return { ...dialogue, topics: [...dialogue.topics, event.payload] }
    case 'QuestionAdded':
      return { ...dialogue, questions: [...dialogue.questions, event.payload] }
    case 'GroundRulesIssued':
      return { ...dialogue, groundRules: { ...event.payload, acceptedBy: [] } }
    case 'DialogueClosed':
      return { ...dialogue, closed: { ...event.payload, erased: false } }
    case 'PrivateStreamsErased':
      return { ...dialogue, closed: dialogue.closed && { ...dialogue.closed, erased: true } }
    case 'GroundRulesAccepted':
      return accepted(dialogue, event.payload)
  }
}

function withMember(dialogue: Dialogue, member: Member): Dialogue {
  return { ...dialogue, members: { ...dialogue.members, [member.accountId]: member } }
}

function accepted(
  dialogue: Dialogue,
  { version, accountId }: { version: number; accountId: string },
): Dialogue {
  const rules = dialogue.groundRules
  if (rules?.version !== version || rules.acceptedBy.includes(accountId)) return dialogue
  return { ...dialogue, groundRules: { ...rules, acceptedBy: [...rules.acceptedBy, accountId] } }
}
