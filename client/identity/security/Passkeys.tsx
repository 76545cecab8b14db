import { useState } from 'react'
import { AskDialog } from '../../platform/i18n/AskDialog.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { dateAndTime } from '../../platform/time/index.ts'
import { Row } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { notify } from '../../ui/overlays.tsx'
import { addPasskey, knowsPasskeys, removePasskey, type Security } from '../security.ts'
import styles from './security.module.css'

/** Passkeys: made, named and taken away. */
export function Passkeys(props: {
  readonly passkeys: Security['passkeys']
  readonly onChanged: (recoveryCodes: readonly string[]) => void
}) {
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <div className={styles['entry']}>
        <Row>
          <span>
            {t(($) => $.security.passkeys)}
            <span className={styles['detail']}>
              {t(($) => (knowsPasskeys() ? $.security.passkeysNote : $.security.noPasskeysHere))}
            </span>
          </span>
          {knowsPasskeys() && (
            <Button size="small" onPress={() => setAdding(true)}>
              {t(($) => $.security.addPasskey)}
            </Button>
          )}
        </Row>
      </div>
      {props.passkeys.map((passkey) => (
        <Entry key={passkey.id} passkey={passkey} onChanged={() => props.onChanged([])} />
      ))}
      {adding && (
        <Add
          onClose={() => setAdding(false)}
          onDone={(recoveryCodes) => {
            setAdding(false)
            props.onChanged(recoveryCodes)
          }}
        />
      )}
    </>
  )
}

function Entry(props: {
  readonly passkey: Security['passkeys'][number]
  readonly onChanged: () => void
}) {
  const { t, language, refusal } = useWords()
  const [removing, setRemoving] = useState(false)
  const { id, name, createdAt, lastUsedAt } = props.passkey
  const remove = async () => {
    const reply = await removePasskey(id)
    if (!reply.ok) notify('warning', refusal(reply))
    setRemoving(false)
    props.onChanged()
  }
  return (
    <div className={styles['entry']}>
      <Row>
        <span>
          {name}
          <span className={styles['detail']}>
            {lastUsedAt === null
              ? t(($) => $.security.madeAt, { when: dateAndTime(createdAt, language) })
              : t(($) => $.account.seen, { when: dateAndTime(lastUsedAt, language) })}
          </span>
        </span>
        <Button
          size="small"
          label={t(($) => $.security.removePasskey, { name })}
          onPress={() => setRemoving(true)}
        >
          {t(($) => $.security.remove)}
        </Button>
      </Row>
      {removing && (
        <AskDialog
          title={t(($) => $.security.removePasskey, { name })}
          submit={t(($) => $.security.remove)}
          onSubmit={remove}
          onClose={() => setRemoving(false)}
        >
          <p>{t(($) => $.security.removePasskeyAsk)}</p>
        </AskDialog>
      )}
    </div>
  )
}

function Add(props: {
  readonly onClose: () => void
  readonly onDone: (recoveryCodes: readonly string[]) => void
}) {
  const { t, refusal } = useWords()
  const [name, setName] = useState('')
  const [failure, setFailure] = useState<{ readonly code: string }>()
  return (
    <AskDialog
      title={t(($) => $.security.addPasskey)}
      submit={t(($) => $.security.makePasskey)}
      isDisabled={name.trim() === ''}
      onSubmit={async () => {
        const reply = await addPasskey(name.trim())
        if (reply.ok) props.onDone(reply.value.recoveryCodes)
        else setFailure(reply)
      }}
      onClose={props.onClose}
    >
      <p>{t(($) => $.security.passkeyAsk)}</p>
      <TextField
        label={t(($) => $.security.passkeyName)}
        description={t(($) => $.security.passkeyNameHint)}
        value={name}
        onChange={setName}
        error={failure === undefined ? undefined : refusal(failure)}
      />
    </AskDialog>
  )
}
