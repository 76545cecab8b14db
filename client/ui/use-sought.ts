import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Brings what a link leads to into sight and gives it the focus, once it is shown; a second time in the next frame,
 * since what stands above may still take its place and the page's own scrolling be restored.
 */
export function useSought<E extends HTMLElement>(
  isSought: boolean,
  block: 'start' | 'center',
): RefObject<E | null> {
  const ref = useRef<E>(null)
  // A layout effect runs again when something that was hidden while it loaded is shown.
  useLayoutEffect(() => {
    if (!isSought) return
    const bring = () => {
      ref.current?.scrollIntoView({ block })
      ref.current?.focus({ preventScroll: true })
    }
    bring()
    const frame = requestAnimationFrame(bring)
    return () => cancelAnimationFrame(frame)
  }, [isSought, block])
  return ref
}
