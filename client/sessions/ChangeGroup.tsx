import type { DraftingGroup } from '#shared/sessions'
import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct } from '../platform/record/dialogue.tsx'
import { Checks } from '../ui/checks.tsx'
import { sidesOf, useGroupPeople } from './group-people.ts'

/** Adds members to a drafting group and takes others out of it (SE16, SE17). */
export function ChangeGroup(props: {
  readonly group: DraftingGroup
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const { group } = props
  const people = useGroupPeople()
  const known = new Set(people.map(({ id }) => id))
  const [memberIds, setMemberIds] = useState<readonly string[]>(
    group.memberIds.filter((id) => known.has(id)),
  )
  const isSame =
    memberIds.length === group.memberIds.length &&
    memberIds.every((id) => group.memberIds.includes(id))
  return (
    <AskDialog
      title={t(($) => $.sessions.groups.change)}
      submit={t(($) => $.sessions.groups.change)}
      isDisabled={isSame || sidesOf(people, memberIds) < 2}
      onSubmit={async () => {
        const changed = { groupId: group.id, memberIds: [...memberIds] }
        if (await act('sessions/change-group', changed)) props.onClose()
      }}
      onClose={props.onClose}
    >
      <p className="small muted">{t(($) => $.sessions.groups.changeNote)}</p>
      <Checks
        label={t(($) => $.sessions.groups.members)}
        choices={people}
        value={memberIds}
        onChange={setMemberIds}
      />
    </AskDialog>
  )
}
