import type { PlannedPoint } from './point-form.ts'
import type { Session } from '#shared/sessions'
import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { BilingualField } from '../platform/i18n/BilingualField.tsx'
import { hasWords } from '../platform/i18n/Said.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue } from '../platform/record/dialogue.tsx'
import { Checks } from '../ui/checks.tsx'
import { Choices, TextField } from '../ui/fields.tsx'
import { instantOf, localOf } from './instants.ts'
import { formOf } from './point-form.ts'

/** Adds a point to the agenda of a session. */
export function AddPoint(props: { readonly session: Session; readonly onClose: () => void }) {
  return <PointDialog session={props.session} point={undefined} onClose={props.onClose} />
}

const VISIBLE = ['room', 'bureau'] as const

/** Adds a point to the agenda, or changes one. */
export function PointDialog(props: {
  readonly session: Session
  readonly point: PlannedPoint | undefined
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const act = useAct()
  const { session, point } = props
  const [form, setForm] = useState(() => formOf(point))
  const [visibility, setVisibility] = useState<(typeof VISIBLE)[number]>('room')
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const submit = async () => {
    const item = {
      sessionId: session.id,
      title: form.title,
      minutes: Math.round(Number(form.minutes)),
      proposalIds: [...form.proposalIds],
      questionIds: [...form.questionIds],
      startsAt: instantOf(form.starts),
    }
    const done =
      point === undefined
        ? await act('sessions/add-agenda-item', { ...item, visibility })
        : await act('sessions/change-agenda-item', { ...item, itemId: point.id })
    if (done) props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => (point === undefined ? $.sessions.agenda.add : $.sessions.agenda.edit))}
      submit={t(($) => (point === undefined ? $.sessions.agenda.add : $.sessions.agenda.change))}
      isDisabled={!hasWords(form.title) || !(Number(form.minutes) >= 1)}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <BilingualField
        label={t(($) => $.room.agenda.pointTitle)}
        value={form.title}
        onChange={(title) => set({ title })}
      />
      <TextField
        label={t(($) => $.room.agenda.duration)}
        type="number"
        value={form.minutes}
        onChange={(minutes) => set({ minutes })}
      />
      <TextField
        label={t(($) => $.sessions.agenda.startsAt)}
        type="datetime-local"
        value={form.starts}
        description={`${localOf(session.startsAt).replace('T', ' ')} – ${localOf(session.endsAt).replace('T', ' ')}`}
        onChange={(starts) => set({ starts })}
      />
      {room.proposals.list.length > 0 && (
        <Checks
          label={t(($) => $.sessions.agenda.texts)}
          choices={room.proposals.list.map(({ id, title }) => ({ id, label: say(title) }))}
          value={form.proposalIds}
          onChange={(proposalIds) => set({ proposalIds })}
        />
      )}
      {room.dialogue.questions.length > 0 && (
        <Checks
          label={t(($) => $.sessions.agenda.questions)}
          choices={room.dialogue.questions.map(({ id, text }) => ({ id, label: say(text) }))}
          value={form.questionIds}
          onChange={(questionIds) => set({ questionIds })}
        />
      )}
      {point === undefined && (
        <Choices
          label={t(($) => $.sessions.agenda.visibility)}
          value={visibility}
          onChange={setVisibility}
          choices={VISIBLE.map((id) => ({ id, label: t(($) => $.sessions.agenda.visible[id]) }))}
        />
      )}
    </AskDialog>
  )
}
