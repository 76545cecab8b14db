import { useClauseNames } from '../platform/record/clause-name.ts'
import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { hasWords } from '../platform/i18n/Said.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue } from '../platform/record/dialogue.tsx'
import { Checks } from '../ui/checks.tsx'
import { Select, TextField } from '../ui/fields.tsx'
import { sidesOf, useGroupPeople } from './group-people.ts'
import { instantOf } from './instants.ts'

/** Convenes a drafting group: a text or some of its clauses, and members of both sides. */
export function ConveneGroup(props: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const act = useAct()
  const [title, setTitle] = useState(NO_WORDS)
  const [proposalId, setProposalId] = useState(room.proposals.list[0]?.id)
  const [clauseIds, setClauseIds] = useState<readonly string[]>([])
  const [memberIds, setMemberIds] = useState<readonly string[]>([])
  const [until, setUntil] = useState('')
  const proposal = room.proposals.list.find(({ id }) => id === proposalId)
  const nameOf = useClauseNames(proposal)
  const clauses = (proposal?.clauses ?? []).filter(
    ({ withdrawn, kind }) => !withdrawn && kind !== 'heading',
  )
  const people = useGroupPeople()
  const convene = async () => {
    if (proposalId === undefined) return
    const group = { title, proposalId, clauseIds: [...clauseIds], memberIds: [...memberIds] }
    const done = await act('sessions/convene-group', { ...group, until: instantOf(until) })
    if (done) props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.sessions.groups.convene)}
      submit={t(($) => $.sessions.groups.convene)}
      isDisabled={!hasWords(title) || proposalId === undefined || sidesOf(people, memberIds) < 2}
      onSubmit={convene}
      onClose={props.onClose}
    >
      <BilingualField label={t(($) => $.sessions.groups.name)} value={title} onChange={setTitle} />
      <Select
        label={t(($) => $.sessions.groups.text)}
        placeholder={t(($) => $.sessions.groups.text)}
        value={proposalId}
        onChange={(id) => {
          setProposalId(id)
          setClauseIds([])
        }}
        choices={room.proposals.list.map(({ id, title: name }) => ({ id, label: say(name) }))}
      />
      <Checks
        label={t(($) => $.sessions.groups.clauses)}
        choices={clauses.map(({ id }) => ({ id, label: nameOf(id) }))}
        value={clauseIds}
        onChange={setClauseIds}
      />
      <Checks
        label={t(($) => $.sessions.groups.members)}
        choices={people}
        value={memberIds}
        onChange={setMemberIds}
      />
      <TextField
        label={t(($) => $.sessions.groups.until)}
        type="datetime-local"
        value={until}
        onChange={setUntil}
      />
    </AskDialog>
  )
}
