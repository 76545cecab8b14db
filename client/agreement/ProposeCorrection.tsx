import type { Language } from '#shared/kernel'
import { plainWords, type Runs } from '#shared/proposals'
import { useState } from 'react'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Actions, Dialog, notify } from '../ui/overlays.tsx'
import { correctRuns } from './correct.ts'
import { InstantField, instantOf } from './instants.tsx'

/** Proposes to correct a slip in agreed words, with what differs and until when it can be revoked. */
export function ProposeCorrection(props: {
  readonly clauseId: string
  readonly name: string
  readonly hash: string
  readonly runs: () => Runs | undefined
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const [runs] = useState<Runs>(() => props.runs() ?? { en: [], zh: [] })
  const [words, setWords] = useState(() => plainWords(runs))
  const [statement, setStatement] = useState(NO_WORDS)
  const [until, setUntil] = useState('')
  const revocableUntil = instantOf(until)
  const before = plainWords(runs)
  const same = words.en === before.en && words.zh === before.zh
  const stated = statement.en.trim() !== '' && statement.zh.trim() !== ''
  const propose = async () => {
    if (revocableUntil === null) return
    const corrected = (language: Language) => correctRuns(runs[language], words[language])
    const done = await act('agreement/propose-act', {
      act: {
        type: 'correction',
        clauseId: props.clauseId,
        hash: props.hash,
        runs: { en: corrected('en'), zh: corrected('zh') },
        statement,
        revocableUntil,
      },
    })
    if (!done) return
    notify(
      'success',
      t(($) => $.votes.acts.proposed),
    )
    props.onClose()
  }
  return (
    <Dialog
      title={t(($) => $.votes.acts.correctTitle, { clause: props.name })}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide
      onClose={props.onClose}
    >
      <p>{t(($) => $.votes.acts.correctNote)}</p>
      <BilingualField
        label={t(($) => $.votes.acts.corrected)}
        value={words}
        onChange={setWords}
        rows={4}
      />
      <BilingualField
        label={t(($) => $.votes.acts.statement)}
        value={statement}
        onChange={setStatement}
        rows={2}
      />
      <InstantField
        label={t(($) => $.votes.acts.revocableUntil)}
        value={until}
        onChange={setUntil}
      />
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={same || !stated || revocableUntil === null}
          onPress={() => void propose()}
        >
          {t(($) => $.votes.acts.propose)}
        </Button>
      </Actions>
    </Dialog>
  )
}
