import { useQuery } from '@tanstack/react-query'
import * as z from 'zod'
import { api } from '../../../platform/http/index.ts'
import { useDialogue } from '../../../platform/record/dialogue.tsx'
import type { ClauseView } from '../../../proposals/clause-view.ts'

const answer = z.object({
  series: z.array(
    z.object({ at: z.string(), brackets: z.number(), held: z.record(z.string(), z.number()) }),
  ),
  opened: z.array(
    z.object({
      clauseId: z.string(),
      language: z.enum(['en', 'zh']),
      source: z.string(),
      by: z.string(),
      at: z.string(),
    }),
  ),
})

/** The brackets of a text over time, and when the present ones were opened. */
export type BracketHistory = z.infer<typeof answer>

/** When a bracket was opened, and by whom. */
export type OpenedBracket = BracketHistory['opened'][number]

const NOTHING: BracketHistory = { series: [], opened: [] }

/** Reads the brackets of a text over time, anew whenever their number changes. */
export function useBracketHistory(
  proposalId: string,
  views: readonly ClauseView[],
): BracketHistory & { readonly isRead: boolean } {
  const { dialogueId } = useDialogue()
  const counts = views.map(({ brackets, clause }) => (clause.withdrawn ? 'x' : brackets)).join()
  const path = `/api/dialogues/${dialogueId}/proposals/${proposalId}/brackets`
  const { data } = useQuery({
    queryKey: ['brackets', path, counts],
    queryFn: () => api.get(path, answer),
    placeholderData: (before) => before,
  })
  return data?.ok === true ? { ...data.value, isRead: true } : { ...NOTHING, isRead: false }
}
