import { LANGUAGES } from '#shared/kernel'
import { redline, type ClauseKind, type DraftAmendment, type Words } from '#shared/proposals'
import { AskDialog } from '../../../platform/i18n/AskDialog.tsx'
import { useWords } from '../../../platform/i18n/index.ts'
import { useAct } from '../../../platform/record/dialogue.tsx'
import { Redline } from '../../../proposals/instruments/Redline.tsx'
import { notify } from '../../../ui/overlays.tsx'
import { useHashOf } from './use-wordings.ts'
import styles from './wordings.module.css'

/** Asks before a draft is tabled: which words, with which hash, and who will read them. */
export function TableWording(props: {
  readonly draft: DraftAmendment
  readonly kind: ClauseKind
  readonly words: Words
  readonly own: Words
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const hashOf = useHashOf()
  const { draft, words, own } = props
  const hash = hashOf(props.kind, own)
  const table = async () => {
    if (!(await act('proposals/table-amendment', { amendmentId: draft.id, hash }))) return
    notify(
      'success',
      t(($) => $.wordings.tableDone),
    )
    props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.wordings.tableTitle)}
      submit={t(($) => $.wordings.tableDo)}
      wide
      onSubmit={table}
      onClose={props.onClose}
    >
      <div className={styles['pair']}>
        {LANGUAGES.map((language) => (
          <div key={language} className={styles['paper']}>
            <Redline segments={redline(words[language], own[language], language)} lang={language} />
          </div>
        ))}
      </div>
      <p>{t(($) => $.wordings.tableWho)}</p>
      <p>{t(($) => $.wordings.tableNever)}</p>
      <p className={styles['hash']}>
        <span className="muted">{t(($) => $.wordings.tableHash)}</span>{' '}
        <span className="mono">{hash}</span>
      </p>
    </AskDialog>
  )
}
