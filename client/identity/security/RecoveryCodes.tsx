import { useWords } from '../../platform/i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { download } from '../../ui/download.ts'
import { Actions, Dialog } from '../../ui/overlays.tsx'
import styles from './security.module.css'

/** Shows fresh recovery codes, this once. */
export function RecoveryCodes(props: {
  readonly codes: readonly string[]
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const { codes } = props
  const text = `${t(($) => $.security.recoveryTitle)} · Parley · ${location.host}\n\n${codes.join('\n')}\n`
  return (
    <Dialog
      title={t(($) => $.security.recoveryTitle)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      onClose={props.onClose}
    >
      <p>{t(($) => $.security.recoveryNote)}</p>
      <ul className={styles['codes']}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Actions>
        <Button
          onPress={() =>
            download('parley-recovery-codes.txt', new Blob([text], { type: 'text/plain' }))
          }
        >
          {t(($) => $.security.download)}
        </Button>
        <Button kind="primary" onPress={props.onClose}>
          {t(($) => $.security.kept)}
        </Button>
      </Actions>
    </Dialog>
  )
}
