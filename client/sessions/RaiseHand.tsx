import type { Session } from '#shared/sessions'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'

/** Asks for the floor, or takes the request back. */
export function RaiseHand(props: { readonly session: Session }) {
  const { t } = useWords()
  const { me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const { session } = props
  if (!may('sessions/request-floor')) return null
  const request = session.requests.find(({ accountId }) => accountId === me.accountId)
  const sessionId = session.id
  if (request !== undefined) {
    return (
      <Button
        onPress={() => void act('sessions/withdraw-request', { sessionId, requestId: request.id })}
      >
        {t(($) => $.room.lowerHand)}
      </Button>
    )
  }
  const ask = (kind: 'speech' | 'point-of-order') =>
    void act('sessions/request-floor', { sessionId, kind })
  return (
    <>
      <Button onPress={() => ask('speech')}>{t(($) => $.room.raiseHand)}</Button>
      <Button kind="quiet" onPress={() => ask('point-of-order')}>
        {t(($) => $.room.pointOfOrder)}
      </Button>
    </>
  )
}
