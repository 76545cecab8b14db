import type { Proposal } from '#shared/proposals'
import { useMemo } from 'react'
import { PackageDialog } from '../../agreement/PackageDialog.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import { bracketLabels } from '../../platform/record/labels.ts'
import { viewClause } from '../../proposals/clause-view.ts'
import { useTextWords } from '../room/use-text-words.ts'

const EXCERPT = 70

/** Proposes a package of clauses of a text, with their words as they are now. */
export function Package(props: { readonly proposal: Proposal; readonly onClose: () => void }) {
  const { say } = useWords()
  const { room } = useDialogue()
  const { proposal } = props
  const { words } = useTextWords(proposal.id)
  const labels = useMemo(() => bracketLabels(room.dialogue), [room.dialogue])
  return (
    <PackageDialog
      proposal={proposal}
      onClose={props.onClose}
      atHand={(clauseId) => {
        const clause = proposal.clauses.find(({ id }) => id === clauseId)
        if (clause === undefined) return undefined
        const now = words(clauseId)
        const view = viewClause(clause, undefined, now, room.agreement, labels)
        const hash = view.hash()
        if (hash === undefined || now === undefined) return undefined
        const text = say(now)
        return {
          hash,
          excerpt: text.length > EXCERPT ? `${text.slice(0, EXCERPT)} …` : text,
          brackets: view.brackets,
          isConcordant: view.concordance.is === 'confirmed',
        }
      }}
    />
  )
}
