import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { createLive, type ConnectionState, type Live } from '../../platform/live/index.ts'
import { sha256 } from '../../platform/record/hash.ts'
import { newId } from '../../platform/record/ids.ts'
import { createDialogueStore, type DialogueStore } from '../../platform/record/store.ts'
import { createTextProvider, type TextProvider } from '../../platform/texts/index.ts'

/** The live connection of the page, the dialogue that is followed over it, and its texts. */
export interface Connected {
  readonly live: Live
  readonly store: DialogueStore
  readonly texts: TextProvider
}

/** Connects and follows a dialogue, or only what everybody in its room receives; neither may change while it is shown. */
export function useConnection(dialogueId: string, only?: 'room'): Connected {
  const [connected] = useState(() => {
    const live = createLive()
    const texts = createTextProvider({
      live,
      dialogueId,
      ...(only === undefined ? {} : { only }),
      newId,
      sha256: (text) => Promise.resolve(sha256(text)),
      later: (milliseconds, action) => {
        const timer = setTimeout(action, milliseconds)
        return () => clearTimeout(timer)
      },
    })
    return { live, store: createDialogueStore(live, dialogueId, only), texts }
  })
  useEffect(() => {
    const { live, store, texts } = connected
    const stop = store.start()
    live.open()
    return () => {
      texts.close()
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

/** Holds the live connection for the pages below. */
export const ConnectedContext = createContext<Connected | null>(null)

/** The live connection of this page, and the texts that come over it. */
export function useConnected(): Connected {
  const connected = useContext(ConnectedContext)
  if (connected === null) throw new Error('this component stands outside a connection')
  return connected
}
