import type { Session } from '#shared/sessions'
import { useState } from 'react'
import { CancelSession } from './CancelSession.tsx'
import { localOf } from './instants.ts'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useMay } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'

/** Opens a planned session, or closes the open one after asking. */
export function SessionControl(props: { readonly session: Session }) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  const [asking, setAsking] = useState(false)
  const [cancelling, setCancelling] = useState(false)
  const { session } = props
  const sessionId = session.id
  if (session.status === 'planned' && may('sessions/open')) {
    return (
      <>
        <Button size="small" kind="quiet" onPress={() => setAsking(true)}>
          {t(($) => $.sessions.plan.change)}
        </Button>
        <Button size="small" kind="quiet" onPress={() => setCancelling(true)}>
          {t(($) => $.sessions.cancel.submit)}
        </Button>
        <Button size="small" onPress={() => void act('sessions/open', { sessionId })}>
          {t(($) => $.room.control.open)}
        </Button>
        {asking && <PlanDialog session={session} onClose={() => setAsking(false)} />}
        {cancelling && <CancelSession session={session} onClose={() => setCancelling(false)} />}
      </>
    )
  }
  if (session.status !== 'open' || !may('sessions/close')) return null
  const close = async () => {
    setAsking(false)
    await act('sessions/close', { sessionId })
  }
  return (
    <>
      <Button size="small" onPress={() => setAsking(true)}>
        {t(($) => $.room.control.close)}
      </Button>
      <Dialog
        title={t(($) => $.room.control.close)}
        closeLabel={t(($) => $.app.close)}
        isOpen={asking}
        onClose={() => setAsking(false)}
      >
        <p>{t(($) => $.room.control.closeAsk, { number: session.number })}</p>
        <Actions>
          <Button onPress={() => setAsking(false)}>{t(($) => $.app.cancel)}</Button>
          <Button kind="primary" onPress={() => void close()}>
            {t(($) => $.room.control.close)}
          </Button>
        </Actions>
      </Dialog>
    </>
  )
}

/** Plans a further session. */
export function PlanSession() {
  const { t } = useWords()
  const may = useMay()
  const [planning, setPlanning] = useState(false)
  if (!may('sessions/plan')) return null
  return (
    <>
      <Button size="small" onPress={() => setPlanning(true)}>
        {t(($) => $.room.control.plan)}
      </Button>
      {planning && <PlanDialog onClose={() => setPlanning(false)} />}
    </>
  )
}

/** Asks for a further session's title and times. */
export function PlanDialog(props: {
  readonly session?: Session | undefined
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const { session } = props
  const [title, setTitle] = useState(session?.title ?? NO_WORDS)
  const [starts, setStarts] = useState(session === undefined ? '' : localOf(session.startsAt))
  const [ends, setEnds] = useState(session === undefined ? '' : localOf(session.endsAt))
  const plan = async () => {
    const times = {
      title,
      startsAt: new Date(starts).toISOString(),
      endsAt: new Date(ends).toISOString(),
    }
    const done =
      session === undefined
        ? await act('sessions/plan', times)
        : await act('sessions/replan', { sessionId: session.id, ...times })
    if (done) props.onClose()
  }
  const name = t(($) => (session === undefined ? $.room.control.plan : $.sessions.plan.title))
  const incomplete = starts === '' || ends === '' || (title.en === '' && title.zh === '')
  return (
    <Dialog title={name} closeLabel={t(($) => $.app.close)} isOpen onClose={props.onClose}>
      <BilingualField
        label={t(($) => $.room.agenda.pointTitle)}
        value={title}
        onChange={setTitle}
      />
      <TextField
        label={t(($) => $.room.control.starts)}
        type="datetime-local"
        value={starts}
        onChange={setStarts}
      />
      <TextField
        label={t(($) => $.room.control.ends)}
        type="datetime-local"
        value={ends}
        onChange={setEnds}
      />
      {session !== undefined && <p className="small muted">{t(($) => $.sessions.plan.note)}</p>}
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button kind="primary" isDisabled={incomplete} onPress={() => void plan()}>
          {name}
        </Button>
      </Actions>
    </Dialog>
  )
}
