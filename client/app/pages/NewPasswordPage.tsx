import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { ChoosePassword } from '../../identity/ChoosePassword.tsx'
import { SecondStep } from '../../identity/SecondStep.tsx'
import {
  askForNewPassword,
  readPasswordLink,
  setNewPassword,
  useSignInWays,
  type SecondFactor,
} from '../../identity/security.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { Banner, PageHead, Skeleton } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Plain, Refused, usePageTitle } from './Plain.tsx'
import styles from './pages.module.css'

/** Where somebody who has forgotten the password asks for a link to a new one. */
export function ForgottenPage() {
  const { t, refusal } = useWords()
  usePageTitle(t(($) => $.security.forgotten))
  const [email, setEmail] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<{ readonly code: string }>()
  const [answered, setSent] = useState<boolean>()
  const ways = useSignInWays()
  const sendsNone = ways.data?.ok === true && !ways.data.value.mail
  const sent = sendsNone ? false : answered
  const ask = async () => {
    setBusy(true)
    const reply = await askForNewPassword(email)
    setBusy(false)
    if (reply.ok) setSent(reply.value.sent)
    else setFailure(reply)
  }
  return (
    <Plain>
      <PageHead title={t(($) => $.security.forgotten)} />
      {failure !== undefined && <Banner tone="warning">{refusal(failure)}</Banner>}
      {sent !== undefined ? (
        <p className={styles['lead']}>
          {t(($) => (sent ? $.security.linkSent : $.security.askConvener))}
        </p>
      ) : (
        <form
          className={styles['form']}
          onSubmit={(event: SyntheticEvent) => {
            event.preventDefault()
            void ask()
          }}
        >
          <p>{t(($) => $.security.forgottenNote)}</p>
          <TextField
            label={t(($) => $.app.signIn.email)}
            type="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
          />
          <p>
            <Button kind="primary" type="submit" isPending={busy} isDisabled={!email.includes('@')}>
              {t(($) => $.security.sendLink)}
            </Button>
          </p>
        </form>
      )}
      <p>
        <Link to="/sign-in">{t(($) => $.security.toSignIn)}</Link>
      </p>
    </Plain>
  )
}

/** Where the holder of a link sets a new password. */
export function NewPasswordPage(props: { readonly token: string }) {
  const { t } = useWords()
  const { token } = props
  usePageTitle(t(($) => $.security.newPassword))
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [second, setSecond] = useState<SecondFactor>()
  const query = useQuery({
    queryKey: ['password-link', token],
    queryFn: () => readPasswordLink(token),
    staleTime: Infinity,
  })
  const enter = () => {
    queries.clear()
    void navigate({ to: '/' })
  }
  const owner = query.data?.ok === true ? query.data.value : undefined
  return (
    <Plain>
      <PageHead title={t(($) => $.security.newPassword)} />
      {query.isPending && <Skeleton label={t(($) => $.app.loading)} />}
      {query.data?.ok === false && <Refused refusal={query.data} />}
      {second !== undefined && (
        <SecondStep
          asked={second}
          onEntered={enter}
          onBack={() => void navigate({ to: '/sign-in' })}
        />
      )}
      {owner !== undefined && second === undefined && (
        <div className={styles['form']}>
          <p className="muted">{t(($) => $.account.signInAs, { email: owner.email })}</p>
          <ChoosePassword
            owner={owner}
            submit={t(($) => $.security.setPassword)}
            send={(password) => setNewPassword(token, password)}
            onDone={({ secondFactor }) => {
              if (secondFactor === undefined) enter()
              else setSecond(secondFactor)
            }}
          />
        </div>
      )}
    </Plain>
  )
}
