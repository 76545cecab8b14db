import { useCallback, useSyncExternalStore } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { Banner } from '../../ui/blocks.tsx'
import { Button } from '../../ui/Button.tsx'
import { useConnected } from '../dialogue/connection.ts'

/** Words of mine that were not taken and that this page does not show: the way to them, or the words themselves. */
export function Elsewhere(props: {
  readonly groupId: string | undefined
  readonly onSelect: (place: { readonly text: string; readonly clause: string }) => void
}) {
  const { t } = useWords()
  const { texts } = useConnected()
  const refused = useSyncExternalStore(
    useCallback((listener: () => void) => texts.subscribe(listener), [texts]),
    useCallback(() => texts.refused(), [texts]),
  )
  return refused
    .filter(({ lost, groupId }) => lost !== undefined || groupId !== props.groupId)
    .map(({ textId, groupId, lost }) => (
      <Banner
        key={textId}
        tone="warning"
        action={
          lost === undefined ? (
            <Button size="small" onPress={() => props.onSelect({ text: groupId, clause: textId })}>
              {t(($) => $.typing.unsent.show)}
            </Button>
          ) : (
            <Button size="small" onPress={() => texts.discard(textId)}>
              {t(($) => $.typing.unsent.dismiss)}
            </Button>
          )
        }
      >
        {t(($) => $.typing.unsent[lost === undefined ? 'elsewhere' : 'astray'])}
        {lost !== undefined && ` ${Object.values(lost).join(' ')}`}
      </Banner>
    ))
}
