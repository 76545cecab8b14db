import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import * as z from 'zod'
import { NOTICES_KEY } from '../../between/own.ts'
import { api } from '../../platform/http/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'

const schema = z.object({
  base: z.record(z.string(), z.number()),
  baseAt: z.string(),
  texts: z.array(z.string()),
})

/** From where on a dialogue is new to somebody, and the texts whose words changed since. */
export type Seen = z.infer<typeof schema>

/** How long the record must rest before it is told that it was seen, in milliseconds. */
const REST = 1500

const keyOf = (dialogueId: string) => ['seen', dialogueId] as const

function tell(dialogueId: string, heads: Readonly<Record<string, number>>, mark: boolean) {
  return api.post(`/api/dialogues/${dialogueId}/seen`, { heads, mark }, schema)
}

/** Tells the server how far the dialogue has been seen, as long as its pages are looked at (BT1). */
export function useRememberSeen(): void {
  const { dialogueId, history } = useDialogue()
  const queries = useQueryClient()
  const said = JSON.stringify(headsOf(history))
  useEffect(() => {
    const heads = JSON.parse(said) as Record<string, number>
    const isFirst = queries.getQueryData(keyOf(dialogueId)) === undefined
    const timer = setTimeout(
      () => {
        void queries.invalidateQueries({ queryKey: NOTICES_KEY })
        if (document.visibilityState === 'hidden') return
        void tell(dialogueId, heads, false).then((reply) => {
          queries.setQueryData(keyOf(dialogueId), reply)
        })
      },
      isFirst ? 0 : REST,
    )
    return () => clearTimeout(timer)
  }, [dialogueId, said, queries])
}

/** From where on the dialogue is new to the reader, and how it is all marked as seen. */
export function useSeen(): { readonly seen: Seen | undefined; readonly markSeen: () => void } {
  const { dialogueId, history } = useDialogue()
  const queries = useQueryClient()
  const query = useQuery<Awaited<ReturnType<typeof tell>>>({
    queryKey: keyOf(dialogueId),
    queryFn: () => tell(dialogueId, headsOf(history), false),
    staleTime: 60_000,
  })
  const markSeen = () => {
    void tell(dialogueId, headsOf(history), true).then((reply) => {
      queries.setQueryData(keyOf(dialogueId), reply)
    })
  }
  return { seen: query.data?.ok === true ? query.data.value : undefined, markSeen }
}

function headsOf(history: readonly { audience: string; seq: number }[]): Record<string, number> {
  const heads: Record<string, number> = {}
  for (const { audience, seq } of history) heads[audience] = Math.max(heads[audience] ?? 0, seq)
  return heads
}
