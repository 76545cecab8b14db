import type { Outcome } from '#shared/outcomes'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { sitePage } from '../platform/i18n/site.ts'
import { useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { EmptyState, PageHead } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { AssembleOutcome } from './AssembleOutcome.tsx'
import { OutcomeCard } from './OutcomeCard.tsx'
import { Preferences } from './Preferences.tsx'

/** The outcomes of a dialogue: assembled, approved with two keys, published, and what became of them. */
export function OutcomesDesk() {
  const { t, language } = useWords()
  const { room } = useDialogue()
  const may = useMay()
  const [assembling, setAssembling] = useState<{ readonly older: Outcome | undefined }>()
  if (assembling !== undefined) {
    return <AssembleOutcome older={assembling.older} onDone={() => setAssembling(undefined)} />
  }
  const mayAssemble = may('outcomes/assemble') && room.proposals.list.length > 0
  const list = [...room.outcomes.list].reverse()
  return (
    <>
      <PageHead title={t(($) => $.outcomes.title)} note={t(($) => $.outcomes.note)}>
        {mayAssemble && (
          <Button kind="primary" onPress={() => setAssembling({ older: undefined })}>
            {t(($) => $.outcomes.assemble)}
          </Button>
        )}
      </PageHead>
      {list.length === 0 && (
        <EmptyState title={t(($) => $.outcomes.none)}>{t(($) => $.outcomes.noneHint)}</EmptyState>
      )}
      {list.map((outcome) => (
        <OutcomeCard
          key={outcome.id}
          outcome={outcome}
          {...(mayAssemble ? { onSupersede: () => setAssembling({ older: outcome }) } : {})}
        />
      ))}
      <Preferences />
      <p>
        <a href={sitePage('/outcomes', language)}>{t(($) => $.outcomes.all)}</a>
      </p>
    </>
  )
}
