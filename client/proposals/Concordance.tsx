import { languageHash } from '#shared/proposals'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useMay } from '../platform/record/dialogue.tsx'
import { sha256 } from '../platform/record/hash.ts'
import { Button } from '../ui/Button.tsx'
import type { ClauseView } from './clause-view.ts'

/** Whether the languages have been confirmed to say the same; drafters confirm it. */
export function ConcordanceNote(props: {
  readonly view: ClauseView
  readonly isSelected: boolean
}) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  const { clause, concordance, words, ballot } = props.view
  if (words === undefined) return null
  const confirm = () =>
    void act('proposals/confirm-concordance', {
      clauseId: clause.id,
      hashes: { en: languageHash(words.en, sha256), zh: languageHash(words.zh, sha256) },
    })
  const locked =
    ballot === undefined
      ? []
      : [
          t(($) => $.room.clause.locked),
          t(($) => $.room.clause.ballotNumber, { number: ballot.number }),
        ]
  const note =
    concordance.is === 'lapsed'
      ? t(($) => $.room.clause.concordanceLapsed[concordance.changed])
      : t(($) => $.room.clause[concordance.is === 'confirmed' ? 'concordant' : 'concordanceNever'])
  const mayConfirm =
    props.isSelected &&
    concordance.is !== 'confirmed' &&
    clause.lock === null &&
    words.en !== '' &&
    words.zh !== '' &&
    may('proposals/confirm-concordance')
  return (
    <>
      <span className="small muted">{[...locked, note].join(' · ')}</span>
      {mayConfirm && (
        <Button size="small" onPress={confirm}>
          {t(($) => $.room.clause.confirmConcordance)}
        </Button>
      )}
    </>
  )
}
