import { useCallback, useSyncExternalStore } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { isKept, useConnected } from '../dialogue/connection.ts'

/** How all words of this page stand to what is durable on the server. */
export function SavingState() {
  const { t } = useWords()
  const { texts, keeper } = useConnected()
  const saving = useSyncExternalStore(
    useCallback((listener: () => void) => texts.subscribe(listener), [texts]),
    useCallback(() => texts.saving(), [texts]),
  )
  const isEveryWordKept = useSyncExternalStore(
    useCallback(
      (listener: () => void) => {
        const stops = [texts.subscribe(listener), keeper.subscribe(listener)]
        return () => {
          for (const stop of stops) stop()
        }
      },
      [texts, keeper],
    ),
    () => isKept({ texts, keeper }),
  )
  const { state } = saving
  return (
    <span role="status" data-saving={state} data-kept={isEveryWordKept}>
      <span aria-hidden="true">{state === 'saved' ? '●' : '○'} </span>
      {saving.state === 'offline'
        ? t(($) => $.typing.waiting, { count: saving.unsent })
        : t(($) => $.room.save[state])}
    </span>
  )
}
