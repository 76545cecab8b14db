import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Banner } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { RulesDialog } from './RulesDialog.tsx'

/** On every page: ground rules in force that I have not accepted, with the way to accept them. */
export function NewRules() {
  const { t } = useWords()
  const { room, me } = useDialogue()
  const may = useMay()
  const [reading, setReading] = useState(false)
  const rules = room.dialogue.groundRules
  if (rules === null || !may('dialogues/accept-ground-rules')) return null
  if (rules.acceptedBy.includes(me.accountId)) return null
  return (
    <>
      <Banner
        tone="info"
        action={
          <Button size="small" kind="primary" onPress={() => setReading(true)}>
            {t(($) => $.sessions.rules.read)}
          </Button>
        }
      >
        {t(($) => $.sessions.rules.new, { version: rules.version })}
      </Banner>
      <RulesDialog isOpen={reading} onClose={() => setReading(false)} />
    </>
  )
}
