import { useEffect, useId, type ReactNode } from 'react'
import * as Aria from 'react-aria-components'
import styles from './Button.module.css'
import { classes } from './classes.ts'

type Kind = 'plain' | 'primary' | 'quiet' | 'danger'

interface Shared {
  readonly children: ReactNode
  readonly kind?: Kind
  readonly size?: 'small' | 'normal'
}

function look(kind: Kind = 'plain', size: 'small' | 'normal' = 'normal', square = false): string {
  return classes(styles['button'], styles[kind], styles[size], square && styles['square'])
}

/** A button that says what it does. */
export function Button(
  props: Shared & {
    readonly onPress?: () => void
    readonly type?: 'button' | 'submit'
    readonly isDisabled?: boolean
    readonly isPending?: boolean
    readonly label?: string
  },
) {
  const id = useId()
  useEffect(() => () => forgetAnnouncements(id), [id])
  return (
    <Aria.Button
      id={id}
      className={look(props.kind, props.size)}
      type={props.type ?? 'button'}
      isDisabled={props.isDisabled ?? false}
      isPending={props.isPending ?? false}
      {...(props.onPress === undefined ? {} : { onPress: props.onPress })}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
    >
      {props.children}
    </Aria.Button>
  )
}

/** By when an announcement is surely made: the first of a page waits for its announcer (ms). */
const ANNOUNCED_AFTER = 150

/** A pending button is announced by its id: once it has gone, nothing may be left that names it. */
function forgetAnnouncements(id: string): void {
  const forget = () => {
    const left = document.querySelectorAll(`[data-live-announcer] [aria-labelledby="${id}"]`)
    for (const node of left) node.remove()
  }
  forget()
  setTimeout(forget, ANNOUNCED_AFTER)
}

/** A link that looks like a button: it leads to a page in a tab of its own. */
export function TabLink(
  props: Pick<Shared, 'children' | 'kind' | 'size'> & { readonly href: string },
) {
  return (
    <Aria.Link
      className={look(props.kind, props.size)}
      href={props.href}
      target="_blank"
      rel="noopener"
    >
      {props.children}
    </Aria.Link>
  )
}

/** A button that shows a sign only; its name is read out and shown as a tooltip. */
export function IconButton(props: {
  readonly label: string
  readonly children: ReactNode
  readonly onPress?: () => void
  readonly isDisabled?: boolean
}) {
  return (
    <Aria.TooltipTrigger delay={500}>
      <Aria.Button
        className={look('quiet', 'small', true)}
        aria-label={props.label}
        isDisabled={props.isDisabled ?? false}
        {...(props.onPress === undefined ? {} : { onPress: props.onPress })}
      >
        {props.children}
      </Aria.Button>
      <Aria.Tooltip className={styles['tooltip'] ?? ''} offset={6}>
        {props.label}
      </Aria.Tooltip>
    </Aria.TooltipTrigger>
  )
}
