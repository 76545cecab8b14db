import type { ReactNode } from 'react'
import styles from './blocks.module.css'
import { classes } from './classes.ts'

/** A framed block with a heading and, at its right, a note. */
export function Card(props: {
  readonly title?: ReactNode
  readonly note?: ReactNode
  /** The level of its heading: 3 below another heading of the page, 2 right below the page's own. */
  readonly level?: 2 | 3
  readonly children: ReactNode
}) {
  const Heading = props.level === 2 ? 'h2' : 'h3'
  return (
    <section className={styles['card']}>
      {props.title !== undefined && (
        <div className={styles['row']}>
          <Heading className={styles['cardTitle']}>{props.title}</Heading>
          {props.note !== undefined && <span className="small muted">{props.note}</span>}
        </div>
      )}
      {props.children}
    </section>
  )
}

/** Two things at the ends of one line. */
export function Row(props: { readonly children: ReactNode; readonly small?: boolean }) {
  return (
    <div className={classes(styles['row'], props.small === true && styles['smallRow'])}>
      {props.children}
    </div>
  )
}

/** Things one after another with even space, wrapping where there is no room. */
export function Cluster(props: { readonly children: ReactNode }) {
  return <div className={styles['cluster']}>{props.children}</div>
}

/** Things one below another with even space. */
export function Stack(props: { readonly children: ReactNode }) {
  return <div className={styles['stack']}>{props.children}</div>
}

/** Says that there is nothing here yet, and what can be done about it. */
export function EmptyState(props: {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div className={styles['empty']}>
      <p className={styles['emptyTitle']}>{props.title}</p>
      {props.children !== undefined && <p className="muted">{props.children}</p>}
      {props.action}
    </div>
  )
}

/** Stands where content is being fetched. */
export function Skeleton(props: { readonly label: string; readonly lines?: number }) {
  return (
    <div className={styles['skeleton']} role="status" aria-label={props.label}>
      {Array.from({ length: props.lines ?? 3 }, (_, line) => (
        <span key={line} className={styles['skeletonLine']} />
      ))}
    </div>
  )
}

/** A message about the whole page, in the flow of it. */
export function Banner(props: {
  readonly tone: 'info' | 'warning' | 'success'
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <div
      className={classes(styles['banner'], styles[props.tone])}
      role={props.tone === 'warning' ? 'alert' : 'status'}
    >
      <span className={styles['bannerText']}>{props.children}</span>
      {props.action}
    </div>
  )
}

/** The heading of a page with what belongs beside it. */
export function PageHead(props: {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <div className={styles['pageHead']}>
      <div className={styles['pageWords']}>
        <h1 className={styles['pageTitle']}>{props.title}</h1>
        {props.note !== undefined && <p className="muted">{props.note}</p>}
      </div>
      {props.children}
    </div>
  )
}
