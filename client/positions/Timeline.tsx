import { Lock } from 'lucide-react'
import { timelineOf, type Position } from '#shared/positions'
import type { Bilingual } from '#shared/kernel'
import { hasWords, Said } from '../platform/i18n/Said.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay, type PartyView } from '../platform/record/dialogue.tsx'
import { dateAndTime } from '../platform/time/index.ts'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Chip, DateTime, Party } from '../ui/marks.tsx'
import { Dialog } from '../ui/overlays.tsx'
import { Sources } from './Sources.tsx'
import { STANCE_SIGNS } from './stances.ts'
import styles from './timeline.module.css'

/** Everything a delegation has stated on a question, the latest first; its own members also see what is not tabled. */
export function Timeline(props: {
  readonly party: PartyView
  readonly question: { readonly id: string; readonly text: Bilingual }
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const { room, me, caucus } = useDialogue()
  const { party, question } = props
  const { tabled } = room.positions
  const own = me.delegationId === party.id ? (caucus?.positions.stated ?? []) : []
  const isTabled = (id: string) => tabled.some((position) => position.id === id)
  const known = [...own.filter(({ id }) => !isTabled(id)), ...tabled]
  const inOrder = known.sort((one, other) => one.at.localeCompare(other.at))
  const entries = timelineOf(inOrder, party.id, { type: 'question', id: question.id }).reverse()
  return (
    <Dialog
      title={t(($) => $.positions.timeline)}
      closeLabel={t(($) => $.app.close)}
      isOpen
      onClose={props.onClose}
    >
      <p className={styles['about']}>
        <Said words={question.text} />
      </p>
      <p>
        <Party tone={party.tone}>{t(($) => $.terms.delegation, { label: party.label })}</Party>
      </p>
      {entries.length === 0 && <p className="muted">{t(($) => $.positions.nothingStated)}</p>}
      <ol className={styles['entries']}>
        {entries.map(({ position, step }, index) => (
          <Entry
            key={position.id}
            position={position}
            step={step}
            tabled={isTabled(position.id)}
            latest={index === 0}
          />
        ))}
      </ol>
    </Dialog>
  )
}

function Entry(props: {
  readonly position: Position
  readonly step: number | null
  readonly tabled: boolean
  readonly latest: boolean
}) {
  const { t, language } = useWords()
  const may = useMay()
  const act = useAct()
  const { position, step, tabled } = props
  const moved =
    step === null || step === 0
      ? undefined
      : t(($) => (step > 0 ? $.positions.stepUp : $.positions.stepDown), { count: Math.abs(step) })
  return (
    <li className={classes(styles['entry'], !tabled && styles['private'])}>
      <p className={styles['head']}>
        <b>
          <span aria-hidden="true">{STANCE_SIGNS[position.stance]} </span>
          {t(($) => $.terms.position[position.stance])}
        </b>
        {moved !== undefined && <span className="small muted">{moved}</span>}
        {!tabled && (
          <Chip tone="open" sign={<Lock size={11} />}>
            {t(($) => $.positions.private)}
          </Chip>
        )}
      </p>
      <p className="small muted">
        {position.session === 0
          ? t(($) => $.positions.beforeSessions)
          : t(($) => $.room.session, { number: position.session })}
        {' · '}
        <DateTime instant={position.at} text={dateAndTime(position.at, language)} />
      </p>
      <Part label={t(($) => $.positions.rationale)} words={position.rationale} />
      <Part label={t(($) => $.positions.interests)} words={position.interests} />
      <Part label={t(($) => $.positions.conditions)} words={position.conditions} />
      <Sources sources={position.sources} />
      {!tabled && props.latest && may('positions/table') && (
        <p className={styles['table']}>
          <Button
            size="small"
            onPress={() => void act('positions/table', { positionId: position.id })}
          >
            {t(($) => $.positions.tableIt)}
          </Button>
          <span className="small muted">{t(($) => $.positions.tableHint)}</span>
        </p>
      )}
    </li>
  )
}

function Part(props: { readonly label: string; readonly words: Bilingual }) {
  if (!hasWords(props.words)) return null
  return (
    <div>
      <span className={styles['label']}>{props.label}</span>
      <p className={styles['words']}>
        <Said words={props.words} />
      </p>
    </div>
  )
}
