import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import styles from './marks.module.css'

/** What a chip stands for; a chip always carries words too. */
export type ChipTone = 'agreed' | 'adref' | 'bracketed' | 'reserved' | 'open' | 'accent'

/** A small rounded label with a sign and a word; one of several words may take two lines where it is narrow. */
export function Chip(props: {
  readonly tone: ChipTone
  readonly sign?: ReactNode
  readonly wraps?: boolean
  readonly children: ReactNode
}) {
  return (
    <span
      className={classes(
        styles['chip'],
        styles[props.tone],
        props.wraps === true && styles['wraps'],
      )}
    >
      {props.sign !== undefined && <span aria-hidden="true">{props.sign}</span>}
      {props.children}
    </span>
  )
}

/** The colours of parties, by their order. */
export type PartyTone = 'a' | 'b' | 'c' | 'd'

const TONES: readonly PartyTone[] = ['a', 'b', 'c', 'd']

/** The colour of the party at a place in the order of parties. */
export function partyTone(index: number): PartyTone {
  return TONES[((index % TONES.length) + TONES.length) % TONES.length] ?? 'a'
}

/** A party's name or letter in its colour. */
export function Party(props: { readonly tone: PartyTone; readonly children: ReactNode }) {
  return <span className={classes(styles['party'], styles[props.tone])}>{props.children}</span>
}

/** How many of each party are present. */
export function PresenceCounts(props: {
  readonly label: string
  readonly counts: readonly {
    readonly id: string
    /** The party's; those who belong to none have none. */
    readonly tone?: PartyTone
    readonly mark: string
    readonly count: number
  }[]
}) {
  return (
    <span className={styles['counts']}>
      {props.counts.map((party, index) => (
        <span key={party.id} className="mono">
          {index > 0 && <span aria-hidden="true"> · </span>}
          {party.tone === undefined ? (
            party.mark
          ) : (
            <Party tone={party.tone}>{party.mark}</Party>
          )}{' '}
          {party.count}
        </span>
      ))}{' '}
      <span className={styles['countsLabel']}>{props.label}</span>
    </span>
  )
}

/** One part of a stacked bar. */
export interface BarPart {
  readonly tone: 'agreed' | 'bracketed' | 'reserved' | 'accent'
  readonly share: number
}

/** A thin bar of shares side by side; its text says the same in words. */
export function StackedBar(props: { readonly parts: readonly BarPart[]; readonly text: string }) {
  return (
    <span className={styles['bar']} role="img" aria-label={props.text}>
      {props.parts.map((part) => (
        <i
          key={part.tone}
          className={styles[`bar-${part.tone}`]}
          style={{ width: `${Math.max(0, Math.min(1, part.share)) * 100}%` }}
        />
      ))}
    </span>
  )
}

/** A key on the keyboard. */
export function Kbd(props: { readonly children: ReactNode }) {
  return <kbd className={styles['kbd']}>{props.children}</kbd>
}

/** An instant for people and machines. */
export function DateTime(props: {
  readonly instant: string
  readonly text: string
  readonly title?: string
}) {
  return (
    <time
      className="mono"
      dateTime={props.instant}
      {...(props.title === undefined ? {} : { title: props.title })}
    >
      {props.text}
    </time>
  )
}

/** A scale of five steps with one mark on it; the text says the step in words. */
export function Scale(props: {
  readonly tone: PartyTone
  readonly mark: string
  readonly step: 1 | 2 | 3 | 4 | 5 | undefined
  readonly text: string
}) {
  return (
    <span className={styles['scale']} role="img" aria-label={props.text}>
      {[1, 2, 3, 4, 5].map((step) => (
        <i key={step} className={classes(step === props.step && styles[`on-${props.tone}`])}>
          {step === props.step ? props.mark : ''}
        </i>
      ))}
    </span>
  )
}
