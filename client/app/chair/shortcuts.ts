import { useEffect, useRef, useState } from 'react'
import type { ChairStep } from './steps.ts'

const KEY = 'chair-keys'

/** The key that takes the first of the chair's steps. */
export const NEXT_KEY = 'n'

/** Takes the chair's steps by their keys, while no field is being written in and no dialog is open. */
export function useShortcuts(
  steps: readonly ChairStep[],
  take: (step: ChairStep) => void,
): { readonly on: boolean; readonly turn: (on: boolean) => void } {
  const [on, setOn] = useState(() => localStorage.getItem(KEY) !== 'off')
  const latest = useRef({ steps, take })
  useEffect(() => {
    latest.current = { steps, take }
  })
  useEffect(() => {
    if (!on) return undefined
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isElsewhere(event))
        return
      const key = event.key.toLowerCase()
      const { steps: now, take: go } = latest.current
      const step = key === NEXT_KEY ? now[0] : now.find((each) => each.key === key)
      if (step === undefined) return
      event.preventDefault()
      go(step)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [on])
  const turn = (next: boolean) => {
    localStorage.setItem(KEY, next ? 'on' : 'off')
    setOn(next)
  }
  return { on, turn }
}

/** Whether the key is meant for a field, a menu or a dialog. */
export function isElsewhere({ target, defaultPrevented, isComposing }: KeyboardEvent): boolean {
  if (defaultPrevented || isComposing) return true
  if (document.querySelector('[role=dialog],[role=menu],[role=listbox]') !== null) return true
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input,textarea,select') !== null)
  )
}
