import { pauseAt, type Session } from '#shared/sessions'
import { useEffect, useState } from 'react'
import { useDialogue } from '../platform/record/dialogue.tsx'

/** Whether a session is in a break, on the server's clock; draws anew only when that changes. */
export function useOnBreak(session: Session | undefined): boolean {
  const { serverOffset } = useDialogue()
  const [, setEnded] = useState<string>()
  const until = session?.pause?.until
  const [clock] = useState(() => ({ now: () => new Date(Date.now() + serverOffset).toISOString() }))
  useEffect(() => {
    if (until === undefined) return undefined
    const timer = setInterval(() => {
      if (clock.now() >= until) setEnded(until)
    }, 1000)
    return () => clearInterval(timer)
  }, [until, clock])
  return session !== undefined && pauseAt(session, clock.now()) !== null
}
