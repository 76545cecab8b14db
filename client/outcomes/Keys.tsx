import { KeyRound } from 'lucide-react'
import { KEYS, type Outcome } from '#shared/outcomes'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Cluster } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip } from '../ui/marks.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import styles from './outcomes.module.css'

/** The two keys of an outcome that awaits approval. */
export function Keys(props: { readonly outcome: Outcome }) {
  const { t } = useWords()
  const { me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const [asking, setAsking] = useState<'approve' | 'discard'>()
  const { outcome } = props
  const { id: outcomeId, digest, reference } = outcome
  const mine = outcome.approvals.includes(me.accountId)
  const close = () => setAsking(undefined)
  const goOn = async () => {
    close()
    if (asking === 'approve') await act('outcomes/approve', { outcomeId, digest })
    else await act('outcomes/discard', { outcomeId })
  }
  const name = asking === 'discard' ? 'discard' : 'approve'
  return (
    <Cluster>
      <Chip tone="accent" sign={<KeyRound size={11} />}>
        {t(($) => $.outcomes.keys, { given: outcome.approvals.length, needed: KEYS })}
      </Chip>
      {mine && <span className="small muted">{t(($) => $.outcomes.approved)}</span>}
      {!mine && may('outcomes/approve') && (
        <Button kind="primary" onPress={() => setAsking('approve')}>
          {t(($) => $.outcomes.approve)}
        </Button>
      )}
      {may('outcomes/discard') && (
        <Button kind="danger" onPress={() => setAsking('discard')}>
          {t(($) => $.outcomes.discard)}
        </Button>
      )}
      <Dialog
        title={t(($) => $.outcomes[name])}
        closeLabel={t(($) => $.app.close)}
        isOpen={asking !== undefined}
        onClose={close}
      >
        <p>{t(($) => $.outcomes[`${name}Ask`], { reference })}</p>
        {name === 'approve' && <code className={styles['digest']}>{digest}</code>}
        <Actions>
          <Button onPress={close}>{t(($) => $.app.cancel)}</Button>
          <Button kind={name === 'approve' ? 'primary' : 'danger'} onPress={() => void goOn()}>
            {t(($) => $.outcomes[name])}
          </Button>
        </Actions>
      </Dialog>
    </Cluster>
  )
}
