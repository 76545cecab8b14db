import { useSearch } from '@tanstack/react-router'
import { SCREEN_VIEWS, type ScreenView } from '#shared/sessions'
import { useEffect } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/marks.tsx'
import { useShow } from '../screen/use-screen.ts'
import styles from './chair.module.css'
import { isElsewhere } from './shortcuts.ts'

/** The clause that the page's address names. */
function useChosenClause(): string | undefined {
  const search: { clause?: unknown } = useSearch({ strict: false })
  return typeof search.clause === 'string' ? search.clause : undefined
}

/** Chooses what the shared screen shows by the keys 1 to 5; the chosen clause of the page with 1. */
export function useScreenShortcuts(on: boolean): (view: ScreenView) => void {
  const show = useShow()
  const clause = useChosenClause()
  const choose = (view: ScreenView) => show(view, view === 'clause' ? clause : undefined)
  useEffect(() => {
    if (!on) return undefined
    const press = (event: KeyboardEvent) => {
      const { ctrlKey, metaKey, altKey, repeat, key } = event
      const view = SCREEN_VIEWS[Number(key) - 1]
      if (view === undefined || ctrlKey || metaKey || altKey || repeat) return
      if (!isElsewhere(event)) choose(view)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
  return choose
}

/** What the shared screen shows, and the keys that choose it. */
export function ScreenSwitch(props: { readonly on: boolean }) {
  const { t } = useWords()
  const { room } = useDialogue()
  const choose = useScreenShortcuts(props.on)
  const now = room.sessions.screen?.view ?? 'clause'
  return (
    <div className={styles['switch']} role="group" aria-label={t(($) => $.sessions.screen.show)}>
      {SCREEN_VIEWS.map((view, index) => (
        <span key={view} className={styles['step']}>
          <Button
            size="small"
            kind={view === now ? 'primary' : 'quiet'}
            onPress={() => choose(view)}
          >
            {t(($) => $.sessions.screen.view[view])}
          </Button>
          {props.on && <Kbd>{index + 1}</Kbd>}
        </span>
      ))}
    </div>
  )
}
