import { useSyncExternalStore } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import type { TextSession } from '../platform/texts/index.ts'
import styles from './proposals.module.css'

/** Says of one clause that words of it are not durable yet; nothing while all are. */
export function SavingMark({ session }: { readonly session: TextSession }) {
  const { t } = useWords()
  const { state } = useSyncExternalStore(session.subscribe, session.saving)
  if (state === 'saved') return null
  return (
    <span className={styles['saving']} data-clause-saving={state}>
      {t(($) => $.typing.clause[state])}
    </span>
  )
}
