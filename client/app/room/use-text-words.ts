import { rootRuns, type Runs, type Words } from '#shared/proposals'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { useConnected } from '../dialogue/connection.ts'
import { createWordsStore } from './words-store.ts'

/** The words of a proposal's clauses, live, to be read only. */
export function useTextWords(groupId: string): {
  readonly words: (clauseId: string) => Words | undefined
} {
  const { texts: provider } = useConnected()
  useEffect(() => provider.open(groupId), [provider, groupId])
  const store = useMemo(() => createWordsStore(provider, groupId), [provider, groupId])
  useSyncExternalStore(store.subscribe, store.version)
  return { words: store.words }
}

/** Reads a clause's present words with their marks, where its text is open on this page. */
export function useReadRuns(clauseId: string): () => Runs | undefined {
  const { texts: provider } = useConnected()
  return useCallback(() => {
    const doc = provider.text(clauseId)?.doc
    return doc && { en: rootRuns(doc, 'en'), zh: rootRuns(doc, 'zh') }
  }, [provider, clauseId])
}
