import { useState, type ReactNode } from 'react'
import { useWords } from './index.ts'
import { Button } from '../../ui/Button.tsx'
import { Actions, Dialog } from '../../ui/overlays.tsx'

/** A dialog that asks for something and does one thing with it; it waits for the answer. */
export function AskDialog(props: {
  readonly title: string
  readonly submit: string
  readonly isDisabled?: boolean
  readonly wide?: boolean
  readonly onSubmit: () => Promise<void>
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const { t } = useWords()
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    await props.onSubmit()
    setBusy(false)
  }
  return (
    <Dialog
      title={props.title}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide={props.wide ?? false}
      onClose={props.onClose}
    >
      {props.children}
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isPending={busy}
          isDisabled={props.isDisabled ?? false}
          onPress={() => void submit()}
        >
          {props.submit}
        </Button>
      </Actions>
    </Dialog>
  )
}
