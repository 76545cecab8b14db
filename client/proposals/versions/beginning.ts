import { readProposalEvent } from '#shared/proposals'
import { useMemo } from 'react'
import { useDialogue } from '../../platform/record/dialogue.tsx'

/** The instant at which a text was opened. */
export function useBeginning(proposalId: string): string | undefined {
  const { history } = useDialogue()
  return useMemo(
    () =>
      history.find(({ type, payload }) => {
        if (type !== 'ProposalOpened') return false
        const event = readProposalEvent(type, payload)
        return event?.type === 'ProposalOpened' && event.payload.id === proposalId
      })?.at,
    [history, proposalId],
  )
}
