import { PHASES, type Session } from '#shared/sessions'
import { Button as AriaButton } from 'react-aria-components'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { clock, useNow } from '../platform/time/index.ts'
import { classes } from '../ui/classes.ts'
import styles from './sessions.module.css'

/** The phases of a session in their order; a moderator moves on by choosing one. */
export function PhaseRibbon(props: { readonly session: Session }) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  const { session } = props
  const now = PHASES.indexOf(session.phase)
  return (
    <ol className={styles['phases']} aria-label={t(($) => $.room.phases)}>
      {PHASES.map((phase, index) => {
        const look = classes(
          styles['phase'],
          index < now && styles['past'],
          index === now && styles['now'],
        )
        const name = t(($) => $.terms.phase[phase])
        const current = index === now ? { 'aria-current': 'step' as const } : {}
        return (
          <li key={phase} {...current}>
            {may('sessions/change-phase') && index !== now ? (
              <AriaButton
                className={look}
                aria-label={t(($) => $.room.goToPhase, { phase: name })}
                onPress={() => void act('sessions/change-phase', { sessionId: session.id, phase })}
              >
                {name}
              </AriaButton>
            ) : (
              <span className={look}>{name}</span>
            )}
          </li>
        )
      })}
    </ol>
  )
}

/** The time that is left for the current point of the agenda. */
export function AgendaTimer(props: { readonly session: Session }) {
  const { t } = useWords()
  const { serverOffset } = useDialogue()
  const now = useNow(serverOffset)
  const item = props.session.agenda.find(({ status }) => status === 'current')
  if (item?.startedAt == null) return null
  const left = Date.parse(item.startedAt) + item.minutes * 60_000 - now
  return (
    <span
      className={classes(styles['timer'], left < 0 && styles['over'])}
      role="timer"
      aria-label={t(($) => (left < 0 ? $.room.timerOver : $.room.timer))}
    >
      {left < 0 ? `−${clock(-left)}` : clock(left)}
    </span>
  )
}
