import { Link } from '@tanstack/react-router'
import type { Session } from '#shared/sessions'
import { useWords } from '../../platform/i18n/index.ts'
import { useDialogue } from '../../platform/record/dialogue.tsx'

/** Leads to the minutes of a session, the latest that were assembled. */
export function MinutesLink({ session }: { readonly session: Session }) {
  const { t } = useWords()
  const { dialogueId, room } = useDialogue()
  const minutes = room.proposals.list.findLast(({ sessionId }) => sessionId === session.id)
  if (minutes === undefined) return null
  return (
    <Link
      to="/dialogues/$dialogueId/room"
      params={{ dialogueId }}
      search={{ text: minutes.id }}
      aria-label={t(($) => $.sessions.list.minutesOf, { number: session.number })}
    >
      {t(($) => $.sessions.list.minutes)}
    </Link>
  )
}
