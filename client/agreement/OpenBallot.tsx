import { LANGUAGES } from '#shared/kernel'
import type { Words } from '#shared/proposals'
import { useState } from 'react'
import { LANGUAGE_TAGS, useWords } from '../platform/i18n/index.ts'
import { useAct } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/blocks.tsx'
import { Choices, Switch } from '../ui/fields.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import styles from './agreement.module.css'

/** Puts the exact words of a clause, as they are shown here, to a ballot. */
export function OpenBallot(props: {
  readonly clauseId: string
  readonly name: string
  readonly words: Words
  readonly hash: string
  readonly brackets: number
  readonly isConcordant: boolean
  readonly onOpened: () => void
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const [secrecy, setSecrecy] = useState<'open' | 'sealed'>('open')
  const [despiteConcordance, setDespite] = useState(false)
  const { clauseId, hash } = props
  const open = async () => {
    if (await act('agreement/open-ballot', { clauseId, hash, secrecy, despiteConcordance })) {
      props.onOpened()
    }
  }
  return (
    <Dialog
      title={t(($) => $.ballots.openTitle, { clause: props.name })}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide
      onClose={props.onClose}
    >
      <p>{t(($) => $.ballots.openNote)}</p>
      <div className={styles['exact']}>
        {LANGUAGES.map((language) => (
          <p key={language} lang={LANGUAGE_TAGS[language]}>
            {props.words[language]}
          </p>
        ))}
        <code className={styles['fullHash']}>sha-256 {hash}</code>
      </div>
      {props.brackets > 0 && <Banner tone="warning">{t(($) => $.ballots.bracketsLeft)}</Banner>}
      <Choices
        label={t(($) => $.ballots.secrecy)}
        value={secrecy}
        onChange={setSecrecy}
        choices={[
          {
            id: 'open',
            label: t(($) => $.ballots.secrecyOpen),
            hint: t(($) => $.ballots.secrecyOpenHint),
          },
          {
            id: 'sealed',
            label: t(($) => $.ballots.secrecySealed),
            hint: t(($) => $.ballots.secrecySealedHint),
          },
        ]}
      />
      {!props.isConcordant && (
        <Switch
          label={t(($) => $.ballots.despite)}
          isSelected={despiteConcordance}
          onChange={setDespite}
        />
      )}
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={props.brackets > 0 || (!props.isConcordant && !despiteConcordance)}
          onPress={() => void open()}
        >
          {t(($) => $.ballots.openNow)}
        </Button>
      </Actions>
    </Dialog>
  )
}
