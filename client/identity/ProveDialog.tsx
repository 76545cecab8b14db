import { useCallback, useEffect, useState, type SyntheticEvent } from 'react'
import type { Reply } from '../platform/http/index.ts'
import { useWords } from '../platform/i18n/index.ts'
import { onAskForProof } from '../platform/reauthenticate/index.ts'
import { Banner, Skeleton, Stack } from '../ui/blocks.tsx'
import { Button, TabLink } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import { awaitProof } from './institution-proof.ts'
import { fetchSecurity, prove, proveAgainWithPasskey, type Security } from './security.ts'

/** Asks in place to prove again who one is, whenever something that was asked for needs it; stands once on the page. */
export function ProveDialog() {
  const [waiting, setWaiting] = useState<{ readonly answer: (proved: boolean) => void }>()
  useEffect(
    () =>
      onAskForProof(
        () =>
          new Promise<boolean>((resolve) => {
            setWaiting({ answer: resolve })
          }),
      ),
    [],
  )
  if (waiting === undefined) return null
  const close = (proved: boolean) => {
    setWaiting(undefined)
    waiting.answer(proved)
  }
  return <Asked onClose={close} />
}

function Asked(props: { readonly onClose: (proved: boolean) => void }) {
  const { t, refusal } = useWords()
  const [ways, setWays] = useState<Security['provable']>()
  const [failure, setFailure] = useState<{ readonly code: string }>()
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    let gone = false
    void fetchSecurity().then((reply) => {
      if (gone) return
      if (reply.ok) setWays(reply.value.provable)
      else setFailure(reply)
    })
    return () => {
      gone = true
    }
  }, [])
  const { onClose } = props
  const attempt = useCallback(
    async (work: () => Promise<Reply<unknown>>) => {
      setBusy(true)
      const reply = await work()
      setBusy(false)
      if (reply.ok) onClose(true)
      else setFailure(reply)
    },
    [onClose],
  )
  return (
    <Dialog
      title={t(($) => $.security.proveTitle)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      onClose={() => onClose(false)}
    >
      <Stack>
        <p>{t(($) => $.security.proveNote)}</p>
        {failure !== undefined && <Banner tone="warning">{refusal(failure)}</Banner>}
        {ways === undefined && failure === undefined && (
          <Skeleton label={t(($) => $.app.loading)} />
        )}
        {ways !== undefined && (
          <Ways ways={ways} busy={busy} attempt={attempt} onCancel={() => onClose(false)} />
        )}
      </Stack>
    </Dialog>
  )
}

function Ways(props: {
  readonly ways: Security['provable']
  readonly busy: boolean
  readonly attempt: (work: () => Promise<Reply<unknown>>) => Promise<void>
  readonly onCancel: () => void
}) {
  const { t } = useWords()
  const { ways, busy, attempt } = props
  const cancel = <Button onPress={props.onCancel}>{t(($) => $.app.cancel)}</Button>
  const typed = ways.code ? 'code' : ways.password ? 'password' : undefined
  const passkey = ways.passkeys && (
    <Button
      kind={typed === undefined ? 'primary' : 'plain'}
      isPending={busy}
      onPress={() => void attempt(proveAgainWithPasskey)}
    >
      {t(($) => $.security.usePasskey)}
    </Button>
  )
  if (ways.demo) {
    return (
      <>
        <p className="muted">{t(($) => $.security.proveDemo)}</p>
        <Actions>
          {cancel}
          <Button
            kind="primary"
            isPending={busy}
            onPress={() => void attempt(() => prove({ by: 'demo' }))}
          >
            {t(($) => $.security.itIsMe)}
          </Button>
        </Actions>
      </>
    )
  }
  const institution = ways.institution !== null && (
    <AtInstitution
      name={ways.institution}
      kind={typed === undefined ? 'primary' : 'plain'}
      attempt={attempt}
    />
  )
  if (typed === undefined && !ways.passkeys) {
    return institution ? (
      <>
        <p className="muted">{t(($) => $.security.proveElsewhere)}</p>
        <Actions>
          {cancel}
          {institution}
        </Actions>
      </>
    ) : (
      <>
        <p>{t(($) => $.security.nothingToProve)}</p>
        <Actions>{cancel}</Actions>
      </>
    )
  }
  return typed === undefined ? (
    <Actions>
      {cancel}
      {passkey}
    </Actions>
  ) : (
    <Typed
      kind={typed}
      busy={busy}
      attempt={attempt}
      cancel={cancel}
      others={
        <>
          {passkey}
          {institution}
        </>
      }
    />
  )
}

/** Opens the institution in a tab of its own, and goes on once that has handed over its proof. */
function AtInstitution(props: {
  readonly name: string
  readonly kind: 'plain' | 'primary'
  readonly attempt: (work: () => Promise<Reply<unknown>>) => Promise<void>
}) {
  const { t } = useWords()
  const { attempt } = props
  const [waiting] = useState(() => crypto.randomUUID())
  useEffect(
    () => awaitProof(waiting, (ticket) => void attempt(() => prove({ by: 'institution', ticket }))),
    [waiting, attempt],
  )
  return (
    <TabLink kind={props.kind} href={`/prove?waiting=${waiting}`}>
      {t(($) => $.security.proveAtInstitution, { name: props.name })}
    </TabLink>
  )
}

function Typed(props: {
  readonly kind: 'code' | 'password'
  readonly busy: boolean
  readonly attempt: (work: () => Promise<Reply<unknown>>) => Promise<void>
  readonly cancel: React.ReactNode
  readonly others: React.ReactNode
}) {
  const { t } = useWords()
  const [value, setValue] = useState('')
  const { kind } = props
  const submit = () =>
    props.attempt(() =>
      kind === 'code'
        ? prove({ by: 'code', code: value })
        : prove({ by: 'password', password: value }),
    )
  return (
    <form
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        void submit()
      }}
    >
      {kind === 'code' ? (
        <TextField
          label={t(($) => $.security.code)}
          description={t(($) => $.security.codeHint)}
          autoComplete="one-time-code"
          value={value}
          onChange={setValue}
        />
      ) : (
        <TextField
          label={t(($) => $.app.signIn.password)}
          type="password"
          autoComplete="current-password"
          value={value}
          onChange={setValue}
        />
      )}
      <Actions>
        {props.cancel}
        {props.others}
        <Button kind="primary" type="submit" isPending={props.busy} isDisabled={value === ''}>
          {t(($) => $.security.proveNow)}
        </Button>
      </Actions>
    </form>
  )
}
