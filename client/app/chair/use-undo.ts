import { openSession } from '#shared/sessions'
import { useState } from 'react'
import { useAct, useDialogue } from '../../platform/record/dialogue.tsx'
import { inverseOf, type Inverse } from './inverse.ts'
import type { ChairStep } from './steps.ts'

/** The last step that can be taken back, as long as nothing has come after it. */
export function useUndo(): {
  readonly remember: (step: ChairStep) => void
  readonly step: ChairStep | undefined
  readonly take: () => void
} {
  const { room } = useDialogue()
  const act = useAct()
  const [last, setLast] = useState<ChairStep>()
  const session = openSession(room.sessions)
  const inverse = last && session && inverseOf(last, session)
  return {
    remember: (step) => setLast(step),
    step: inverse === undefined ? undefined : last,
    take: () => {
      if (inverse === undefined) return
      setLast(undefined)
      void carryOut(act, inverse)
    },
  }
}

function carryOut(act: ReturnType<typeof useAct>, inverse: Inverse): Promise<boolean> {
  switch (inverse.type) {
    case 'sessions/change-phase':
      return act(inverse.type, inverse.payload)
    case 'sessions/return-agenda-item':
    case 'sessions/start-agenda-item':
      return act(inverse.type, inverse.payload)
  }
}
