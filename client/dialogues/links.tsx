import type { Member } from '#shared/dialogues'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod'
import { api } from '../platform/http/index.ts'
import { AskDialog } from '../platform/i18n/AskDialog.tsx'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue, useMay } from '../platform/record/dialogue.tsx'
import { notify } from '../ui/overlays.tsx'
import { invited, MadeLink, type Invited } from './InvitePerson.tsx'

const standings = z.object({
  invitations: z.array(
    z.object({
      accountId: z.string(),
      email: z.string(),
      state: z.enum(['waiting', 'over', 'entered']),
    }),
  ),
})

type Person = Pick<Member, 'accountId' | 'name'>

const keyOf = (dialogueId: string) => ['invitations', dialogueId] as const
const pathOf = (dialogueId: string) => `/api/dialogues/${dialogueId}/invitations`

/** How somebody's way into the dialogue stands, and their address, for whoever may know it. */
export function useWayIn(accountId: string) {
  const { dialogueId, room } = useDialogue()
  const may = useMay()
  const { members, requests } = room.dialogue
  const query = useQuery({
    // Asked anew as somebody is admitted or asked for.
    queryKey: [...keyOf(dialogueId), Object.keys(members).length, requests.length],
    placeholderData: keepPreviousData,
    queryFn: () => api.get(pathOf(dialogueId), standings),
    enabled: may('http/invitations'),
  })
  const list = query.data?.ok === true ? query.data.value.invitations : []
  return list.find((one) => one.accountId === accountId)
}

/** Makes a fresh link for a member, and shows it this once. */
export function FreshLink(props: { readonly member: Person; readonly onClose: () => void }) {
  const { t, say, refusal } = useWords()
  const { dialogueId } = useDialogue()
  const queries = useQueryClient()
  const [made, setMade] = useState<Invited>()
  const { accountId } = props.member
  const name = say(props.member.name)
  if (made !== undefined) return <MadeLink name={name} made={made} onClose={props.onClose} />
  return (
    <AskDialog
      title={t(($) => $.security.freshLink)}
      submit={t(($) => $.security.freshLink)}
      onSubmit={async () => {
        const reply = await api.post(`${pathOf(dialogueId)}/${accountId}/link`, {}, invited)
        if (reply.ok) setMade(reply.value)
        else notify('warning', refusal(reply))
        await queries.invalidateQueries({ queryKey: keyOf(dialogueId) })
      }}
      onClose={props.onClose}
    >
      <p>{t(($) => $.security.freshLinkAsk, { name })}</p>
    </AskDialog>
  )
}

/** Withdraws an invitation that is still open. */
export function WithdrawLink(props: { readonly member: Member; readonly onClose: () => void }) {
  const { t, say, refusal } = useWords()
  const { dialogueId } = useDialogue()
  const queries = useQueryClient()
  const { accountId } = props.member
  return (
    <AskDialog
      title={t(($) => $.security.withdraw)}
      submit={t(($) => $.security.withdraw)}
      onSubmit={async () => {
        const reply = await api.delete(`${pathOf(dialogueId)}/${accountId}`, z.unknown())
        if (!reply.ok) notify('warning', refusal(reply))
        await queries.invalidateQueries({ queryKey: keyOf(dialogueId) })
        props.onClose()
      }}
      onClose={props.onClose}
    >
      <p>{t(($) => $.security.withdrawAsk, { name: say(props.member.name) })}</p>
    </AskDialog>
  )
}
