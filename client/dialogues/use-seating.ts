import { seatedSchema, type Member } from '#shared/dialogues'
import { useWords } from '../platform/i18n/index.ts'
import { useDialogue } from '../platform/record/dialogue.tsx'
import { notify } from '../ui/overlays.tsx'
import type { Seat } from './ChangeMember.tsx'

type Person = Pick<Member, 'accountId' | 'name'>

/** Gives somebody a seat, or back the one they had; says so where a head is asked first. Answers whether it was taken. */
export function useSeating() {
  const { t, say, refusal } = useWords()
  const { send, parties } = useDialogue()
  return async (
    type: 'dialogues/change-member' | 'dialogues/restore-member',
    { accountId, name }: Person,
    seat: Seat,
  ): Promise<boolean> => {
    const answer =
      type === 'dialogues/change-member'
        ? await send(type, { accountId, name, ...seat })
        : await send(type, { accountId })
    if (!answer.ok) notify('warning', refusal(answer))
    else if (!seatedSchema.parse(answer.value).seated) {
      const label = parties.find(({ id }) => id === seat.delegationId)?.label ?? ''
      notify(
        'success',
        t(($) => $.people.asked, { name: say(name), label }),
      )
    }
    return answer.ok
  }
}
