import { useSyncExternalStore } from 'react'

// The same width as in the style sheets.
const narrow = () => window.matchMedia('(max-width: 860px)')

function subscribe(listener: () => void): () => void {
  const query = narrow()
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Whether the window is as narrow as a telephone's: what stands side by side elsewhere stands one below the other. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => narrow().matches)
}
