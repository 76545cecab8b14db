import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/**
 * Brings the clause that the page's address names into sight, once it is drawn, whenever the page was come to by a
 * link; what is chosen on the page itself stays where it is.
 */
export function useArrival(clauseId: string | undefined): void {
  const visit = useLocation({ select: ({ state }) => state.__TSR_index })
  const arrived = useRef<number>(undefined)
  useEffect(() => {
    if (arrived.current === visit) return
    if (clauseId === undefined) {
      arrived.current = visit
      return
    }
    const clause = document.querySelector<HTMLElement>(`article[data-clause="${clauseId}"]`)
    if (clause === null) return
    arrived.current = visit
    clause.scrollIntoView({ block: 'center' })
    clause.querySelector('button')?.focus({ preventScroll: true })
  })
}
