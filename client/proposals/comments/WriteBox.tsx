import { useState, type ReactNode } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/fields.tsx'
import { Actions } from '../../ui/overlays.tsx'

/** The longest that a comment may be, as the server takes it. */
const LONGEST = 4000

/** A field for a comment or an answer; what was written stays until it was taken. Ctrl+Enter sends it. */
export function WriteBox(props: {
  readonly label: string
  readonly send: string
  readonly onSend: (body: string) => Promise<boolean>
  readonly onCancel: () => void
  readonly children?: ReactNode
}) {
  const { t } = useWords()
  const [body, setBody] = useState('')
  const [busy, setBusy] = useState(false)
  const said = body.trim()
  const fits = said !== '' && said.length <= LONGEST
  const send = async () => {
    if (!fits || busy) return
    setBusy(true)
    await props.onSend(said)
    setBusy(false)
  }
  return (
    <div
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send()
        if (event.key === 'Escape') props.onCancel()
      }}
    >
      {props.children}
      <TextArea
        label={props.label}
        value={body}
        onChange={setBody}
        rows={3}
        autoFocus
        error={said.length > LONGEST ? t(($) => $.comments.tooLong, { most: LONGEST }) : undefined}
      />
      <Actions>
        <Button size="small" onPress={props.onCancel}>
          {t(($) => $.app.cancel)}
        </Button>
        <Button
          size="small"
          kind="primary"
          isDisabled={!fits}
          isPending={busy}
          onPress={() => void send()}
        >
          {props.send}
        </Button>
      </Actions>
    </div>
  )
}
