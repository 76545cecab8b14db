import { Ellipsis } from 'lucide-react'
import { EXPERTISE, sitsInDelegation } from '#shared/identity'
import { mayLink, type Member } from '#shared/dialogues'
import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useAct, useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { Chip } from '../ui/marks.tsx'
import { Menu, type MenuEntry } from '../ui/overlays.tsx'
import { ChangeMember } from './ChangeMember.tsx'
import { FreshLink, useWayIn, WithdrawLink } from './links.tsx'
import styles from './people.module.css'
import { useSeating } from './use-seating.ts'

type Step = 'fresh-link' | 'withdraw' | 'change' | 'hand-over' | 'suspend'

/** One member with their role, and what may be done about them. */
export function MemberRow({ member }: { readonly member: Member }) {
  const { t, say } = useWords()
  const [step, setStep] = useState<Step>()
  const name = say(member.name)
  const close = () => setStep(undefined)
  return (
    <li className={styles['member']}>
      <span className={styles['who']}>
        <span className={styles['person']}>{name}</span>
        {member.suspended && (
          <Chip tone="reserved" sign="‖">
            {t(($) => $.dialogue.suspended)}
          </Chip>
        )}
        <span className="small muted">
          {t(($) => $.terms.role[member.role])}
          {member.expertise !== null && <Expertise member={member} />}
        </span>
      </span>
      <Standing accountId={member.accountId} />
      <MemberMenu member={member} onStep={setStep} />
      {step === 'change' && <ChangeMember member={member} onClose={close} />}
      {step === 'fresh-link' && <FreshLink member={member} onClose={close} />}
      {step === 'withdraw' && <WithdrawLink member={member} onClose={close} />}
      {step === 'hand-over' && (
        <Sure
          type="dialogues/hand-over-head"
          member={member}
          title={t(($) => $.people.handOver)}
          note={t(($) => $.people.handOverAsk, { name })}
          onClose={close}
        />
      )}
      {step === 'suspend' && (
        <Sure
          type="dialogues/suspend-member"
          member={member}
          title={t(($) => $.people.suspend)}
          note={t(($) => $.people.suspendAsk, { name })}
          onClose={close}
        />
      )}
    </li>
  )
}

function Standing(props: { readonly accountId: string }) {
  const { t } = useWords()
  const standing = useWayIn(props.accountId)?.state
  if (standing === undefined || standing === 'entered') return null
  return (
    <Chip tone={standing === 'waiting' ? 'open' : 'reserved'}>
      {t(($) => $.security[standing])}
    </Chip>
  )
}

function Expertise({ member }: { readonly member: Member }) {
  const { t } = useWords()
  const known = EXPERTISE.find((field) => field === member.expertise)
  return known === undefined ? null : <> · {t(($) => $.terms.expertise[known])}</>
}

function MemberMenu(props: { readonly member: Member; readonly onStep: (step: Step) => void }) {
  const { t, say } = useWords()
  const { me, room } = useDialogue()
  const may = useMay()
  const give = useSeating()
  const { member, onStep } = props
  const { accountId, role, delegationId, suspended } = member
  const standing = useWayIn(accountId)?.state
  const isOther = accountId !== me.accountId
  const isLed = me.role !== 'head' || me.delegationId === delegationId
  const mayHandOver =
    may('dialogues/hand-over-head') && sitsInDelegation(role) && role !== 'head' && !suspended
  const entries: readonly (MenuEntry | false)[] = [
    may('dialogues/change-member') && {
      id: 'change',
      label: t(($) => $.people.change),
      onAction: () => onStep('change'),
    },
    mayHandOver &&
      isLed && {
        id: 'hand-over',
        label: t(($) => $.people.handOver),
        onAction: () => onStep('hand-over'),
      },
    may('dialogues/suspend-member') &&
      isLed &&
      isOther &&
      !suspended && {
        id: 'suspend',
        label: t(($) => $.people.suspend),
        onAction: () => onStep('suspend'),
      },
    may('http/invite') &&
      isOther &&
      !suspended &&
      mayLink(room.dialogue, me.accountId, accountId) && {
        id: 'fresh-link',
        label: t(($) => $.security.freshLink),
        onAction: () => onStep('fresh-link'),
      },
    may('http/invite') &&
      isLed &&
      standing === 'waiting' && {
        id: 'withdraw',
        label: t(($) => $.security.withdraw),
        onAction: () => onStep('withdraw'),
      },
    may('dialogues/restore-member') &&
      isLed &&
      suspended && {
        id: 'restore',
        label: t(($) => $.people.restore),
        onAction: () =>
          void give('dialogues/restore-member', member, { role, delegationId, expertise: null }),
      },
  ]
  const offered = entries.filter((entry) => entry !== false)
  if (offered.length === 0) return null
  return (
    <Menu
      label={t(($) => $.people.actions, { name: say(member.name) })}
      trigger={<Ellipsis size={16} aria-hidden="true" />}
      sections={[{ id: 'member', entries: offered }]}
    />
  )
}

function Sure(props: {
  readonly type: 'dialogues/hand-over-head' | 'dialogues/suspend-member'
  readonly member: Member
  readonly title: string
  readonly note: string
  readonly onClose: () => void
}) {
  const act = useAct()
  const { accountId } = props.member
  return (
    <AskDialog
      title={props.title}
      submit={props.title}
      onSubmit={async () => {
        if (await act(props.type, { accountId })) props.onClose()
      }}
      onClose={props.onClose}
    >
      <p>{props.note}</p>
    </AskDialog>
  )
}
