import { openSession, SCREEN_VIEWS, type ScreenView } from '#shared/sessions'
import { useEffect } from 'react'
import { useAct, useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { clauseAtIssue, neighbour, type AtIssue } from './at-issue.ts'

/** What the shared screen shows, and how it moves on. */
export interface Shown {
  readonly view: ScreenView
  readonly at: AtIssue | undefined
  /** Shows the clause before or after; nothing where there is none. */
  readonly step: (direction: 1 | -1) => (() => void) | undefined
}

/**
 * What the shared screen shows: what the chair has chosen, else the clause under discussion. A clause in the
 * address pins this one screen. A chair who moves on moves every screen.
 */
export function useScreen(pinned: string | undefined, onPin: (clauseId: string) => void): Shown {
  const { room } = useDialogue()
  const may = useMay()
  const act = useAct()
  const { screen } = room.sessions
  const view = pinned === undefined ? (screen?.view ?? 'clause') : 'clause'
  const at = clauseAtIssue(room, pinned ?? screen?.clauseId ?? undefined)
  const show = (clauseId: string) => {
    if (may('sessions/show-on-screen') && pinned === undefined) {
      void act('sessions/show-on-screen', { view: 'clause', clauseId })
    } else onPin(clauseId)
  }
  const step = (direction: 1 | -1) => {
    const to = at === undefined ? undefined : neighbour(at, direction)
    return to === undefined ? undefined : () => show(to)
  }
  return { view, at, step }
}

/** The chair's choice of what the shared screen shows; a clause that is given is shown. */
export function useShow(): (view: ScreenView, clauseId?: string) => void {
  const { room } = useDialogue()
  const act = useAct()
  return (view, clauseId) => {
    const kept = clauseId ?? room.sessions.screen?.clauseId ?? null
    void act('sessions/show-on-screen', { view, clauseId: kept })
  }
}

/** The keys of the shared screen: arrows for the clause, R for the redline, 1 to 5 for the chair. */
export function useScreenKeys({ step }: Shown, turnRedline: () => void): void {
  const may = useMay()
  const show = useShow()
  useEffect(() => {
    const press = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent) => {
      if (ctrlKey || metaKey || altKey) return
      if (key === 'ArrowLeft') step(-1)?.()
      if (key === 'ArrowRight') step(1)?.()
      if (key === 'r') turnRedline()
      const view = SCREEN_VIEWS[Number(key) - 1]
      if (view !== undefined && may('sessions/show-on-screen')) show(view)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
}

/** The session that is open, if any. */
export function useOpenSession() {
  return openSession(useDialogue().room.sessions)
}
