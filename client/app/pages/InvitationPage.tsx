import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { acceptInvitation, readInvitation, type Invitation } from '../../identity/account.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { Banner, PageHead, Skeleton } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Plain, Refused } from './Plain.tsx'
import styles from './pages.module.css'

/** Where somebody who was invited chooses a password and enters. */
export function InvitationPage(props: { readonly token: string }) {
  const { t, say } = useWords()
  const { token } = props
  const query = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => readInvitation(token),
  })
  const found = query.data?.ok === true ? query.data.value : undefined
  return (
    <Plain>
      <PageHead title={t(($) => $.account.invitation)} />
      {query.isPending && <Skeleton label={t(($) => $.app.loading)} />}
      {query.data?.ok === false && <Refused refusal={query.data} />}
      {found !== undefined && (
        <>
          <p className={styles['lead']}>
            {t(($) => $.account.invitedTo, {
              name: say(found.name),
              dialogue: say(found.dialogue.title),
            })}
          </p>
          {found.isNew ? (
            <ChoosePassword token={token} invitation={found} />
          ) : (
            <p>
              <Link to="/sign-in">{t(($) => $.app.signIn.title)}</Link>
            </p>
          )}
        </>
      )}
    </Plain>
  )
}

const SHORTEST = 12

function ChoosePassword(props: { readonly token: string; readonly invitation: Invitation }) {
  const { t, refusal } = useWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<{ readonly code: string }>()
  const isShort = password.length < SHORTEST
  const differs = again !== password
  const accept = async () => {
    setTried(true)
    if (isShort || differs) return
    setBusy(true)
    const reply = await acceptInvitation(props.token, password)
    setBusy(false)
    if (!reply.ok) {
      setFailure(reply)
      return
    }
    queries.clear()
    await navigate({ to: '/' })
  }
  return (
    <form
      className={styles['form']}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        void accept()
      }}
    >
      <p className="muted">{t(($) => $.account.signInAs, { email: props.invitation.email })}</p>
      {failure !== undefined && <Banner tone="warning">{refusal(failure)}</Banner>}
      <TextField
        label={t(($) => $.account.choosePassword)}
        description={t(($) => $.account.passwordHint)}
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        error={tried && isShort ? t(($) => $.account.tooShort) : undefined}
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
          {t(($) => $.account.accept)}
        </Button>
      </p>
    </form>
  )
}
