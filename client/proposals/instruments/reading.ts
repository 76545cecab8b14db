import { useQuery } from '@tanstack/react-query'
import { findClause } from '#shared/proposals'
import * as z from 'zod'
import { api } from '../../platform/http/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'

const segments = z.array(z.object({ kind: z.enum(['same', 'ins', 'del']), text: z.string() }))

/** Parses the redline of both languages. */
export const redlineSchema = z.object({ en: segments, zh: segments })

/** Reads something of a clause, anew whenever it is shown and when something is tabled or withdrawn. */
export function useOfClause<T>(what: string, clauseId: string, schema: z.ZodType<T>) {
  const { dialogueId, room } = useDialogue()
  const proposalId = findClause(room.proposals, clauseId)?.proposal.id ?? ''
  const tabled = room.instruments.amendments.filter((each) => each.clauseId === clauseId)
  const path = `/api/dialogues/${dialogueId}/proposals/${proposalId}/clauses/${clauseId}/${what}`
  return useQuery({
    queryKey: ['clause', path, tabled],
    queryFn: () => api.get(path, schema),
  })
}
