import { Lock } from 'lucide-react'
import type { Question } from '#shared/dialogues'
import { distance, historyOf, latestOf, movement, type Position } from '#shared/positions'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay, type PartyView } from '../platform/record/dialogue.tsx'
import { EmptyState } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { classes } from '../ui/classes.ts'
import { Chip, Party } from '../ui/marks.tsx'
import { Sparkline } from './Sparkline.tsx'
import { StatePosition } from './StatePosition.tsx'
import { bySession, STANCE_SIGNS, step } from './stances.ts'
import styles from './positions.module.css'

/** Every question by topic, what each delegation says on it, how it moved and how far apart they stand. */
export function PositionsMatrix() {
  const { t, say } = useWords()
  const { room, parties } = useDialogue()
  const sessions = sessionNumbers(
    room.positions.tabled,
    room.sessions.list.map(({ number }) => number),
  )
  const { topics, questions } = room.dialogue
  const groups = topics
    .map((topic) => ({ topic, asked: questions.filter(({ topicId }) => topicId === topic.id) }))
    .filter(({ asked }) => asked.length > 0)
  const [first] = sessions
  if (questions.length === 0) {
    return (
      <EmptyState title={t(($) => $.positions.none)}>{t(($) => $.positions.noneHint)}</EmptyState>
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
      {groups.map(({ topic, asked }) => (
        <tbody key={topic.id}>
          <tr>
            <th scope="rowgroup" colSpan={parties.length + 3} className={styles['topic']}>
              {say(topic.title)}
            </th>
          </tr>
          {asked.map((question) => (
            <QuestionRow key={question.id} question={question} sessions={sessions} />
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

function QuestionRow(props: { readonly question: Question; readonly sessions: readonly number[] }) {
  const { t, say } = useWords()
  const { room, parties } = useDialogue()
  const { question, sessions } = props
  const subject = { type: 'question', id: question.id } as const
  const lines = parties.map((party) => ({
    party,
    stances: bySession(historyOf(room.positions.tabled, party.id, subject), sessions),
  }))
  const at = (index: number) =>
    distance(lines.map(({ stances }) => stances.at(index) ?? 'not-stated'))
  const now = at(-1)
  const firstKnown = sessions.map((_, index) => at(index)).find((value) => value !== null) ?? null
  const trend = sessions.length < 2 ? 'unknown' : movement(firstKnown, now)
  const text = lines
    .map(({ party, stances }) =>
      t(($) => $.positions.movementText, {
        label: party.label,
        steps: stances
          .map((stance, index) =>
            t(($) => $.positions.movementStep, {
              number: sessions[index] ?? 0,
              stance: t(($) => $.terms.position[stance ?? 'not-stated']),
            }),
          )
          .join(', '),
      }),
    )
    .join('; ')
  const moved = lines.some(
    ({ stances }) => stances.filter((stance) => stance !== undefined).length > 1,
  )
  return (
    <tr>
      <th scope="row" className={styles['question']}>
        {say(question.text)}
      </th>
      {parties.map((party) => (
        <Cell key={party.id} party={party} question={question} />
      ))}
      <td className={styles['movement']}>
        {moved && (
          <Sparkline
            text={text}
            lines={lines.map(({ party, stances }) => ({ id: party.id, tone: party.tone, stances }))}
          />
        )}
      </td>
      <td className={styles['distance']}>
        <span className={styles['cellHead']}>{t(($) => $.positions.distance)}</span>
        {now === null ? (
          <span className="muted" title={t(($) => $.positions.noDistance)}>
            —<span className="visually-hidden"> {t(($) => $.positions.noDistance)}</span>
          </span>
        ) : trend === 'unknown' ? (
          now
        ) : (
          t(($) => $.positions.distanceValue, {
            distance: now,
            movement: t(($) => $.positions.trend[trend]),
          })
        )}
      </td>
    </tr>
  )
}

function Cell(props: { readonly party: PartyView; readonly question: Question }) {
  const { t, say } = useWords()
  const { room, me, caucus } = useDialogue()
  const may = useMay()
  const act = useAct()
  const [stating, setStating] = useState(false)
  const { party, question } = props
  const subject = { type: 'question', id: question.id } as const
  const tabled = latestOf(room.positions.tabled, party.id, subject)
  const own = me.delegationId === party.id
  const stated = own ? latestOf(caucus?.positions.stated ?? [], party.id, subject) : undefined
  const kept = stated !== undefined && stated.id !== tabled?.id ? stated : undefined
  const stance = tabled?.stance ?? 'not-stated'
  return (
    <td className={classes(styles['cell'], styles[`step-${step(stance) ?? 0}`])}>
      <span className={styles['cellHead']}>
        <Party tone={party.tone}>{t(($) => $.terms.delegation, { label: party.label })}</Party>
      </span>
      <b className={styles['stance']}>
        <span aria-hidden="true">{STANCE_SIGNS[stance]} </span>
        {t(($) => $.terms.position[stance])}
      </b>
      {tabled !== undefined && (
        <span>
          {say(
            tabled.conditions.en + tabled.conditions.zh === ''
              ? tabled.rationale
              : tabled.conditions,
          )}
        </span>
      )}
      {kept !== undefined && (
        <span className={styles['kept']}>
          <Chip tone="open" sign={<Lock size={11} />}>
            {t(($) => $.positions.private)}
          </Chip>
          {STANCE_SIGNS[kept.stance]} {t(($) => $.terms.position[kept.stance])}
          {may('positions/table') && (
            <Button
              size="small"
              onPress={() => void act('positions/table', { positionId: kept.id })}
            >
              {t(($) => $.positions.tableNow)}
            </Button>
          )}
        </span>
      )}
      {own && may('positions/state') && (
        <span className={styles['cellAction']}>
          <Button size="small" onPress={() => setStating(true)}>
            {t(($) => (stated === undefined ? $.positions.state : $.positions.restate))}
          </Button>
        </span>
      )}
      {stating && (
        <StatePosition
          subject={subject}
          about={say(question.text)}
          previous={stated}
          onClose={() => setStating(false)}
        />
      )}
    </td>
  )
}
