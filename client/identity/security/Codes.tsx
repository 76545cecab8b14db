import { useState } from 'react'
import { AskDialog } from '../../platform/i18n/AskDialog.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { Row } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Chip } from '../../ui/marks.tsx'
import { notify } from '../../ui/overlays.tsx'
import { beginCodes, confirmCodes, removeCodes } from '../security.ts'
import { QrCode } from './QrCode.tsx'
import styles from './security.module.css'

/** One-time codes of an authenticator application: set up, and taken away. */
export function Codes(props: {
  readonly inForce: boolean
  readonly onChanged: (recoveryCodes: readonly string[]) => void
}) {
  const { t, refusal } = useWords()
  const [begun, setBegun] = useState<{ readonly secret: string; readonly address: string }>()
  const [removing, setRemoving] = useState(false)
  const begin = async () => {
    const reply = await beginCodes()
    if (reply.ok) setBegun(reply.value)
    else notify('warning', refusal(reply))
  }
  const remove = async () => {
    const reply = await removeCodes()
    if (!reply.ok) notify('warning', refusal(reply))
    setRemoving(false)
    props.onChanged([])
  }
  return (
    <div className={styles['entry']}>
      <Row>
        <span>
          {t(($) => $.security.codes)}
          <span className={styles['detail']}>{t(($) => $.security.codesNote)}</span>
        </span>
        {props.inForce ? (
          <span>
            <Chip tone="agreed" sign="✓">
              {t(($) => $.security.inForce)}
            </Chip>{' '}
            <Button size="small" onPress={() => setRemoving(true)}>
              {t(($) => $.security.remove)}
            </Button>
          </span>
        ) : (
          <Button size="small" onPress={() => void begin()}>
            {t(($) => $.security.setUp)}
          </Button>
        )}
      </Row>
      {begun !== undefined && (
        <SetUp
          {...begun}
          onClose={() => setBegun(undefined)}
          onDone={(recoveryCodes) => {
            setBegun(undefined)
            props.onChanged(recoveryCodes)
          }}
        />
      )}
      {removing && (
        <AskDialog
          title={t(($) => $.security.removeCodes)}
          submit={t(($) => $.security.remove)}
          onSubmit={remove}
          onClose={() => setRemoving(false)}
        >
          <p>{t(($) => $.security.removeCodesAsk)}</p>
        </AskDialog>
      )}
    </div>
  )
}

function SetUp(props: {
  readonly secret: string
  readonly address: string
  readonly onClose: () => void
  readonly onDone: (recoveryCodes: readonly string[]) => void
}) {
  const { t, refusal } = useWords()
  const [code, setCode] = useState('')
  const [failure, setFailure] = useState<{ readonly code: string }>()
  return (
    <AskDialog
      title={t(($) => $.security.codes)}
      submit={t(($) => $.security.confirmCode)}
      isDisabled={code.replace(/\s/g, '').length !== 6}
      onSubmit={async () => {
        const reply = await confirmCodes(code)
        if (reply.ok) props.onDone(reply.value.recoveryCodes)
        else setFailure(reply)
      }}
      onClose={props.onClose}
    >
      <p>{t(($) => $.security.scan)}</p>
      <div className={styles['setup']}>
        <QrCode text={props.address} label={t(($) => $.security.qr)} />
        <div className={styles['words']}>
          <p className="small muted">{t(($) => $.security.typeSecret)}</p>
          <p className={styles['secret']}>{(props.secret.match(/.{1,4}/g) ?? []).join(' ')}</p>
          <TextField
            label={t(($) => $.security.firstCode)}
            autoComplete="one-time-code"
            value={code}
            onChange={setCode}
            error={failure === undefined ? undefined : refusal(failure)}
          />
        </div>
      </div>
    </AskDialog>
  )
}
