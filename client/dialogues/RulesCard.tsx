import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { hasWords, Said } from '../platform/i18n/Said.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Card } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import styles from './people.module.css'

/** The ground rules in force, how many have accepted them, and where new ones are issued. */
export function RulesCard() {
  const { t } = useWords()
  const { room } = useDialogue()
  const may = useMay()
  const [issuing, setIssuing] = useState(false)
  const { groundRules, members } = room.dialogue
  const active = Object.values(members).filter(
    ({ suspended, role }) => !suspended && role !== 'observer',
  )
  return (
    <Card
      title={t(($) => $.people.rules)}
      note={
        groundRules === null
          ? undefined
          : t(($) => $.people.rulesAccepted, {
              given: active.filter(({ accountId }) => groundRules.acceptedBy.includes(accountId))
                .length,
              all: active.length,
            })
      }
    >
      {groundRules === null ? (
        <p className="muted">{t(($) => $.people.rulesFirst)}</p>
      ) : (
        <>
          <p className={styles['rules']}>
            <Said words={groundRules.text} />
          </p>
          <p className="small muted">
            {t(($) => $.people.rulesNote, { version: groundRules.version })}
          </p>
        </>
      )}
      {may('dialogues/issue-ground-rules') && (
        <p className={styles['after']}>
          <Button size="small" onPress={() => setIssuing(true)}>
            {t(($) => $.people.issueRules)}
          </Button>
        </p>
      )}
      {issuing && <IssueRules onClose={() => setIssuing(false)} />}
    </Card>
  )
}

function IssueRules(props: { readonly onClose: () => void }) {
  const { t } = useWords()
  const { room } = useDialogue()
  const act = useAct()
  const [text, setText] = useState(room.dialogue.groundRules?.text ?? NO_WORDS)
  return (
    <AskDialog
      title={t(($) => $.people.issueRules)}
      submit={t(($) => $.people.issueNow)}
      wide
      isDisabled={!hasWords(text)}
      onSubmit={async () => {
        if (await act('dialogues/issue-ground-rules', { text })) props.onClose()
      }}
      onClose={props.onClose}
    >
      <BilingualField
        label={t(($) => $.people.rulesText)}
        value={text}
        onChange={setText}
        rows={8}
      />
    </AskDialog>
  )
}
