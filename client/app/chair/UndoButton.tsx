import { useEffect } from 'react'
import { useWords } from '../../platform/i18n/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/marks.tsx'
import styles from './chair.module.css'
import { isElsewhere } from './shortcuts.ts'
import { useStepWords } from './use-chair.tsx'
import type { useUndo } from './use-undo.ts'

const KEY = 'z'

/** Takes the last step back, where the rules allow it and nothing has come after it. */
export function UndoButton(props: {
  readonly undo: ReturnType<typeof useUndo>
  readonly keys: boolean
}) {
  const { t } = useWords()
  const words = useStepWords()
  const { step, take } = props.undo
  useEffect(() => {
    if (!props.keys || step === undefined) return undefined
    const press = (event: KeyboardEvent) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat
      if (plain && event.key.toLowerCase() === KEY && !isElsewhere(event)) take()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
  if (step === undefined) return null
  return (
    <span className={styles['step']}>
      <Button size="small" onPress={take}>
        {t(($) => $.sessions.waiting.undo, { step: words(step).name })}
      </Button>
      {props.keys && <Kbd>{KEY.toUpperCase()}</Kbd>}
    </span>
  )
}
