import { useEffect } from 'react'

/** What lies over the page and has a focus of its own. */
const LAYER = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

/** Where the focus was last on the page itself: the element, and those around it. */
let lastPlace: readonly HTMLElement[] = []

if (typeof document !== 'undefined') {
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || target.closest(LAYER) !== null) return
    const around: HTMLElement[] = []
    for (let each: HTMLElement | null = target; each !== null; each = each.parentElement)
      if (each !== document.body) around.push(each)
    lastPlace = around
  })
}

/**
 * Brings the focus back to the page when a panel over it goes: to where it was, or to what is left around that, when what
 * opened the panel is gone or another panel came in between. Without this whoever works by keys begins at the top again.
 */
export function useFocusBack(): void {
  useEffect(
    () => () => {
      // The panel's own way back, to what had the focus when it came, takes a frame.
      requestAnimationFrame(() => requestAnimationFrame(giveBack))
    },
    [],
  )
}

function giveBack(): void {
  const isLost = () => document.activeElement === null || document.activeElement === document.body
  if (!isLost() || document.querySelector(LAYER) !== null) return
  for (const place of lastPlace) {
    if (!place.isConnected) continue
    place.focus({ preventScroll: true })
    if (!isLost()) return
    if (place.matches('button, input, textarea, select')) continue
    place.tabIndex = -1
    place.focus({ preventScroll: true })
    if (!isLost()) return
  }
}
