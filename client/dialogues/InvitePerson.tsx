import type { Member } from '#shared/dialogues'
import { useState } from 'react'
import * as z from 'zod'
import { api } from '../platform/http/index.ts'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { BilingualField, NO_WORDS } from '../platform/i18n/BilingualField.tsx'
import { hasWords } from '../platform/i18n/Said.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { dateAndTime } from '../platform/time/index.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Actions, Dialog, notify } from '../ui/overlays.tsx'
import { isComplete, SeatFields, type Seat } from './ChangeMember.tsx'
import styles from './people.module.css'

const DAYS = 7
/** Parses a link that was made. */
export const invited = z.object({ path: z.string().startsWith('/'), expiresAt: z.string() })
const answered = z.union([
  invited.extend({ seated: z.literal(true) }),
  z.object({ seated: z.boolean() }),
])
/** A link that was made. */
export type Invited = z.infer<typeof invited>

/** Invites somebody by name and address, and shows the link to hand over. */
export function InvitePerson(props: { readonly onClose: () => void }) {
  const { t, say, refusal } = useWords()
  const { dialogueId, me, parties } = useDialogue()
  const [name, setName] = useState(NO_WORDS)
  const [email, setEmail] = useState('')
  const [seat, setSeat] = useState<Seat>(firstSeat(me))
  const [made, setMade] = useState<z.infer<typeof answered>>()
  const invite = async () => {
    const path = `/api/dialogues/${dialogueId}/invitations`
    const reply = await api.post(path, { name, email: email.trim(), ...seat }, answered)
    if (reply.ok) setMade(reply.value)
    else notify('warning', refusal(reply))
  }
  if (made !== undefined && 'path' in made)
    return <MadeLink name={say(name)} made={made} onClose={props.onClose} />
  if (made !== undefined) {
    const label = parties.find(({ id }) => id === seat.delegationId)?.label ?? ''
    return (
      <WithoutLink isAsked={!made.seated} name={say(name)} label={label} onClose={props.onClose} />
    )
  }
  return (
    <AskDialog
      title={t(($) => $.people.inviteTitle)}
      submit={t(($) => $.people.inviteNow)}
      isDisabled={!hasWords(name) || !email.includes('@') || !isComplete(seat)}
      onSubmit={invite}
      onClose={props.onClose}
    >
      <BilingualField label={t(($) => $.people.personName)} value={name} onChange={setName} />
      <TextField
        label={t(($) => $.people.email)}
        type="email"
        autoComplete="off"
        value={email}
        onChange={setEmail}
      />
      <SeatFields seat={seat} onChange={setSeat} />
      <p className="small muted">
        {me.role !== 'head' && seat.delegationId !== null
          ? t(($) => $.people.inviteSeatNote)
          : t(($) => $.people.inviteNote, { days: DAYS })}
      </p>
    </AskDialog>
  )
}

function firstSeat(me: Member): Seat {
  return me.role === 'head'
    ? { role: 'delegate', delegationId: me.delegationId, expertise: null }
    : { role: 'observer', delegationId: null, expertise: null }
}

/** Says why there is no link: the head is asked first, or the account is not the asker's to open. */
function WithoutLink(props: {
  readonly isAsked: boolean
  readonly name: string
  readonly label: string
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const { isAsked, name, label } = props
  return (
    <Dialog
      title={isAsked ? t(($) => $.people.askedTitle) : t(($) => $.people.linkTitle, { name })}
      closeLabel={t(($) => $.app.close)}
      isOpen
      onClose={props.onClose}
    >
      <p>
        {isAsked ? t(($) => $.people.asked, { name, label }) : t(($) => $.people.noLink, { name })}
      </p>
      <Actions>
        <Button kind="primary" onPress={props.onClose}>
          {t(($) => $.app.close)}
        </Button>
      </Actions>
    </Dialog>
  )
}

/** Shows a link to hand over, this once. */
export function MadeLink(props: {
  readonly name: string
  readonly made: Invited
  readonly onClose: () => void
}) {
  const { t, language } = useWords()
  const { name, made } = props
  const address = `${location.origin}${made.path}`
  const copy = async () => {
    await navigator.clipboard.writeText(address)
    notify(
      'success',
      t(($) => $.people.copied),
    )
  }
  return (
    <Dialog
      title={t(($) => $.people.linkTitle, { name })}
      closeLabel={t(($) => $.app.close)}
      isOpen
      onClose={props.onClose}
    >
      <p>{t(($) => $.people.linkNote, { name, when: dateAndTime(made.expiresAt, language) })}</p>
      <p className={styles['link']}>{address}</p>
      <Actions>
        <Button onPress={props.onClose}>{t(($) => $.app.close)}</Button>
        <Button kind="primary" onPress={() => void copy()}>
          {t(($) => $.people.copy)}
        </Button>
      </Actions>
    </Dialog>
  )
}
