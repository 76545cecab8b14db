import { Link } from '@tanstack/react-router'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue, useMay } from '../../platform/record/dialogue.tsx'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/marks.tsx'
import styles from './chair.module.css'
import { ChairQuestions } from './ChairQuestions.tsx'
import { NEXT_KEY, useShortcuts } from './shortcuts.ts'
import { useChair, useStepWords } from './use-chair.tsx'

/** The chair's next sensible step, one key away on every page of the dialogue. */
export function ChairBar() {
  const may = useMay()
  return may('sessions/open') && may('sessions/change-phase') ? <Bar /> : null
}

const SHOWN = 4

function Bar() {
  const { t } = useWords()
  const { dialogueId } = useDialogue()
  const chair = useChair()
  const { on } = useShortcuts(chair.steps, chair.take)
  const words = useStepWords()
  const [first, ...others] = chair.steps
  return (
    <section className={styles['bar']} aria-label={t(($) => $.chair.title)}>
      {first === undefined ? (
        <span className="small muted">{t(($) => $.chair.nothing)}</span>
      ) : (
        <>
          <span className={styles['next']}>
            <span className="small muted">{t(($) => $.chair.next)}</span>
            <Button size="small" kind="primary" onPress={() => chair.take(first)}>
              {words(first).name}
            </Button>
            {on && <Kbd>{NEXT_KEY.toUpperCase()}</Kbd>}
            <span className={styles['why']}>{words(first).why}</span>
          </span>
          <span className={styles['others']}>
            {others.slice(0, SHOWN).map((step) => (
              <span key={step.id} className={styles['step']}>
                <Button size="small" kind="quiet" onPress={() => chair.take(step)}>
                  {words(step).name}
                </Button>
                {on && <Kbd>{step.key.toUpperCase()}</Kbd>}
              </span>
            ))}
          </span>
        </>
      )}
      <Link to="/dialogues/$dialogueId/desk" params={{ dialogueId }} className={styles['desk']}>
        {t(($) => $.chair.open)}
      </Link>
      <ChairQuestions {...chair} />
    </section>
  )
}
