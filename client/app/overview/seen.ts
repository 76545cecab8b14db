import { useEffect, useState } from 'react'
import * as z from 'zod'
import { useDialogue } from '../../platform/record/dialogue.tsx'

const schema = z.object({ seq: z.int().min(0), at: z.string() })

/** How far somebody has seen a dialogue's room: the number of its last event then, and when. */
export type Seen = z.infer<typeof schema>

const visits = new Map<string, Seen | undefined>()

function read(key: string): Seen | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'))
    return parsed.success ? parsed.data : undefined
  } catch {
    return undefined
  }
}

/** The key under which a browser keeps how far an account has seen a dialogue. */
function keyOf(accountId: string, dialogueId: string): string {
  return `seen/${accountId}/${dialogueId}`
}

/** What was seen before this visit; a visit lasts as long as the page is loaded. */
function beforeThisVisit(key: string): Seen | undefined {
  if (!visits.has(key)) visits.set(key, read(key))
  return visits.get(key)
}

/** Keeps in this browser how far the account has seen the dialogue, as long as its pages are shown. */
export function useRememberSeen(): void {
  const { me, dialogueId, history } = useDialogue()
  const key = keyOf(me.accountId, dialogueId)
  const head = headOfRoom(history)
  useEffect(() => {
    beforeThisVisit(key)
    localStorage.setItem(key, JSON.stringify({ seq: head, at: new Date().toISOString() }))
  }, [key, head])
}

/** What was seen before this visit, and how it is all marked as seen. */
export function useSeen(): { readonly seen: Seen | undefined; readonly markSeen: () => void } {
  const { me, dialogueId, history } = useDialogue()
  const key = keyOf(me.accountId, dialogueId)
  const [seen, setSeen] = useState(() => beforeThisVisit(key))
  const markSeen = () => {
    const now = { seq: headOfRoom(history), at: new Date().toISOString() }
    visits.set(key, now)
    setSeen(now)
  }
  return { seen, markSeen }
}

function headOfRoom(history: readonly { audience: string; seq: number }[]): number {
  return history.reduce(
    (head, { audience, seq }) => (audience === 'room' && seq > head ? seq : head),
    0,
  )
}
