import { LANGUAGES } from '#shared/kernel'
import type { Words } from '#shared/proposals'
import { useState, type ReactNode } from 'react'
import { LANGUAGE_TAGS, useWords } from '../platform/i18n/index.ts'
import { useAct } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Banner } from '../ui/blocks.tsx'
import { Choices, Switch } from '../ui/fields.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import styles from './agreement.module.css'
import { InstantField, instantOf } from './instants.tsx'
import { SecrecyChoice } from './SecrecyChoice.tsx'

const KINDS = ['agreement', 'silence', 'double-blind'] as const

interface Props {
  readonly clauseId: string
  readonly name: string
  readonly words: Words
  readonly hash: string
  readonly brackets: number
  readonly isConcordant: boolean
  /** What changed since the languages were confirmed to say the same. */
  readonly concordance: ReactNode
  readonly onOpened: () => void
  readonly onClose: () => void
}

/** Puts the exact words of a clause, as they are shown here, to a ballot of a kind. */
export function OpenBallot(props: Props) {
  const { t } = useWords()
  const form = useOpening(props)
  return (
    <Dialog
      title={t(($) => $.ballots.openTitle, { clause: props.name })}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide
      onClose={props.onClose}
    >
      <p>{t(($) => $.ballots.openNote)}</p>
      <ExactWords words={props.words} hash={props.hash} />
      {props.brackets > 0 && <Banner tone="warning">{t(($) => $.ballots.bracketsLeft)}</Banner>}
      <Choices
        label={t(($) => $.votes.kind)}
        value={form.kind}
        onChange={form.setKind}
        choices={KINDS.map((id) => ({
          id,
          label: t(($) => $.terms.ballotKind[id]),
          hint: t(($) => $.votes.hint[id]),
        }))}
      />
      {form.kind === 'agreement' && (
        <SecrecyChoice value={form.secrecy} onChange={form.setSecrecy} />
      )}
      <div className={styles['instants']}>
        <InstantField
          label={t(($) =>
            form.kind === 'agreement' ? $.votes.closesAtOptional : $.votes.closesAt,
          )}
          value={form.closes}
          onChange={form.setCloses}
        />
        {form.kind === 'agreement' && (
          <InstantField
            label={t(($) => $.votes.adReferendumUntil)}
            value={form.until}
            onChange={form.setUntil}
          />
        )}
      </div>
      {!props.isConcordant && props.concordance}
      {!props.isConcordant && (
        <Switch
          label={t(($) => $.ballots.despite)}
          isSelected={form.despite}
          onChange={form.setDespite}
        />
      )}
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={form.incomplete}
          isPending={form.busy}
          onPress={() => void form.open()}
        >
          {t(($) => $.ballots.openNow)}
        </Button>
      </Actions>
    </Dialog>
  )
}

function useOpening(props: Props) {
  const act = useAct()
  const [kind, setKind] = useState<(typeof KINDS)[number]>('agreement')
  const [secrecy, setSecrecy] = useState<'open' | 'sealed'>('open')
  const [closes, setCloses] = useState('')
  const [until, setUntil] = useState('')
  const [despite, setDespite] = useState(false)
  const [busy, setBusy] = useState(false)
  const closesAt = instantOf(closes)
  const open = async () => {
    setBusy(true)
    const done = await act('agreement/open-ballot', {
      clauseId: props.clauseId,
      hash: props.hash,
      kind,
      secrecy: kind === 'agreement' ? secrecy : kind === 'silence' ? 'open' : 'sealed',
      closesAt,
      adReferendumUntil: kind === 'agreement' ? instantOf(until) : null,
      despiteConcordance: despite,
    })
    setBusy(false)
    if (done) props.onOpened()
  }
  const incomplete =
    props.brackets > 0 ||
    (!props.isConcordant && !despite) ||
    (kind !== 'agreement' && closesAt === null)
  const set = { setKind, setSecrecy, setCloses, setUntil, setDespite }
  return { kind, secrecy, closes, until, despite, busy, incomplete, open, ...set }
}

function ExactWords(props: { readonly words: Words; readonly hash: string }) {
  return (
    <div className={styles['exact']}>
      {LANGUAGES.map((language) => (
        <p key={language} lang={LANGUAGE_TAGS[language]}>
          {props.words[language]}
        </p>
      ))}
      <code className={styles['fullHash']}>sha-256 {props.hash}</code>
    </div>
  )
}
