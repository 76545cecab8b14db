import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import { BracketedWords } from '../../proposals/BracketedWords.tsx'
import { useConnected } from '../dialogue/DialogueFrame.tsx'
import type { RoomTexts } from './texts.ts'
import { createWordsStore, type WordsStore } from './words-store.ts'

/** The words of a proposal's clauses, live. */
export function useRoomTexts(groupId: string): RoomTexts {
  const { texts: provider } = useConnected()
  useEffect(() => provider.open(groupId), [provider, groupId])
  const store = useMemo(() => createWordsStore(provider, groupId), [provider, groupId])
  useSyncExternalStore(store.subscribe, store.version)
  const subscribe = useCallback((listener: () => void) => provider.subscribe(listener), [provider])
  const saving = useSyncExternalStore(
    subscribe,
    useCallback(() => provider.saving(), [provider]),
  )
  const group = useSyncExternalStore(
    subscribe,
    useCallback(() => provider.group(groupId), [provider, groupId]),
  )
  const cell = useCallback<RoomTexts['cell']>(
    (clauseId, language) => <Cell store={store} clauseId={clauseId} language={language} />,
    [store],
  )
  return {
    state: group.state,
    ...(group.state === 'refused' ? { code: group.code } : {}),
    saving: saving.state,
    words: store.words,
    cell,
  }
}

function Cell(props: {
  readonly store: WordsStore
  readonly clauseId: string
  readonly language: 'en' | 'zh'
}) {
  const { store, clauseId, language } = props
  const read = useCallback(
    () => store.words(clauseId)?.[language] ?? '',
    [store, clauseId, language],
  )
  return <BracketedWords words={useSyncExternalStore(store.subscribe, read)} language={language} />
}
