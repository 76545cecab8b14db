import { CLAUSE_KINDS, type ClauseKind } from '#shared/proposals'
import { useState } from 'react'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/fields.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'

/** Adds a clause after another one (or at the beginning) with its first words. */
export function AddClause(props: {
  readonly proposalId: string
  readonly afterId: string | null
  readonly level: number
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const [kind, setKind] = useState<ClauseKind>('operative')
  const [words, setWords] = useState(NO_WORDS)
  const [busy, setBusy] = useState(false)
  const add = async () => {
    setBusy(true)
    const runs = (text: string) => (text.trim() === '' ? [] : [{ text: text.trim() }])
    const done = await act('proposals/add-clauses', {
      proposalId: props.proposalId,
      afterId: props.afterId,
      clauses: [{ kind, level: props.level, runs: { en: runs(words.en), zh: runs(words.zh) } }],
    })
    setBusy(false)
    if (done) props.onClose()
  }
  return (
    <Dialog
      title={t(($) => $.room.clause.add)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      onClose={props.onClose}
    >
      <Select
        label={t(($) => $.room.clause.kind)}
        placeholder={t(($) => $.room.clause.kind)}
        choices={CLAUSE_KINDS.map((id) => ({ id, label: t(($) => $.terms.clauseKind[id]) }))}
        value={kind}
        onChange={setKind}
      />
      <BilingualField
        label={t(($) => $.room.columns.text)}
        value={words}
        onChange={setWords}
        rows={4}
      />
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button kind="primary" isPending={busy} onPress={() => void add()}>
          {t(($) => $.room.clause.add)}
        </Button>
      </Actions>
    </Dialog>
  )
}
