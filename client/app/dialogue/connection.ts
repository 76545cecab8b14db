import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { createLive, type ConnectionState, type Live } from '../../platform/live/index.ts'
import { sha256 } from '../../platform/record/hash.ts'
import { newId } from '../../platform/record/ids.ts'
import { createDialogueStore, type DialogueStore } from '../../platform/record/store.ts'
import { vaultOf } from '../../platform/device/own-device.ts'
import {
  createKeeper,
  createTextProvider,
  type Keeper,
  type TextProvider,
} from '../../platform/texts/index.ts'

/** The live connection of the page, the dialogue that is followed over it, and its texts. */
export interface Connected {
  readonly live: Live
  readonly store: DialogueStore
  readonly texts: TextProvider
  /** Where words that are not sent yet are kept. */
  readonly keeper: Keeper
}

/** Connects and follows a dialogue, or only what everybody in its room receives; neither may change while it is shown. */
export function useConnection(dialogueId: string, only?: 'room'): Connected {
  const [connected] = useState(() => {
    const live = createLive()
    const keeper = createKeeper(newId(), newId)
    const texts = createTextProvider({
      live,
      dialogueId,
      ...(only === undefined ? {} : { only }),
      keeper,
      newId,
      sha256: (text) => Promise.resolve(sha256(text)),
      later: (milliseconds, action) => {
        const timer = setTimeout(action, milliseconds)
        return () => clearTimeout(timer)
      },
    })
    return { live, store: createDialogueStore(live, dialogueId, only), texts, keeper }
  })
  useEffect(() => {
    const { live, store, texts, keeper } = connected
    const stops = [store.start(), keepWords(connected), warnBeforeLeaving(connected)]
    live.open()
    return () => {
      texts.close()
      for (const stop of stops) stop()
      keeper.close()
      live.close()
    }
  }, [connected])
  return connected
}

/** Begins to keep unsent words as soon as it is known whose they are. */
function keepWords({ store, texts, keeper }: Connected): () => void {
  const begin = () => {
    const snapshot = store.snapshot()
    if (snapshot.status !== 'open') return
    stop()
    void vaultOf(snapshot.me.accountId).then((vault) =>
      keeper.use(vault, (left) => texts.adopt(left)),
    )
  }
  const stop = store.subscribe(begin)
  begin()
  return stop
}

/** Whether all that was typed outlives the page, to the last word. */
export function isKept({ texts, keeper }: Pick<Connected, 'texts' | 'keeper'>): boolean {
  return keeper.isDurable() && texts.isGathered() && keeper.isWritten()
}

/** Lets the browser ask before a page is left that alone holds words. */
function warnBeforeLeaving({ texts, keeper }: Connected): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (texts.saving().state === 'saved') return
    if (!isKept({ texts, keeper })) event.preventDefault()
  }
  window.addEventListener('beforeunload', ask)
  return () => window.removeEventListener('beforeunload', ask)
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
