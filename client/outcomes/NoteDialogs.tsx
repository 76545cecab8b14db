import { FOLLOW_UPS, type FollowUpNote, type Outcome } from '#shared/outcomes'
import { useState } from 'react'
import { NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Select } from '../ui/fields.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import { CHANNELS } from './channels.ts'
import { Pair } from './Pair.tsx'

interface Props {
  readonly outcome: Outcome
  /** The note that is put right, and its place from 1 on. */
  readonly corrects?: { readonly place: number; readonly note: FollowUpNote }
  readonly onClose: () => void
}

const WHOLE = 'whole'
const OWN = 'own'

function PartChoice(props: {
  readonly outcome: Outcome
  readonly value: string
  readonly onChange: (part: string) => void
}) {
  const { t, say } = useWords()
  const parts = props.outcome.recommendations.map((words, index) => {
    const number = String(index + 1)
    const name = t(($) => $.outcomes.recommendation, { number })
    return { id: number, label: name, hint: say(words) }
  })
  return (
    <Select
      label={t(($) => $.outcomes.part)}
      placeholder={t(($) => $.outcomes.whole)}
      choices={[{ id: WHOLE, label: t(($) => $.outcomes.whole) }, ...parts]}
      value={props.value}
      onChange={props.onChange}
    />
  )
}

const partOf = (part: string) => (part === WHOLE ? null : part)

/** What is said of a note's two keys, and of the note that it puts right. */
function About(props: { readonly isCorrection: boolean }) {
  const { t } = useWords()
  return (
    <p className="small muted">
      {t(($) => $.outcomes.noteKeys)} {props.isCorrection && t(($) => $.outcomes.correctNote)}
    </p>
  )
}

/** Notes to which official channel an outcome or a recommendation was referred. */
export function ReferDialog({ outcome, corrects, onClose }: Props) {
  const { t, say } = useWords()
  const act = useAct()
  const before = corrects?.note
  const [part, setPart] = useState(before?.recommendation ?? WHOLE)
  const [chosen, setChosen] = useState(before === undefined ? (CHANNELS[0]?.id ?? OWN) : OWN)
  const [own, setOwn] = useState(before?.words ?? NO_WORDS)
  const channel = CHANNELS.find(({ id }) => id === chosen)?.name ?? own
  const refer = async () => {
    const named = { outcomeId: outcome.id, recommendation: partOf(part) }
    const payload = { ...named, corrects: corrects?.place ?? null, channel }
    if (await act('outcomes/refer', payload)) onClose()
  }
  return (
    <Dialog
      title={t(($) => $.outcomes[corrects === undefined ? 'referTitle' : 'correctTitle'], {
        reference: outcome.reference,
      })}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide
      onClose={onClose}
    >
      <PartChoice outcome={outcome} value={part} onChange={setPart} />
      <Select
        label={t(($) => $.outcomes.channel)}
        placeholder={t(($) => $.outcomes.channel)}
        description={t(($) => $.outcomes.channelNote)}
        choices={[
          ...CHANNELS.map(({ id, name }) => ({ id, label: say(name) })),
          { id: OWN, label: t(($) => $.outcomes.channelOwn) },
        ]}
        value={chosen}
        onChange={setChosen}
      />
      {chosen === OWN && (
        <Pair label={t(($) => $.outcomes.channelOwn)} value={own} onChange={setOwn} />
      )}
      <About isCorrection={corrects !== undefined} />
      <Actions>
        <Button onPress={onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={channel.en.trim() === '' || channel.zh.trim() === ''}
          onPress={() => void refer()}
        >
          {t(($) => $.outcomes.referNow)}
        </Button>
      </Actions>
    </Dialog>
  )
}

/** Notes what became of an outcome, or of one of its recommendations. */
export function FollowUpDialog({ outcome, corrects, onClose }: Props) {
  const { t } = useWords()
  const act = useAct()
  const before = corrects?.note
  const [part, setPart] = useState(before?.recommendation ?? WHOLE)
  const [status, setStatus] = useState<(typeof FOLLOW_UPS)[number]>(
    FOLLOW_UPS.find((each) => each === before?.status) ?? 'received',
  )
  const [words, setWords] = useState(before?.words ?? NO_WORDS)
  const note = async () => {
    const named = { outcomeId: outcome.id, recommendation: partOf(part) }
    const payload = { ...named, corrects: corrects?.place ?? null, status, words }
    if (await act('outcomes/follow-up', payload)) onClose()
  }
  return (
    <Dialog
      title={t(($) => $.outcomes[corrects === undefined ? 'followUpTitle' : 'correctTitle'], {
        reference: outcome.reference,
      })}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide
      onClose={onClose}
    >
      <PartChoice outcome={outcome} value={part} onChange={setPart} />
      <Select
        label={t(($) => $.outcomes.became)}
        placeholder={t(($) => $.outcomes.became)}
        choices={FOLLOW_UPS.map((id) => ({ id, label: t(($) => $.outcomes.fate[id]) }))}
        value={status}
        onChange={setStatus}
      />
      <Pair label={t(($) => $.outcomes.words)} rows={3} value={words} onChange={setWords} />
      <p className="small muted">{t(($) => $.outcomes.channelNote)}</p>
      <About isCorrection={corrects !== undefined} />
      <Actions>
        <Button onPress={onClose}>{t(($) => $.app.cancel)}</Button>
        <Button
          kind="primary"
          isDisabled={words.en.trim() === '' || words.zh.trim() === ''}
          onPress={() => void note()}
        >
          {t(($) => $.outcomes.followUpNow)}
        </Button>
      </Actions>
    </Dialog>
  )
}
