import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'

/** Somebody who can be in a drafting group, with the delegation they belong to. */
interface GroupPerson {
  readonly id: string
  readonly label: string
  readonly side: string
}

/** The active members of all delegations, in the delegations' order. */
export function useGroupPeople(): readonly GroupPerson[] {
  const { say } = useWords()
  const { room, parties } = useDialogue()
  const members = Object.values(room.dialogue.members)
  return parties.flatMap(({ id, label }) =>
    members
      .filter(({ delegationId, suspended }) => delegationId === id && !suspended)
      .map(({ accountId, name }) => ({
        id: accountId,
        label: `${label} · ${say(name)}`,
        side: id,
      })),
  )
}

/** How many delegations some people belong to. */
export function sidesOf(people: readonly GroupPerson[], ids: readonly string[]): number {
  return new Set(people.filter(({ id }) => ids.includes(id)).map(({ side }) => side)).size
}
