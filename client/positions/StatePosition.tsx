import { STANCES, type Position, type Stance, type Subject } from '#shared/positions'
import { useState } from 'react'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/fields.tsx'
import { Actions, Dialog } from '../ui/overlays.tsx'
import { sourcesOf, SourcesField } from './Sources.tsx'
import { STANCE_SIGNS } from './stances.ts'
import styles from './positions.module.css'

/** Where a head of delegation states a position on a question or a clause. */
export function StatePosition(props: {
  readonly subject: Subject
  readonly about: string
  readonly previous: Position | undefined
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct()
  const { previous } = props
  const [stance, setStance] = useState<Stance | undefined>(previous?.stance)
  const [rationale, setRationale] = useState(previous?.rationale ?? NO_WORDS)
  const [interests, setInterests] = useState(previous?.interests ?? NO_WORDS)
  const [sources, setSources] = useState(previous?.sources.join('\n') ?? '')
  const [conditions, setConditions] = useState(previous?.conditions ?? NO_WORDS)
  const [visibility, setVisibility] = useState<'keep' | 'table'>('keep')
  const [tried, setTried] = useState(false)
  const reasonMissing =
    stance === 'oppose' && rationale.en.trim() === '' && rationale.zh.trim() === ''
  const state = async () => {
    setTried(true)
    if (stance === undefined || reasonMissing) return
    const { subject } = props
    const stated = {
      subject,
      stance,
      rationale,
      interests,
      conditions,
      sources: sourcesOf(sources),
    }
    if (await act('positions/state', { ...stated, table: visibility === 'table' })) props.onClose()
  }
  return (
    <Dialog
      title={t(($) => $.positions.state)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      wide
      onClose={props.onClose}
    >
      <p className={styles['about']}>{props.about}</p>
      <Choices
        label={t(($) => $.positions.stance)}
        value={stance}
        onChange={setStance}
        choices={STANCES.filter((id) => id !== 'not-stated' || previous !== undefined).map(
          (id) => ({
            id,
            label: `${STANCE_SIGNS[id]} ${t(($) => $.terms.position[id])}`,
          }),
        )}
      />
      <BilingualField
        label={t(($) => $.positions.rationale)}
        value={rationale}
        onChange={setRationale}
        rows={2}
        error={tried && reasonMissing ? t(($) => $.positions.rationaleNeeded) : undefined}
      />
      <BilingualField
        label={t(($) => $.positions.interests)}
        value={interests}
        onChange={setInterests}
        rows={2}
      />
      <BilingualField
        label={t(($) => $.positions.conditions)}
        value={conditions}
        onChange={setConditions}
        rows={2}
      />
      <SourcesField value={sources} onChange={setSources} />
      <Choices
        label={t(($) => $.positions.visibility)}
        value={visibility}
        onChange={setVisibility}
        choices={[
          { id: 'keep', label: t(($) => $.positions.keep), hint: t(($) => $.positions.keepHint) },
          {
            id: 'table',
            label: t(($) => $.positions.table),
            hint: t(($) => $.positions.tableHint),
          },
        ]}
      />
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.cancel)}</Button>
        <Button kind="primary" isDisabled={stance === undefined} onPress={() => void state()}>
          {t(($) => $.positions.save)}
        </Button>
      </Actions>
    </Dialog>
  )
}
