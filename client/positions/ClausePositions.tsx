import { Lock } from 'lucide-react'
import { isStale, latestOf, type Position } from '#shared/positions'
import { useState } from 'react'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay, type PartyView } from '../platform/record/dialogue.tsx'
import { dateAndTime } from '../platform/time/index.ts'
import { Card, Row } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, DateTime, Party, Scale } from '../ui/marks.tsx'
import { StatePosition } from './StatePosition.tsx'
import { step } from './stances.ts'
import styles from './positions.module.css'

interface Props {
  readonly clauseId: string
  readonly hash: string | undefined
  readonly name: string
}

/** What each delegation has tabled on a clause, on the scale. */
export function ClausePositions(props: Props) {
  const { t } = useWords()
  const { parties, room } = useDialogue()
  const subject = { type: 'clause', id: props.clauseId } as const
  return (
    <>
      <Card title={t(($) => $.positions.title)}>
        {parties.map((party) => (
          <OnScale
            key={party.id}
            party={party}
            position={latestOf(room.positions.tabled, party.id, subject)}
            hash={props.hash}
          />
        ))}
        <Row small>
          <span className="muted">{t(($) => $.positions.scaleLow)}</span>
          <span className="muted">{t(($) => $.positions.scaleHigh)}</span>
        </Row>
      </Card>
      <StateOnClause {...props} />
    </>
  )
}

function OnScale(props: {
  readonly party: PartyView
  readonly position: Position | undefined
  readonly hash: string | undefined
}) {
  const { t, say, language } = useWords()
  const { party, position, hash } = props
  const stance = position?.stance ?? 'not-stated'
  const word = t(($) => $.terms.position[stance])
  const name = t(($) => $.terms.delegation, { label: party.label })
  const reasons = [position?.rationale, position?.conditions]
    .map((reason) => (reason === undefined ? '' : say(reason)))
    .filter((words) => words !== '')
  return (
    <div className={styles['onScale']}>
      <Row small>
        <Party tone={party.tone}>{name}</Party>
        <span>{word}</span>
      </Row>
      <Scale
        tone={party.tone}
        mark={party.label}
        step={step(position?.stance)}
        text={`${name}: ${word}`}
      />
      {position !== undefined && (
        <p className="small muted">
          {reasons.length > 0 && `${reasons.join(' ')} · `}
          <DateTime
            instant={position.at}
            text={t(($) => $.positions.since, { when: dateAndTime(position.at, language) })}
          />
        </p>
      )}
      {position !== undefined && hash !== undefined && isStale(position, hash) && (
        <Chip tone="reserved" sign="↻" wraps>
          {t(($) => $.positions.stale)}
        </Chip>
      )}
    </div>
  )
}

function StateOnClause(props: Props) {
  const { t } = useWords()
  const { caucus, me } = useDialogue()
  const may = useMay()
  const [stating, setStating] = useState(false)
  if (me.delegationId === null) return null
  if (!may('positions/state')) return <p className="small muted">{t(($) => $.positions.byHead)}</p>
  const previous = latestOf(caucus?.positions.stated ?? [], me.delegationId, {
    type: 'clause',
    id: props.clauseId,
  })
  return (
    <>
      <Button isDisabled={props.hash === undefined} onPress={() => setStating(true)}>
        {t(($) => (previous === undefined ? $.positions.state : $.positions.restate))}
      </Button>
      {stating && props.hash !== undefined && (
        <StatePosition
          subject={{ type: 'clause', id: props.clauseId, hash: props.hash }}
          about={props.name}
          previous={previous}
          onClose={() => setStating(false)}
        />
      )}
    </>
  )
}

/** What my delegation has stated on a clause and not yet tabled. */
export function CaucusPositions(props: { readonly clauseId: string }) {
  const { t, say, language } = useWords()
  const { caucus, me, room } = useDialogue()
  const may = useMay()
  const act = useAct()
  if (caucus === null || me.delegationId === null) {
    return <p className="muted">{t(($) => $.room.caucus.notMember)}</p>
  }
  const isTabled = (id: string) => room.positions.tabled.some((position) => position.id === id)
  const stated = caucus.positions.stated.filter(
    ({ id, subject }) =>
      subject.type === 'clause' && subject.id === props.clauseId && !isTabled(id),
  )
  return (
    <>
      {stated.length === 0 && <p className="small muted">{t(($) => $.room.caucus.none)}</p>}
      {[...stated].reverse().map((position, index) => (
        <Card
          key={position.id}
          title={t(($) => $.terms.position[position.stance])}
          note={<DateTime instant={position.at} text={dateAndTime(position.at, language)} />}
        >
          <p>{say(position.rationale)}</p>
          <p>{say(position.conditions)}</p>
          <Row>
            <Chip tone="open" sign={<Lock size={11} />}>
              {t(($) => $.positions.private)}
            </Chip>
            {index === 0 && may('positions/table') && (
              <Button
                size="small"
                onPress={() => void act('positions/table', { positionId: position.id })}
              >
                {t(($) => $.positions.tableNow)}
              </Button>
            )}
          </Row>
        </Card>
      ))}
    </>
  )
}
