import { useState, type ReactNode, type SyntheticEvent } from 'react'
import { canKeepWords, trustDevice } from '../platform/device/own-device.ts'
import { useWords } from '../platform/i18n/index.ts'
import { sitePage } from '../platform/i18n/site.ts'
import { Banner } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Switch, TextField } from '../ui/fields.tsx'
import { fetchMe, signIn, type DemoPerson } from './account.ts'
import { DemoPeople } from './DemoPeople.tsx'
import { SecondStep } from './SecondStep.tsx'
import { knowsPasskeys, secondFactorOfAddress, signInWithPasskey } from './security.ts'
import { WithInstitution } from './WithInstitution.tsx'
import styles from './SignInPage.module.css'

/** Where one signs in; in a demonstration, where one chooses whom to enter as. */
export function SignInPage(props: {
  readonly demoPeople: readonly DemoPerson[] | undefined
  readonly onEntered: () => void
  /** Why one was sent here, if something was refused. */
  readonly refused: { readonly code: string } | undefined
  /** Other ways to sign in, or back to one's account. */
  readonly aside: ReactNode
}) {
  const { t, language } = useWords()
  return (
    <div className={styles['page']}>
      <div className={styles['intro']}>
        <h1 className={styles['name']}>{t(($) => $.app.name)}</h1>
        <p className={styles['tagline']}>{t(($) => $.app.tagline)}</p>
      </div>
      {props.demoPeople !== undefined && (
        <section className={styles['demo']}>
          <h2 className={styles['heading']}>{t(($) => $.app.signIn.demoTitle)}</h2>
          <p className="muted">{t(($) => $.app.signIn.demoNote)}</p>
          <DemoPeople people={props.demoPeople} onEntered={props.onEntered} />
        </section>
      )}
      <section className={styles['form']}>
        <SignInForm onEntered={props.onEntered} aside={props.aside} refused={props.refused} />
        <p className="small">
          <a href={sitePage('/outcomes', language)}>{t(($) => $.app.signIn.published)}</a>
        </p>
      </section>
    </div>
  )
}

function SignInForm(props: {
  readonly refused: { readonly code: string } | undefined
  readonly onEntered: () => void
  readonly aside: ReactNode
}) {
  const { t, refusal } = useWords()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState(props.refused)
  const [second, setSecond] = useState(() => secondFactorOfAddress(location.hash))
  const [isOwn, setOwn] = useState(false)
  const entered = async () => {
    const me = isOwn ? await fetchMe() : undefined
    if (me?.ok === true && me.value.account !== null) trustDevice(me.value.account.id)
    props.onEntered()
  }
  const submit = async () => {
    setBusy(true)
    const reply = await signIn(email, password)
    setBusy(false)
    if (!reply.ok) setFailure(reply)
    else if (reply.value.secondFactor === undefined) await entered()
    else setSecond(reply.value.secondFactor)
  }
  const withPasskey = async () => {
    const reply = await signInWithPasskey()
    if (reply.ok) await entered()
    else setFailure(reply)
  }
  if (second !== undefined) {
    return (
      <SecondStep
        asked={second}
        onEntered={() => void entered()}
        onBack={() => {
          setSecond(undefined)
          setPassword('')
        }}
      />
    )
  }
  return (
    <form
      className={styles['fields']}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault()
        void submit()
      }}
    >
      <h2 className={styles['heading']}>{t(($) => $.app.signIn.title)}</h2>
      {failure !== undefined && <Banner tone="warning">{refusal(failure)}</Banner>}
      <TextField
        label={t(($) => $.app.signIn.email)}
        type="email"
        autoComplete="username"
        value={email}
        onChange={setEmail}
        isRequired
      />
      <TextField
        label={t(($) => $.app.signIn.password)}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        isRequired
      />
      {canKeepWords() && (
        <>
          <Switch label={t(($) => $.typing.device.own)} isSelected={isOwn} onChange={setOwn} />
          {isOwn && <p className="small muted">{t(($) => $.typing.device.ownNote)}</p>}
        </>
      )}
      <Button kind="primary" type="submit" isPending={busy}>
        {t(($) => $.app.signIn.submit)}
      </Button>
      {knowsPasskeys() && (
        <Button onPress={() => void withPasskey()}>{t(($) => $.security.passkeySignIn)}</Button>
      )}
      <WithInstitution invitation={null} />
      {props.aside}
    </form>
  )
}
