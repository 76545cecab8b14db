import type { Outcome } from '#shared/outcomes'
import { useState } from 'react'
import { NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import { Pair } from './Pair.tsx'

/** Turns the first key of a withdrawal, with the reason that will be published. */
export function WithdrawDialog(props: { readonly outcome: Outcome; readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const [reason, setReason] = useState(NO_WORDS)
  const { id: outcomeId, reference } = props.outcome
  const propose = async () => {
    if (await act('outcomes/propose-withdrawal', { outcomeId, reason })) props.onClose()
  }
  return (
    <Dialog
      title={t(($) => $.outcomes.withdrawTitle, { reference })}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide
      onClose={props.onClose}
    >
      <p>{t(($) => $.outcomes.withdrawNote)}</p>
      <Pair
        label={t(($) => $.outcomes.withdrawReason)}
        rows={3}
        value={reason}
        onChange={setReason}
      />
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="danger"
          isDisabled={reason.en.trim() === '' || reason.zh.trim() === ''}
          onPress={() => void propose()}
        >
          {t(($) => $.outcomes.withdrawPropose)}
        </Button>
      </Actions>
    </Dialog>
  )
}
