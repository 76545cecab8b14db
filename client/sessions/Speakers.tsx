import { pauseAt, speakersOrder, type FloorRequest, type Session } from '#shared/sessions'
import { MoreHorizontal, UserRound } from 'lucide-react'
import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { clock, useNow } from '../platform/time/index.ts'
import { Row } from '../ui/blocks.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { Select } from '../ui/fields.tsx'
import { Chip, Party } from '../ui/marks.tsx'
import { Menu } from '../ui/overlays.tsx'
import { RailHead } from '../ui/rail.tsx'
import { FloorClock, SpeechLimit } from './FloorClock.tsx'
import styles from './sessions.module.css'

/** Who speaks, who waits in the proposed order, and how long each delegation has spoken. */
export function Speakers(props: { readonly session: Session }) {
  const { t } = useWords()
  const { serverOffset } = useDialogue()
  const may = useMay()
  const [calling, setCalling] = useState(false)
  const { session } = props
  const now = new Date(useNow(serverOffset)).toISOString()
  const onBreak = pauseAt(session, now) !== null
  const inOrder = speakersOrder(session)
  return (
    <section>
      <RailHead title={t(($) => $.room.speakers.title)}>
        {may('sessions/call-speaker') && !onBreak && (
          <IconButton label={t(($) => $.sessions.floor.call)} onPress={() => setCalling(true)}>
            <UserRound size={15} aria-hidden="true" />
          </IconButton>
        )}
      </RailHead>
      {session.floor !== null && <Speaking session={session} floor={session.floor} />}
      {onBreak && <p className="small muted">{t(($) => $.sessions.floor.onBreak)}</p>}
      {!onBreak && session.floor === null && inOrder.length === 0 && (
        <p className="small muted">{t(($) => $.room.speakers.empty)}</p>
      )}
      <ol>
        {inOrder.map((request, index) => (
          <Waiting
            key={request.id}
            request={request}
            number={index + 1}
            session={session}
            onBreak={onBreak}
          />
        ))}
      </ol>
      <FloorTime session={session} />
      {may('sessions/set-speech-limit') && <SpeechLimit session={session} />}
      {calling && <CallSpeaker session={session} onClose={() => setCalling(false)} />}
    </section>
  )
}

function Waiting(props: {
  readonly request: FloorRequest
  readonly number: number
  readonly session: Session
  readonly onBreak: boolean
}) {
  const { t, say } = useWords()
  const { room } = useDialogue()
  const may = useMay()
  const act = useAct()
  const { request, session } = props
  const member = room.dialogue.members[request.accountId]
  const name = member === undefined ? '' : say(member.name)
  const target = { sessionId: session.id, requestId: request.id }
  const move = (to: 'first' | 'last') => void act('sessions/reorder-request', { ...target, to })
  return (
    <li>
      <Row small>
        <span>
          {props.number} · {name} <PartyMark delegationId={request.delegationId} />{' '}
          {request.kind === 'point-of-order' && (
            <Chip tone="reserved" sign="!">
              {t(($) => $.room.pointOfOrder)}
            </Chip>
          )}
          {request.place !== 0 && (
            <span className="muted" title={t(($) => $.sessions.floor.put)}>
              {request.place < 0 ? '↑' : '↓'}
              <span className="visually-hidden"> {t(($) => $.sessions.floor.put)}</span>
            </span>
          )}
        </span>
        {may('sessions/give-floor') ? (
          <span className={styles['waitingTools']}>
            <Button
              size="small"
              isDisabled={props.onBreak}
              onPress={() => void act('sessions/give-floor', target)}
            >
              {t(($) => $.room.speakers.give)}
            </Button>
            {request.kind === 'speech' && (
              <Menu
                label={t(($) => $.sessions.floor.more, { name })}
                trigger={<MoreHorizontal size={15} aria-hidden="true" />}
                sections={[
                  {
                    id: 'order',
                    entries: (['first', 'last'] as const).map((to) => ({
                      id: to,
                      label: t(($) => $.sessions.floor[to]),
                      onAction: () => move(to),
                    })),
                  },
                ]}
              />
            )}
          </span>
        ) : (
          <span className="muted">{t(($) => $.room.speakers.waiting)}</span>
        )}
      </Row>
    </li>
  )
}

function CallSpeaker(props: { readonly session: Session; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const { room, parties } = useDialogue()
  const act = useAct()
  const [who, setWho] = useState<string>()
  const people = Object.values(room.dialogue.members).filter(
    ({ delegationId, suspended }) => delegationId !== null && !suspended,
  )
  const labelOf = (id: string | null) => parties.find((party) => party.id === id)?.label ?? ''
  const call = async () => {
    const target = { sessionId: props.session.id, accountId: who ?? '' }
    if (await act('sessions/call-speaker', target)) props.onClose()
  }
  return (
    <AskDialog
      title={t(($) => $.sessions.floor.call)}
      submit={t(($) => $.room.speakers.give)}
      isDisabled={who === undefined}
      onSubmit={call}
      onClose={props.onClose}
    >
      <Select
        label={t(($) => $.sessions.floor.callWho)}
        placeholder={t(($) => $.sessions.floor.callWho)}
        value={who}
        onChange={setWho}
        choices={people.map(({ accountId, name, delegationId }) => ({
          id: accountId,
          label: `${say(name)} · ${labelOf(delegationId)}`,
        }))}
      />
    </AskDialog>
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
  const { room, me } = useDialogue()
  const act = useAct()
  const { session, floor } = props
  const member = room.dialogue.members[floor.accountId]
  const mine = floor.accountId === me.accountId
  return (
    <div className={styles['speaking']}>
      <Row small>
        <span>
          ▸ {member === undefined ? '' : say(member.name)}{' '}
          <PartyMark delegationId={floor.delegationId} />
        </span>
        <FloorClock session={session} floor={floor} />
      </Row>
      {(mine || me.role === 'moderator') && (
        <Button
          size="small"
          onPress={() => void act('sessions/release-floor', { sessionId: session.id })}
        >
          {t(($) => $.room.speakers.release)}
        </Button>
      )}
    </div>
  )
}

/** How long each delegation has spoken, the speech that is going on included. */
function FloorTime(props: { readonly session: Session }) {
  const { t } = useWords()
  const { parties, serverOffset } = useDialogue()
  const { spoken, floor } = props.session
  const now = useNow(serverOffset)
  const running = floor === null ? 0 : Math.max(0, now - Date.parse(floor.since))
  const total = (id: string) => (spoken[id] ?? 0) + (floor?.delegationId === id ? running : 0)
  return (
    <Row small>
      <span className="muted">{t(($) => $.sessions.floor.total)}</span>
      <span className="mono">
        {parties.map(({ id, tone, label }, index) => (
          <span key={id}>
            {index > 0 && ' · '}
            <Party tone={tone}>{label}</Party> {clock(total(id))}
          </span>
        ))}
      </span>
    </Row>
  )
}
