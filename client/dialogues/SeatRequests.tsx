import type { SeatRequest } from '#shared/dialogues'
import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Button } from '../ui/Button.tsx'
import { Card } from '../ui/blocks.tsx'
import { FreshLink, useWayIn } from './links.tsx'
import styles from './people.module.css'

/** Who waits for a head's consent to a seat; the head decides here, the convener takes back (DI15). */
export function SeatRequests() {
  const { t } = useWords()
  const { room } = useDialogue()
  const [seated, setSeated] = useState<SeatRequest>()
  const { requests } = room.dialogue
  const way = useWayIn(seated?.seat.accountId ?? '')
  return (
    <>
      {requests.length > 0 && (
        <Card title={t(($) => $.people.requests)}>
          <p className="small muted">{t(($) => $.people.requestsNote)}</p>
          <ul>
            {requests.map((request) => (
              <Request key={request.id} request={request} onSeated={() => setSeated(request)} />
            ))}
          </ul>
        </Card>
      )}
      {seated !== undefined && way !== undefined && way.state !== 'entered' && (
        <FreshLink member={seated.seat} onClose={() => setSeated(undefined)} />
      )}
    </>
  )
}

function Request(props: { readonly request: SeatRequest; readonly onSeated: () => void }) {
  const { t, say } = useWords()
  const { me, room, parties } = useDialogue()
  const may = useMay()
  const act = useAct()
  const [isConfirming, setConfirming] = useState(false)
  const { id: requestId, seat } = props.request
  const label = parties.find(({ id }) => id === seat.delegationId)?.label ?? ''
  const role = t(($) => $.terms.role[seat.role])
  const known = room.dialogue.members[seat.accountId]
  const isMine = me.role === 'head' && me.delegationId === seat.delegationId
  return (
    <li className={styles['member']}>
      <span className={styles['who']}>
        <span className={styles['person']}>{say(seat.name)}</span>
        <span className="small muted">
          {t(($) => $.people.wants, { role, label })}
          {known !== undefined && (
            <> · {known.suspended ? <Returns /> : <Now role={known.role} />}</>
          )}
        </span>
      </span>
      <span className={styles['acts']}>
        {isMine && (
          <Button size="small" kind="primary" onPress={() => setConfirming(true)}>
            {t(($) => $.people.confirmSeat)}
          </Button>
        )}
        {may('dialogues/decline-seat') && (isMine || me.role === 'convener') && (
          <Button size="small" onPress={() => void act('dialogues/decline-seat', { requestId })}>
            {isMine ? t(($) => $.people.declineSeat) : t(($) => $.people.takeBack)}
          </Button>
        )}
      </span>
      {isConfirming && (
        <Confirm
          request={props.request}
          title={t(($) => $.people.confirmSeatTitle, { name: say(seat.name), role, label })}
          onSeated={props.onSeated}
          onClose={() => setConfirming(false)}
        />
      )}
    </li>
  )
}

function Returns() {
  const { t } = useWords()
  return <>{t(($) => $.people.returns)}</>
}

function Now(props: { readonly role: SeatRequest['seat']['role'] }) {
  const { t } = useWords()
  return <>{t(($) => $.people.now, { role: t(($) => $.terms.role[props.role]) })}</>
}

function Confirm(props: {
  readonly request: SeatRequest
  readonly title: string
  readonly onSeated: () => void
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const act = useAct()
  const { id: requestId, seat } = props.request
  const way = useWayIn(seat.accountId)
  return (
    <AskDialog
      title={props.title}
      submit={t(($) => $.people.confirmSeat)}
      isDisabled={way === undefined}
      onSubmit={async () => {
        if (!(await act('dialogues/confirm-seat', { requestId }))) return
        props.onSeated()
        props.onClose()
      }}
      onClose={props.onClose}
    >
      <p>{t(($) => $.people.confirmSeatAsk, { name: say(seat.name) })}</p>
      <p className={styles['link']}>{way?.email}</p>
      {way !== undefined && (
        <p className="small muted">
          {way.state === 'entered'
            ? t(($) => $.people.enteredBefore)
            : t(($) => $.people.notEntered)}
        </p>
      )}
    </AskDialog>
  )
}
