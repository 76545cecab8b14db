import { EXPERTISE, ROLES, sitsInDelegation, type Role } from '#shared/identity'
import type { Member } from '#shared/dialogues'
import { useState } from 'react'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { Banner } from '../ui/blocks.tsx'
import { Select } from '../ui/fields.tsx'
import { useSeating } from './use-seating.ts'

/** What somebody is in the dialogue. */
export interface Seat {
  readonly role: Role
  readonly delegationId: string | null
  readonly expertise: (typeof EXPERTISE)[number] | null
}

/** Changes a member's role, delegation and expertise. */
export function ChangeMember(props: { readonly member: Member; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const give = useSeating()
  const { member } = props
  const [seat, setSeat] = useState<Seat>({
    role: member.role,
    delegationId: member.delegationId,
    expertise: EXPERTISE.find((field) => field === member.expertise) ?? null,
  })
  const { name } = member
  return (
    <AskDialog
      title={t(($) => $.people.changeTitle, { name: say(name) })}
      submit={t(($) => $.people.record)}
      isDisabled={!isComplete(seat)}
      onSubmit={async () => {
        if (await give('dialogues/change-member', member, seat)) props.onClose()
      }}
      onClose={props.onClose}
    >
      <SeatFields seat={seat} onChange={setSeat} />
      <p className="small muted">
        {seat.delegationId === null || seat.delegationId === member.delegationId
          ? t(($) => $.people.cutNote)
          : t(($) => $.people.inviteSeatNote)}
      </p>
    </AskDialog>
  )
}

/** Whether a seat names a delegation exactly when its role sits in one. */
export function isComplete(seat: Seat): boolean {
  return sitsInDelegation(seat.role) === (seat.delegationId !== null)
}

const NONE = 'none'

/** The roles that a head gives to those of their own delegation. */
const OF_A_HEAD: readonly Role[] = ['delegate', 'adviser']

/** Asks for role, delegation and expertise; a head for those of their own delegation. */
export function SeatFields(props: {
  readonly seat: Seat
  readonly onChange: (seat: Seat) => void
}) {
  const { t, say } = useWords()
  const { parties, me } = useDialogue()
  const { seat, onChange } = props
  const isHead = me.role === 'head'
  return (
    <>
      <Select
        label={t(($) => $.people.role)}
        placeholder={t(($) => $.people.role)}
        value={seat.role}
        onChange={(role) => {
          const delegationId = sitsInDelegation(role)
            ? (seat.delegationId ?? parties[0]?.id ?? null)
            : null
          onChange({ ...seat, role, delegationId })
        }}
        choices={(isHead ? OF_A_HEAD : ROLES).map((id) => ({
          id,
          label: t(($) => $.terms.role[id]),
        }))}
      />
      {sitsInDelegation(seat.role) && parties.length === 0 && (
        <Banner tone="info">{t(($) => $.convening.delegationFirst)}</Banner>
      )}
      {sitsInDelegation(seat.role) && parties.length > 0 && !isHead && (
        <Select
          label={t(($) => $.people.delegation)}
          placeholder={t(($) => $.people.delegation)}
          value={seat.delegationId ?? undefined}
          onChange={(delegationId) => onChange({ ...seat, delegationId })}
          choices={parties.map(({ id, label, name }) => ({
            id,
            label: t(($) => $.terms.delegation, { label }),
            hint: say(name),
          }))}
        />
      )}
      <Select
        label={t(($) => $.people.expertise)}
        placeholder={t(($) => $.people.noExpertise)}
        value={seat.expertise ?? NONE}
        onChange={(id) => onChange({ ...seat, expertise: id === NONE ? null : id })}
        choices={[
          { id: NONE, label: t(($) => $.people.noExpertise) },
          ...EXPERTISE.map((id) => ({ id, label: t(($) => $.terms.expertise[id]) })),
        ]}
      />
    </>
  )
}
