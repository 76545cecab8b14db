import type { Delegation } from '#shared/dialogues'
import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { hasWords } from '../platform/i18n/Said.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct } from '../platform/record/dialogue.tsx'

/** Adds a delegation; it takes the next letter. */
export function AddDelegation(props: { readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const [name, setName] = useState(NO_WORDS)
  return (
    <AskDialog
      title={t(($) => $.people.addDelegation)}
      submit={t(($) => $.positions.add)}
      isDisabled={!hasWords(name)}
      onSubmit={async () => {
        if (await act('dialogues/add-delegation', { name })) props.onClose()
      }}
      onClose={props.onClose}
    >
      <BilingualField label={t(($) => $.people.delegationName)} value={name} onChange={setName} />
    </AskDialog>
  )
}

/** Gives a delegation another name. */
export function RenameDelegation(props: {
  readonly delegation: Delegation
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const { id: delegationId, label } = props.delegation
  const [name, setName] = useState(props.delegation.name)
  return (
    <AskDialog
      title={t(($) => $.convening.renameDelegation, { label })}
      submit={t(($) => $.people.record)}
      isDisabled={!hasWords(name)}
      onSubmit={async () => {
        if (await act('dialogues/rename-delegation', { delegationId, name })) props.onClose()
      }}
      onClose={props.onClose}
    >
      <BilingualField label={t(($) => $.people.delegationName)} value={name} onChange={setName} />
      <p className="small muted">{t(($) => $.convening.letterNote)}</p>
    </AskDialog>
  )
}
