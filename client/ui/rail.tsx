import type { ReactNode } from 'react'
import styles from './rail.module.css'

/** A small heading in a side column, with actions at its right. */
export function RailHead(props: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles['head']}>
      <h2 className={styles['title']}>{props.title}</h2>
      <span className={styles['actions']}>{props.children}</span>
    </div>
  )
}
