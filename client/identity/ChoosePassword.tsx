import { passwordFlaw, SHORTEST_PASSWORD, type PasswordOwner } from '#shared/identity'
import { useState, type SyntheticEvent } from 'react'
import type { Reply } from '../platform/http/index.ts'
import { useWords } from '../platform/i18n/index.ts'
import { Banner, Stack } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'

/** Asks for a new password twice, says what is wrong with it, and sends it. */
export function ChoosePassword<T>(props: {
  readonly owner: PasswordOwner
  readonly submit: string
  readonly send: (password: string) => Promise<Reply<T>>
  readonly onDone: (value: T) => void
}) {
  const { t, refusal } = useWords()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<{ readonly code: string }>()
  const flaw = passwordFlaw(password, props.owner)
  const differs = again !== password
  const submit = async () => {
    setTried(true)
    if (flaw !== undefined || differs) return
    setBusy(true)
    const reply = await props.send(password)
    setBusy(false)
    if (!reply.ok) {
      setFailure(reply)
      return
    }
    setPassword('')
    setAgain('')
    setTried(false)
    setFailure(undefined)
    props.onDone(reply.value)
  }
  return (
    <form
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Stack>
        {failure !== undefined && <Banner tone="warning">{refusal(failure)}</Banner>}
        <TextField
          label={t(($) => $.account.choosePassword)}
          description={t(($) => $.security.passwordHint, { least: SHORTEST_PASSWORD })}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          error={
            tried && flaw !== undefined ? refusal({ code: `identity/password-${flaw}` }) : undefined
          }
        />
        <TextField
          label={t(($) => $.account.again)}
          type="password"
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          error={tried && differs ? t(($) => $.account.different) : undefined}
        />
        <p>
          <Button kind="primary" type="submit" isPending={busy}>
            {props.submit}
          </Button>
        </p>
      </Stack>
    </form>
  )
}
