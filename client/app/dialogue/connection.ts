import { useEffect, useState, useSyncExternalStore } from 'react'
import { createLive, type ConnectionState, type Live } from '../../platform/live/index.ts'
import { createDialogueStore, type DialogueStore } from '../../platform/record/store.ts'

/** The live connection of the page and the dialogue that is followed over it. */
export interface Connected {
  readonly live: Live
  readonly store: DialogueStore
}

/** Connects and follows a dialogue as long as its pages are shown; the dialogue must stay the same. */
export function useConnection(dialogueId: string): Connected {
  const [connected] = useState(() => {
    const live = createLive()
    return { live, store: createDialogueStore(live, dialogueId) }
  })
  useEffect(() => {
    const { live, store } = connected
    const stop = store.start()
    live.open()
    return () => {
      stop()
      live.close()
    }
  }, [connected])
  return connected
}

/** Where the connection stands. */
export function useConnectionState(live: Live): ConnectionState {
  return useSyncExternalStore(live.subscribe, live.state)
}
