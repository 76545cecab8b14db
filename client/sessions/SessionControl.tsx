import type { Session } from '#shared/sessions'
import { useState } from 'react'
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
  const { session } = props
  const sessionId = session.id
  if (session.status === 'planned' && may('sessions/open')) {
    return (
      <Button size="small" onPress={() => void act('sessions/open', { sessionId })}>
        {t(($) => $.room.control.open)}
      </Button>
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
export function PlanDialog(props: { readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct()
  const [title, setTitle] = useState(NO_WORDS)
  const [starts, setStarts] = useState('')
  const [ends, setEnds] = useState('')
  const plan = async () => {
    const done = await act('sessions/plan', {
      title,
      startsAt: new Date(starts).toISOString(),
      endsAt: new Date(ends).toISOString(),
    })
    if (done) props.onClose()
  }
  const incomplete = starts === '' || ends === '' || (title.en === '' && title.zh === '')
  return (
    <Dialog
      title={t(($) => $.room.control.plan)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      onClose={props.onClose}
    >
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
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button kind="primary" isDisabled={incomplete} onPress={() => void plan()}>
          {t(($) => $.room.control.plan)}
        </Button>
      </Actions>
    </Dialog>
  )
}
