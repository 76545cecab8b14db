import { X } from 'lucide-react'
import { DISTRIBUTIONS, OUTCOME_KINDS, canBeSuperseded } from '#shared/outcomes'
import { NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { inUtc, zoneName } from '../platform/time/index.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Select, Switch, TextField } from '../ui/fields.tsx'
import type { AssemblyForm } from './form.ts'
import styles from './outcomes.module.css'
import { Pair } from './Pair.tsx'

interface Props {
  readonly form: AssemblyForm
  readonly onChange: (changes: Partial<AssemblyForm>) => void
}

/** What the outcome is: its text, kind, reference, day, readers. */
export function FactsFields({ form, onChange }: Props) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const proposals = room.proposals.list
  const older = room.outcomes.list.filter((outcome) => canBeSuperseded(room.outcomes, outcome))
  const choose = (id: string) => {
    const chosen = proposals.find((candidate) => candidate.id === id)
    onChange(chosen === undefined ? {} : { proposalId: id, title: chosen.title })
  }
  return (
    <div className={styles['facts']}>
      <Select
        label={t(($) => $.outcomes.text)}
        placeholder={t(($) => $.outcomes.text)}
        choices={proposals.map(({ id, title }) => ({ id, label: say(title) }))}
        value={form.proposalId === '' ? undefined : form.proposalId}
        onChange={choose}
      />
      <Select
        label={t(($) => $.outcomes.kind)}
        placeholder={t(($) => $.outcomes.kind)}
        description={t(($) => $.outcomes.kindHint[form.kind])}
        choices={OUTCOME_KINDS.map((id) => ({ id, label: t(($) => $.terms.outcomeKind[id]) }))}
        value={form.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <TextField
        label={t(($) => $.outcomes.reference)}
        description={t(($) => $.outcomes.referenceHint, { example: `PD-${form.date.slice(0, 7)}` })}
        value={form.reference}
        onChange={(reference) => onChange({ reference: reference.trim().toUpperCase() })}
      />
      <TextField
        label={t(($) => $.outcomes.date)}
        type="date"
        value={form.date}
        onChange={(date) => onChange({ date })}
      />
      <Select
        label={t(($) => $.outcomes.distribution)}
        placeholder={t(($) => $.outcomes.distribution)}
        choices={DISTRIBUTIONS.map((id) => ({ id, label: t(($) => $.terms.distribution[id]) }))}
        value={form.distribution}
        onChange={(distribution) => onChange({ distribution })}
      />
      <EmbargoField
        value={form.embargoUntil ?? null}
        onChange={(embargoUntil) => onChange({ embargoUntil })}
      />
      {older.length > 0 && (
        <Select
          label={t(($) => $.outcomes.supersedes)}
          placeholder={t(($) => $.outcomes.supersedesNone)}
          choices={[
            { id: '', label: t(($) => $.outcomes.supersedesNone) },
            ...older.map(({ reference, title }) => ({
              id: reference,
              label: `${reference} · ${say(title)}`,
            })),
          ]}
          value={form.supersedes ?? ''}
          onChange={(reference) => onChange({ supersedes: reference === '' ? null : reference })}
        />
      )}
    </div>
  )
}

function EmbargoField(props: {
  readonly value: string | null
  readonly onChange: (instant: string | null) => void
}) {
  const { t, language } = useWords()
  const { value } = props
  const zone = zoneName(value ?? new Date().toISOString(), language)
  const note = t(($) => $.outcomes.embargoNote, {
    zone: value === null ? zone : `${zone} · ${inUtc(value)}`,
  })
  const enter = (local: string) => {
    const milliseconds = Date.parse(local)
    props.onChange(Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString())
  }
  return (
    <TextField
      label={t(($) => $.outcomes.embargo)}
      type="datetime-local"
      value={value === null ? '' : localOf(value)}
      onChange={enter}
      description={note}
    />
  )
}

/** An instant as the field for local times wants it: in the reader's zone, to the minute. */
function localOf(instant: string): string {
  const date = new Date(instant)
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

/** What the outcome says beside the clauses, in both languages side by side. */
export function WordsFields({ form, onChange }: Props) {
  const { t } = useWords()
  return (
    <>
      <Pair
        label={t(($) => $.outcomes.heading)}
        value={form.title}
        onChange={(title) => onChange({ title })}
      />
      <Pair
        label={t(($) => $.outcomes.place)}
        value={form.place ?? NO_WORDS}
        onChange={(place) => onChange({ place })}
      />
      <Pair
        label={t(($) => $.outcomes.convening)}
        rows={3}
        value={form.convening ?? NO_WORDS}
        onChange={(convening) => onChange({ convening })}
      />
      <Pair
        label={t(($) => $.outcomes.preamble)}
        rows={3}
        value={form.preamble ?? NO_WORDS}
        onChange={(preamble) => onChange({ preamble })}
      />
      <Recommendations form={form} onChange={onChange} />
      <Switch
        label={t(($) => $.outcomes.ownDisclaimer)}
        isSelected={form.disclaimer !== null}
        onChange={(own) => onChange({ disclaimer: own ? NO_WORDS : null })}
      />
      {form.disclaimer !== null && (
        <Pair
          label={t(($) => $.outcomes.disclaimer)}
          rows={2}
          value={form.disclaimer ?? NO_WORDS}
          onChange={(disclaimer) => onChange({ disclaimer })}
        />
      )}
    </>
  )
}

function Recommendations({ form, onChange }: Props) {
  const { t } = useWords()
  const list = form.recommendations ?? []
  return (
    <fieldset className={styles['set']}>
      <legend>{t(($) => $.outcomes.recommendations)}</legend>
      {list.map((words, index) => {
        const number = index + 1
        return (
          <div key={number} className={styles['recommendation']}>
            <Pair
              label={t(($) => $.outcomes.recommendation, { number })}
              rows={2}
              value={words}
              onChange={(next) =>
                onChange({ recommendations: list.map((one, at) => (at === index ? next : one)) })
              }
            />
            <IconButton
              label={t(($) => $.outcomes.removeRecommendation, { number })}
              onPress={() => onChange({ recommendations: list.filter((_, at) => at !== index) })}
            >
              <X size={15} aria-hidden="true" />
            </IconButton>
          </div>
        )
      })}
      <Button
        size="small"
        isDisabled={list.length >= 50}
        onPress={() => onChange({ recommendations: [...list, NO_WORDS] })}
      >
        {t(($) => $.outcomes.addRecommendation)}
      </Button>
    </fieldset>
  )
}
