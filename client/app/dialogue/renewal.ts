import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { notify } from '../../ui/overlays.tsx'
import { isKept, useConnectionState, type Connected } from './connection.ts'

/** The code with which a connection ends whose reader has other rights now. */
export const CHANGED = 'identity/rights-changed'

/**
 * Follows the dialogue anew, from nothing, once the reader's rights have changed: what is shown is what the present ones open.
 * While words are unsent that this page alone holds, it waits: they can be copied, and the reader goes on by hand.
 */
export function useRenewal(connected: Connected, onRenew: () => void): void {
  const { refusal } = useWords()
  const queries = useQueryClient()
  const state = useConnectionState(connected.live)
  const hasChanged = state.status === 'ended' && state.code === CHANGED
  useEffect(() => {
    const { texts } = connected
    if (!hasChanged || (texts.saving().state !== 'saved' && !isKept(connected))) return
    queries.removeQueries({ type: 'inactive' })
    void queries.invalidateQueries()
    notify('warning', refusal({ code: CHANGED }))
    onRenew()
  }, [hasChanged, connected, queries, refusal, onRenew])
}
