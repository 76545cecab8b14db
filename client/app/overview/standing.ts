import type { Proposal } from '#shared/proposals'
import { useQuery } from '@tanstack/react-query'
import * as z from 'zod'
import { api } from '../../platform/http/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'

const schema = z.object({
  clauses: z.record(z.string(), z.object({ hash: z.string(), brackets: z.number() })),
})

/** How every clause stands: the hash of its words, and its brackets. */
export type Standing = z.infer<typeof schema>['clauses']

/** How the clauses of the dialogue stand, fetched again whenever `moment` is another; when the record grows if it is left out. */
export function useStanding(moment?: string): Standing | undefined {
  const { dialogueId, history } = useDialogue()
  const query = useQuery({
    queryKey: ['standing', dialogueId, moment ?? history.length],
    queryFn: () => api.get(`/api/dialogues/${dialogueId}/standing`, schema),
    placeholderData: (before) => before,
    staleTime: 30_000,
  })
  return query.data?.ok === true ? query.data.value.clauses : undefined
}

/** The brackets of a proposal, as the room counts them. */
export function bracketsOf(
  { clauses }: Proposal,
  standing: Standing | undefined,
): { readonly clauses: number; readonly marks: number } | undefined {
  if (standing === undefined) return undefined
  const counts = clauses
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ id }) => standing[id]?.brackets ?? 0)
  return {
    clauses: counts.filter((count) => count > 0).length,
    marks: counts.reduce((sum, count) => sum + count, 0),
  }
}
