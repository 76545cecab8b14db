import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import styles from './dialogues.module.css'

/** The ground rules in force, to be read, and accepted by whoever has not yet. */
export function RulesDialog(props: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const { room, me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const rules = room.dialogue.groundRules
  if (rules === null) return null
  const asks = !rules.acceptedBy.includes(me.accountId) && may('dialogues/accept-ground-rules')
  const accept = async () => {
    const { version } = rules
    if (await act('dialogues/accept-ground-rules', { version })) props.onClose()
  }
  return (
    <Dialog
      title={t(($) => $.dialogue.rules)}
      closeLabel={t(($) => $.app.close)}
      isOpen={props.isOpen}
      onClose={props.onClose}
    >
      <p className="small muted">{t(($) => $.dialogue.rulesVersion, { version: rules.version })}</p>
      <p className={styles['rules']}>{say(rules.text)}</p>
      {asks && (
        <Actions>
          <Button kind="primary" onPress={() => void accept()}>
            {t(($) => $.dialogue.rulesAccept)}
          </Button>
        </Actions>
      )}
    </Dialog>
  )
}
