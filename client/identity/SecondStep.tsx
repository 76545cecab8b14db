import { useState, type SyntheticEvent } from 'react'
import type { Reply } from '../platform/http/index.ts'
import { useWords } from '../platform/i18n/index.ts'
import { Banner } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { proveCode, provePasskey, type SecondFactor } from './security.ts'
import styles from './SignInPage.module.css'

/** Asks for the second factor after the password. */
export function SecondStep(props: {
  readonly asked: SecondFactor
  readonly onEntered: () => void
  readonly onBack: () => void
}) {
  const { t, refusal } = useWords()
  const { asked } = props
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<{ readonly code: string }>()
  const attempt = async (work: Promise<Reply<unknown>>) => {
    setBusy(true)
    const reply = await work
    setBusy(false)
    if (reply.ok) props.onEntered()
    else setFailure(reply)
  }
  return (
    <form
      className={styles['fields']}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        void attempt(proveCode(asked.ticket, code))
      }}
    >
      <h2 className={styles['heading']}>{t(($) => $.security.secondTitle)}</h2>
      {failure !== undefined && <Banner tone="warning">{refusal(failure)}</Banner>}
      {asked.passkey !== null && (
        <Button kind="primary" isPending={busy} onPress={() => void attempt(provePasskey(asked))}>
          {t(($) => $.security.usePasskey)}
        </Button>
      )}
      <TextField
        label={t(($) => (asked.code ? $.security.code : $.security.recoveryCode))}
        description={t(($) => (asked.code ? $.security.codeHint : $.security.recoveryHint))}
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
      />
      <Button
        kind={asked.passkey === null ? 'primary' : 'plain'}
        type="submit"
        isPending={busy}
        isDisabled={code === ''}
      >
        {t(($) => $.security.proveNow)}
      </Button>
      <Button kind="quiet" onPress={props.onBack}>
        {t(($) => $.app.back)}
      </Button>
    </form>
  )
}
