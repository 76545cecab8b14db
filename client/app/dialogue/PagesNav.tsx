import { Link, useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { classes } from '../../ui/classes.ts'
import { PAGES } from './places.ts'
import styles from './DialogueFrame.module.css'

/** The dialogue's pages as tabs; where they do not fit they scroll, and the present one is in sight. */
export function PagesNav() {
  const { t } = useWords()
  const { dialogueId } = useDialogue()
  const { pathname } = useLocation()
  const nav = useRef<HTMLElement>(null)
  useEffect(() => {
    const present = nav.current?.querySelector('[aria-current="page"]')
    present?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [pathname])
  return (
    <nav ref={nav} className={classes(styles['nav'], 'sideways')}>
      {PAGES.map(({ to, name, exact }) => (
        <Link key={name} to={to} params={{ dialogueId }} activeOptions={{ exact }}>
          {t(($) => $.room.nav[name])}
        </Link>
      ))}
    </nav>
  )
}
