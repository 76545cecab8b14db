import type { Session } from '#shared/sessions'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { clock, useNow } from '../platform/time/index.ts'
import { Row } from '../ui/blocks.tsx'
import { Button } from '../ui/Button.tsx'
import { Chip, Party } from '../ui/marks.tsx'
import { RailHead } from '../ui/rail.tsx'
import styles from './sessions.module.css'

/** Who speaks, who waits, and how long each delegation has spoken. */
export function Speakers(props: { readonly session: Session }) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const may = useMay()
  const act = useAct()
  const { session } = props
  const inOrder = [...session.requests].sort(
    (a, b) => Number(b.kind === 'point-of-order') - Number(a.kind === 'point-of-order'),
  )
  return (
    <section>
      <RailHead title={t(($) => $.room.speakers.title)} />
      {session.floor !== null && <Speaking session={session} floor={session.floor} />}
      {session.floor === null && inOrder.length === 0 && (
        <p className="small muted">{t(($) => $.room.speakers.empty)}</p>
      )}
      <ol>
        {inOrder.map((request, index) => {
          const member = room.dialogue.members[request.accountId]
          return (
            <li key={request.id}>
              <Row small>
                <span>
                  {index + 1} · {member === undefined ? '' : say(member.name)}{' '}
                  <PartyMark delegationId={request.delegationId} />{' '}
                  {request.kind === 'point-of-order' && (
                    <Chip tone="reserved" sign="!">
                      {t(($) => $.room.pointOfOrder)}
                    </Chip>
                  )}
                </span>
                {may('sessions/give-floor') ? (
                  <Button
                    size="small"
                    onPress={() =>
                      void act('sessions/give-floor', {
                        sessionId: session.id,
                        requestId: request.id,
                      })
                    }
                  >
                    {t(($) => $.room.speakers.give)}
                  </Button>
                ) : (
                  <span className="muted">{t(($) => $.room.speakers.waiting)}</span>
                )}
              </Row>
            </li>
          )
        })}
      </ol>
      <FloorTime session={session} />
    </section>
  )
}

function PartyMark(props: { readonly delegationId: string }) {
  const { parties } = useDialogue()
  const party = parties.find(({ id }) => id === props.delegationId)
  return party === undefined ? null : <Party tone={party.tone}>{party.label}</Party>
}

function Speaking(props: {
  readonly session: Session
  readonly floor: NonNullable<Session['floor']>
}) {
  const { t, say } = useWords()
  const { room, me, serverOffset } = useDialogue()
  const act = useAct()
  const now = useNow(serverOffset)
  const member = room.dialogue.members[props.floor.accountId]
  const mine = props.floor.accountId === me.accountId
  return (
    <div className={styles['speaking']}>
      <Row small>
        <span>
          ▸ {member === undefined ? '' : say(member.name)}{' '}
          <PartyMark delegationId={props.floor.delegationId} />
        </span>
        <span className="mono">
          {t(($) => $.room.speakers.speaking, {
            time: clock(now - Date.parse(props.floor.since)),
          })}
        </span>
      </Row>
      {(mine || me.role === 'moderator') && (
        <Button
          size="small"
          onPress={() => void act('sessions/release-floor', { sessionId: props.session.id })}
        >
          {t(($) => $.room.speakers.release)}
        </Button>
      )}
    </div>
  )
}

function FloorTime(props: { readonly session: Session }) {
  const { t } = useWords()
  const { parties } = useDialogue()
  const minutes = (id: string) => Math.round((props.session.spoken[id] ?? 0) / 60_000)
  return (
    <Row small>
      <span className="muted">{t(($) => $.room.speakers.floorTime)}</span>
      <span className="mono">
        {parties.map((party, index) => (
          <span key={party.id}>
            {index > 0 && ' · '}
            <Party tone={party.tone}>
              {party.label} {t(($) => $.room.agenda.minutes, { count: minutes(party.id) })}
            </Party>
          </span>
        ))}
      </span>
    </Row>
  )
}

/** Asks for the floor, or takes the request back. */
export function RaiseHand(props: { readonly session: Session }) {
  const { t } = useWords()
  const { me } = useDialogue()
  const may = useMay()
  const act = useAct()
  const { session } = props
  if (!may('sessions/request-floor')) return null
  const request = session.requests.find(({ accountId }) => accountId === me.accountId)
  const sessionId = session.id
  if (request !== undefined) {
    return (
      <Button
        onPress={() => void act('sessions/withdraw-request', { sessionId, requestId: request.id })}
      >
        {t(($) => $.room.lowerHand)}
      </Button>
    )
  }
  const ask = (kind: 'speech' | 'point-of-order') =>
    void act('sessions/request-floor', { sessionId, kind })
  return (
    <>
      <Button onPress={() => ask('speech')}>{t(($) => $.room.raiseHand)}</Button>
      <Button kind="quiet" onPress={() => ask('point-of-order')}>
        {t(($) => $.room.pointOfOrder)}
      </Button>
    </>
  )
}
