import type { Bilingual } from '#shared/kernel'
import type { ClauseKind } from '#shared/proposals'
import { useState } from 'react'
import { BilingualField } from '../../platform/i18n/BilingualField.tsx'
import { hasWords } from '../../platform/i18n/Said.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useAct, useDialogue } from '../../platform/record/dialogue.tsx'
import { Select } from '../../ui/fields.tsx'
import { notify } from '../../ui/overlays.tsx'
import { AskDialog } from '../../platform/i18n/AskDialog.tsx'
import styles from './worksheets.module.css'

/** Puts what a worksheet found at the end of a text as a clause: a row of the crosswalk as it stands, or words of one's own. */
export function MakeClause(props: {
  readonly kind: ClauseKind
  readonly words: Bilingual
  /** The row that becomes the clause, and keeps which one. */
  readonly categoryId?: string
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const act = useAct()
  const list = room.proposals.list.filter(({ kind }) => kind !== 'rapporteurs-report')
  const [proposalId, setProposalId] = useState(list[0]?.id)
  const [words, setWords] = useState(props.words)
  const make = async () => {
    const proposal = list.find(({ id }) => id === proposalId)
    if (proposal === undefined) return
    const { categoryId } = props
    const runs = (text: string) => (text.trim() === '' ? [] : [{ text: text.trim() }])
    const done =
      categoryId === undefined
        ? await act('proposals/add-clauses', {
            proposalId: proposal.id,
            afterId: proposal.clauses.at(-1)?.id ?? null,
            clauses: [
              { kind: props.kind, level: 1, runs: { en: runs(words.en), zh: runs(words.zh) } },
            ],
          })
        : await act('positions/turn-category-into-clause', { categoryId, proposalId: proposal.id })
    if (!done) return
    notify(
      'success',
      t(($) => $.worksheets.clauseMade, { text: say(proposal.title) }),
    )
    props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.worksheets.makeClause)}
      submit={t(($) => $.worksheets.makeClauseNow)}
      isDisabled={proposalId === undefined || !hasWords(words)}
      onSubmit={make}
      onClose={props.onClose}
    >
      <Select
        label={t(($) => $.worksheets.intoText)}
        placeholder={t(($) => $.worksheets.intoText)}
        value={proposalId}
        onChange={setProposalId}
        choices={list.map(({ id, title }) => ({ id, label: say(title) }))}
      />
      {props.categoryId === undefined ? (
        <BilingualField
          label={t(($) => $.worksheets.finding)}
          value={words}
          onChange={setWords}
          rows={3}
        />
      ) : (
        <div className={styles['preview']}>
          <p lang="en">{words.en}</p>
          <p lang="zh-Hans">{words.zh}</p>
        </div>
      )}
    </AskDialog>
  )
}
