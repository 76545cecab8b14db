import { useEffect, useState } from 'react'
import { useDialogue } from '../../platform/record/dialogue.tsx'

/** What was read before this visit, by key; a visit lasts as long as the page is loaded. */
const before = new Map<string, string | undefined>()

function keptAt(key: string): string | undefined {
  if (!before.has(key)) {
    const kept = localStorage.getItem(key)
    before.set(key, kept === null || Number.isNaN(Date.parse(kept)) ? undefined : kept)
  }
  return before.get(key)
}

/** When I last left a text, in this browser; from now on leaving it is kept. */
export function useLastRead(proposalId: string): string | undefined {
  const { me, dialogueId, serverOffset } = useDialogue()
  const key = `read/${me.accountId}/${dialogueId}/${proposalId}`
  const [last] = useState(() => keptAt(key))
  useEffect(() => {
    const leave = () => {
      localStorage.setItem(key, new Date(Date.now() + serverOffset).toISOString())
    }
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [key, serverOffset])
  return last
}
