import { useClauseName } from '../../platform/record/clause-name.ts'
import { OpenBallot } from '../../agreement/OpenBallot.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'
import type { ClauseView } from '../../proposals/clause-view.ts'
import { SinceConfirmed } from '../../proposals/versions/SinceConfirmed.tsx'
import { AddPoint } from '../../sessions/AgendaPoint.tsx'
import { BreakDialog } from '../../sessions/Break.tsx'
import { PlanDialog } from '../../sessions/SessionControl.tsx'
import { Button } from '../../ui/Button.tsx'
import { Actions, Dialog } from '../../ui/overlays.tsx'
import type { ChairStep } from './steps.ts'
import { useStepWords, type Asking } from './use-chair.tsx'

/** What the chair is asked before a step that needs an answer or cannot be taken back. */
export function ChairQuestions(props: {
  readonly asking: Asking | undefined
  readonly setAsking: (asking: Asking | undefined) => void
  readonly carryOut: (step: ChairStep) => Promise<unknown>
  readonly clause: ClauseView | undefined
}) {
  const { t } = useWords()
  const nameOf = useClauseName()
  const { room } = useDialogue()
  const words = useStepWords()
  const { asking, clause } = props
  const close = () => props.setAsking(undefined)
  const hash = asking?.is === 'ballot' ? clause?.hash() : undefined
  switch (asking?.is) {
    case undefined:
      return null
    case 'plan':
      return <PlanDialog onClose={close} />
    case 'add-item': {
      const session = room.sessions.list.find(({ id }) => id === asking.sessionId)
      return session === undefined ? null : <AddPoint session={session} onClose={close} />
    }
    case 'break': {
      const session = room.sessions.list.find(({ id }) => id === asking.sessionId)
      return session === undefined ? null : <BreakDialog session={session} onClose={close} />
    }
    case 'ballot':
      return clause?.words === undefined || hash === undefined ? null : (
        <OpenBallot
          clauseId={clause.clause.id}
          name={nameOf(clause.place)}
          words={clause.words}
          hash={hash}
          brackets={clause.brackets}
          concordance={<SinceConfirmed clauseId={clause.clause.id} stamp={null} />}
          isConcordant={clause.concordance.is === 'confirmed'}
          onOpened={close}
          onClose={close}
        />
      )
    case 'confirm': {
      const { name, why } = words(asking.step)
      return (
        <Dialog title={name} closeLabel={t(($) => $.app.close)} isOpen onClose={close}>
          <p>{why}</p>
          <Actions>
            <Button onPress={close}>{t(($) => $.app.cancel)}</Button>
            <Button kind="primary" onPress={() => void props.carryOut(asking.step)}>
              {t(($) => $.chair.confirm)}
            </Button>
          </Actions>
        </Dialog>
      )
    }
  }
}
