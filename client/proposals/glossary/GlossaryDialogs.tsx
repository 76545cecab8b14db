import type { Bilingual } from '#shared/kernel'
import type { GlossaryEntry } from '#shared/proposals'
import { useState } from 'react'
import { AskDialog } from '../../platform/i18n/AskDialog.tsx'
import { BilingualField, NO_WORDS } from '../../platform/i18n/BilingualField.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useAct, type PartyView } from '../../platform/record/dialogue.tsx'

const isWhole = ({ en, zh }: Bilingual) => en.trim() !== '' && zh.trim() !== ''

/** Proposes a term, in both languages. */
export function ProposeTerm(props: { readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const [term, setTerm] = useState(NO_WORDS)
  const submit = async () => {
    if (await act('glossary/propose-term', { term })) props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.glossary.propose)}
      submit={t(($) => $.glossary.proposeNow)}
      isDisabled={!isWhole(term)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <BilingualField label={t(($) => $.glossary.termField)} value={term} onChange={setTerm} />
    </AskDialog>
  )
}

/** Says what one's own delegation means by a term. */
export function Define(props: {
  readonly entry: GlossaryEntry
  readonly party: PartyView
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const act = useAct()
  const { entry, party } = props
  const [definition, setDefinition] = useState(entry.definitions[party.id] ?? NO_WORDS)
  const submit = async () => {
    if (await act('glossary/define', { entryId: entry.id, definition })) props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.glossary.defineTitle, { label: party.label, term: say(entry.term) })}
      submit={t(($) => $.glossary.defineNow)}
      isDisabled={!isWhole(definition)}
      wide
      onSubmit={submit}
      onClose={props.onClose}
    >
      <BilingualField
        label={t(($) => $.glossary.definition)}
        value={definition}
        onChange={setDefinition}
        rows={4}
      />
    </AskDialog>
  )
}

/** Proposes what all sides mean together; it is joint once every head has confirmed this version. */
export function ProposeJoint(props: {
  readonly entry: GlossaryEntry
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const { id: entryId, joint } = props.entry
  const [definition, setDefinition] = useState(joint?.definition ?? NO_WORDS)
  const submit = async () => {
    if (await act('glossary/propose-joint', { entryId, definition })) props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => (joint === null ? $.glossary.proposeJoint : $.glossary.proposeJointAnew))}
      submit={t(($) => $.glossary.proposeJointNow)}
      isDisabled={!isWhole(definition)}
      wide
      onSubmit={submit}
      onClose={props.onClose}
    >
      {joint !== null && (
        <p className="muted">{t(($) => $.glossary.jointLapses, { version: joint.version })}</p>
      )}
      <BilingualField
        label={t(($) => $.glossary.definition)}
        value={definition}
        onChange={setDefinition}
        rows={4}
      />
    </AskDialog>
  )
}
