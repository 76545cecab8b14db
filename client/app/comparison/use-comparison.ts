import {
  COMPROMISE,
  clauseNumbers,
  compareProposal,
  standingAmendments,
  type ComparedRow,
  type ComparedWording,
  type Proposal,
} from '#shared/proposals'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import * as z from 'zod'
import { api } from '../../platform/http/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { bracketLabels } from '../../platform/record/labels.ts'
import { useTextWords } from '../room/use-text-words.ts'

const cell = z.object({
  source: z.string(),
  words: z.object({ en: z.string(), zh: z.string() }),
})
const answer = z.object({
  rows: z.array(
    z.object({
      clause: z.object({ id: z.string() }),
      wordings: z.record(z.string(), cell),
      compromise: cell,
    }),
  ),
})

/** The rows of the four-column document, or why there are none. */
type Read =
  | { readonly state: 'loading' }
  | { readonly state: 'refused'; readonly code: string }
  | { readonly state: 'read'; readonly rows: readonly ComparedRow[] }

/**
 * The four-column document as it is now: what lies on the table is fetched whenever something is tabled or
 * withdrawn – its words never change –, and compared here with the clauses' words as they are written.
 */
export function useComparison(proposal: Proposal): Read {
  const { dialogueId, room } = useDialogue()
  const { words } = useTextWords(proposal.id)
  const standing = standingAmendments(room.instruments, proposal.id).map(({ id }) => id)
  const path = `/api/dialogues/${dialogueId}/proposals/${proposal.id}/comparison`
  const { data } = useQuery({
    queryKey: ['comparison', path, standing],
    queryFn: () => api.get(path, answer),
    placeholderData: (before) => before,
  })
  const labels = useMemo(() => bracketLabels(room.dialogue), [room.dialogue])
  const tabled = useMemo(() => (data?.ok === true ? tabledIn(data.value) : []), [data])
  if (data === undefined) return { state: 'loading' }
  if (!data.ok) return { state: 'refused', code: data.code }
  const numbers = clauseNumbers(proposal)
  const standingClauses = proposal.clauses.filter(({ withdrawn }) => !withdrawn)
  const clauses = standingClauses.flatMap(({ id, kind, level }) => {
    const own = words(id)
    return own === undefined ? [] : [{ id, kind, level, number: numbers.get(id) ?? '', words: own }]
  })
  if (clauses.length < standingClauses.length) return { state: 'loading' }
  return { state: 'read', rows: compareProposal(clauses, tabled, labels) }
}

function tabledIn({ rows }: z.infer<typeof answer>): ComparedWording[] {
  return rows.flatMap(({ clause, wordings, compromise }) =>
    [...Object.entries(wordings), [COMPROMISE, compromise] as const].flatMap(([from, one]) =>
      one.source === 'tabled' ? [{ clauseId: clause.id, from, words: one.words }] : [],
    ),
  )
}
