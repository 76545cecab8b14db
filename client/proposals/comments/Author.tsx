import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { Party } from '../../ui/marks.tsx'

/** Somebody's name with the letter of their delegation in its colour. */
export function Author(props: { readonly accountId: string }) {
  const { t, say } = useWords()
  const { room, parties } = useDialogue()
  const member = room.dialogue.members[props.accountId]
  const party = parties.find(({ id }) => id === member?.delegationId)
  return (
    <>
      <b>{member === undefined ? t(($) => $.comments.someone) : say(member.name)}</b>
      {party !== undefined && (
        <>
          {' '}
          <Party tone={party.tone}>{party.label}</Party>
        </>
      )}
    </>
  )
}
