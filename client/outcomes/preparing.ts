import { useQuery } from '@tanstack/react-query'
import { OUTCOME_KINDS, type OutcomeKind } from '#shared/outcomes'
import { useEffect, useState } from 'react'
import * as z from 'zod'
import { api } from '../platform/http/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { isPreviewable, sentForm, type AssemblyForm } from './form.ts'
import type { Shown } from './PreviewFrame.tsx'

const words = z.object({ en: z.string(), zh: z.string() })
const STANDINGS = [
  'agreed',
  'agreed-ad-referendum',
  'reserved',
  'not-agreed',
  'reported',
  'heading',
] as const
const STATUSES = [
  'open',
  'bracketed',
  'agreed-ad-referendum',
  'agreed',
  'reserved',
  'reopened',
  'withdrawn',
] as const

const row = z.object({
  clauseId: z.string(),
  numberInText: z.string().nullable(),
  number: z.string().nullable(),
  kind: z.enum(['heading', 'preambular', 'operative', 'definition']),
  status: z.enum(STATUSES),
  standing: z.enum(STANDINGS).nullable(),
  attributions: z.array(z.string()),
  words,
})

/** A paragraph of a text, and what it would come to in an outcome. */
export type PreparedRow = z.infer<typeof row>

const assembly = z.object({
  clauses: z.array(row),
  participants: z.array(words),
  sides: z.array(z.string()),
})

const preview = z.union([
  z.object({ html: z.string(), digest: z.string() }),
  z.object({
    refused: z.object({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
    }),
  }),
])

/** What of a text would enter an outcome of a kind; asked anew whenever something of the room is recorded. */
export function useAssembly(proposalId: string, kind: OutcomeKind) {
  const { dialogueId, history } = useDialogue()
  const query = new URLSearchParams({ proposalId, kind }).toString()
  const path = `/api/dialogues/${dialogueId}/outcomes/assembly?${query}`
  return useQuery({
    queryKey: ['outcomes', path, history.length],
    enabled: proposalId !== '' && OUTCOME_KINDS.includes(kind),
    placeholderData: (before) => before,
    queryFn: () => api.get(path, assembly),
  })
}

/** How long typing may pause before the preview follows it, in milliseconds. */
const PAUSE_MS = 500

/** The page that the form would become, following what is typed. */
export function usePreview(form: AssemblyForm, lang: Shown) {
  const { dialogueId, history } = useDialogue()
  const settled = sentForm(useSettled(form))
  return useQuery({
    queryKey: ['outcomes', 'preview', dialogueId, lang, JSON.stringify(settled), history.length],
    enabled: isPreviewable(settled),
    placeholderData: (before) => before,
    queryFn: () =>
      api.post(`/api/dialogues/${dialogueId}/outcomes/preview`, { form: settled, lang }, preview),
  })
}

/** The page of an assembled or published outcome, as one of its copies shows it. */
export function useCopy(outcomeId: string, lang: Shown, copy: number | undefined) {
  const { dialogueId, history } = useDialogue()
  const path = copyPath(dialogueId, outcomeId, { lang, copy })
  return useQuery({
    queryKey: ['outcomes', path, history.length],
    placeholderData: (before) => before,
    queryFn: () => api.text(path),
  })
}

/** The address of a copy of an outcome, before and after its publication. */
export function copyPath(
  dialogueId: string,
  outcomeId: string,
  asked: { readonly lang: Shown; readonly copy?: number | undefined; readonly format?: string },
): string {
  const { lang, copy, format } = asked
  const query = new URLSearchParams({ lang })
  if (copy !== undefined) query.set('copy', String(copy))
  if (format !== undefined) query.set('format', format)
  return `/api/dialogues/${dialogueId}/outcomes/${outcomeId}/copy?${query.toString()}`
}

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
