import type { Session } from '#shared/sessions'
import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { hasWords } from '../platform/i18n/Said.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct } from '../platform/record/dialogue.tsx'

/** Calls a planned session off, with the reason that everybody reads (SE24). */
export function CancelSession(props: { readonly session: Session; readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const [reason, setReason] = useState(NO_WORDS)
  const { id: sessionId, number } = props.session
  return (
    <AskDialog
      title={t(($) => $.sessions.cancel.title, { number })}
      submit={t(($) => $.sessions.cancel.submit)}
      isDisabled={!hasWords(reason)}
      onSubmit={async () => {
        if (await act('sessions/cancel', { sessionId, reason })) props.onClose()
      }}
      onClose={props.onClose}
    >
      <p>{t(($) => $.sessions.cancel.note)}</p>
      <BilingualField
        label={t(($) => $.sessions.cancel.reason)}
        value={reason}
        onChange={setReason}
        rows={2}
      />
    </AskDialog>
  )
}
