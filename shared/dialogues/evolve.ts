import type { DialogueEvent } from './events.ts'
import { memberOf, type Dialogue, type Member } from './model.ts'

/** The dialogue after an event. */
export function evolveDialogue(dialogue: Dialogue, event: DialogueEvent): Dialogue {
  switch (event.type) {
    case 'DialogueOpened':
    case 'DialogueRenamed':
      return { ...dialogue, title: event.payload.title }
    case 'DelegationAdded':
      return {
        ...dialogue,
        delegations: [
          ...dialogue.delegations,
          { ...event.payload, timeZone: null, arrived: false },
        ],
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
      return settled(withMember(dialogue, { ...event.payload, suspended: false }), event.payload)
    case 'MemberChanged': {
      const suspended = memberOf(dialogue, event.payload.accountId)?.suspended ?? false
      return settled(withMember(dialogue, { ...event.payload, suspended }), event.payload)
    }
    case 'MemberSuspended':
    case 'MemberRestored': {
      const known = memberOf(dialogue, event.payload.accountId)
      const suspended = event.type === 'MemberSuspended'
      if (known === undefined) return dialogue
      return settled(withMember(dialogue, { ...known, suspended }), event.payload)
    }
    case 'SeatAsked': {
      const { id, ...seat } = event.payload
      const asked = settled(dialogue, seat)
      return { ...asked, requests: [...asked.requests, { id, seat }] }
    }
    case 'SeatDeclined':
      return settled(dialogue, event.payload)
    case 'TopicAdded':
      return { ...dialogue, topics: [...dialogue.topics, event.payload] }
    case 'QuestionAdded':
      return { ...dialogue, questions: [...dialogue.questions, event.payload] }
    case 'GroundRulesIssued':
      return { ...dialogue, groundRules: { ...event.payload, acceptedBy: [] } }
    case 'DialogueClosed':
      return { ...dialogue, requests: [], closed: { ...event.payload, erased: false } }
    case 'PrivateStreamsErased':
      return { ...dialogue, closed: dialogue.closed && { ...dialogue.closed, erased: true } }
    case 'GroundRulesAccepted':
      return accepted(dialogue, event.payload)
  }
}

/** The dialogue once somebody has done something in it: from then on their delegation has arrived (DI14). */
export function noteArrival(dialogue: Dialogue, actor: string): Dialogue {
  const delegationId = memberOf(dialogue, actor)?.delegationId ?? null
  return delegationId === null ? dialogue : withArrival(dialogue, delegationId)
}

/** The dialogue in which a delegation has arrived. */
export function withArrival(dialogue: Dialogue, delegationId: string): Dialogue {
  const isNew = dialogue.delegations.some(({ id, arrived }) => id === delegationId && !arrived)
  if (!isNew) return dialogue
  const delegations = dialogue.delegations.map((delegation) =>
    delegation.id === delegationId ? { ...delegation, arrived: true } : delegation,
  )
  return { ...dialogue, delegations }
}

/** Whatever is decided about somebody ends the request for them. */
function settled(dialogue: Dialogue, { accountId }: { accountId: string }): Dialogue {
  const requests = dialogue.requests.filter(({ seat }) => seat.accountId !== accountId)
  return requests.length === dialogue.requests.length ? dialogue : { ...dialogue, requests }
}

function withMember(before: Dialogue, member: Member): Dialogue {
  const dialogue = { ...before, members: { ...before.members, [member.accountId]: member } }
  const { delegationId } = member
  if (delegationId === null) return dialogue
  const own = Object.values(dialogue.members).filter((one) => one.delegationId === delegationId)
  return own.length > 1 ? withArrival(dialogue, delegationId) : dialogue
}

function accepted(
  dialogue: Dialogue,
  { version, accountId }: { version: number; accountId: string },
): Dialogue {
  const rules = dialogue.groundRules
  if (rules?.version !== version || rules.acceptedBy.includes(accountId)) return dialogue
  return { ...dialogue, groundRules: { ...rules, acceptedBy: [...rules.acceptedBy, accountId] } }
}
