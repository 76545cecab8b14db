import { useQuery } from '@tanstack/react-query'
import * as z from 'zod'
import { api } from '../../platform/http/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { redlineSchema } from '../instruments/reading.ts'

const compared = z.object({
  clauses: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      number: z.string().nullable(),
      change: z.enum(['same', 'changed', 'added', 'removed']),
      redline: redlineSchema,
    }),
  ),
})
/** A clause beside its other version. */
export type ComparedClause = z.infer<typeof compared>['clauses'][number]

const history = z.object({
  count: z.number(),
  steps: z.array(
    z.object({ by: z.string(), to: z.string(), seq: z.number(), redline: redlineSchema }),
  ),
})
/** One change of a clause's words. */
export type HistoryStep = z.infer<typeof history>['steps'][number]

const written = z.object({
  runs: z.array(z.object({ text: z.string(), by: z.string(), at: z.string() })),
  shares: z.array(
    z.object({ by: z.string(), characters: z.number(), share: z.number(), last: z.string() }),
  ),
})
const authors = z.object({ en: written, zh: written })
/** Who wrote the words of one language. */
export type Written = z.infer<typeof written>

const segments = redlineSchema.shape.en
const sinceConfirmed = z.object({
  confirmed: z.object({ en: z.string(), zh: z.string() }).nullable(),
  changed: z.object({ en: segments.optional(), zh: segments.optional() }),
})

/** Reads something of a proposal; `stamp` moves when what is read may have moved. */
function useOfProposal<T>(
  proposalId: string,
  rest: string | undefined,
  schema: z.ZodType<T>,
  stamp: unknown,
) {
  const { dialogueId } = useDialogue()
  const path = `/api/dialogues/${dialogueId}/proposals/${proposalId}/${rest ?? ''}`
  return useQuery({
    queryKey: ['proposal', path, stamp],
    queryFn: () => api.get(path, schema),
    enabled: rest !== undefined,
  })
}

/** The redline between two versions of a proposal: revisions, instants or now. */
export function useRedline(
  proposalId: string,
  versions: { readonly from: string | undefined; readonly to: string },
  stamp: unknown,
) {
  const { from, to } = versions
  const rest =
    from === undefined
      ? undefined
      : `redline?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`
  return useOfProposal(proposalId, rest, compared, stamp)
}

/** How a clause's words changed, oldest first. */
export function useHistory(proposalId: string, clauseId: string, stamp: unknown) {
  return useOfProposal(proposalId, `clauses/${clauseId}/history`, history, stamp)
}

/** Who wrote which words of a clause. */
export function useAuthors(proposalId: string, clauseId: string, stamp: unknown) {
  return useOfProposal(proposalId, `clauses/${clauseId}/authors`, authors, stamp)
}

/** What changed in a clause since its languages were confirmed to say the same. */
export function useSinceConfirmed(proposalId: string, clauseId: string, stamp: unknown) {
  return useOfProposal(proposalId, `clauses/${clauseId}/concordance`, sinceConfirmed, stamp)
}
