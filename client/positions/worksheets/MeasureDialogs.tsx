import type { Estimate, Measure } from '#shared/positions'
import { useState } from 'react'
import * as z from 'zod'
import { BilingualField, NO_WORDS } from '../../platform/i18n/BilingualField.tsx'
import { hasWords, Said } from '../../platform/i18n/Said.tsx'
import { useWords } from '../../platform/i18n/index.ts'
import { useAct, useDialogue } from '../../platform/record/dialogue.tsx'
import { Switch, TextField } from '../../ui/fields.tsx'
import { notify } from '../../ui/overlays.tsx'
import { sourcesOf, SourcesField } from '../Sources.tsx'
import { AskDialog } from '../../platform/i18n/AskDialog.tsx'
import styles from './measures.module.css'

const made = z.object({ id: z.string() })

/** Adds a measure and says which measures it answers. */
export function AddMeasure(props: {
  readonly onAdded: (id: string) => void
  readonly onClose: () => void
}) {
  const { t, refusal } = useWords()
  const { room, send } = useDialogue()
  const [name, setName] = useState(NO_WORDS)
  const [protects, setProtects] = useState(NO_WORDS)
  const [scope, setScope] = useState(NO_WORDS)
  const [answers, setAnswers] = useState<readonly string[]>([])
  const add = async () => {
    const answer = await send('positions/add-measure', {
      name,
      protects,
      scope,
      answers: [...answers],
    })
    if (!answer.ok) {
      notify('warning', refusal(answer))
      return
    }
    props.onAdded(made.parse(answer.value).id)
    props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.worksheets.addMeasure)}
      submit={t(($) => $.positions.add)}
      wide
      isDisabled={!hasWords(name)}
      onSubmit={add}
      onClose={props.onClose}
    >
      <BilingualField label={t(($) => $.worksheets.measure)} value={name} onChange={setName} />
      <BilingualField
        label={t(($) => $.worksheets.protects)}
        value={protects}
        onChange={setProtects}
        rows={2}
      />
      <BilingualField
        label={t(($) => $.worksheets.scope)}
        value={scope}
        onChange={setScope}
        rows={2}
      />
      <Picked
        label={t(($) => $.worksheets.answers)}
        measures={room.worksheets.measures}
        picked={answers}
        onPick={setAnswers}
      />
    </AskDialog>
  )
}

/** Which of the measures are meant. */
export function Picked(props: {
  readonly label: string
  readonly measures: readonly Measure[]
  readonly picked: readonly string[]
  readonly onPick: (ids: readonly string[]) => void
}) {
  const { say } = useWords()
  if (props.measures.length === 0) return null
  return (
    <fieldset className={styles['picked']}>
      <legend>{props.label}</legend>
      {props.measures.map(({ id, name }) => (
        <Switch
          key={id}
          label={say(name)}
          isSelected={props.picked.includes(id)}
          onChange={(on) =>
            props.onPick(on ? [...props.picked, id] : props.picked.filter((one) => one !== id))
          }
        />
      ))}
    </fieldset>
  )
}

/** Where a head estimates for the delegation what a measure costs, draws and brings. */
export function EstimateMeasure(props: {
  readonly measure: Measure
  readonly previous: Estimate | undefined
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const { parties } = useDialogue()
  const act = useAct()
  const { measure, previous } = props
  const [costs, setCosts] = useState(previous?.costs ?? NO_WORDS)
  const [response, setResponse] = useState(previous?.response ?? NO_WORDS)
  const [sources, setSources] = useState(previous?.sources.join('\n') ?? '')
  const [written, setWritten] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(Object.entries(previous?.payoffs ?? {}).map(([id, n]) => [id, String(n)])),
  )
  const payoffs = payoffsOf(written)
  const estimate = async () => {
    if (payoffs === undefined) return
    const said = { measureId: measure.id, costs, response, payoffs, sources: sourcesOf(sources) }
    if (await act('positions/estimate-measure', said)) props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.worksheets.estimate)}
      submit={t(($) => $.worksheets.estimateNow)}
      wide
      onSubmit={estimate}
      onClose={props.onClose}
    >
      <p className={styles['about']}>
        <Said words={measure.name} />
      </p>
      <BilingualField
        label={t(($) => $.worksheets.costs)}
        value={costs}
        onChange={setCosts}
        rows={2}
      />
      <BilingualField
        label={t(($) => $.worksheets.response)}
        value={response}
        onChange={setResponse}
        rows={2}
      />
      <fieldset className={styles['numbers']}>
        <legend>{t(($) => $.worksheets.payoffs)}</legend>
        {parties.map(({ id, label }) => (
          <TextField
            key={id}
            type="number"
            label={t(($) => $.terms.delegation, { label })}
            value={written[id] ?? ''}
            onChange={(text) => setWritten({ ...written, [id]: text })}
          />
        ))}
      </fieldset>
      {payoffs === undefined && (
        <p className={styles['wrong']} role="alert">
          {t(($) => $.worksheets.payoffsHint)}
        </p>
      )}
      <SourcesField value={sources} onChange={setSources} />
    </AskDialog>
  )
}

const point = z.coerce.number().int().min(-100).max(100)

/** The payoffs that were written; `undefined` when one of them is no whole number of points. */
function payoffsOf(written: Readonly<Record<string, string>>) {
  const said = Object.entries(written).filter(([, text]) => text.trim() !== '')
  const parsed = z.record(z.string(), point).safeParse(Object.fromEntries(said))
  return parsed.success ? parsed.data : undefined
}
