import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct } from '../platform/record/dialogue.tsx'
import { Choices } from '../ui/fields.tsx'

const DAY_MS = 86_400_000
const KEPT_DAYS = ['30', '90', '365'] as const

/** Closes the dialogue for good, and says from when on its private streams may be erased. */
export function CloseDialogue(props: { readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const [days, setDays] = useState<(typeof KEPT_DAYS)[number]>('90')
  return (
    <AskDialog
      title={t(($) => $.record.close)}
      submit={t(($) => $.record.close)}
      onSubmit={async () => {
        const eraseAfter = new Date(Date.now() + Number(days) * DAY_MS).toISOString()
        if (await act('dialogues/close', { eraseAfter })) props.onClose()
      }}
      onClose={props.onClose}
    >
      <p>{t(($) => $.record.closeAsk)}</p>
      <Choices
        label={t(($) => $.record.eraseAfter)}
        value={days}
        onChange={setDays}
        choices={KEPT_DAYS.map((id) => ({ id, label: t(($) => $.record.days, { days: id }) }))}
      />
    </AskDialog>
  )
}
