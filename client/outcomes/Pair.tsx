import type { Bilingual } from '#shared/kernel'
import { BilingualField } from '../platform/i18n/BilingualField.tsx'
import styles from './outcomes.module.css'

/** Asks for a text in both languages, side by side. */
export function Pair(props: {
  readonly label: string
  readonly value: Bilingual
  readonly onChange: (value: Bilingual) => void
  readonly rows?: number
}) {
  return (
    <div className={styles['pair']}>
      <BilingualField {...props} />
    </div>
  )
}
