import { useClauseName } from '../platform/record/clause-name.ts'
import { languageHash } from '#shared/proposals'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useMay } from '../platform/record/dialogue.tsx'
import { sha256 } from '../platform/record/hash.ts'
import { Button } from '../ui/Button.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import type { ClauseView } from './clause-view.ts'
import { SinceConfirmed } from './versions/SinceConfirmed.tsx'

/** Whether the languages have been confirmed to say the same; drafters confirm it. */
export function ConcordanceNote(props: {
  readonly view: ClauseView
  readonly isSelected: boolean
}) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  const { clause, concordance, words, ballot, place } = props.view
  const [reading, setReading] = useState(false)
  const nameOf = useClauseName()
  if (words === undefined) return null
  const name = nameOf(place)
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
      {props.isSelected && concordance.is === 'lapsed' && (
        <Button size="small" kind="quiet" onPress={() => setReading(true)}>
          {t(($) => $.concordance.whatChanged)} …
        </Button>
      )}
      {reading && (
        <Dialog
          title={t(($) => $.concordance.title, { clause: name })}
          closeLabel={t(($) => $.app.close)}
          isOpen
          wide
          onClose={() => setReading(false)}
        >
          <p>{t(($) => $.concordance.note)}</p>
          <SinceConfirmed clauseId={clause.id} stamp={words} />
          {mayConfirm && (
            <Actions>
              <Button
                kind="primary"
                onPress={() => {
                  confirm()
                  setReading(false)
                }}
              >
                {t(($) => $.concordance.confirmAgain)}
              </Button>
            </Actions>
          )}
        </Dialog>
      )}
    </>
  )
}
