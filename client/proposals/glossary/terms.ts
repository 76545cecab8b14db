import type { GlossaryEntry } from '#shared/proposals'
import { useDialogue } from '../../platform/record/dialogue.tsx'

/** The terms of the dialogue's glossary. */
export function useTermsOf(): readonly GlossaryEntry[] {
  return useDialogue().room.instruments.glossary
}
