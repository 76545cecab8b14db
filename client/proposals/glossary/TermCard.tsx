import { X } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { Definitions } from './Definitions.tsx'
import styles from './glossary.module.css'

/** A term that was clicked, and where in the window. */
export interface ShownTerm {
  readonly entryId: string
  readonly x: number
  readonly y: number
}

/** Pixels of the card, so that it stays inside the window. */
const WIDTH = 360
const HEIGHT = 340

/** What a term means to each side, beside the place where it stands. It takes no focus from who is typing. */
export function TermCard(props: { readonly shown: ShownTerm; readonly onClose: () => void }) {
  const { t } = useWords()
  const { dialogueId, room } = useDialogue()
  const { shown, onClose } = props
  const entry = room.instruments.glossary.find(({ id }) => id === shown.entryId)
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') onClose()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [onClose])
  if (entry === undefined) return null
  const left = Math.max(8, Math.min(shown.x - 40, window.innerWidth - WIDTH - 8))
  const below = shown.y + 18
  const top = below + HEIGHT > window.innerHeight ? Math.max(8, shown.y - HEIGHT - 14) : below
  return (
    <section
      className={styles['card']}
      style={{ left, top }}
      aria-label={t(($) => $.glossary.term)}
      role="dialog"
    >
      <div className={styles['cardHead']}>
        <p className={styles['term']}>
          <span lang="en">{entry.term.en}</span> · <span lang="zh-Hans">{entry.term.zh}</span>
        </p>
        <IconButton label={t(($) => $.app.close)} onPress={onClose}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      </div>
      <Definitions entry={entry} languages="own" />
      <Link
        to="/dialogues/$dialogueId/glossary"
        params={{ dialogueId }}
        search={{ term: entry.id }}
        className="small"
      >
        {t(($) => $.glossary.openPage)}
      </Link>
    </section>
  )
}
