import { useClauseNames } from '../platform/record/clause-name.ts'
import { clauseStatus } from '#shared/agreement'
import type { Proposal } from '#shared/proposals'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Switch } from '../ui/fields.tsx'
import { Actions, Dialog, notify } from '../ui/overlays.tsx'
import styles from './agreement.module.css'
import { InstantField, instantOf } from './instants.tsx'
import { SecrecyChoice } from './SecrecyChoice.tsx'

/** A clause's present words, as far as they are at hand. */
export interface ClauseAtHand {
  readonly hash: string
  readonly excerpt: string
  readonly brackets: number
  readonly isConcordant: boolean
}

/** Proposes to put several clauses of a text to one ballot. */
export function PackageDialog(props: {
  readonly proposal: Proposal
  readonly atHand: (clauseId: string) => ClauseAtHand | undefined
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const act = useAct()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [secrecy, setSecrecy] = useState<'open' | 'sealed'>('open')
  const [closes, setCloses] = useState('')
  const [despite, setDespite] = useState(false)
  const { proposal } = props
  const nameOf = useClauseNames(proposal)
  const entries = proposal.clauses
    .filter(({ withdrawn, kind }) => !withdrawn && kind !== 'heading')
    .map((clause) => ({ clause, now: props.atHand(clause.id) }))
  const named = entries.flatMap(({ clause, now }) =>
    chosen.has(clause.id) && now !== undefined ? [{ clauseId: clause.id, ...now }] : [],
  )
  const lapsed = named.some(({ isConcordant }) => !isConcordant)
  const propose = async () => {
    const done = await act('agreement/propose-act', {
      act: {
        type: 'package',
        proposalId: proposal.id,
        clauses: named.map(({ clauseId, hash }) => ({ clauseId, hash })),
        secrecy,
        closesAt: instantOf(closes),
        despiteConcordance: lapsed && despite,
      },
    })
    if (!done) return
    notify(
      'success',
      t(($) => $.votes.acts.proposed),
    )
    props.onClose()
  }
  const toggle = (clauseId: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(clauseId)
    else next.delete(clauseId)
    setChosen(next)
  }
  return (
    <Dialog
      title={`${t(($) => $.votes.acts.packageTitle)} · ${say(proposal.title)}`}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide
      onClose={props.onClose}
    >
      <p>{t(($) => $.votes.acts.packageNote)}</p>
      <ul className={styles['choose']}>
        {entries.map(({ clause, now }) => {
          const name = nameOf(clause.id)
          const status = clauseStatus(clause, room.agreement.ballots, now?.brackets ?? 0)
          const barred = now === undefined || now.brackets > 0 || clause.lock !== null
          return (
            <li key={clause.id}>
              <Switch
                label={`${name} · ${now?.excerpt ?? '…'}`}
                isSelected={chosen.has(clause.id)}
                isDisabled={barred}
                onChange={(on) => toggle(clause.id, on)}
              />
              {barred && <span className="small muted">{t(($) => $.terms.status[status])}</span>}
            </li>
          )
        })}
      </ul>
      {named.length < 2 && <p className="small muted">{t(($) => $.votes.acts.packageFew)}</p>}
      <SecrecyChoice value={secrecy} onChange={setSecrecy} />
      <InstantField
        label={t(($) => $.votes.closesAtOptional)}
        value={closes}
        onChange={setCloses}
      />
      {lapsed && (
        <Switch label={t(($) => $.ballots.despite)} isSelected={despite} onChange={setDespite} />
      )}
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={named.length < 2 || (lapsed && !despite)}
          onPress={() => void propose()}
        >
          {t(($) => $.votes.acts.propose)}
        </Button>
      </Actions>
    </Dialog>
  )
}
