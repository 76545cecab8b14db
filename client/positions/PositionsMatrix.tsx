import { Lock } from 'lucide-react'
import {
  historyOf,
  latestOf,
  type MatrixCell,
  type MatrixRow,
  type Position,
} from '#shared/positions'
import { useState } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import { hasWords, Said } from '../platform/i18n/Said.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay, type PartyView } from '../platform/record/dialogue.tsx'
import { EmptyState } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Chip, Party } from '../ui/marks.tsx'
import { useSought } from '../ui/use-sought.ts'
import { Sparkline } from './Sparkline.tsx'
import { StatePosition } from './StatePosition.tsx'
import { bySession, STANCE_SIGNS, step } from './stances.ts'
import { Timeline } from './Timeline.tsx'
import styles from './positions.module.css'

/** Questions by topic, what each delegation says on them, how it moved and how far apart they stand. */
export function PositionsMatrix(props: {
  readonly rows: readonly MatrixRow[]
  readonly question: string | undefined
}) {
  const { t, say } = useWords()
  const { room, parties } = useDialogue()
  const sessions = sessionNumbers(
    room.positions.tabled,
    room.sessions.list.map(({ number }) => number),
  )
  const groups = room.dialogue.topics
    .map((topic) => ({ topic, rows: props.rows.filter(({ topicId }) => topicId === topic.id) }))
    .filter(({ rows }) => rows.length > 0)
  const [first] = sessions
  if (room.dialogue.questions.length === 0) {
    return (
      <EmptyState title={t(($) => $.positions.none)}>{t(($) => $.positions.noneHint)}</EmptyState>
    )
  }
  if (props.rows.length === 0) {
    return (
      <EmptyState title={t(($) => $.positions.nowhere)}>
        {t(($) => $.positions.meetHint)}
      </EmptyState>
    )
  }
  return (
    <table className={styles['matrix']}>
      <thead>
        <tr>
          <th scope="col">{t(($) => $.positions.question)}</th>
          {parties.map((party) => (
            <th key={party.id} scope="col">
              <Party tone={party.tone}>
                {t(($) => $.terms.delegation, { label: party.label })}
              </Party>
            </th>
          ))}
          <th scope="col">
            {first === undefined || first === 0
              ? t(($) => $.positions.movementPlain)
              : t(($) => $.positions.movement, { number: first })}
          </th>
          <th scope="col">{t(($) => $.positions.distance)}</th>
        </tr>
      </thead>
      {groups.map(({ topic, rows }) => (
        <tbody key={topic.id}>
          <tr>
            <th scope="rowgroup" colSpan={parties.length + 3} className={styles['topic']}>
              {say(topic.title)}
            </th>
          </tr>
          {rows.map((row) => (
            <QuestionRow
              key={row.questionId}
              row={row}
              sessions={sessions}
              isSought={row.questionId === props.question}
            />
          ))}
        </tbody>
      ))}
    </table>
  )
}

/** The sessions between which movement is shown: those that were held or in which something was stated. */
function sessionNumbers(
  tabled: readonly Position[],
  planned: readonly number[],
): readonly number[] {
  const stated = tabled.map(({ session }) => session)
  const last = Math.max(0, ...stated)
  return [...new Set([...stated, ...planned.filter((number) => number <= last)])].sort(
    (a, b) => a - b,
  )
}

function QuestionRow(props: {
  readonly row: MatrixRow
  readonly sessions: readonly number[]
  readonly isSought: boolean
}) {
  const { t } = useWords()
  const { parties } = useDialogue()
  const { row, sessions, isSought } = props
  const ref = useSought<HTMLTableCellElement>(isSought, 'center')
  return (
    <tr data-question={row.questionId}>
      <th
        ref={ref}
        scope="row"
        className={classes(styles['question'], isSought && styles['sought'])}
        {...(isSought ? { tabIndex: -1 } : {})}
      >
        <Said words={row.text} />
        {row.couldMeet && (
          <span className={styles['meet']}>
            <Chip tone="agreed" sign="⇄">
              {t(($) => $.positions.couldMeet)}
            </Chip>
          </span>
        )}
      </th>
      {parties.map((party, index) => (
        <Cell key={party.id} party={party} row={row} cell={row.cells[index]} />
      ))}
      <td className={styles['movement']}>
        <Movement questionId={row.questionId} sessions={sessions} />
      </td>
      <td className={styles['distance']}>
        <span className={styles['cellHead']}>{t(($) => $.positions.distance)}</span>
        <Distance row={row} />
      </td>
    </tr>
  )
}

function Distance({ row }: { readonly row: MatrixRow }) {
  const { t } = useWords()
  const { distance, movement } = row
  if (distance === null) {
    return (
      <span className="muted" title={t(($) => $.positions.noDistance)}>
        —<span className="visually-hidden"> {t(($) => $.positions.noDistance)}</span>
      </span>
    )
  }
  if (movement === 'unknown') return distance
  return t(($) => $.positions.distanceValue, {
    distance,
    movement: t(($) => $.positions.trend[movement]),
  })
}

function Movement(props: { readonly questionId: string; readonly sessions: readonly number[] }) {
  const { t } = useWords()
  const { room, parties } = useDialogue()
  const subject = { type: 'question', id: props.questionId } as const
  const lines = parties.map((party) => ({
    party,
    stances: bySession(historyOf(room.positions.tabled, party.id, subject), props.sessions),
  }))
  const moved = lines.some(
    ({ stances }) => stances.filter((stance) => stance !== undefined).length > 1,
  )
  if (!moved) return null
  const text = lines.map(({ party, stances }) => {
    const steps = stances.map((stance, index) =>
      t(($) => $.positions.movementStep, {
        number: props.sessions[index] ?? 0,
        stance: t(($) => $.terms.position[stance ?? 'not-stated']),
      }),
    )
    return t(($) => $.positions.movementText, { label: party.label, steps: steps.join(', ') })
  })
  return (
    <Sparkline
      text={text.join('; ')}
      lines={lines.map(({ party, stances }) => ({ id: party.id, tone: party.tone, stances }))}
    />
  )
}

function Cell(props: {
  readonly party: PartyView
  readonly row: MatrixRow
  readonly cell: MatrixCell | undefined
}) {
  const { t, say } = useWords()
  const { me, caucus } = useDialogue()
  const may = useMay()
  const [open, setOpen] = useState<'timeline' | 'stating'>()
  const { party, row } = props
  const subject = { type: 'question', id: row.questionId } as const
  const tabled = props.cell?.position ?? undefined
  const own = me.delegationId === party.id
  const stated = own ? latestOf(caucus?.positions.stated ?? [], party.id, subject) : undefined
  const kept = stated !== undefined && stated.id !== tabled?.id ? stated : undefined
  const stance = tabled?.stance ?? 'not-stated'
  const close = () => setOpen(undefined)
  const delegation = t(($) => $.terms.delegation, { label: party.label })
  return (
    <td className={classes(styles['cell'], styles[`step-${step(stance) ?? 0}`])}>
      <span className={styles['cellHead']}>
        <Party tone={party.tone}>{delegation}</Party>
      </span>
      <AriaButton
        className={styles['open'] ?? ''}
        aria-label={t(($) => $.positions.openTimeline, {
          delegation,
          stance: t(($) => $.terms.position[stance]),
          question: say(row.text),
        })}
        onPress={() => setOpen('timeline')}
      >
        <b className={styles['stance']}>
          <span aria-hidden="true">{STANCE_SIGNS[stance]} </span>
          {t(($) => $.terms.position[stance])}
        </b>
        {tabled !== undefined && (
          <Said words={hasWords(tabled.conditions) ? tabled.conditions : tabled.rationale} />
        )}
      </AriaButton>
      {kept !== undefined && <Kept position={kept} />}
      {own && may('positions/state') && (
        <span className={styles['cellAction']}>
          <Button size="small" onPress={() => setOpen('stating')}>
            {t(($) => (stated === undefined ? $.positions.state : $.positions.restate))}
          </Button>
        </span>
      )}
      {open === 'timeline' && (
        <Timeline party={party} question={{ id: row.questionId, text: row.text }} onClose={close} />
      )}
      {open === 'stating' && (
        <StatePosition subject={subject} about={say(row.text)} previous={stated} onClose={close} />
      )}
    </td>
  )
}

function Kept({ position }: { readonly position: Position }) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct()
  return (
    <span className={styles['kept']}>
      <Chip tone="open" sign={<Lock size={11} />}>
        {t(($) => $.positions.private)}
      </Chip>
      {STANCE_SIGNS[position.stance]} {t(($) => $.terms.position[position.stance])}
      {may('positions/table') && (
        <Button
          size="small"
          onPress={() => void act('positions/table', { positionId: position.id })}
        >
          {t(($) => $.positions.tableNow)}
        </Button>
      )}
    </span>
  )
}
