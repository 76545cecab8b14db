import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { Button } from '../ui/Button.tsx'
import { TextArea } from '../ui/fields.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'

/** Asks for the reason that an act needs, then does it. */
export function ReasonDialog(props: {
  readonly title: string
  readonly note: string
  readonly action: string
  /** Does it; answers whether it was done. */
  readonly onAct: (reason: string) => Promise<boolean>
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const go = async () => {
    setBusy(true)
    const done = await props.onAct(reason.trim())
    setBusy(false)
    if (done) props.onClose()
  }
  return (
    <Dialog title={props.title} closeLabel={t(($) => $.app.close)} isOpen onClose={props.onClose}>
      <p>{props.note}</p>
      <TextArea label={t(($) => $.ballots.reason)} value={reason} onChange={setReason} rows={3} />
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={reason.trim() === ''}
          isPending={busy}
          onPress={() => void go()}
        >
          {props.action}
        </Button>
      </Actions>
    </Dialog>
  )
}
