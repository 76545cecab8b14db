import type { Phase, Session } from '#shared/sessions'
import type { ChairStep } from './steps.ts'

/** What takes a step back. */
export type Inverse =
  | {
      readonly type: 'sessions/change-phase'
      readonly payload: { readonly sessionId: string; readonly phase: Phase }
    }
  | {
      readonly type: 'sessions/return-agenda-item' | 'sessions/start-agenda-item'
      readonly payload: { readonly sessionId: string; readonly itemId: string }
    }

/**
 * What takes a step back, where the rules allow it and the session still stands where the step has left it: the
 * phase goes back (SE3), a point that was taken up is put back (SE10), one that was finished is taken up again.
 */
export function inverseOf(step: ChairStep, session: Session): Inverse | undefined {
  if (!('session' in step) || step.session.id !== session.id) return undefined
  const sessionId = session.id
  switch (step.id) {
    case 'next-phase': {
      if (session.phase !== step.phase) return undefined
      return { type: 'sessions/change-phase', payload: { sessionId, phase: step.session.phase } }
    }
    case 'start-item':
    case 'finish-item': {
      const itemId = step.item.id
      const now = session.agenda.find(({ id }) => id === itemId)?.status
      const current = session.agenda.some(({ status }) => status === 'current')
      if (step.id === 'start-item') {
        if (now !== 'current') return undefined
        return { type: 'sessions/return-agenda-item', payload: { sessionId, itemId } }
      }
      if (now !== 'done' || current) return undefined
      return { type: 'sessions/start-agenda-item', payload: { sessionId, itemId } }
    }
    default:
      return undefined
  }
}
