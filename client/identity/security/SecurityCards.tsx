import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { PasswordOwner } from '#shared/identity'
import type { Reply } from '../../platform/http/index.ts'
import { useWords } from '../../platform/i18n/index.ts'
import { dateAndTime } from '../../platform/time/index.ts'
import { Banner, Card, Skeleton } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { DateTime } from '../../ui/marks.tsx'
import { notify } from '../../ui/overlays.tsx'
import { ChoosePassword } from '../ChoosePassword.tsx'
import {
  changePassword,
  renewRecoveryCodes,
  SECURITY_KEY,
  useSecurity,
  type Security,
} from '../security.ts'
import { Codes } from './Codes.tsx'
import { Passkeys } from './Passkeys.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'
import styles from './security.module.css'

/** How one proves who one is, and what happened to the account. */
export function SecurityCards(props: {
  readonly owner: PasswordOwner
  /** Called after other sign-ins have ended. */
  readonly onEnded: () => void
}) {
  const { t, refusal } = useWords()
  const queries = useQueryClient()
  const query = useSecurity()
  const [shown, setShown] = useState<readonly string[]>([])
  const refresh = () => void queries.invalidateQueries({ queryKey: SECURITY_KEY })
  const onChanged = (recoveryCodes: readonly string[]) => {
    setShown(recoveryCodes)
    refresh()
  }
  if (query.data?.ok === false) return <Banner tone="warning">{refusal(query.data)}</Banner>
  if (query.data === undefined) return <Skeleton label={t(($) => $.app.loading)} />
  const security = query.data.value
  return (
    <>
      <Card title={t(($) => $.security.title)}>
        <p className="small muted">{t(($) => $.security.note)}</p>
        <Passkeys passkeys={security.passkeys} onChanged={onChanged} />
        <Codes inForce={security.code} onChanged={onChanged} />
        <Recovery security={security} onChanged={onChanged} />
      </Card>
      <Password owner={props.owner} onEnded={props.onEnded} onChanged={refresh} />
      <Events events={security.events} />
      {shown.length > 0 && <RecoveryCodes codes={shown} onClose={() => setShown([])} />}
    </>
  )
}

function Recovery(props: {
  readonly security: Security
  readonly onChanged: (recoveryCodes: readonly string[]) => void
}) {
  const { t, refusal } = useWords()
  const { code, passkeys, recoveryLeft } = props.security
  if (!code && passkeys.length === 0) return null
  const renew = async () => {
    const reply: Reply<{ readonly recoveryCodes: readonly string[] }> = await renewRecoveryCodes()
    if (reply.ok) props.onChanged(reply.value.recoveryCodes)
    else notify('warning', refusal(reply))
  }
  return (
    <div className={styles['after']}>
      <p>{t(($) => $.security.recoveryLeft, { count: recoveryLeft })}</p>
      <Button size="small" onPress={() => void renew()}>
        {t(($) => $.security.renewRecovery)}
      </Button>
    </div>
  )
}

function Password(props: {
  readonly owner: PasswordOwner
  readonly onEnded: () => void
  readonly onChanged: () => void
}) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <Card title={t(($) => $.app.signIn.password)}>
      <p className="small muted">{t(($) => $.security.passwordNote)}</p>
      {open ? (
        <div className={styles['password']}>
          <ChoosePassword
            owner={props.owner}
            submit={t(($) => $.security.changePassword)}
            send={changePassword}
            onDone={({ ended }) => {
              setOpen(false)
              props.onChanged()
              props.onEnded()
              notify(
                'success',
                t(($) => $.security.passwordChanged, { count: ended }),
              )
            }}
          />
        </div>
      ) : (
        <Button onPress={() => setOpen(true)}>{t(($) => $.security.changePassword)}</Button>
      )}
    </Card>
  )
}

function Events(props: { readonly events: Security['events'] }) {
  const { t, language } = useWords()
  return (
    <Card title={t(($) => $.security.events)}>
      <p className="small muted">{t(($) => $.security.eventsNote)}</p>
      {props.events.length === 0 && <p className="muted">{t(($) => $.security.noEvents)}</p>}
      <ul>
        {props.events.map(({ kind, detail, at }) => (
          <li key={`${kind} ${at}`} className={styles['entry']}>
            {t(($) => $.security.event[kind])}
            {detail !== '' && ` · ${detail}`}
            <span className={styles['detail']}>
              <DateTime instant={at} text={dateAndTime(at, language)} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
