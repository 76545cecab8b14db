import { DISTRIBUTIONS, OUTCOME_KINDS, type Distribution, type OutcomeKind } from '#shared/outcomes'
import { useState } from 'react'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Select, TextField } from '../ui/fields.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'

/** Assembles an outcome from a text's agreed clauses. */
export function AssembleOutcome(props: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const { room, serverOffset } = useDialogue()
  const act = useAct()
  const [today] = useState(() => new Date(Date.now() + serverOffset).toISOString().slice(0, 10))
  const [proposalId, setProposalId] = useState(room.proposals.list[0]?.id)
  const proposal = room.proposals.list.find(({ id }) => id === proposalId)
  const [kind, setKind] = useState<OutcomeKind>('consensus-document')
  const [reference, setReference] = useState('')
  const [title, setTitle] = useState(proposal?.title ?? NO_WORDS)
  const [place, setPlace] = useState(NO_WORDS)
  const [convening, setConvening] = useState(NO_WORDS)
  const [date, setDate] = useState(today)
  const [distribution, setDistribution] = useState<Distribution>('public')
  const [busy, setBusy] = useState(false)
  const assemble = async () => {
    if (proposalId === undefined) return
    setBusy(true)
    const form = { proposalId, kind, reference, title, place, convening, date, distribution }
    const done = await act('outcomes/assemble', form)
    setBusy(false)
    if (done) props.onClose()
  }
  const choose = (id: string) => {
    setProposalId(id)
    const chosen = room.proposals.list.find((candidate) => candidate.id === id)
    if (chosen !== undefined) setTitle(chosen.title)
  }
  return (
    <Dialog
      title={t(($) => $.outcomes.assemble)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide
      onClose={props.onClose}
    >
      <Select
        label={t(($) => $.outcomes.text)}
        placeholder={t(($) => $.outcomes.text)}
        choices={room.proposals.list.map(({ id, title: name }) => ({ id, label: say(name) }))}
        value={proposalId}
        onChange={choose}
      />
      <Select
        label={t(($) => $.outcomes.kind)}
        placeholder={t(($) => $.outcomes.kind)}
        choices={OUTCOME_KINDS.map((id) => ({ id, label: t(($) => $.terms.outcomeKind[id]) }))}
        value={kind}
        onChange={setKind}
      />
      <TextField
        label={t(($) => $.outcomes.reference)}
        description={t(($) => $.outcomes.referenceHint, { example: `PD-${today.slice(0, 7)}` })}
        value={reference}
        onChange={setReference}
      />
      <BilingualField label={t(($) => $.outcomes.heading)} value={title} onChange={setTitle} />
      <TextField label={t(($) => $.outcomes.date)} value={date} onChange={setDate} />
      <BilingualField label={t(($) => $.outcomes.place)} value={place} onChange={setPlace} />
      <BilingualField
        label={t(($) => $.outcomes.convening)}
        value={convening}
        onChange={setConvening}
        rows={3}
      />
      <Select
        label={t(($) => $.outcomes.distribution)}
        placeholder={t(($) => $.outcomes.distribution)}
        choices={DISTRIBUTIONS.map((id) => ({ id, label: t(($) => $.terms.distribution[id]) }))}
        value={distribution}
        onChange={setDistribution}
      />
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isPending={busy}
          isDisabled={reference.trim() === '' || proposalId === undefined}
          onPress={() => void assemble()}
        >
          {t(($) => $.outcomes.assembleNow)}
        </Button>
      </Actions>
    </Dialog>
  )
}
