import { useEffect } from 'react'

/** What lies over the page and has a focus of its own. */
const LAYER = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

/** What a page is made of: whoever's place in it is gone has gone on to another page, or begins there at the top. */
const FRAME = 'main, header, body'

/** Where the focus was last on the page itself: the element, and those around it within the page's frame. */
let lastPlace: readonly HTMLElement[] = []

if (typeof document !== 'undefined') {
  document.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement) || target.closest(LAYER) !== null) return
    const around: HTMLElement[] = []
    for (let each: HTMLElement | null = target; each !== null; each = each.parentElement) {
      if (each.matches(FRAME)) break
      around.push(each)
    }
    lastPlace = around
  })
  // What had the focus may go without a panel: a draft is put on the table, a row is taken away by somebody else.
  new MutationObserver(() => {
    if (document.activeElement !== document.body || lastPlace[0]?.isConnected !== false) return
    if (document.querySelector(LAYER) !== null) return
    giveBack()
    lastPlace = []
  }).observe(document, { childList: true, subtree: true })
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
    // What takes the focus by itself, and does not now, stays as it is.
    if (place.matches('button, input, textarea, select, a, [tabindex]')) continue
    place.tabIndex = -1
    place.focus({ preventScroll: true })
    if (!isLost()) return
  }
}
