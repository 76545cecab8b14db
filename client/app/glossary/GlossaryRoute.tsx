import { useSearch } from '@tanstack/react-router'
import { GlossaryPage } from '../../proposals/glossary/GlossaryPage.tsx'

/** The glossary, at the term that the address names. */
export function GlossaryRoute() {
  const { term }: { term?: string } = useSearch({
    from: '/signed-in/dialogues/$dialogueId/glossary',
  })
  return <GlossaryPage at={term} />
}
