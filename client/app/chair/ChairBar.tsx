import { Link } from '@tanstack/react-router'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/marks.tsx'
import styles from './chair.module.css'
import { ChairQuestions } from './ChairQuestions.tsx'
import { useScreenShortcuts } from './ScreenSwitch.tsx'
import { NEXT_KEY, useShortcuts } from './shortcuts.ts'
import { UndoButton } from './UndoButton.tsx'
import { useChair, useStepWords } from './use-chair.tsx'
import { WaitingList } from './WaitingList.tsx'

/** The chair's next sensible step, one key away on every page of the dialogue. */
export function ChairBar() {
  const may = useMay()
  return may('sessions/open') && may('sessions/change-phase') ? <Bar /> : null
}

function Bar() {
  const { t } = useWords()
  const { dialogueId } = useDialogue()
  const chair = useChair()
  const { on } = useShortcuts(chair.steps, chair.take)
  useScreenShortcuts(on)
  const words = useStepWords()
  const [first, ...others] = chair.steps
  return (
    <section className={styles['bar']} aria-label={t(($) => $.chair.title)}>
      {first === undefined ? (
        <span className="small muted">{t(($) => $.chair.nothing)}</span>
      ) : (
        <span className={styles['next']} title={words(first).why}>
          <Button size="small" kind="primary" onPress={() => chair.take(first)}>
            {words(first).name}
          </Button>
          {on && <Kbd>{NEXT_KEY.toUpperCase()}</Kbd>}
        </span>
      )}
      <UndoButton undo={chair.undo} keys={on} />
      <span className={styles['others']}>
        {others.map((step) => (
          <span key={step.id} className={styles['step']}>
            <Button size="small" kind="quiet" onPress={() => chair.take(step)}>
              {words(step).name}
            </Button>
            {on && <Kbd>{step.key.toUpperCase()}</Kbd>}
          </span>
        ))}
      </span>
      <WaitingList brackets={undefined} />
      <Link to="/dialogues/$dialogueId/desk" params={{ dialogueId }} className={styles['desk']}>
        {t(($) => $.chair.open)}
      </Link>
      <ChairQuestions {...chair} />
    </section>
  )
}
